"""Which promises were kept in time and which are late: the comparison of `rules/account.py`, said to the database.

A clock has several due moments where a day was named after acceptance or where there are steps. Late is what let any of
them pass: the breach stays, though the last was kept. Every count of late promises is made of these.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from ongikar.rules.watch import BROKEN

from .models import Moment

# Of clocks: some due moment passed unkept. The watch looks before each fact, so that every such moment has its row.
BROKEN_ONCE = Exists(Moment.objects.filter(clock=OuterRef("pk"), name=BROKEN))
# Of clocks that stopped.
IN_TIME = Q(stopped_at__lte=F("due_at")) & ~BROKEN_ONCE


def open_late(now: datetime) -> Q:
    """Of clocks: still running though a due moment has passed.

    One that waits for the citizen since before its due moment has none to come, and so nothing to look at.
    """
    return Q(stopped_at__isnull=True) & (BROKEN_ONCE | Q(due_at__lt=now, look_at__isnull=False))


def broken_among(clocks: Iterable[int]) -> frozenset[int]:
    """Those of the clocks, by id, whose breach the watch has told."""
    moments = Moment.objects.filter(clock__in=list(clocks), name=BROKEN)
    return frozenset(moments.values_list("clock_id", flat=True))
