"""What an office calendar says, row by row, and how one dated row is read and its fault worded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import date_words

# What each kind of row is called where it has no name of its own. Optional holidays leave the office open.
WEEKLY, OPTIONAL, WORKING, WITHDRAWN = "weekly", "optional", "working", "withdrawn"
GAZETTED, PARTIAL = "gazetted", "partial"
KINDS = {
    "general": ("সাধারণ ছুটি", "general holiday"),
    "executive_order": ("নির্বাহী আদেশে ছুটি", "holiday by executive order"),
    "local": ("স্থানীয় ছুটি", "local holiday"),
    OPTIONAL: ("ঐচ্ছিক ছুটি", "optional holiday"),
    WORKING: ("ঘোষিত কার্যদিবস", "ordered working day"),
    # Takes back what an earlier row said of its days: rows are added, never edited.
    WITHDRAWN: ("প্রত্যাহার", "withdrawal"),
}

# Opening and closing minute of the day, in order: [open, close).
Hours = tuple[tuple[int, int], ...]


class CalendarFault(ValueError):
    """A calendar, or a question to it, that makes no sense: one sentence in each language, and the row at
    fault.

    `row` names the row as "days/3" (counted from 1), "windows/1", "week/sunday"; "" where no row is to blame.
    """

    def __init__(self, bn: str, en: str, row: str = ""):
        super().__init__(en)
        self.bn, self.en, self.row = bn, en, row


class Closure(NamedTuple):
    """Why the office is closed on a day. `kind` is "weekly", or the kind of the holiday's row.

    `source`, `memo`: by whose word, as it was written; `source_bn`, `memo_bn`: the same in Bangla where a
    file has it so.
    """

    kind: str
    name_bn: str
    name_en: str
    source: str = ""
    memo: str = ""
    source_bn: str = ""
    memo_bn: str = ""


WEEKLY_OFF = Closure(WEEKLY, "সাপ্তাহিক ছুটি", "weekly day off")


class CalendarRow(NamedTuple):
    """Some dates, both ends included, with what is said of them."""

    first: date
    last: date
    where: str
    name_bn: str
    name_en: str

    def days(self) -> Iterator[int]:
        yield from range(self.first.toordinal(), self.last.toordinal() + 1)


class DayStatement(NamedTuple):
    """That a row says something of a day, under its kind. Optional holidays are not among them."""

    kind: str
    row: CalendarRow


class ProvisionalHoliday(NamedTuple):
    """A holiday still provisional; a moon holiday may come or go by `margin` days."""

    row: CalendarRow
    margin: timedelta


# Whom messages go to, and 08:00 to 20:00 of every day.
CITIZENS, OFFICERS = "citizens", "officers"
DAYTIME: Hours = ((8 * 60, 20 * 60),)


@dataclass(frozen=True, slots=True)
class MessageHours:
    """When messages may go out: hours of any day, in minutes; None: the office's own hours,
    on its open days.
    """

    citizens: Hours | None = DAYTIME
    officers: Hours | None = None

    def of(self, group: str) -> Hours | None:
        return self.citizens if group == CITIZENS else self.officers


@dataclass(frozen=True, slots=True)
class CalendarRows:
    """A calendar's rows, free of contradiction. Days are proleptic ordinals, hours minutes of the day."""

    week: tuple[Hours, ...]
    ordinary: Hours
    dated: tuple[tuple[CalendarRow, Hours], ...]
    closed: dict[int, Closure]
    # Ordered working days, with their own hours where the order names any.
    opened: dict[int, Hours]
    unannounced: tuple[ProvisionalHoliday, ...]
    years: dict[int, str]
    same_day: bool
    roll_closed: bool
    # All that rows say of a day, in order, what was later withdrawn with the rest.
    statements: dict[int, tuple[DayStatement, ...]] = field(default_factory=dict)
    # When messages may go out. It moves no day.
    messages: MessageHours = MessageHours()

    def hours_on(self, day: int) -> Hours:
        """The office hours of a day; empty when closed. Dated hours change an ordered working day as any
        other.
        """
        if day in self.closed:
            return ()
        if day in self.opened:
            return self.opened[day] or self.ordinary_hours(day)
        hours = self.week[(day - 1) % 7]
        return hours and (self.dated_hours(day) or hours)

    def ordinary_hours(self, day: int) -> Hours:
        """The hours the office would keep, were it open that day."""
        return self.dated_hours(day) or self.week[(day - 1) % 7] or self.ordinary

    def dated_hours(self, day: int) -> Hours:
        return next((h for row, h in self.dated if row.first.toordinal() <= day <= row.last.toordinal()), ())

    def closed_because(self, day: int) -> Closure | None:
        """A holiday on a weekly day off counts as weekly."""
        if not self.week[(day - 1) % 7] and day not in self.opened:
            return WEEKLY_OFF
        return self.closed.get(day)


def read_row(data: Mapping[str, Any], where: str, names: tuple[str, str] = ("", "")) -> CalendarRow:
    first, last = read_date(data.get("from"), where), read_date(data.get("to", data.get("from")), where)
    row = CalendarRow(first, last, where, data.get("name_bn") or names[0], data.get("name_en") or names[1])
    if first > last:
        raise row_fault(row, "শেষ দিনটি প্রথম দিনের আগে", "ends before it begins")
    return row


def read_date(value: Any, where: str) -> date:
    try:
        return (
            value.date()
            if isinstance(value, datetime)
            else value
            if isinstance(value, date)
            else date.fromisoformat(value)
        )
    except (ValueError, TypeError) as error:
        raise CalendarFault(
            f"{where}: “{value}” কোনো তারিখ নয়", f"{where}: “{value}” is no date", where
        ) from error


def row_fault(row: CalendarRow, bn: str, en: str) -> CalendarFault:
    """The sentence about a row, naming it by its place, its name and its first day."""
    return CalendarFault(
        f"{row.where} ({row.name_bn}, {date_words(row.first, 'bn', weekday=False)}): {bn}",
        f"{row.where} ({row.name_en}, {date_words(row.first, 'en', weekday=False)}) {en}",
        row.where,
    )
