"""Calendars, instants, promises and waits of every kind, for laws that must hold for all of them."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from ongikar.rules.calendar.hours import WEEKDAYS
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.rows import KINDS
from ongikar.rules.promise import Promise, compute_due, explain_due

CLOSING = [kind for kind in KINDS if kind not in ("optional", "working", "withdrawn")]
FIRST, LAST = date(2025, 6, 1), date(2027, 12, 31)
dates = st.dates(FIRST, LAST)


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


quarters = st.integers(0, 95)
# Made once: Hypothesis judges each strategy anew, which takes it longer than to draw from it.
numbers_of_windows = st.integers(1, 3)
ends_of_windows = {
    size: st.lists(quarters, min_size=2 * size, max_size=2 * size, unique=True) for size in (1, 2, 3)
}
weeks = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)
ends_of_hours = st.lists(dates, max_size=4, unique=True)
closures = st.lists(st.tuples(dates, st.integers(0, 12), st.sampled_from(CLOSING)), max_size=12)
ordered_days, withdrawn_days = st.lists(dates, max_size=6), st.lists(dates, max_size=4)
settings_of_after_hours = st.sampled_from(("next_working_day", "same_day"))


@st.composite
def hours(draw):
    """One to three windows of a day."""
    ends = sorted(15 * quarter for quarter in draw(ends_of_windows[draw(numbers_of_windows)]))
    return [[clock(opens), clock(closes)] for opens, closes in zip(ends[::2], ends[1::2], strict=True)]


any_hours = hours()


@st.composite
def calendar_data(draw):
    """An office's calendar: any weekend, dated hours, closures of any kind, ordered working days, both
    settings.
    """
    open_days = draw(weeks)
    ordinary = draw(any_hours)
    week = {name: ordinary if draw(st.booleans()) else draw(any_hours) for name in open_days}
    ends = sorted(draw(ends_of_hours))
    windows = [
        {"from": first.isoformat(), "to": (last - timedelta(days=1)).isoformat(), "hours": draw(any_hours)}
        for first, last in zip(ends[::2], ends[1::2], strict=False)
    ]
    days, closed = [], set()
    for first, length, kind in draw(closures):
        last = min(first + timedelta(days=length), LAST)
        closed.update(range(first.toordinal(), last.toordinal() + 1))
        days.append({"from": first.isoformat(), "to": last.isoformat(), "kind": kind})
    for day in draw(ordered_days):
        if day.toordinal() not in closed:
            days.append({"from": day.isoformat(), "kind": "working"})
    days += [{"from": day.isoformat(), "kind": "withdrawn"} for day in draw(withdrawn_days)]
    return {
        "week": week,
        "windows": windows,
        "days": draw(st.permutations(days)),
        "years": {"2025": "partial", "2026": "gazetted", "2027": "gazetted"},
        "after_hours": draw(settings_of_after_hours),
        "roll_closed": draw(st.booleans()),
    }


any_calendar = calendar_data()
# Whole quarters of an hour are drawn often: they fall on openings and closings.
instants = st.builds(
    lambda day, time_of_day: datetime(day.year, day.month, day.day, tzinfo=UTC) + time_of_day,
    st.dates(date(2025, 8, 1), date(2027, 6, 30)),
    st.one_of(
        st.timedeltas(timedelta(), timedelta(hours=23, minutes=59)),
        st.integers(0, 95).map(lambda quarters: quarters * timedelta(minutes=15)),
    ),
)


def amounts(unit, most):
    return st.builds(Promise, st.just(unit), st.integers(1, most))


office_days = st.sampled_from(("immediate", "accept", "working_days")).flatmap(
    lambda unit: amounts(unit, 90) if unit == "working_days" else st.just(Promise(unit))
)
by_date = st.builds(lambda day: Promise("by_date", until=day), dates)
by_amount = st.sampled_from((amounts("calendar_days", 120), amounts("weeks", 12))).flatmap(lambda kind: kind)
dated = st.sampled_from((by_amount, by_amount, by_date)).flatmap(lambda kind: kind)
months = amounts("months", 14)
office_hours = st.builds(Promise, st.just("hours"), st.integers(1, 200), st.just(True))
timed = st.sampled_from((amounts("hours", 200), office_hours, amounts("minutes", 3_000))).flatmap(
    lambda kind: kind
)
monthly = amounts("nth_working_day", 23)
promises = st.sampled_from((office_days, monthly, dated, months, timed)).flatmap(lambda kind: kind)


days_off, beside = st.integers(-1, 6), st.sampled_from((0, 0, -1, 1))
spans = st.timedeltas(timedelta(), timedelta(days=12))
starts = st.builds(
    lambda times, after: times * after,
    st.sampled_from((1, 7, 60)),
    st.timedeltas(timedelta(), timedelta(days=1)),
)


@st.composite
def edges(draw, calendar, near):
    """The opening or the close of a window within days of an instant, or a moment beside it."""
    day = calendar.next_open_day(near.astimezone(calendar.tz).date(), draw(days_off))
    windows = calendar.windows(day) or calendar.windows(calendar.next_open_day(day))
    edge = draw(st.sampled_from([edge for window in windows for edge in window]))
    return edge.astimezone(UTC) + draw(beside) * timedelta(microseconds=1)


@st.composite
def receipts(draw, calendar):
    """Instants of receipt, of which half are at the edge of office time."""
    near = draw(instants)
    return draw(edges(calendar, near)) if draw(st.booleans()) else near


@st.composite
def waits_after(draw, received, calendar, most=4):
    """Spans in which the citizen owes something, in any order, overlapping or not; some to the edge of office
    time.
    """
    waits = []
    for _ in range(draw(st.integers(0, most))):
        start = received + draw(starts)
        end = start + draw(spans)
        if draw(st.booleans()):
            start = max(received, draw(edges(calendar, start)))
        if draw(st.booleans()):
            end = draw(edges(calendar, end))
        waits.append((start, max(start, end)))
    return waits


class Case(NamedTuple):
    data: dict
    calendar: Calendar
    promise: Promise
    received: datetime
    waits: list

    def due(self):
        return compute_due(self.calendar, self.promise, self.received, self.waits)

    def explain(self):
        return explain_due(self.calendar, self.promise, self.received, self.waits)

    def under(self, *rows):
        """The same under a calendar with these rows more."""
        data = self.data | {"days": [*self.data["days"], *rows]}
        return self._replace(data=data, calendar=Calendar.from_data(data))


@st.composite
def cases(draw, promised=promises, most_waits=4, **settings):
    """A promise under some calendar; `settings` fix some of the calendar's keys."""
    data = draw(any_calendar) | settings
    calendar = Calendar.from_data(data)
    received = draw(receipts(calendar))
    return Case(data, calendar, draw(promised), received, draw(waits_after(received, calendar, most_waits)))
