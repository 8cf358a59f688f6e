"""The page of an address that opens once: it proves whose mobile it was sent to, and what is ready there is one press.

To look at it uses nothing up, since a phone may fetch an address by itself; the first press does.
"""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.frame.addresses import address_of
from ongikar.frame.models import Attempt

from ..models import OneUseAddress
from ..one_use_addresses import find_address
from ..slots import ONCE, PRESSED_ONCE
from . import applicant_proof
from .applicant_proof import ADDRESS, Proof, Subject

# Addresses that are none, from one network address in an hour.
WRONG_FROM_ADDRESS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def one_use(request: HttpRequest, token: str) -> HttpResponse:
    """Unknown, used and over are answered alike: there is nothing here, and how else to go on."""
    now, door = timezone.now(), [f"one use from {address_of(request)}"]
    if Attempt.spent(door, limit=WRONG_FROM_ADDRESS, now=now):
        return render(request, "cases/citizen/one_use_over.html", {"current": "track"}, status=429)
    found = find_address(request.office, token, now)
    thing = found and applicant_proof.thing_of(found.subject)
    if thing is None or thing.office_id != request.office.pk:
        Attempt.count_failure(door, now=now)
        return over(request)
    if request.method == "POST":
        return press(request, found, thing, now)
    context = {
        "thing": thing, "token": token, "slot": ONCE.answers(request, thing=thing, now=now), "current": "track",
    }  # fmt: skip
    return render(request, "cases/citizen/one_use.html", context)


def press(request: HttpRequest, found: OneUseAddress, thing: Subject, now: datetime) -> HttpResponse:
    """Use it up and do what was pressed, both or neither; and remember whose browser this is."""
    do = PRESSED_ONCE.get(request.POST.get("do", ""))
    with transaction.atomic():
        if not found.use(now):
            return over(request)
        response = do(request, thing, Proof(ADDRESS, now), now) if do else None
    if response is None:
        response = HttpResponseRedirect(applicant_proof.address_after(thing, ""))
    return applicant_proof.remember(request, response, thing.reference, ADDRESS, now)


def over(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/citizen/one_use_over.html", {"current": "track"}, status=404)
