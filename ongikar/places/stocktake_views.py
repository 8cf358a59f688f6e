"""Taking stock on a phone: begun at a place, device by device by the number on its label, and closed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Place
from ongikar.people.post_holders import StaffRequest

from .actions import (
    DeviceFault,
    begin_stocktake,
    close_stocktake,
    count_device,
    note_unknown,
    uncounted_devices,
)
from .device_views import device_of, open_places
from .fields import DeviceNumberField
from .models import Device, Stocktake, StocktakeLine
from .place_views import place_of, show_form
from .rights import for_place_readers, for_place_staff, may_write_places

PRESENT, ELSEWHERE, MISSING = StocktakeLine.PRESENT, StocktakeLine.ELSEWHERE, StocktakeLine.MISSING
RESULT_WORDS = dict(StocktakeLine._meta.get_field("result").flatchoices)
LOOKS = {PRESENT: "kept", ELSEWHERE: "today", MISSING: "missing", StocktakeLine.UNKNOWN: "wait"}


class NumberForm(Form):
    number = DeviceNumberField(
        label=say_lazy("লেবেলের নম্বর", "Number on the label"),
        help_text=say_lazy(
            "ফোনের ক্যামেরায় লেবেলের QR খুললেও হয়।", "The phone’s camera opens the QR of the label as well."
        ),
    )


class UnknownForm(Form):
    words = TextField(
        label=say_lazy("তালিকায় নেই এমন যন্ত্র", "A device that is on no list"),
        help_text=say_lazy("কী যন্ত্র, গায়ে কী লেখা", "What it is, and what stands on it"),
        missing=say_lazy("কী দেখা গেছে, লিখুন", "Write what was seen"),
    )


class ResultForm(Form):
    result = ChoiceField(
        label=say_lazy("কী দেখা গেল", "What was found"),
        choices=[(name, RESULT_WORDS[name]) for name in (PRESENT, ELSEWHERE, MISSING)],
    )
    place = ChoiceField(
        label=say_lazy("অন্য জায়গায় হলে কোথায়", "If elsewhere, where"), many=True, required=False, width="w30"
    )

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.choice_field("place").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, place.name) for key, place in self.places.items()),
        ]


class CloseForm(Form):
    """What nobody saw, as the page showed it: whoever closes has seen just that list."""

    missing = TextField(required=False, max_length=10_000)

    def __init__(self, *args: Any, waiting: list[Device], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = " ".join(str(device.number) for device in waiting)

    def clean_missing(self) -> str:
        seen: str = self.cleaned_data["missing"]
        if seen != self.shown:
            self.add_error(
                None,
                say(
                    "এর মধ্যে আরও কিছু লেখা হয়েছে। নিচের তালিকাটি এখনকার।",
                    "More was entered meanwhile. This is the list as it stands now.",
                ),
            )
        return seen


def stocktake_of(request: StaffRequest, pk: int) -> Stocktake:
    rows = Stocktake.objects.select_related("place", "began_by", "closed_by")
    return get_object_or_404(rows, pk=pk, office=request.office)


@for_place_staff
@require_http_methods(["GET", "POST"])
def stocktake_begin(request: StaffRequest, place_id: int) -> HttpResponse:
    place = place_of(request, place_id)
    if request.method == "POST":
        try:
            begun = begin_stocktake(place, by=request.user, now=timezone.now())
        except DeviceFault as fault:
            messages.error(request, say(fault.bn, fault.en))
            return redirect("place", place_id)
        return redirect("stocktake", begun.pk)
    context = {
        "place": place,
        "count": Device.objects.at(place).count(),
        "open": Stocktake.objects.filter(place=place, closed_at=None).first(),
        "earlier": list(Stocktake.objects.filter(place=place).exclude(closed_at=None).order_by("-pk")[:10]),
        "current": "places",
    }
    return render(request, "places/stocktake_begin.html", context)


@for_place_readers
@require_safe
def stocktake(request: StaffRequest, pk: int) -> HttpResponse:
    return show_stocktake(request, stocktake_of(request, pk))


def show_stocktake(
    request: StaffRequest, row: Stocktake, *, number: Form | None = None, unknown: Form | None = None
) -> HttpResponse:
    """The page of a count; `number`, `unknown`: the form that was sent and has a fault."""
    lines = list(row.lines.select_related("device", "place").order_by("-at", "-id"))
    waiting = uncounted_devices(row) if row.closed_at is None else []
    counted = sum(line.device_id is not None for line in lines)
    context = {
        "stocktake": row,
        "waiting": waiting,
        "lines": [
            (line, LOOKS[line.result], line.get_result_display(), line_address(row, line)) for line in lines
        ],
        "counts": [
            (str(words), sum(line.result == name for line in lines)) for name, words in RESULT_WORDS.items()
        ],
        "counted": counted,
        "total": counted + len(waiting),
        "number_form": number or NumberForm(),
        "unknown_form": unknown or UnknownForm(),
        "form": number or unknown,
        "may_write": row.closed_at is None and may_write_places(request.holder, request.office.pk),
        "current": "places",
    }
    return render_form(request, "places/stocktake.html", context)


def line_address(row: Stocktake, line: StocktakeLine) -> str:
    """Where a line is said anew while the count is open, and the device itself afterwards."""
    if line.device is None:
        return ""
    number = line.device.number
    if row.closed_at is None:
        return reverse("stocktake_line", args=[row.pk, number])
    return reverse("device", args=[number])


@for_place_staff
@require_POST
def stocktake_count(request: StaffRequest, pk: int) -> HttpResponse:
    """A number that was typed stands here; a button beside a device says what was found of it."""
    row = stocktake_of(request, pk)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return show_stocktake(request, row, number=form)
    device = Device.objects.by_number(request.office, int(form.cleaned_data["number"]))
    result = MISSING if request.POST.get("result") == MISSING else PRESENT
    try:
        if device is None:
            raise DeviceFault(
                "number",
                "এই নম্বরের কোনো যন্ত্র নেই। লেবেলটি মিলিয়ে দেখুন, না হলে নিচে লিখুন।",
                "No device has this number. Check the label, or enter it below.",
            )
        line = count_device(row, device, result=result, by=request.user, now=timezone.now())
    except DeviceFault as fault:
        add_fault(form, fault)
        return show_stocktake(request, row, number=form)
    messages.success(request, f"{device.shown_number} {device.shown_name}: {line.get_result_display()}")
    return redirect("stocktake", pk)


@for_place_staff
@require_POST
def stocktake_unknown(request: StaffRequest, pk: int) -> HttpResponse:
    row = stocktake_of(request, pk)
    form = UnknownForm(request.POST)
    if form.is_valid():
        try:
            note_unknown(row, words=form.cleaned_data["words"], by=request.user, now=timezone.now())
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            return redirect("stocktake", pk)
    return show_stocktake(request, row, unknown=form)


@for_place_staff
@require_http_methods(["GET", "POST"])
def stocktake_line(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """What was found of one device, where two buttons do not say it: elsewhere, or other than said before."""
    row, device = stocktake_of(request, pk), device_of(request, number)
    known = row.lines.filter(device=device).first()
    initial = {"result": known.result, "place": str(known.place_id or "")} if known else {}
    data = request.POST if request.method == "POST" else None
    form = ResultForm(data, initial=initial, places=open_places(request.office))
    if form.is_bound and form.is_valid():
        place = form.places.get(form.cleaned_data["place"])
        result = form.cleaned_data["result"]
        try:
            count_device(row, device, result=result, place=place, by=request.user, now=timezone.now())
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            return redirect("stocktake", pk)
    return show_form(
        request,
        form,
        heading=f"{device.shown_name} {device.shown_number}",
        about=say("তালিকায় আছে: {place}", "On the list at: {place}", place=device.place.name),
        back=reverse("stocktake", args=[pk]),
        back_words=say("মজুত যাচাই", "Stocktake"),
        button=say("লিখুন", "Enter"),
    )


@for_place_staff
@require_http_methods(["GET", "POST"])
def stocktake_close(request: StaffRequest, pk: int) -> HttpResponse:
    """What nobody saw is shown before it is entered as missing; whoever closes has seen just that list."""
    row = stocktake_of(request, pk)
    if row.closed_at is not None:
        return redirect("stocktake", pk)
    waiting = uncounted_devices(row)
    form = CloseForm(request.POST if request.method == "POST" else None, waiting=waiting)
    if form.is_bound and form.is_valid():
        counted = close_stocktake(row, by=request.user, now=timezone.now())
        messages.success(
            request,
            say(
                "মজুত যাচাই শেষ। {n}টি যন্ত্রের কথা লেখা হয়েছে।",
                "Stock is taken. {n} [device was|devices were] entered.",
                n=counted.facts,
            ),
        )
        return redirect("stocktake", pk)
    context = {
        "form": form,
        "heading": say("মজুত যাচাই শেষ করুন", "Close the stocktake"),
        "back": reverse("stocktake", args=[pk]),
        "back_words": say("মজুত যাচাই", "Stocktake"),
        "button": say("শেষ করুন", "Close"),
        "waiting": waiting,
        "current": "places",
    }
    return render_form(request, "places/stocktake_close.html", context)
