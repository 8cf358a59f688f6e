"""Which promises were kept in time and which are late: the comparison of `rules/account.py` as conditions
of the database, and which figure of the account a clock counts in.

A clock has several due moments where a day was named after acceptance or where there are steps. Late is
what let any of them pass: the breach stays, though the last was kept. Every count of late promises is made
of these.
"""

from datetime import date, datetime
from typing import NamedTuple, cast

from django.db.models import Exists, F, OuterRef, Q

from ongikar.rules.account import ended_in_time
from ongikar.rules.calendar.office_calendar import TZ
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


# The two parts of what is open and late: those of which the watch has told, or that broke before and stay so
# whatever comes; and those whose due moment has passed since the watch looked last.
TOLD_LATE = Q(stopped_at__isnull=True) & (
    Q(broke_before=True) | (Q(look_at__isnull=True) & cast(Q, BREACH_RECORDED))
)


def is_late_untold(now: datetime, *, due: str = "due_at") -> Q:
    """Of clocks: open and late, and not yet among those TOLD_LATE. The worker leaves few of them. `due`: the
    name under which the due moment is asked for.
    """
    return Q(stopped_at__isnull=True, broke_before=False, look_at__lte=now, **{f"{due}__lt": now})


def month_of(moment: datetime) -> date:
    """The first day of the month of a moment, where the offices are."""
    return moment.astimezone(TZ).date().replace(day=1)


class TallyKey(NamedTuple):
    """What a clock counts as: the first day of the month it was due in, its outcome, and whether that was in
    time.
    """

    month: date
    outcome: str
    in_time: bool


class ClockState(NamedTuple):
    """What of a clock's row decides in which figure it counts."""

    due_at: datetime
    look_at: datetime | None
    stopped_at: datetime | None
    outcome: str
    broke_before: bool

    def tally_key(self, *, is_told: bool) -> TallyKey | None:
        """None of one that counts nowhere yet. `is_told`: the watch has told of the breach of `due_at`."""
        month = month_of(self.due_at)
        if self.stopped_at:
            is_kept = not self.broke_before and ended_in_time(self.due_at, self.stopped_at, self.stopped_at)
            return TallyKey(month, self.outcome, is_kept)
        if self.broke_before or (self.look_at is None and is_told):
            return TallyKey(month, "", False)
        return None
