"""Which promises were kept in time and which are late: the comparison of `rules/account.py` as conditions
of the database.

A clock has several due moments where a day was named after acceptance or where there are steps. Late is
what let any of them pass: the breach stays, though the last was kept. Every count of late promises is made
of these.
"""

from datetime import datetime
from typing import cast

from django.db.models import Exists, F, OuterRef, Q

from ongikar.rules.clock.watch import BROKEN

from .models import Milestone

# Of clocks that stopped.
IN_TIME = Q(stopped_at__lte=F("due_at"), broke_before=False)


def has_ended_late(clock: str = "") -> Q:
    """Of what has ended: not in time. `clock`: the way to the clock from what is asked about, such as
    "clock__".
    """
    return Q(**{f"{clock}stopped_at__gt": F(f"{clock}due_at")}) | Q(**{f"{clock}broke_before": True})


# Of clocks: the watch has told that the due moment they have passed; it then looks at them no more.
BREACH_RECORDED = Exists(
    Milestone.objects.filter(clock=OuterRef("pk"), name=BROKEN, due_at=OuterRef("due_at"))
)


def is_open_and_late(now: datetime) -> Q:
    """Of clocks: still running though a due moment has passed.

    One that waits for the citizen since before its due moment has none to come, and so nothing to look at.
    """
    passed = Q(due_at__lt=now) & cast(Q, Q(look_at__isnull=False) | BREACH_RECORDED)
    return Q(stopped_at__isnull=True) & (Q(broke_before=True) | passed)
