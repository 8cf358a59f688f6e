"""Reads hours: of the week, of some dates (Ramadan), and those at which messages go out."""

from collections.abc import Iterable, Mapping
from datetime import time
from itertools import pairwise
from typing import Any

from ongikar.rules.bangla.text import digits

from .rows import CITIZENS, OFFICERS, CalendarFault, CalendarRow, Hours, MessageHours, read_row, row_fault

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GROUPS = (CITIZENS, OFFICERS)
OFFICE_HOURS = "office_hours"
# Fewer would leave so little of the day that what waited could not go out in it.
LEAST_MINUTES = 60


def read_week(data: Mapping[str, Any]) -> tuple[Hours, ...]:
    for name in data.keys() - set(WEEKDAYS):
        raise CalendarFault(f"“{name}” কোনো বার নয়", f"“{name}” is no day of the week", f"week/{name}")
    return tuple(read_hours(data.get(name, ()), f"week/{name}") for name in WEEKDAYS)


def read_hours(data: Any, where: str) -> Hours:
    """Windows of one day in order of time; raises CalendarFault where they overlap or end
    before they begin.
    """
    try:
        hours = tuple(sorted((read_minute(start), read_minute(end)) for start, end in data))
    except (ValueError, TypeError) as error:
        raise CalendarFault(
            f"“{data}” অফিস সময় হিসেবে পড়া যায় না", f"“{data}” cannot be read as office hours", where
        ) from error
    clock = [f"{minute // 60:02d}:{minute % 60:02d}" for window in hours for minute in window]
    for start, end in hours:
        if start >= end:
            raise CalendarFault(
                f"{where}: অফিস সময় শুরুর আগেই শেষ হয়েছে ({digits('–'.join(clock))})",
                f"{where}: office hours end before they begin ({'–'.join(clock)})",
                where,
            )
    if any(later[0] < earlier[1] for earlier, later in pairwise(hours)):
        raise CalendarFault(
            f"{where}: একই দিনের দুটি অফিস সময় একটির ওপর আরেকটি পড়েছে ({digits(', '.join(clock))})",
            f"{where}: two windows of one day overlap ({', '.join(clock)})",
            where,
        )
    return hours


def read_minute(value: Any) -> int:
    moment = value if isinstance(value, time) else time.fromisoformat(value)
    if moment.second or moment.microsecond:
        raise ValueError("office hours are whole minutes")
    return moment.hour * 60 + moment.minute


def read_dated(data: Any) -> tuple[tuple[CalendarRow, Hours], ...]:
    """Dated hours (Ramadan), each for some dates; no date has two."""
    dated: list[tuple[CalendarRow, Hours]] = []
    for place, item in enumerate(data, start=1):
        dated.append(read_window(item, f"windows/{place}", dated))
    return tuple(dated)


def read_window(
    item: Mapping[str, Any], where: str, others: Iterable[tuple[CalendarRow, Hours]]
) -> tuple[CalendarRow, Hours]:
    row = read_row(item, where, ("বিশেষ অফিস সময়", "special office hours"))
    hours = read_hours(item.get("hours", ()), row.where)
    if not hours:
        raise row_fault(
            row,
            "কোনো অফিস সময় লেখা নেই; বন্ধ থাকলে ছুটি হিসেবে লিখুন",
            "has no hours; enter a closure as a holiday",
        )
    for other, _ in others:
        if row.first <= other.last and other.first <= row.last:
            raise row_fault(
                row,
                f"তারিখগুলোতে আগেই অন্য অফিস সময় আছে ({other.name_bn})",
                f"overlaps other dated hours ({other.name_en})",
            )
    return row, hours


def read_message_hours(data: Any) -> MessageHours:
    """What `[messages]` says; raises CalendarFault, naming the key as "messages/citizens"."""
    if not isinstance(data, Mapping):
        raise CalendarFault(
            "“messages” লিখতে হবে [messages] করে", "“messages” is written as [messages]", "messages"
        )
    for key in sorted(data.keys() - set(GROUPS)):
        raise CalendarFault(
            f"[messages]-এ “{key}” বলে কিছু নেই: হবে citizens বা officers",
            f"[messages] has nothing called “{key}”: citizens or officers",
            f"messages/{key}",
        )
    hours = MessageHours()
    return MessageHours(
        *(read_group(data[name], name) if name in data else hours.of(name) for name in GROUPS)
    )


def read_group(data: Any, name: str) -> Hours | None:
    where = f"messages/{name}"
    if data == OFFICE_HOURS:
        return None
    hours = read_hours(data, where) if isinstance(data, list | tuple) else ()
    if sum(end - start for start, end in hours) < LEAST_MINUTES:
        raise CalendarFault(
            f'{where}: বার্তা পাঠানোর সময় লিখুন, দিনে অন্তত এক ঘণ্টা: [["08:00", "20:00"]] বা "{OFFICE_HOURS}"',
            f'{where}: write when messages go out, at least an hour a day: [["08:00", "20:00"]] or'
            f' "{OFFICE_HOURS}"',
            where,
        )
    return hours
