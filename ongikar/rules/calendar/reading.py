"""Parses an office calendar from data and rejects rows that are not valid, before anything is counted with
it.
"""

from collections.abc import Mapping
from typing import Any

from ongikar.rules.bangla.text import digits

from .hours import read_dated, read_message_hours, read_week
from .orders import read_order, settle_orders
from .rows import GAZETTED, PARTIAL, CalendarFault, CalendarRows, Hours

KNOWN_KEYS = frozenset({"week", "windows", "days", "years", "after_hours", "roll_closed", "messages"})
AFTER_HOURS = ("next_working_day", "same_day")
# The office week begins on Sunday: of two equally common hours, the earlier day's are the ordinary ones.
OFFICE_WEEK = (6, 0, 1, 2, 3, 4, 5)


def read_rows(data: Mapping[str, Any]) -> CalendarRows:
    """The rows of a calendar as data; raises CalendarFault naming the first row that cannot stand."""
    for key in sorted(data.keys() - KNOWN_KEYS):
        raise unknown_key(key)
    week = read_week(data.get("week", {}))
    ordinary = ordinary_hours(week)
    years = read_years(data.get("years", {}))
    orders = [
        read_order(item, f"days/{place}", years) for place, item in enumerate(data.get("days", ()), start=1)
    ]
    days = settle_orders(orders)
    for conflict in days.conflicts():
        raise conflict
    after_hours, roll_closed = read_settings(data)
    return CalendarRows(
        week,
        ordinary,
        read_dated(data.get("windows", ())),
        days.closures,
        days.ordered_hours,
        days.provisional_holidays,
        years,
        same_day=after_hours == "same_day",
        roll_closed=roll_closed,
        statements=days.statements,
        messages=read_message_hours(data.get("messages", {})),
    )


def unknown_key(key: str) -> CalendarFault:
    return CalendarFault(f"ক্যালেন্ডারে “{key}” বলে কিছু নেই", f"a calendar has nothing called “{key}”", key)


def ordinary_hours(week: tuple[Hours, ...]) -> Hours:
    """The hours most days of the week have."""
    hours = max((week[day] for day in OFFICE_WEEK if week[day]), key=week.count, default=())
    if not hours:
        raise CalendarFault("সপ্তাহের কোনো দিনেই অফিস সময় নেই", "no day of the week has office hours", "week")
    return hours


def read_settings(data: Mapping[str, Any]) -> tuple[str, bool]:
    after_hours, roll_closed = data.get("after_hours", AFTER_HOURS[0]), data.get("roll_closed", True)
    if after_hours not in AFTER_HOURS:
        raise CalendarFault(
            f"অফিস সময়ের পরে পাওয়া আবেদনের নিয়ম “{after_hours}” জানা নেই",
            f"“{after_hours}” is no rule for what comes after hours: {' or '.join(AFTER_HOURS)}",
            "after_hours",
        )
    if not isinstance(roll_closed, bool):
        raise CalendarFault(
            "roll_closed হবে true বা false", "roll_closed must be true or false", "roll_closed"
        )
    return after_hours, roll_closed


def read_years(data: Mapping[Any, str]) -> dict[int, str]:
    for year, authority in data.items():
        if authority not in (GAZETTED, PARTIAL) or not str(year).isdecimal():
            raise CalendarFault(
                f"{digits(year)} সালের ছুটির তালিকা “{authority}”: হবে gazetted বা partial",
                f"year {year} is “{authority}”; it must be gazetted or partial",
                f"years/{year}",
            )
    return {int(year): authority for year, authority in data.items()}
