"""What happened when, from what was asked for to today: a line drawn by the server, with the days by which a
promise was broken in it, and the same as a table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ongikar.cases.models import Case
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import day_month
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.case_transitions import KEPT
from ongikar.rules.promise import working_days_late

from ..models import Stage
from ..transitions import DECIDED

# As narrow as the line is drawn, in px (handling.css), and what a letter takes there: words that would touch
# stand in another row. `BESIDE`: from a stem to its words.
WIDTH, LETTER, GAP, BESIDE = 620, 8.6, 12, 4
# The places of the first and the last moment, in per cent.
FIRST, LAST = 1.0, 98.0
# Rows of words above and below the line, in px, and the line itself.
ROW_ABOVE, ROW_BELOW, THICK, STEM = 36, 20, 12, 9


@dataclass(frozen=True, slots=True)
class Milestone:
    """One thing that happened. `is_main`: above the line, others below it. `note`: what was wrong with it."""

    at: datetime
    words: str
    is_main: bool = True
    note: str = ""

    @property
    def day(self) -> date:
        return self.at.astimezone(TZ).date()

    @property
    def day_words(self) -> str:
        return day_month(self.day, language())

    @property
    def line(self) -> str:
        """In one row, as it stands below the line."""
        return f"{self.words}, {self.day_words}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone where it stands. `x` in per cent; `is_left`: its words stand to the left of its stem; `y`
    of its words, `stem` from where to where its stem goes.
    """

    milestone: Milestone
    x: float
    is_left: bool
    y: float
    stem: tuple[float, float]

    @property
    def anchor(self) -> str:
        return "end" if self.is_left else "start"

    @property
    def dx(self) -> int:
        """From the stem to its words."""
        return -BESIDE if self.is_left else BESIDE

    @property
    def day_y(self) -> float:
        return self.y + 16


@dataclass(frozen=True, slots=True)
class Span:
    look: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Course:
    """The whole drawing, and the sentence about what was promised."""

    milestones: list[Milestone]
    marks: list[Mark]
    spans: list[Span]
    bar: float
    height: float
    sentence: str
    late: str

    @property
    def title(self) -> str:
        """What the drawing says, for whoever does not see it."""
        said = [f"{each.line} ({each.note})" if each.note else each.line for each in self.milestones]
        return "; ".join(said)


def course_of(stage: Stage, now: datetime) -> Course:
    milestones = sorted(all_milestones(stage, now), key=lambda each: each.at)
    begin, end = milestones[0].at, milestones[-1].at
    length = (end - begin).total_seconds() or 1

    def place(moment: datetime) -> float:
        share = min(max((moment - begin).total_seconds() / length, 0), 1)
        return round(FIRST + share * (LAST - FIRST), 2)

    marks, bar, height = stand(milestones, [place(each.at) for each in milestones])
    case = stage.grievance.case
    spans = [Span("bg", FIRST, LAST - FIRST)]
    sentence = late = ""
    if case:
        given = given_at(case)
        spans += spans_of_clock(case.clock, given or min(case.closed_at or now, end), place)
        sentence, late = promise_words(case, given, now)
    return Course(milestones, marks, spans, bar, height, sentence, late)


def spans_of_clock(clock: Clock, until: datetime, place: Callable[[datetime], float]) -> Iterator[Span]:
    """The time of the promise, and what was taken beyond it."""
    begin, due = place(clock.started_at), place(min(clock.due_at, until))
    yield Span("ok", begin, round(due - begin, 2))
    if until > clock.due_at:
        yield Span("no", due, round(place(until) - due, 2))


def given_at(case: Case) -> datetime | None:
    return case.closed_at if case.state == KEPT else None


def all_milestones(stage: Stage, now: datetime) -> Iterator[Milestone]:
    """Of the application complained of, of the complaint, and today, or the day on which it was closed."""
    if case := stage.grievance.case:
        yield from milestones_of_case(case, now)
    for each in stage.grievance.stages.all():
        yield from milestones_of_stage(each)
    for act in stage.grievance.acts.all():
        if act.name == "answer":
            yield Milestone(act.at, say("কার্যালয়ের জবাব", "Office’s answer"), is_main=False)
    if stage.is_open:
        yield Milestone(now, say("আজ", "Today"))


def milestones_of_case(case: Case, now: datetime) -> Iterator[Milestone]:
    yield Milestone(case.received_at, say("আবেদন", "Asked"))
    if case.clock.due_at <= (case.closed_at or now):
        yield Milestone(case.clock.due_at, say("শেষ দিন", "Due"))
    if case.closed_at:
        words = say("সেবা দেওয়া", "Given") if given_at(case) else say("আবেদন শেষ", "Case closed")
        yield Milestone(case.closed_at, words, note=late_words(case.clock, case.closed_at))


def milestones_of_stage(stage: Stage) -> Iterator[Milestone]:
    filed = say("অভিযোগ", "Complaint") if stage.number == 1 else say("আপিল", "Appeal")
    yield Milestone(stage.filed_at, filed, is_main=False)
    for inquiry in stage.inquiries.all():
        if inquiry.reported_at:
            yield Milestone(inquiry.reported_at, say("তদন্ত প্রতিবেদন", "Inquiry report"), is_main=False)
    for hearing in stage.hearings.all():
        if hearing.recorded_at:
            yield Milestone(hearing.gathering.starts_at, say("শুনানি", "Hearing"))
    if stage.closed_at:
        words = say("সিদ্ধান্ত", "Decision") if stage.outcome == DECIDED else say("নিষ্পত্তি", "Closed")
        yield Milestone(stage.closed_at, words, note=late_words(stage.clock, stage.closed_at))


