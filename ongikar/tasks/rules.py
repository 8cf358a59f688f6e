"""When work comes again: the periods of a rule, and the days on which the work of each opens and is due.

Two policies. By period: every period has its own work, whoever did that of the one before, and whenever
somebody looks. Since it was done: one piece of work at a time, and the next so long after the last.

Our own rule and no RFC 5545 one: that drops the 31st of short months, and knows no gazette. A day that falls
on a closed one rolls to the next working day; a working day is counted by the office's calendar.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, NamedTuple, NotRequired, TypedDict

from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import Calendar

DAY, WEEK, MONTH, QUARTER, HALF_YEAR, FISCAL_YEAR = (
    "day",
    "week",
    "month",
    "quarter",
    "half_year",
    "fiscal_year",
)
# Months of a period, for those that begin with a month.
MONTHS_OF = {MONTH: 1, QUARTER: 3, HALF_YEAR: 6, FISCAL_YEAR: 12}
UNITS = (DAY, WEEK, MONTH, QUARTER, HALF_YEAR, FISCAL_YEAR)
# The fiscal year and its halves begin in July.
FIRST_MONTH = 7
BY_PERIOD, SINCE_DONE = "period", "since_done"
POLICIES = (BY_PERIOD, SINCE_DONE)
WORKING_DAY, WEEKDAY, DATE = "working_day", "weekday", "date"
MOST_EVERY = {DAY: 366, WEEK: 104, MONTH: 24, QUARTER: 12, HALF_YEAR: 6, FISCAL_YEAR: 5}
MOST_WITHIN = 250


class RecurrenceFault(ValueError):
    """A rule that makes no sense: one sentence in each language."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


class DayRuleData(TypedDict):
    """A day rule as JSON."""

    on: str
    nth: NotRequired[int]
    weekday: NotRequired[int]
    following: NotRequired[bool]


class RecurrenceData(TypedDict):
    """A rule as JSON: of a period its two days, since done the working days that it gives."""

    unit: str
    every: int
    policy: str
    opens: NotRequired[DayRuleData]
    due: NotRequired[DayRuleData]
    within: NotRequired[int]


@dataclass(frozen=True, slots=True)
class DayRule:
    """One day of a period.

    `on` a working day: the `nth` of the period, counted from its end where negative. On a weekday (Monday is
    0): the `nth` of those. On a date: the `nth` day of the period, of a month of 28 days its last at most.
    `following`: of the period after it, as a return for November is due in December.
    """

    on: str
    nth: int = 1
    weekday: int = 0
    following: bool = False

    def __post_init__(self) -> None:
        if self.on not in (WORKING_DAY, WEEKDAY, DATE):
            raise RecurrenceFault(f"“{self.on}” কোনো দিনের নিয়ম নয়", f"“{self.on}” is no rule for a day")
        if type(self.nth) is not int or not 1 <= abs(self.nth) <= 366:
            raise RecurrenceFault("কততম দিন, ১ থেকে ৩৬৬-এর মধ্যে দিন", "give the day’s number, 1 to 366")
        if type(self.weekday) is not int or not 0 <= self.weekday <= 6:
            raise RecurrenceFault("সপ্তাহের কোন দিন, বেছে নিন", "choose a day of the week")

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "DayRule":
        return cls(
            data.get("on", ""), data.get("nth", 1), data.get("weekday", 0), bool(data.get("following"))
        )

    def as_data(self) -> DayRuleData:
        data: DayRuleData = {"on": self.on, "nth": self.nth}
        if self.on == WEEKDAY:
            data["weekday"] = self.weekday
        if self.following:
            data["following"] = True
        return data

    def day(self, calendar: Calendar, first: date, last: date) -> date:
        """Its day in a period, a working day: never before the period begins."""
        if self.on == WORKING_DAY:
            day = (
                calendar.add_working_days(first - timedelta(days=1), self.nth)
                if self.nth > 0
                else calendar.add_working_days(last + timedelta(days=1), self.nth)
            )
            return max(day, on_or_after(calendar, first))
        if self.on == WEEKDAY:
            return on_or_after(calendar, self.nth_weekday(first, last))
        place = self.nth - 1 if self.nth > 0 else (last - first).days + 1 + self.nth
        return on_or_after(calendar, first + timedelta(days=max(0, min(place, (last - first).days))))

    def nth_weekday(self, first: date, last: date) -> date:
        """The nth such day of the period; the last there is, or the first, where it has fewer."""
        begin = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        if begin > last:
            return first
        many = (last - begin).days // 7 + 1
        place = self.nth - 1 if self.nth > 0 else many + self.nth
        return begin + timedelta(days=7 * max(0, min(place, many - 1)))


def on_or_after(calendar: Calendar, day: date) -> date:
    """The day itself where the office is open, else the next working day."""
    return calendar.next_open_day(day - timedelta(days=1))


