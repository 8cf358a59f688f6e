"""When an appeal may be made: after the answer, or when the officer let the day pass, in the Act's days."""

from datetime import datetime, timedelta

from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import compute_due

from . import transitions
from .models import InformationRequest
from .track import Period, track_of

TOO_EARLY, OPEN, LATE, DONE = "too_early", "open", "late", "done"


def period_of(request: InformationRequest) -> Period:
    """The days in force when the request came."""
    return track_of(request.office.slug).on(request.received_at.astimezone(TZ).date())


def window_begins(request: InformationRequest, now: datetime) -> datetime | None:
    """The answer, or the moment that passed without one; None while the officer still has time."""
    if request.state == transitions.WITHDRAWN:
        return None
    if request.closed_at and not request.is_waiting:
        return request.closed_at
    return request.clock.due(now) if request.clock.is_overdue(now) else None


def appeal_status(request: InformationRequest, *, now: datetime) -> str:
    """Whether an appeal is too early, may be made, comes late, or can be made no more here."""
    if getattr(request, "appeal", None) or request.state == transitions.WITHDRAWN:
        return DONE
    begins = window_begins(request, now)
    if begins is None:
        return TOO_EARLY
    last = begins.astimezone(TZ).date() + timedelta(days=period_of(request).appeal_window_days)
    return OPEN if now.astimezone(TZ).date() <= last else LATE


def refuse_by(request: InformationRequest, now: datetime) -> datetime:
    """The last moment of a refusal, which the Act gives fewer days than an answer."""
    clock = request.clock
    return compute_due(
        clock.calendar, period_of(request).refusal, request.received_at, clock.running.waits_until(now)
    )


def is_refused_late(request: InformationRequest) -> bool:
    """Whether it was refused after the days that the Act gives for a refusal."""
    if request.state != transitions.REFUSED or request.closed_at is None:
        return False
    return request.closed_at > refuse_by(request, request.closed_at)


def was_late(request: InformationRequest, now: datetime) -> bool:
    """Whether the Act's own day passed before the answer; no appeal heals that. A refusal has fewer days."""
    return request.clock.is_late(now) or is_refused_late(request)
