"""The next days on which the office is closed by the calendar, apart from its weekly days off."""

from datetime import date, timedelta
from typing import NamedTuple

from ongikar.frame.say import language
from ongikar.rules.calendar import Calendar, CalendarFault

LOOKED_AHEAD = 45
SHOWN = 3


class ClosedDays(NamedTuple):
    """A holiday, from its first to its last day."""

    name: str
    first: date
    last: date


def coming_closed_days(calendar: Calendar, today: date) -> list[ClosedDays]:
    """The next holidays, days of the same one joined; at most three."""
    found: list[ClosedDays] = []
    for ahead in range(LOOKED_AHEAD):
        day = today + timedelta(days=ahead)
        try:
            closed = calendar.closed_because(day)
        except CalendarFault:
            break
        if closed is None or closed.kind == "weekly":
            continue
        name = closed.name_en if language() == "en" else closed.name_bn
        if found and found[-1].name == name and (day - found[-1].last).days <= 3:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(ClosedDays(name, day, day))
    return found[:SHOWN]
