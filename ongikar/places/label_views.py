"""Labels with square codes for the devices of a place, on sheets of stickers; and one for one device."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.forms.fields import WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, override_language, say, say_lazy
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.papers.pdf import qr
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.views import pdf_download
from ongikar.people.desk import DeskRequest

from .device_views import device_of
from .fields import DeviceNumberField
from .models import Device
from .models.device import DeviceQuerySet
from .place_views import place_of
from .rights import for_place_readers
from .words import device_kind_words, device_number

# Three by eight stickers on an A4 sheet.
ON_A_SHEET = 24
# Ten sheets: whoever prints more prints in parts.
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
def place_labels(request: DeskRequest, place_id: int) -> HttpResponse:
    """The form; once it is sent, the sheet itself."""
    place, now = place_of(request, place_id), timezone.now()
    devices = Device.objects.at(place)
    form = LabelsForm(request.GET if "print" in request.GET else None)
    if form.is_bound and form.is_valid():
        found = list(form.narrow_devices(devices)[:MOST_LABELS])
        if found:
            skip = form.cleaned_data["skip"] or 0
            pdf = labels_pdf(request.office, found, skip=skip, in_language=language(), now=now)
            return pdf_download(pdf, f"{say('লেবেল', 'Labels')} {place.slug}.pdf")
        form.add_error("first", say("এই নম্বরগুলোর কোনো যন্ত্র এখানে নেই।", "No device here has these numbers."))
    context: dict[str, Any] = {
        "place": place,
        "form": form,
        "count": devices.count(),
        "most": MOST_LABELS,
        "current": "places",
    }
    return render(request, "places/labels.html", context, status=422 if form.errors else 200)


@for_place_readers
@require_safe
def device_label(request: DeskRequest, number: int) -> HttpResponse:
    row = device_of(request, number)
    pdf = labels_pdf(request.office, [row], skip=0, in_language=language(), now=timezone.now())
    return pdf_download(pdf, f"{say('লেবেল', 'Label')} {row}.pdf")