class Period(NamedTuple):
    """One period of a rule: its key, its days, and the days on which its work opens and is due."""

    key: str
    first: date
    last: date
    opens: date
    due: date


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule: every so many units, under one of the policies. Raises RecurrenceFault where it makes no sense.

    By period `opens` and `due` are days of the period. Since done there are none: the next opens so many
    units after the last was done, and is due `within` so many working days.
    """

    unit: str
    every: int = 1
    policy: str = BY_PERIOD
    opens: DayRule = DayRule(WORKING_DAY, 1)
    due: DayRule = DayRule(WORKING_DAY, -1)
    within: int = 5

    def __post_init__(self) -> None:
        if self.unit not in UNITS or self.policy not in POLICIES:
            raise RecurrenceFault("কত দিন পরপর, তা বেছে নিন", "choose how often it comes")
        if type(self.every) is not int or not 1 <= self.every <= MOST_EVERY[self.unit]:
            most = MOST_EVERY[self.unit]
            raise RecurrenceFault(
                f"কত পরপর, ১ থেকে {digits(most)}-এর মধ্যে দিন", f"give how often, from 1 to {most}"
            )
        if type(self.within) is not int or not 1 <= self.within <= MOST_WITHIN:
            raise RecurrenceFault(
                f"কত কার্যদিবসে শেষ, ১ থেকে {digits(MOST_WITHIN)}-এর মধ্যে দিন",
                f"give the working days it takes, from 1 to {MOST_WITHIN}",
            )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Recurrence":
        days = {name: DayRule.from_data(data[name]) for name in ("opens", "due") if name in data}
        options: dict[str, Any] = {name: data[name] for name in ("every", "policy", "within") if name in data}
        return cls(data.get("unit", ""), **(options | days))

    def as_data(self) -> RecurrenceData:
        data: RecurrenceData = {"unit": self.unit, "every": self.every, "policy": self.policy}
        if self.policy == SINCE_DONE:
            data["within"] = self.within
        else:
            data["opens"], data["due"] = self.opens.as_data(), self.due.as_data()
        return data

    def begin(self, day: date) -> date:
        """The first day of the period that a day lies in."""
        if self.unit == DAY:
            return day
        if self.unit == WEEK:
            # The office's week begins on Sunday.
            return day - timedelta(days=(day.weekday() + 1) % 7)
        months = day.year * 12 + day.month - 1
        back = (day.month - FIRST_MONTH) % MONTHS_OF[self.unit]
        return month_of(months - back)

    def after(self, day: date, many: int) -> date:
        """So many units after the first day of a period."""
        if self.unit == DAY:
            return day + timedelta(days=many)
        if self.unit == WEEK:
            return day + timedelta(days=7 * many)
        return month_of(day.year * 12 + day.month - 1 + MONTHS_OF[self.unit] * many)

    def nth_period(self, calendar: Calendar, starts_on: date, nth: int) -> Period:
        """The nth period of a series, from 0; by period alone."""
        begin = self.begin(starts_on)
        first, behind, last_after = (self.after(begin, self.every * (nth + n)) for n in range(3))
        one_day = timedelta(days=1)
        spans = {False: (first, behind - one_day), True: (behind, last_after - one_day)}
        opens = self.opens.day(calendar, *spans[self.opens.following])
        due = self.due.day(calendar, *spans[self.due.following])
        # A series begun in the middle of a period owes nothing for the days before.
        opens = max(opens, on_or_after(calendar, starts_on))
        return Period(first.isoformat(), first, behind - one_day, opens, max(opens, due))

    def periods(
        self, calendar: Calendar, starts_on: date, *, until: date | None = None, after: str = ""
    ) -> Iterator[Period]:
        """The periods in order from the one after `after` (a key), else from the first."""
        for nth in count():
            period = self.nth_period(calendar, starts_on, nth)
            if until and period.first > until:
                return
            if period.key > after:
                yield period

    def next_since(self, calendar: Calendar, done: date | None, starts_on: date) -> Period:
        """What comes after work that was done on a day; None: the first of the series. Since done alone."""
        opens = on_or_after(calendar, starts_on if done is None else self.shift(done))
        due = calendar.add_working_days(opens, self.within)
        return Period(opens.isoformat(), opens, opens, opens, due)

    def shift(self, day: date) -> date:
        """A day so many units later; of a shorter month the last day."""
        if self.unit in (DAY, WEEK):
            return self.after(day, self.every)
        later = self.after(day.replace(day=1), self.every)
        behind = month_of(later.year * 12 + later.month)
        return min(later + timedelta(days=day.day - 1), behind - timedelta(days=1))


def month_of(months: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(months // 12, months % 12 + 1, 1)


def opening_moment(calendar: Calendar, period: Period) -> datetime:
    """When the work of a period opens: with the office, on its day."""
    return calendar.windows(period.opens)[0][0]
