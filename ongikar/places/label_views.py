"""Labels with square codes for devices, and what is told without an account: what a label leads to, and which
labs work.

Nothing here helps a thief: no make, no serial, no place of a device, no word of what a lab lacks or what is
to be done there; only how many computers can be sat at, and the day somebody looked.
"""

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.forms.fields import WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, override_language, say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Place
from ongikar.offices.sites import site_of
from ongikar.papers.pdf import qr
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.place_subjects import kind_words
from ongikar.people.post_holders import StaffRequest
from ongikar.places.rules.device_state import WORKING

from .device_views import device_of
from .fields import DeviceNumberField
from .models import Device
from .models.device import DeviceQuerySet
from .place_views import place_of
from .rights import for_place_readers, reads_places
from .slots import LAB_CARD
from .words import COMPUTERS, device_kind_words, device_number

# Three by eight stickers on an A4 sheet.
ON_A_SHEET = 24
# Ten sheets; more are printed in parts.
MOST_LABELS = 240


def device_address(device: Device, office: Office) -> str:
    """Where the square code leads: without a language, so that it is short, and for good."""
    return f"{site_of(office)}{reverse('device_card', args=[device.number])}"


def labels_pdf(office: Office, devices: list[Device], *, skip: int, in_language: str, now: datetime) -> bytes:
    """The labels in the order of their numbers; `skip` stickers of the first sheet are used up."""
    other = {"bn": "en", "en": "bn"}[in_language]
    with override_language("bn"):
        codes = {device.pk: qr(device_address(device, office)) for device in devices}
    with override_language(in_language):
        data = {
            "language": in_language,
            "office": {"name": office.name},
            "title": say("যন্ত্রের লেবেল", "Labels of devices"),
            "skip": skip,
            "rows": [
                {
                    "number": device_number(device.number, in_language),
                    "other": device_number(device.number, other),
                    "kind": device_kind_words(device.kind),
                    "code": codes[device.pk],
                }
                for device in devices
            ],
        }
        return render_pdf("labels", data, made_at=now)


class LabelsForm(Form):
    """Which labels, and on which sheet; everything may be left out."""

    first = DeviceNumberField(
        label=say_lazy("যে নম্বর থেকে", "From number"), required=False, help_text="", optional_mark=False
    )
    last = DeviceNumberField(
        label=say_lazy("যে নম্বর পর্যন্ত", "To number"), required=False, help_text="", optional_mark=False
    )
    skip = WholeNumberField(
        label=say_lazy("পাতায় কয়টি স্টিকার আগেই ব্যবহৃত", "Stickers of the sheet that are used up"),
        required=False,
        most=ON_A_SHEET - 1,
        optional_mark=False,
        help_text=say_lazy(
            "এ-ফোর পাতায় ৩ সারিতে ৮টি করে ২৪টি স্টিকার (৭০ × ৩৭ মিমি)।",
            "An A4 sheet has 24 stickers in 3 columns of 8 (70 × 37 mm).",
        ),
    )

    def narrow_devices(self, devices: DeviceQuerySet) -> DeviceQuerySet:
        answers = self.cleaned_data
        if answers.get("first"):
            devices = devices.filter(number__gte=int(answers["first"]))
        if answers.get("last"):
            devices = devices.filter(number__lte=int(answers["last"]))
        return devices.order_by("number")


@for_place_readers
@require_safe
def place_labels(request: StaffRequest, place_id: int) -> HttpResponse:
    """The form; once it is sent, the sheet itself."""
    place, now = place_of(request, place_id), timezone.now()
    devices = Device.objects.at(place)
    form = LabelsForm(request.GET if "print" in request.GET else None)
    if form.is_bound and form.is_valid():
        labelled = list(form.narrow_devices(devices)[:MOST_LABELS])
        if labelled:
            skip = form.cleaned_data["skip"] or 0
            pdf = labels_pdf(request.office, labelled, skip=skip, in_language=language(), now=now)
            return pdf_download(pdf, f"{say('লেবেল', 'Labels')} {place.slug}.pdf")
        form.add_error("first", say("এই নম্বরগুলোর কোনো যন্ত্র এখানে নেই।", "No device here has these numbers."))
    context: dict[str, Any] = {
        "place": place,
        "form": form,
        "count": devices.count(),
        "most": MOST_LABELS,
        "current": "places",
    }
    return render_form(request, "places/labels.html", context)


@for_place_readers
@require_safe
def device_label(request: StaffRequest, number: int) -> HttpResponse:
    row = device_of(request, number)
    pdf = labels_pdf(request.office, [row], skip=0, in_language=language(), now=timezone.now())
    return pdf_download(pdf, f"{say('লেবেল', 'Label')} {row}.pdf")


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
    rows = known.by_union(MOST_LABS)
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
