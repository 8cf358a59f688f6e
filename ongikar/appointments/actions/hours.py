"""The hours in which a post sees people."""

from datetime import datetime

from ongikar.appointments.models import Availability
from ongikar.journal.actions import Reference
from ongikar.records.actions import open_once


def begin_hours(row: Availability, *, actor: Reference, now: datetime) -> Availability:
    """Once by the key of its form. Raises ActFault where another of the post offers the same."""
    return open_once(row, "begun", actor=actor, now=now, before=check_alone)


def check_alone(row: Availability) -> None:
    """What the same press has written meanwhile is no other hours: its key says so when this is written."""
    row.lock_post()
    if not Availability.objects.filter(submission=row.submission).exists():
        row.check_hours()
