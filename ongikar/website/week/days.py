"""The days of a week as they are shown: their entries in places, what falls due, how full each is, and why
the office is closed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ongikar.core.i18n.say import language, say
from ongikar.gatherings.week_entries import WeekEntry, week_entries
from ongikar.gatherings.words import hour_words
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder
from ongikar.rules.bangla.text import day_month, digits, weekday_name
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.website.day_load import due_moments

from .layout import FIRST_HOUR, Spot, hours_drawn, minutes_filled, spots_of

DAYS = 7
# Where the calendar names no hours, such as a week of holidays.
USUAL_HOURS = (9 * 60, 17 * 60)
# A day's line of how full it is, in minutes: the hours that an office is open.
USUAL_DAY = 8 * 60


def first_of_week(day: date) -> date:
    """Its Sunday."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


@dataclass(frozen=True, slots=True)
class Block:
    """`spot`: None for what has no hour, or no room beside the others of its hour."""

    entry: WeekEntry
    when: str
    spot: Spot | None

    @property
    def classes(self) -> str:
        """Style may not stand in a page: its place is told by classes (week.css)."""
        if self.spot is None:
            return f"e {self.entry.sort}"
        starts, ends = divmod(self.spot.starts, 60), divmod(self.spot.ends, 60)
        return (
            f"e {self.entry.sort} s{starts[0]} sm{starts[1]} u{ends[0]} um{ends[1]}"
            f" n{self.spot.place} of{self.spot.beside}"
        )


