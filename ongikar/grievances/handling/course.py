"""What happened when, from what was asked for to today: a line drawn by the server, with the days by which a
promise was broken in it, and the same as a table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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

# As narrow as the line is drawn, in px, and what a letter takes there: words that would touch stand in
# another row.
WIDTH, LETTER, GAP = 620, 8.6, 12
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
    """A milestone where it stands. `x` in per cent; `y` of its words, `stem` from where to where its stem
    goes.
    """

    milestone: Milestone
    x: float
    anchor: str
    y: float
    stem: tuple[float, float]

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


@dataclass(slots=True)
class Rows:
    """Rows of words, each of which knows how far it is written."""

    ends: list[float] = field(default_factory=list)

    def take(self, left: float, right: float) -> int:
        """The first row in which words from `left` to `right` touch none."""
        for row, end in enumerate(self.ends):
            if end + GAP <= left:
                self.ends[row] = right
                return row
        self.ends.append(right)
        return len(self.ends) - 1


def stand(milestones: list[Milestone], places: list[float]) -> tuple[list[Mark], float, float]:
    """Where each stands, how far down the line lies, and how high the drawing is."""
    above, below = Rows(), Rows()
    taken: list[tuple[Milestone, float, str, int]] = []
    for each, x in zip(milestones, places, strict=True):
        lines = (each.words, each.day_words) if each.is_main else (each.line,)
        anchor, left, right = edges(x, LETTER * max(map(len, lines)))
        taken.append((each, x, anchor, (above if each.is_main else below).take(left, right)))
    bar = ROW_ABOVE * len(above.ends) + STEM
    foot = bar + THICK + STEM
    marks = [stand_above(*each, bar) if each[0].is_main else stand_below(*each, bar) for each in taken]
    return marks, bar, foot + ROW_BELOW * len(below.ends) + 4


def stand_above(milestone: Milestone, x: float, anchor: str, row: int, bar: float) -> Mark:
    top = bar - STEM - ROW_ABOVE * row
    return Mark(milestone, x, anchor, top - 22, (top, bar + THICK))


def stand_below(milestone: Milestone, x: float, anchor: str, row: int, bar: float) -> Mark:
    foot = bar + THICK + STEM + ROW_BELOW * row
    return Mark(milestone, x, anchor, foot + ROW_BELOW - 5, (bar, foot))


def edges(x: float, width: float) -> tuple[str, float, float]:
    """How words at a place are written, and from where to where they go, in px."""
    at = WIDTH * x / 100
    if at < width / 2:
        return "start", at, at + width
    if at + width / 2 > WIDTH:
        return "end", at - width, at
    return "middle", at - width / 2, at + width / 2
