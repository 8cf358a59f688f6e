"""Rolls of a call: counted up one by one, and after a restore from a backup past what may have been given.

A roll stands on the ticket of whoever applied in the time that was lost, and in lists that were put up.
"""

from datetime import timedelta

from django.db.models import Max

from ongikar.delivery.training.models import Application, Call
from ongikar.journal.restores import Restore, restores_of
from ongikar.rules.serial_gaps import jump_past

# Rolls begin behind this one.
BEFORE_FIRST = Call._meta.get_field("last_roll").get_default()


def next_roll(call: Call) -> int:
    """The roll of the next application; the row of the call is locked."""
    known = (jumped_over(call, restore) for restore in restores_of(call.batch.office_id))
    return max(call.last_roll, *known, 0) + 1


def jumped_over(call: Call, restore: Restore) -> int:
    """The last roll that this restore left out of the call; 0 where none was lost: it was published since, or
    had closed when the backup was made.
    """
    if call.published_at > restore.at or call.closes_at < restore.made_at:
        return 0
    in_backup = Application.objects.filter(call=call, case__received_at__lte=restore.made_at)
    last = in_backup.aggregate(last=Max("roll"))["last"] or BEFORE_FIRST
    counted_for = max(restore.made_at - call.opens_at, timedelta())
    lost = restore.at - restore.made_at
    return BEFORE_FIRST + jump_past(last - BEFORE_FIRST, counted_for=counted_for, missing=lost)