@dataclass(slots=True)
class WeekDay:
    """`closed`: why the office is closed, "" where it is open. `due`: what falls due on it or, of a day that
    has passed, still waits.
    """

    day: date
    closed: str
    is_holiday: bool
    is_today: bool
    is_past: bool
    due: int = 0
    blocks: list[Block] = field(default_factory=list)
    minutes: int = 0
    day_minutes: int = USUAL_DAY

    @property
    def name(self) -> str:
        return f"{weekday_name(self.day, language())}, {day_month(self.day, language())}"

    @property
    def is_shown(self) -> bool:
        """A weekly day off stands there where something is held on it or falls due."""
        return bool(not self.closed or self.is_holiday or self.blocks or self.due)

    @property
    def percent(self) -> int:
        return min(self.minutes * 100 // self.day_minutes, 100)

    @property
    def filled_words(self) -> str:
        hours, minutes = divmod(self.minutes, 60)
        if not minutes:
            return say("{h} ঘণ্টা ভরা", "{h} [hour|hours] taken", h=hours)
        if not hours:
            return say("{m} মিনিট ভরা", "{m} [minute|minutes] taken", m=minutes)
        return say("{h} ঘণ্টা {m} মিনিট ভরা", "{h} [hour|hours] {m} [minute|minutes] taken", h=hours, m=minutes)

    @property
    def due_words(self) -> str:
        if not self.due:
            return ""
        if self.is_past:
            return say("{n}টি দেরি", "{n} late", n=self.due)
        return say("শেষ দিন {n}টি", "{n} due", n=self.due)

    @property
    def without_hour(self) -> list[Block]:
        return [block for block in self.blocks if block.spot is None]

    @property
    def with_hour(self) -> list[Block]:
        return [block for block in self.blocks if block.spot]


@dataclass(frozen=True, slots=True)
class Week:
    """`days`: those that are shown; `hours`: of the drawing; `left_out`: the weekly days off."""

    first: date
    days: Sequence[WeekDay]
    hours: range
    left_out: Sequence[WeekDay]

    @property
    def title(self) -> str:
        """৬ – ১২ ডিসেম্বর ২০২৬."""
        last, tongue = self.first + timedelta(days=DAYS - 1), language()
        begins = digits(self.first.day, tongue)
        if self.first.month != last.month:
            begins = day_month(self.first, tongue)
        if self.first.year != last.year:
            begins += f" {digits(self.first.year, tongue)}"
        return f"{begins} – {day_month(last, tongue)} {digits(last.year, tongue)}"

    @property
    def hour_names(self) -> list[str]:
        return [
            say(
                "{n}টা",
                "{n} {half}",
                n=digits((hour % 12) or 12, language()),
                half="am" if hour % 24 < 12 else "pm",
            )
            for hour in self.hours
        ]

    @property
    def classes(self) -> str:
        return f"from{self.hours.start} for{len(self.hours)}"

    @property
    def closed_words(self) -> str:
        names = [weekday_name(each.day, language()) for each in self.left_out]
        if not names:
            return ""
        return say("{days} অফিস বন্ধ।", "Closed on {days}.", days=join_words(names))


def join_words(names: Sequence[str]) -> str:
    return say(" ও ", " and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def week_of(office: Office, calendar: Calendar, first: date, holder: PostHolder, now: datetime) -> Week:
    """Raises CalendarFault where the calendar knows nothing of its days."""
    begin = datetime.combine(first, time(), TZ)
    end = begin + timedelta(days=DAYS)
    today = now.astimezone(TZ).date()
    days = [make_day(calendar, first + timedelta(days=place), today) for place in range(DAYS)]
    by_day = {each.day: each for each in days}
    due = Counter(each.astimezone(TZ).date() for each in due_moments(office, begin, end))
    for day, count in due.items():
        by_day[day].due = count
    by_date: dict[date, list[WeekEntry]] = {each.day: [] for each in days}
    for entry in week_entries(office, begin, end, holder):
        by_date[max(entry.starts_at.astimezone(TZ).date(), first)].append(entry)
    spans = []
    for shown in days:
        spans += fill_day(shown, by_date[shown.day])
    opens, closes = open_hours(calendar, days)
    return Week(
        first,
        [each for each in days if each.is_shown],
        hours_drawn(spans, opens, closes),
        [each for each in days if not each.is_shown],
    )


def make_day(calendar: Calendar, day: date, today: date) -> WeekDay:
    closure = calendar.closed_because(day)
    closed = ""
    if closure:
        closed = closure.name_en if language() == "en" else closure.name_bn
    windows = calendar.windows(day)
    minutes = sum(int((until - since).total_seconds() // 60) for since, until in windows)
    return WeekDay(
        day,
        closed,
        bool(closure and closure.kind != "weekly"),
        is_today=day == today,
        is_past=day < today,
        day_minutes=minutes or USUAL_DAY,
    )


def fill_day(shown: WeekDay, entries: Sequence[WeekEntry]) -> list[tuple[int, int]]:
    """Its entries in their places; returns from when to when they take it."""
    spans = {
        place: (minute_of(entry.starts_at, shown.day), minute_of(entry.ends_at, shown.day))
        for place, entry in enumerate(entries)
        if entry.has_hours
    }
    # What is over before the first hour that is drawn stands above the hours, with its own in words.
    drawn = {place: span for place, span in spans.items() if span[1] > FIRST_HOUR * 60}
    spots = dict(zip(drawn, spots_of(list(drawn.values())), strict=True))
    shown.blocks = [Block(entry, when_words(entry), spots.get(place)) for place, entry in enumerate(entries)]
    shown.minutes = minutes_filled(list(spans.values()))
    return list(drawn.values())


def minute_of(moment: datetime, day: date) -> int:
    """Of this day: 0 for what began before it, its end for what ends after it."""
    local = moment.astimezone(TZ)
    if local.date() != day:
        return 0 if local.date() < day else 24 * 60
    return local.hour * 60 + local.minute


def when_words(entry: WeekEntry) -> str:
    if not entry.has_hours:
        return say("সময় লেখা নেই", "no time named")
    if entry.ends_at == entry.starts_at:
        return hour_words(entry.starts_at)
    return f"{hour_words(entry.starts_at)} – {hour_words(entry.ends_at)}"


def open_hours(calendar: Calendar, days: Sequence[WeekDay]) -> tuple[int, int]:
    """From the first opening of the week to its last closing, in minutes of a day."""
    windows = [window for each in days for window in calendar.windows(each.day)]
    if not windows:
        return USUAL_HOURS
    opens = min(minute_of(since, since.astimezone(TZ).date()) for since, _ in windows)
    closes = max(minute_of(until, until.astimezone(TZ).date()) for _, until in windows)
    return opens, closes
