"""When an office's messages may go out: to citizens at the hours of any day that the office names, to
officers in office hours.

What may not wait until then (a breach, a code that was asked for) is none of this module's concern.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .hours import read_hours
from .office_days import TZ, moment_at
from .rows import CITIZENS, OFFICERS, CalendarFault, Hours, MessageHours

if TYPE_CHECKING:
    from .office_calendar import Calendar

GROUPS = (CITIZENS, OFFICERS)
OFFICE_HOURS = "office_hours"
# Fewer would leave so little of the day that what waited could not go out in it.
LEAST_MINUTES = 60


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


def sending_moment(calendar: "Calendar", group: str, instant: datetime) -> datetime:
    """The earliest moment from `instant` on at which a message to the group may go out.

    Where the calendar knows no further day it is `instant` itself: a message late at night is better than
    none.
    """
    hours = calendar.rows.messages.of(group)
    if hours is None:
        try:
            return calendar.next_open(instant)
        except CalendarFault:
            return instant
    local = instant.astimezone(TZ)
    minute = local.hour * 60 + local.minute
    for opens, closes in hours:
        if minute < closes:
            return instant if opens <= minute else moment_at(local.date(), opens)
    return moment_at(local.date() + timedelta(days=1), hours[0][0])