def late_words(clock: Clock, ended: datetime) -> str:
    days = working_days_late(clock.calendar, clock.due_at, ended) if ended > clock.due_at else 0
    return say("{n} কার্যদিবস দেরি", "{n} working [day|days] late", n=days) if days else ""


def promise_words(case: Case, given: datetime | None, now: datetime) -> tuple[str, str]:
    """What was promised and what became of it, and by how many days it was broken; "" where it was not."""
    due = case.clock.due_at.astimezone(TZ).date()
    late = late_words(case.clock, given or case.closed_at or now)
    if given:
        words = say(
            "শেষ দিন ছিল {due}; দেওয়া হয়েছে {day}।",
            "It was due on {due} and given on {day}.",
            due=due,
            day=given.astimezone(TZ).date(),
        )
    elif case.closed_at:
        words = say("শেষ দিন ছিল {due}; সেবা দেওয়া হয়নি।", "It was due on {due} and was not given.", due=due)
    elif late:
        words = say(
            "শেষ দিন ছিল {due}; এখনো দেওয়া হয়নি।", "It was due on {due} and has not been given.", due=due
        )
    else:
        words = say("শেষ দিন {due}।", "It is due on {due}.", due=due)
    return words, late


@dataclass(frozen=True, slots=True)
class Flag:
    """Words at their stem, in px: to its right, or to its left where `is_left`."""

    x: float
    width: float
    is_left: bool

    @property
    def begins(self) -> float:
        return self.x - self.width if self.is_left else self.x

    @property
    def ends(self) -> float:
        return self.x if self.is_left else self.x + self.width

    def touches(self, other: "Flag") -> bool:
        """In one row."""
        return self.begins < other.ends + GAP and other.begins < self.ends + GAP

    def is_crossed_by(self, other: "Flag") -> bool:
        """The stem of the other, which stands in a row farther from the line."""
        return self.begins < other.x < self.ends


# Each flag with its row, the row next to the line first.
Placed = list[tuple[Flag, int]]


def count_crossings(flag: Flag, row: int, placed: Placed) -> int:
    crossed = sum(below < row and other.is_crossed_by(flag) for other, below in placed)
    return crossed + sum(above > row and flag.is_crossed_by(other) for other, above in placed)


def place_flags(
    xs: list[float], widths: list[float], to_right: int
) -> tuple[int, int, list[tuple[Flag, int]]]:
    """The first `to_right` of them to the right of their stems, the others to the left, each in the row next
    to the line in which it touches no words and crosses no stem; how many cross or run off the drawing all
    the same, how many rows it takes, and the flags.
    """
    flags = [
        Flag(x, width, place >= to_right) for place, (x, width) in enumerate(zip(xs, widths, strict=True))
    ]
    faults = sum(flag.begins < 0 or flag.ends > WIDTH for flag in flags)
    placed: Placed = []
    # From the middle outwards no later stem goes through earlier words.
    for flag in (*reversed(flags[:to_right]), *flags[to_right:]):
        free = [
            row
            for row in range(len(placed) + 1)
            if not any(at == row and flag.touches(other) for other, at in placed)
        ]
        row = min(free, key=lambda row: count_crossings(flag, row, placed))
        faults += count_crossings(flag, row, placed)
        placed.append((flag, row))
    rows = max((row for _, row in placed), default=-1) + 1
    right = placed[:to_right]
    return faults, rows, [*reversed(right), *placed[to_right:]]


def rows_of(milestones: list[tuple[float, list[str]]]) -> tuple[int, Placed]:
    """How many rows words at these places, in per cent, take, and where each stands. `milestones`: each place
    with its lines.
    """
    xs = [WIDTH * x / 100 for x, _ in milestones]
    widths = [LETTER * max(map(len, lines)) for _, lines in milestones]
    choices = [place_flags(xs, widths, to_right) for to_right in range(len(xs), -1, -1)]
    _, rows, flags = min(choices, key=lambda choice: choice[:2])
    return rows, flags


def stand(milestones: list[Milestone], places: list[float]) -> tuple[list[Mark], float, float]:
    """Where each stands, how far down the line lies, and how high the drawing is."""
    put = list(zip(milestones, places, strict=True))
    main = [(each, x) for each, x in put if each.is_main]
    others = [(each, x) for each, x in put if not each.is_main]
    rows_above, above = rows_of([(x, [each.words, each.day_words]) for each, x in main])
    rows_below, below = rows_of([(x, [each.line]) for each, x in others])
    bar = ROW_ABOVE * rows_above + STEM
    foot = bar + THICK + STEM
    marks = [stand_above(each, x, flag, row, bar) for (each, x), (flag, row) in zip(main, above, strict=True)]
    marks += [
        stand_below(each, x, flag, row, foot) for (each, x), (flag, row) in zip(others, below, strict=True)
    ]
    marks.sort(key=lambda mark: mark.milestone.at)
    return marks, bar, foot + ROW_BELOW * rows_below + 4


def stand_above(milestone: Milestone, x: float, flag: Flag, row: int, bar: float) -> Mark:
    top = bar - STEM - ROW_ABOVE * row
    return Mark(milestone, x, flag.is_left, top - 22, (top - ROW_ABOVE + 4, bar + THICK))


def stand_below(milestone: Milestone, x: float, flag: Flag, row: int, foot: float) -> Mark:
    base = foot + ROW_BELOW * row
    return Mark(milestone, x, flag.is_left, base + ROW_BELOW - 5, (foot - STEM - THICK, base + ROW_BELOW - 2))
