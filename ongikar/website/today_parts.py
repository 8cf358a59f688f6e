"""What stands on the officer's Today beside what is owed: complaints to answer, a calendar that runs out, a
machine clock that was moved. Other apps may add parts to the slot.
"""

from datetime import datetime

from django.db.models.expressions import Combinable

from ongikar.clock.models import MachineClock
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.slots import Answer, Slot
from ongikar.grievances.parts import unanswered_complaints
from ongikar.offices.models import calendar_of
from ongikar.people.post_holders import StaffRequest
from ongikar.people.today_lines import NEWEST_CALENDAR, TodayCount, TodayCountedFor, TodayQuestion
from ongikar.rules.calendar.expiry import authority_ending

# The officer's Today, beside what is owed. Parts are called with request and now.
TODAY = Slot("today")


SHOWN = 5


def unanswered_complaints_part(*, request: StaffRequest, now: datetime) -> Answer | None:
    """Number and matter alone: who complains is told, or not told, on the page of the complaint."""
    found = unanswered_complaints(request.holder, request.office.pk, SHOWN + 1)
    if not found:
        return None
    lines = [(each, each.get_about_display()) for each in found[:SHOWN]]
    return "website/complaints_to_answer.html", {"lines": lines, "has_more": len(found) > SHOWN}


def calendar_ending_part(*, request: StaffRequest, now: datetime) -> Answer | None:
    version_id = TodayQuestion(request, request.holder, request.office, now).count(NEWEST_CALENDAR)
    ending = authority_ending(calendar_of(version_id), now) if version_id else None
    return ("website/calendar/today.html", {"ending": ending}) if ending else None


def clock_warning_part(*, request: StaffRequest, now: datetime) -> Answer | None:
    is_off = TodayQuestion(request, request.holder, request.office, now).count("machine_clocks")
    return ("website/machine_clock/today.html", {}) if is_off else None


def machine_clocks(counted: TodayCountedFor) -> Combinable:
    """Whether there are any that wait for a word."""
    return CappedCount(MachineClock.objects.filter(off_by__isnull=False), 1)


PARTS_COUNTED: dict[str, TodayCount] = {"machine_clocks": machine_clocks}
