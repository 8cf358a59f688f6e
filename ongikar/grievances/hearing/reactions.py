"""What a hearing follows by itself: a day that became a holiday, and a complaint closed before it."""

from datetime import datetime

from django.db import transaction

from ongikar.core.i18n.say import say_in
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry
from ongikar.rules.calendar.office_calendar import TZ

from .. import transitions
from ..act_log import lock_grievance
from ..models import Hearing
from .actions import coming_hearing, end_hearing, move_hearing
from .days import LENGTH, moved_off_closed_day

CLOSED_DAY = ("সেদিন অফিস বন্ধ ঘোষণা হয়েছে", "The office was declared closed on that day")
OVER = ("এই ধাপ শেষ হয়েছে", "This tier is closed")


def call_off_hearings(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Withdrawn, not accepted, sent elsewhere or gone up: nobody need come any more."""
    of_it = Hearing.objects.filter(stage__grievance=outbox_entry.entry.subject_id)
    rows = of_it.filter(recorded_at=None, ended_at=None).select_related(*RELATED)
    for stage in [row.stage for row in rows]:
        with transaction.atomic():
            state = lock_grievance(stage.grievance)
            hearing = coming_hearing(stage)
            if hearing is None or (stage.is_open and state in transitions.OPEN):
                continue
            hearing.stage = stage
            reason = say_in(stage.grievance.tongue, *OVER)
            end_hearing(hearing, reason=reason, actor=WORKER, now=now)


RELATED = (
    "stage__grievance__office",
    "stage__grievance__complainant",
    "stage__grievance__respondent",
    "gathering",
    "apart",
)


def move_hearings_off_closed_days(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """To the next open day at the same time; both sides are told as when somebody puts it off."""
    coming = Hearing.objects.filter(recorded_at=None, ended_at=None, gathering__starts_at__gt=now)
    rows = coming.filter(gathering__office=outbox_entry.entry.office_id).select_related(*RELATED)
    for stage in [row.stage for row in rows]:
        with transaction.atomic():
            lock_grievance(stage.grievance)
            if (hearing := coming_hearing(stage)) is not None:
                hearing.stage = stage
                move_off_closed_day(hearing, now)


def move_off_closed_day(hearing: Hearing, now: datetime) -> None:
    """Who is heard apart keeps their distance of time, whichever of the two days was closed."""
    stage, starts_at = hearing.stage, hearing.gathering.starts_at
    becomes = moved_off_closed_day(stage, starts_at)
    apart_at = hearing.apart.starts_at if hearing.apart else None
    apart_becomes = moved_off_closed_day(stage, apart_at) if apart_at else None
    if (becomes, apart_becomes) == (starts_at, apart_at):
        return
    if apart_becomes and abs(becomes - apart_becomes) < LENGTH:
        # Two days that now fall on one: the one who is heard apart comes a working day later.
        local = apart_becomes.astimezone(TZ)
        later = stage.grievance.office.calendar.next_open_day(local.date())
        apart_becomes = datetime.combine(later, local.time(), TZ)
    reason = say_in(stage.grievance.tongue, *CLOSED_DAY)
    move_hearing(hearing, becomes, apart_becomes, reason=reason, actor=WORKER, now=now)
