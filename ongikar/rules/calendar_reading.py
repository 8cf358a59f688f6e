"""Reads an office calendar from data and refuses what cannot stand, before anything is counted by it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from .bangla import digits
from .calendar_rows import (
    GAZETTED,
    KINDS,
    OPTIONAL,
    PARTIAL,
    WORKING,
    CalendarFault,
    Closed,
    Hours,
    Row,
    Rows,
    Unannounced,
)
from .hours_reading import read_dated, read_hours, read_week
from .row_reading import fault, read_row

KNOWN_KEYS = frozenset({"week", "windows", "days", "years", "after_hours", "roll_closed"})
AFTER_HOURS = ("next_working_day", "same_day")
# The office week begins on Sunday: of two equally common hours, the earlier day's are the ordinary ones.
OFFICE_WEEK = (6, 0, 1, 2, 3, 4, 5)
LONGEST_ROW = timedelta(days=366)


def read_rows(data: Mapping[str, Any]) -> Rows:
    """The rows of a calendar as data; raises CalendarFault naming the first row that cannot stand."""
    for key in data.keys() - KNOWN_KEYS:
        raise CalendarFault(f"ক্যালেন্ডারে “{key}” বলে কিছু নেই", f"a calendar has nothing called “{key}”", key)
    week = read_week(data.get("week", {}))
    ordinary = max((week[day] for day in OFFICE_WEEK if week[day]), key=week.count, default=())
    if not ordinary:
        raise CalendarFault("সপ্তাহের কোনো দিনেই অফিস সময় নেই", "no day of the week has office hours", "week")
    years = read_years(data.get("years", {}))
    closed, opened, unannounced = read_days(data.get("days", ()), years)
    after_hours, roll_closed = data.get("after_hours", AFTER_HOURS[0]), data.get("roll_closed", True)
    if after_hours not in AFTER_HOURS:
        raise CalendarFault(
            f"অফিস সময়ের পরে পাওয়া আবেদনের নিয়ম “{after_hours}” জানা নেই",
            f"“{after_hours}” is no rule for what comes after hours: {' or '.join(AFTER_HOURS)}", "after_hours",
        )  # fmt: skip
    if not isinstance(roll_closed, bool):
        raise CalendarFault(
            "roll_closed হবে true বা false", "roll_closed must be true or false", "roll_closed"
        )
    return Rows(
        week, ordinary, read_dated(data.get("windows", ())), closed, opened, unannounced, years,
        same_day=after_hours == "same_day", roll_closed=roll_closed,
    )  # fmt: skip


def read_years(data: Mapping[Any, str]) -> dict[int, str]:
    for year, authority in data.items():
        if authority not in (GAZETTED, PARTIAL) or not str(year).isdecimal():
            raise CalendarFault(
                f"{digits(year)} সালের ছুটির তালিকা “{authority}”: হবে gazetted বা partial",
                f"year {year} is “{authority}”; it must be gazetted or partial", f"years/{year}",
            )  # fmt: skip
    return {int(year): authority for year, authority in data.items()}


def read_days(
    data: Any, years: dict[int, str]
) -> tuple[dict[int, Closed], dict[int, Hours], tuple[Unannounced, ...]]:
    """Closing days, ordered working days, and the holidays not yet certain."""
    closed: dict[int, Closed] = {}
    opened: dict[int, Hours] = {}
    opening_rows: list[Row] = []
    unannounced: list[Unannounced] = []
    for place, item in enumerate(data, start=1):
        kind, where = item.get("kind"), f"days/{place}"
        if kind not in KINDS:
            raise CalendarFault(
                f"{where}: “{kind}” কোনো ধরনের ছুটি নয়",
                f"{where}: “{kind}” is no kind of day: {', '.join(KINDS)}",
                where,
            )
        row = read_row(item, where, KINDS[kind])
        judge_year(row, item, years)
        if kind == WORKING:
            opening_rows.append(row)
            opened.update(dict.fromkeys(row.days(), read_hours(item.get("hours", ()), where)))
        elif kind != OPTIONAL:
            reason = Closed(kind, row.name_bn, row.name_en, item.get("source", ""), item.get("memo", ""))
            for day in row.days():
                closed[day] = both(closed[day], reason) if day in closed else reason
        if item.get("provisional") and kind != OPTIONAL:
            unannounced.append(Unannounced(row, timedelta(days=1 if item.get("moon") else 0)))
    for row in opening_rows:
        for day in sorted(closed.keys() & set(row.days())):
            raise fault(
                row, f"একই দিন ছুটিও আছে ({closed[day].name_bn})", f"is also a holiday ({closed[day].name_en})"
            )
    return closed, opened, tuple(unannounced)


def judge_year(row: Row, item: Mapping[str, Any], years: dict[int, str]) -> None:
    if row.last - row.first >= LONGEST_ROW:
        raise fault(row, "এক বছরের বেশি লম্বা", "is longer than a year")
    for day in (row.first, row.last):
        own = item.get("year", day.year)
        if day.year != own or (years and day.year not in years):
            raise fault(
                row,
                f"{digits(day.year)} সালের তারিখ, কিন্তু সালটি এই তালিকায় নেই",
                f"lies in {day.year}, a year this list does not hold",
            )


def both(one: Closed, other: Closed) -> Closed:
    """Two holidays of one day: May Day and Buddha Purnima fell together in 2026."""
    if one.name_bn == other.name_bn:
        return one
    return one._replace(
        name_bn=f"{one.name_bn} ও {other.name_bn}", name_en=f"{one.name_en} and {other.name_en}"
    )
