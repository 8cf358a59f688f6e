"""The machine's clock on the administrator's screen: what it shows, what it should show, and saying that it
is right.
"""

from datetime import datetime
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.clock.machine_clock import accept_machine_clock, expected_wall, unaccepted_machine_clocks
from ongikar.clock.models import MachineClock
from ongikar.core.forms.pages import render_asked
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.post_holders import StaffRequest
from ongikar.website.rights import for_administrators


class WaitingClock(NamedTuple):
    """One machine whose worker waits: `shows` and `should` for a person to compare with their own watch."""

    clock: MachineClock
    shows: datetime
    should: datetime
    is_ahead: bool
    is_accepted: bool


def waiting_clocks(now: datetime) -> list[WaitingClock]:
    return [
        WaitingClock(
            each,
            now,
            expected_wall(each, now),
            not_none(each.off_by) > 0,
            each.accepted_off_by == each.off_by,
        )
        for each in unaccepted_machine_clocks()
    ]


def may_accept_clock(request: OfficeRequest) -> bool:
    """The clock is the whole installation's: its word is given where the installation has its own address."""
    return request.office.is_default


@for_administrators
@require_http_methods(["GET", "POST"])
def machine_clock(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    found, fault = waiting_clocks(now), ""
    if request.method == "POST" and found:
        if not may_accept_clock(request):
            fault = say(
                "ঘড়ির কথা মূল কার্যালয়ের প্রশাসক বলেন।",
                "The clock is for the administrator of the main office to judge.",
            )
        elif accept_disagreement(request, found, now):
            messages.success(
                request,
                say(
                    "লেখা হয়েছে। কয়েক সেকেন্ডের মধ্যে কাজ চলতে শুরু করবে।",
                    "Noted. The work goes on within seconds.",
                ),
            )
            return redirect("desk_clock")
        else:
            found = waiting_clocks(now)
            fault = say(
                "এর মধ্যে ঘড়ি আবার বদলেছে। নিচের সময় দেখে আবার বলুন।",
                "The clock has changed again meanwhile. Look at the times below and say so again.",
            )
    page = {
        "lines": found,
        "fault": fault,
        "may_accept": may_accept_clock(request),
        "now": now,
        "current": "accounts",
    }
    return render_asked(request, "website/machine_clock/page.html", page, fault)


def accept_disagreement(request: StaffRequest, found: list[WaitingClock], now: datetime) -> bool:
    """Accept the disagreement that the page showed; one that is no longer so is not meant."""
    shown = request.POST.get("machine_clock", ""), request.POST.get("off_by", "")
    for line in found:
        if shown == (str(line.clock.pk), str(line.clock.off_by)):
            return accept_machine_clock(
                line.clock, off_by=not_none(line.clock.off_by), actor=request.holder.actor, now=now
            )
    return False
