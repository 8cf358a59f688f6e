"""When an office's messages may go out: to citizens at the hours of any day that the office names, to
officers in office hours or at the same.

What may not wait until then (a breach, a code that was asked for) is none of this module's concern.
"""

from datetime import datetime, timedelta

from .office_calendar import Calendar
from .office_days import TZ, moment_at
from .rows import CalendarFault, MessageHours


def sending_moment(
    calendar: Calendar, group: str, instant: datetime, own: MessageHours | None = None
) -> datetime:
    """The earliest moment from `instant` on at which a message to the group may go out. `own`: the hours that
    the office set on screen; None: those of its calendar.

    Where the calendar knows no further day it is `instant` itself: a message late at night is better than
    none.
    """
    hours = (own or calendar.rows.messages).of(group)
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
