"""What becomes of appointments by itself, in the worker: forms that were left free their seat; what the
calendar or a gathering stands in the way of is to be moved; whoever came and was not seen by closing time was
failed by the office.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import WORKER, Reference
from ongikar.offices.models import Office
from ongikar.records.actions import carry_out
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.models import VisitCall

from . import transitions
from .actions.booking import act_of
from .at_counter import calls_of, was_seen
from .free_times import busy_spans, moments_of, offers_of
from .models import Booking
from .rules.slots import stands

# As many as one round of the worker looks at.
MOST = 500


def watch_appointments(now: datetime) -> int:
    """How many were changed."""
    return expire_held(now) + end_day(now) + judge_times(now)


def expire_held(now: datetime) -> int:
    rows = Booking.objects.filter(state=transitions.HELD, held_until__lte=now)
    return sum(do_if_it_may(each, transitions.EXPIRE, now) for each in rows.order_by("id")[:MOST])


def closing_of(office: Office, day: date) -> datetime:
    """The end of the office hours; of a day that is closed after all, of the day."""
    windows = office.calendar.windows(day)
    return windows[-1][1] if windows else moments_of(day)[1]


def end_day(now: datetime) -> int:
    """What became of those who came, of days that began before this one or whose office hours are over."""
    rows = Booking.objects.filter(
        state=transitions.ARRIVED, starts_at__lt=moments_of(now.astimezone(TZ).date())[1]
    )
    rows = rows.select_related("office").order_by("starts_at", "id")[:MOST]
    over = [each for each in rows if now >= closing_of(each.office, each.day)]
    calls = calls_of(over) if over else {}
    return sum(do_if_it_may(each, end_of(calls[each.pk]), now) for each in over)


def end_of(calls: Sequence[VisitCall]) -> str:
    """Whom no desk called, the office has failed; whoever was called and not there, it has not."""
    if not calls:
        return transitions.FAIL
    return transitions.SERVE if was_seen(calls) else transitions.LEAVE


def judge_times(now: datetime) -> int:
    """Those that are to come, a day of an office at a time."""
    rows = Booking.objects.filter(state__in=transitions.COMING, starts_at__gt=now)
    days: dict[tuple[int, date], list[Booking]] = defaultdict(list)
    for each in rows.select_related("office", "post__office").order_by("starts_at", "id")[:MOST]:
        days[each.office_id, each.day].append(each)
    return sum(judge_day(bookings, day, now) for (_, day), bookings in days.items())


def judge_day(bookings: list[Booking], day: date, now: datetime) -> int:
    office, posts = bookings[0].office, {each.post_id for each in bookings}
    begin, end = moments_of(day)
    hours, offers, busy = (
        office.calendar.windows(day),
        offers_of(posts),
        busy_spans(office.pk, posts, begin, end),
    )
    changed = 0
    for each in bookings:
        span = (each.starts_at, each.ends_at)
        is_kept = stands(span, offers[each.post_id], hours, busy[each.post_id])
        if is_kept and each.state == transitions.TO_MOVE:
            changed += do_if_it_may(each, transitions.STAND, now)
        elif not is_kept and each.state == transitions.BOOKED:
            changed += do_if_it_may(each, transitions.DISPLACE, now)
    return changed


def do_if_it_may(booking: Booking, name: str, now: datetime, actor: Reference = WORKER) -> bool:
    """False where somebody did something else with it meanwhile."""
    try:
        with carry_out(booking, act_of(booking, name), actor=actor, now=now):
            pass
    except ActFault:
        return False
    return True
