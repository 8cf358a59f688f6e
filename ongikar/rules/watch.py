"""Computes when to check a running promise again: at half time, one working day before it falls due, and when it falls due."""

from datetime import datetime

from .calendar import Calendar

HALFWAY, NEARING, BROKEN = "halfway", "nearing", "broken"


def moments(calendar: Calendar, received: datetime, due: datetime) -> tuple[tuple[str, datetime], ...]:
    """The moments of a promise in order of time. Short promises have no day before; the due moment always comes last."""
    halfway = received + (due - received) / 2
    before = calendar.close_before(due.astimezone(calendar.tz).date())
    early = [(HALFWAY, halfway)]
    if received < before < due:
        early.append((NEARING, before))
    return (*sorted(early, key=lambda pair: pair[1]), (BROKEN, due))


def next_look(
    calendar: Calendar, received: datetime, due: datetime, claimed: frozenset[str]
) -> datetime | None:
    """The earliest moment not yet acted on; None when all are."""
    return next((at for name, at in moments(calendar, received, due) if name not in claimed), None)
