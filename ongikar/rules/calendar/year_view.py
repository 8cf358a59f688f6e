"""Overview of one year of an office: twelve months of days, each open or closed, with the reason."""

from datetime import date, timedelta
from typing import NamedTuple

from ongikar.rules.bangla.text import month_name, month_span

from .office_calendar import Calendar
from .rows import WEEKLY, WORKING, Hours

OPEN, WEEKLY_OFF, HOLIDAY, WORKED, OTHER_HOURS = "open", "weekly", "holiday", "worked", "other_hours"


class YearDay(NamedTuple):
    """One day. `kind`: "open", "weekly", "holiday", "worked" (an ordered working day), "other_hours" (as in
    Ramadan).

    `bn`, `en`: the name of the holiday, of the order or of the dated hours; "" on an ordinary day. `hours`:
    opening and closing minutes of the day. `provisional`: the moon or a confirmation may still change it.
    """

    date: date
    kind: str
    bn: str
    en: str
    hours: Hours
    provisional: bool


class YearMonth(NamedTuple):
    """A month: its names, how many empty places stand before its first day in a week from Sunday, and its
    days.
    """

    bn: str
    en: str
    blanks: int
    days: tuple[YearDay, ...]


def year_view(calendar: Calendar, year: int) -> tuple[YearMonth, ...]:
    """The twelve months of a year."""
    return tuple(month_view(calendar, date(year, month, 1)) for month in range(1, 13))


def month_view(calendar: Calendar, first: date) -> YearMonth:
    _, end = month_span(first)
    days = tuple(day_view(calendar, first + timedelta(days=n)) for n in range((end - first).days))
    return YearMonth(
        month_name(first.month, "bn"), month_name(first.month, "en"), first.isoweekday() % 7, days
    )


def day_view(calendar: Calendar, day: date) -> YearDay:
    rows, ordinal = calendar.rows, day.toordinal()
    provisional = any(row.first - margin <= day <= row.last + margin for row, margin in rows.unannounced)
    hours = rows.hours_on(ordinal)
    if closed := calendar.closed_because(day):
        kind = WEEKLY_OFF if closed.kind == WEEKLY else HOLIDAY
        # A holiday on a weekly day off counts as weekly, but a year's page still names it.
        named = rows.closed.get(ordinal, closed) if closed.kind == WEEKLY else closed
        return YearDay(day, kind, named.name_bn, named.name_en, hours, provisional)
    if ordinal in rows.opened:
        row = next(said.row for said in reversed(rows.statements[ordinal]) if said.kind == WORKING)
        return YearDay(day, WORKED, row.name_bn, row.name_en, hours, provisional)
    for row, _ in rows.dated:
        if row.first <= day <= row.last:
            return YearDay(day, OTHER_HOURS, row.name_bn, row.name_en, hours, provisional)
    return YearDay(day, OPEN, "", "", hours, provisional)
