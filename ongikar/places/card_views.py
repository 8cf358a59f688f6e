"""What is told without an account: what the label of a device leads to, and which labs work.

Nothing here helps a thief: no make, no serial, no place of a device, no word of what a lab lacks or what is
to be done there; only how many computers can be sat at, and the day somebody looked.
"""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.i18n.say import language
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Place
from ongikar.people.place_subjects import kind_words
from ongikar.places.rules.device_state import WORKING

from .models import Device
from .rights import reads_places
from .slots import LAB_CARD
from .words import COMPUTERS, device_number

# An office serves some hundreds at most.
MOST_LABS = 300
# What the public is told of.
OPEN_KINDS = (Place.LAB, Place.CENTRE)


@require_safe
def device_card(request: OfficeRequest, label: int) -> HttpResponse:
    """The staff comes to the device; anybody else reads whose it is and how to say that it is broken.

    It is the same page whether or not a device has the number: nobody can count them here.
    """
    if reads_places(request.user, request.office):
        return redirect("device", label)
    return render(request, "places/device_card.html", {"number": device_number(label, language())})


@require_safe
def labs(request: OfficeRequest) -> HttpResponse:
    """The labs and digital centres that are open, by union."""
    today = timezone.localdate()
    known = Place.objects.filter(office=request.office, kind__in=OPEN_KINDS).open_on(today)
    rows = list(known.order_by("union", "name_bn", "pk")[:MOST_LABS])
    working = working_computers(rows)
    unions: dict[str, list[tuple[Place, str, int]]] = {}
    for row in rows:
        unions.setdefault(row.union, []).append((row, kind_words(row.kind), working.get(row.pk, 0)))
    return render(request, "places/labs.html", {"unions": list(unions.items())})


def working_computers(places: list[Place]) -> dict[int, int]:
    """How many computers work at each of the places."""
    devices = Device.objects.filter(state=WORKING, kind__in=COMPUTERS)
    return {place: many for place, (many,) in devices.counted_at(places, many=Count("pk")).items()}


@require_safe
def lab_card(request: OfficeRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    rows = Place.objects.filter(kind__in=OPEN_KINDS).open_on(today)
    row = get_object_or_404(rows, office=request.office, slug=slug)
    context = {
        "place": row,
        "working": working_computers([row]).get(row.pk, 0),
        "kind": kind_words(row.kind),
        "slot": LAB_CARD.answers(request, place=row, now=timezone.now()),
    }
    return render(request, "places/lab_card.html", context)
