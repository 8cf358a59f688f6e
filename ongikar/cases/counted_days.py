"""The days of a running promise for the desk: the table of what counted, and how many are left."""

from datetime import datetime

from ongikar.clock.models import Clock
from ongikar.frame.say import language, say
from ongikar.rules.calendar import TZ
from ongikar.rules.day_table import Stretch, day_table
from ongikar.rules.explanation import Explanation

from .case_promise import Shown
from .phase_words import is_from_receipt

# Day 0 of what is not counted from the receipt.
BEGINS = ("গোনা শুরুর দিন", "Day the count began")


def days_of(promise: Shown) -> list[Stretch]:
    first, *others = day_table(promise.told.days, language())
    if not is_from_receipt(promise.state):
        first = first._replace(reason=say(*BEGINS))
    return [first, *others]


def days_left(clock: Clock, told: Explanation, now: datetime) -> int:
    """Working days from today, not counted, to the due day; below 0 when that has passed.

    Never more than were promised: what came on a closed day or after hours is counted from its day 0, and so are these.
    """
    first = max(now.astimezone(TZ).date(), told.receipt_day)
    return clock.calendar.count_working_days(first, told.due.astimezone(TZ).date())
