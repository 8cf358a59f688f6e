"""Public interface to the rules of the clock: when a promise falls due, waits and breaks, and the explanation
in words.
"""

from datetime import datetime

from ongikar.rules.calendar.office_calendar import TZ, Calendar

from .days import DayCounts, DayRow
from .due_moment import compute_due
from .explanation import Explanation, TimeParts, explain_due
from .terms import Promise, PromiseFault
from .wait_periods import Wait

__all__ = [
    "DayCounts",
    "DayRow",
    "Explanation",
    "Promise",
    "PromiseFault",
    "TimeParts",
    "Wait",
    "compute_due",
    "explain_due",
    "is_kept",
    "working_days_late",
]


def is_kept(due: datetime, act: datetime) -> bool:
    """An act at or before the due moment keeps the promise."""
    return act <= due


def working_days_late(calendar: Calendar, due: datetime, now: datetime) -> int:
    """Office days begun since the due day, up to and with today; 0 when kept, and 0 on the due day itself."""
    days = calendar.count_working_days(due.astimezone(TZ).date(), now.astimezone(TZ).date())
    return max(days, 0)
