"""The days of a running promise for the desk: the table of what counted, and how many are left."""

from datetime import datetime

from ongikar.clock.models import Clock
from ongikar.frame.say import language
from ongikar.rules.calendar import TZ
from ongikar.rules.day_table import Stretch, day_table

from .case_promise import Shown


def days_of(promise: Shown) -> list[Stretch]:
    return day_table(promise.told.days, language())


def days_left(clock: Clock, now: datetime) -> int:
    """Working days from today, not counted, to the due day; below 0 when that has passed."""
    return clock.calendar.count_working_days(now.astimezone(TZ).date(), clock.due(now).astimezone(TZ).date())
