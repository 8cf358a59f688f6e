"""What stands on the officer's Today beside what is owed: complaints to answer, a calendar that runs out, a
machine clock that was moved. Other apps may add parts to the slot.
"""

from datetime import datetime

from django.http import HttpRequest

from ongikar.clock.machine_clock import unaccepted_machine_clocks
from ongikar.core.slots import Answer, Slot
from ongikar.grievances.parts import unanswered_complaints
from ongikar.grievances.words import ABOUT
from ongikar.offices.calendar_status import calendar_ending
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.desk import DeskRequest

# The officer's Today, beside what is owed. Parts are called with request and now.
TODAY = Slot("today")


SHOWN = 5


def unanswered_complaints_part(*, request: DeskRequest, now: datetime) -> Answer | None:
    """Number and matter alone: who complains is told, or not told, on the page of the complaint."""
    found = unanswered_complaints(request.desk, request.office.pk, SHOWN + 1)
    if not found:
        return None
    lines = [(each, ABOUT[each.about]) for each in found[:SHOWN]]
    return "website/complaints_to_answer.html", {"lines": lines, "has_more": len(found) > SHOWN}


def calendar_ending_part(*, request: OfficeRequest, now: datetime) -> Answer | None:
    ending = calendar_ending(request.office.pk, now)
    return ("website/calendar/today.html", {"ending": ending}) if ending else None


def clock_warning_part(*, request: HttpRequest, now: datetime) -> Answer | None:
    return ("website/machine_clock/today.html", {}) if unaccepted_machine_clocks() else None
