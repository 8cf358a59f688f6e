"""Whether an appeal may be brought now: too early, in time, or late with a reason."""

from datetime import datetime, timedelta

from ongikar.rules.calendar import TZ

from .house_rules import house_rules
from .models import Stage

TOO_EARLY, IN_TIME, LATE = "too_early", "in_time", "late"


def standing(stage: Stage, *, office_slug: str, now: datetime) -> str:
    """How an appeal from `stage` would stand. A tier that let its time pass may be appealed from at once, and always."""
    if stage.is_open:
        return IN_TIME if stage.clock.is_late(now) else TOO_EARLY
    last = stage.closed_at.astimezone(TZ).date() + timedelta(days=house_rules(office_slug).window_days)
    return IN_TIME if now.astimezone(TZ).date() <= last else LATE
