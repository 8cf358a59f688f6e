"""Places on screen: the list by kind, one place with its contacts, and what is asked where one is entered,
changed or closed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.bars import draw_bar
from ongikar.core.db.pages import page_links, page_of, read_key, rows_after
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.fields import ChoiceField, DayField, EmailField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.offices.models import Place
from ongikar.people.models import Contact
from ongikar.people.place_actions import (
    PLACE_FACTS,
    PlaceFault,
    add_place,
    change_place,
    close_place,
    reopen_place,
)
from ongikar.people.place_subjects import KIND_WORDS, kind_words, places_bearing
from ongikar.people.post_holders import StaffRequest
from ongikar.places.rules.entered_values import Position, position_words, read_position
from ongikar.rules.bangla.text import latin_digits

from .device_lines import history_of, lines_of
from .models import Device, Stocktake
from .models.device import DeviceQuerySet
from .rights import for_place_readers, for_place_staff, may_write_places
from .slots import PLACE, PLACE_ACTS, PLACE_COUNTS, PLACE_SIDE

EIIN = re.compile(r"[0-9]{6}")


class PlaceForm(Form):
    kind = ChoiceField(
        label=say_lazy("কী ধরনের জায়গা", "Type of place"),
        choices=list(KIND_WORDS.items()),
    )
    name_bn = TextField(
        label=say_lazy("নাম, বাংলায়", "Name in Bangla"),
    )
    name_en = TextField(
        label=say_lazy("নাম, ইংরেজিতে", "Name in English"),
        required=False,
        help_text=say_lazy("খালি রাখলে বাংলা নামটিই থাকে।", "Left empty, the Bangla name stands for both."),
    )
    union = TextField(
        label=say_lazy("ইউনিয়ন বা পৌরসভা", "Union or municipality"), required=False, max_length=100
    )
    eiin = TextField(
        label=say_lazy("ইআইআইএন", "EIIN"),
        required=False,
        width="w11",
        help_text=say_lazy("শিক্ষাপ্রতিষ্ঠানের ৬ সংখ্যার নম্বর।", "Of a school or college: 6 digits."),
    )

    address = TextField(
        label=say_lazy("ঠিকানা বা যাওয়ার পথ", "Address, or how to get there"), required=False, width="w30"
    )
    phone = TextField(
        label=say_lazy("প্রতিষ্ঠানের ফোন", "Telephone of the institution"),
        required=False,
        width="w11",
        max_length=20,
        help_text=say_lazy(
            "কে দায়িত্বে, তাঁর নম্বর যোগাযোগের তালিকায় থাকে।", "The responsible person is kept as a contact."
        ),
    )
    email = EmailField(label=say_lazy("প্রতিষ্ঠানের ই-মেইল", "E-mail of the institution"), required=False)
    opened_on = DayField(label=say_lazy("চালু হওয়ার দিন", "Opened on"), required=False)
    position = TextField(
        label=say_lazy("অবস্থান", "Position"),
        required=False,
        help_text=say_lazy(
            "অক্ষাংশ ও দ্রাঘিমাংশ, যেমন ২৫.৭৪৩৯, ৮৯.২৭৫২। মানচিত্রে জায়গাটি চেপে ধরলে দেখা যায়। শুধু কর্মীরা দেখেন।",
            "Latitude and longitude, such as 25.7439, 89.2752: a map shows them where one presses on the "
            "spot. Only the staff see it.",
        ),
    )

    @property
    def facts(self) -> dict[str, Any]:
        answers = self.cleaned_data
        latitude, longitude = answers.get("position") or (None, None)
        words = {name: answers.get(name) or "" for name in PLACE_FACTS if name in self.fields}
        return words | {
            "opened_on": answers.get("opened_on"),
            "latitude": latitude,
            "longitude": longitude,
        }

    @staticmethod
    def known_facts(place: Place) -> dict[str, Any]:
        """What is known of a place, as the form shows it."""
        known = {name: getattr(place, name) for name in PLACE_FACTS}
        if place.latitude is not None and place.longitude is not None:
            known["position"] = position_words(place.latitude, place.longitude)
        return known

    def clean_opened_on(self) -> date | None:
        day: date | None = self.cleaned_data["opened_on"]
        today = timezone.localdate()
        if day and not today.year - 200 < day.year <= today.year + 2:
            raise ValidationError(say("দিনটি মিলিয়ে দেখুন", "Check the day"))
        return day

    def clean_position(self) -> Position | None:
        typed = self.cleaned_data["position"]
        if not typed:
            return None
        position = read_position(typed)
        if position is None:
            raise ValidationError(
                say(
                    "বাংলাদেশের কোনো জায়গার অক্ষাংশ ও দ্রাঘিমাংশ লিখুন, যেমন ২৫.৭৪৩৯, ৮৯.২৭৫২",
                    "Enter latitude and longitude of a spot in Bangladesh, such as 25.7439, 89.2752",
                )
            )
        return position

    def clean_eiin(self) -> str:
        figures = "".join(latin_digits(self.cleaned_data["eiin"]).split())
        if figures and not EIIN.fullmatch(figures):
            raise ValidationError(
                say("ইআইআইএন ৬টি সংখ্যার; মিলিয়ে দেখুন", "An EIIN has 6 digits; check the number")
            )
        return figures


class ClosePlaceForm(Form):
    last_day = DayField(
        label=say_lazy("শেষ দিন", "Last day"),
        help_text=say_lazy(
            "এর পরে নতুন কোনো কাজে জায়গাটি দেখানো হয় না। পুরোনো কাজে নাম থাকে।",
            "Afterwards the place is offered for nothing new. What was done there keeps its name.",
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_day": today}, **kwargs)
        self.today = today

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if not self.today.year - 50 < day.year <= self.today.year + 2:
            raise ValidationError(say("দিনটি মিলিয়ে দেখুন", "Check the day"))
        return day


PAGE = 50
# Of the devices of a place: most have fewer.
DEVICES = 60
MOST_HISTORY = 30
MOST_TYPED = 100
# No device has a higher one; a longer figure would overflow the database's integers.
MOST_NUMBER = 10**9


@for_place_readers
@require_safe
def places(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MOST_TYPED]
    kind = request.GET.get("kind", "")
    kind = kind if kind in KIND_WORDS else ""
    rows = Place.objects.filter(places_bearing(request.office, typed))
    if kind:
        rows = rows.filter(kind__iexact=kind)
    after = request.GET.get("after", "")
    rows = rows.prefetch_related(contacts_in_use(today)).by_name()
    page = page_of(rows_after(rows, Place.name_order(), after), PAGE)
    devices = devices_of_places(page.rows)
    asked = {name: value for name, value in (("kind", kind), ("q", typed)) if value}
    context = {
        "lines": [
            (place, kind_words(place.kind), is_closed(place, today), devices.get(place.pk))
            for place in page.rows
        ],
        "kinds": [(name, str(words), name == kind) for name, words in KIND_WORDS.items()],
        "kind": kind,
        "typed": typed,
        **page_links(request.path, after, page.last_key, asked=asked),
        "may_write": may_write_places(request.holder, request.office.pk),
        "current": "places",
    }
    return render(request, "places/places.html", context)


@dataclass(frozen=True, slots=True)
class DevicesOfPlace:
    """How many devices a place has, in words and drawn: those that work, are faulty, or were not found."""

    words: str
    bar: SafeString


def devices_of_places(places: list[Place]) -> dict[int, DevicesOfPlace]:
    """Of each place how many devices it has, and how many are broken or not found, in one statement. The bars
    of a page are as long as the one of most devices.
    """
    counted = Device.objects.counted_at(
        places,
        all=Count("pk"),
        faulty=Count("pk", filter=Q(state="faulty")),
        lost=Count("pk", filter=Q(state="missing")),
    )
    words = (
        ("{n}টি যন্ত্র", "{n} [device|devices]"),
        ("{n}টি নষ্ট", "{n} faulty"),
        ("{n}টি পাওয়া যায়নি", "{n} not found"),
    )
    most = max((counts[0] for counts in counted.values()), default=0)
    return {
        place: DevicesOfPlace(
            " · ".join(say(*each, n=count) for each, count in zip(words, counts, strict=True) if count),
            draw_bar([("ok", counts[0] - counts[1] - counts[2]), ("no", counts[1]), ("bg", counts[2])], most),
        )
        for place, counts in counted.items()
    }


def contacts_in_use(today: date) -> Prefetch:
    return Prefetch("contacts", Contact.objects.in_use(today).order_by("pk"), to_attr="in_charge")


def is_closed(place: Place, today: date) -> bool:
    return place.closed_on is not None and place.closed_on < today


def place_of(request: StaffRequest, place_id: int) -> Place:
    return get_object_or_404(Place, pk=place_id, office=request.office)


@for_place_readers
@require_safe
def place(request: StaffRequest, place_id: int) -> HttpResponse:
    row, now = place_of(request, place_id), timezone.now()
    today = timezone.localdate(now)
    counts = count_devices(row, today)
    narrowed = request.GET.get("state", "")
    narrowed = narrowed if narrowed in TABS else ""
    after = request.GET.get("after", "")
    page = page_of(devices_after(TABS[narrowed](row, today), after), DEVICES)
    facts = {"place": row, "now": now}
    context = {
        "place": row,
        "kind": kind_words(row.kind),
        "is_closed": is_closed(row, today),
        "names": list(row.former_names.order_by("-until", "-pk")),
        "contacts": list(row.contacts.in_use(today).order_by("pk")),
        "total": counts[""],
        "figures": [
            (f"?state={name}" if name in TABS else "?", say(*words, n=counts[name]), counts[name])
            for name, words in FIGURES.items()
            if counts[name] or name == ""
        ],
        "tabs": [
            (f"?state={name}" if name else "?", str(TAB_WORDS[name]), counts[name], name == narrowed)
            for name in TABS
            if counts[name] or name in ("", narrowed)
        ],
        "lines": lines_of(page.rows, today),
        **page_links(
            request.path,
            after,
            page.last.number if page.last else "",
            asked={"state": narrowed} if narrowed else {},
        ),
        "history": history_of(row, MOST_HISTORY, today),
        "position": row.latitude is not None and position_words(row.latitude, not_none(row.longitude)),
        "stocktake": Stocktake.objects.filter(place=row).order_by("-pk").first(),
        "slot": PLACE.answers(request, **facts),
        "side": PLACE_SIDE.answers(request, **facts),
        "more_counts": PLACE_COUNTS.answers(request, **facts),
        "more_acts": PLACE_ACTS.answers(request, **facts),
        "may_write": may_write_places(request.holder, request.office.pk),
        "current": "places",
    }
    return render(request, "places/place.html", context)


# What of the devices is shown, by the name in the address.
TABS: dict[str, Callable[[Place, date], DeviceQuerySet]] = {
    "": lambda place, today: Device.objects.at(place),
    "faulty": lambda place, today: Device.objects.at(place).filter(state="faulty"),
    "missing": lambda place, today: Device.objects.at(place).filter(state="missing"),
    "warranty": lambda place, today: Device.objects.at(place).filter(warranty_until__gte=today),
    "condemned": lambda place, today: Device.objects.filter(place=place, state="condemned"),
}
TAB_WORDS = {
    "": say_lazy("সব", "All"),
    "faulty": say_lazy("নষ্ট", "Faulty"),
    "missing": say_lazy("পাওয়া যায়নি", "Not found"),
    "warranty": say_lazy("ওয়ারেন্টিতে", "Under warranty"),
    "condemned": say_lazy("বাতিল", "Condemned"),
}


# The counts at the head of the page.
FIGURES = {
    "": ("যন্ত্র", "[device|devices]"),
    "working": ("চালু", "working"),
    "faulty": ("নষ্ট", "faulty"),
    "missing": ("পাওয়া যায়নি", "not found"),
}


def count_devices(place: Place, today: date) -> dict[str, int]:
    """How many there are in each list, and how many work, in one statement."""
    in_use = ~Q(state="condemned")
    return Device.objects.filter(place=place).aggregate(
        **{
            "": Count("pk", filter=in_use),
            "working": Count("pk", filter=Q(state="working")),
            "faulty": Count("pk", filter=Q(state="faulty")),
            "missing": Count("pk", filter=Q(state="missing")),
            "condemned": Count("pk", filter=Q(state="condemned")),
            "warranty": Count("pk", filter=in_use & Q(warranty_until__gte=today)),
        }
    )


def devices_after(rows: DeviceQuerySet, after: str) -> DeviceQuerySet:
    """Those that stand after a device in the order of the list: by sort, then by number."""
    rows = rows.order_by("kind", "number")
    number = read_key(after)
    last = rows.filter(number=number).first() if number is not None and number <= MOST_NUMBER else None
    if last is not None:
        rows = rows.filter(kind__gte=last.kind).exclude(kind=last.kind, number__lte=last.number)
    return rows


def show_form(
    request: StaffRequest,
    form: Form,
    *,
    heading: str,
    back: str,
    back_words: str,
    button: str,
    about: str = "",
) -> HttpResponse:
    """A page that is one form. `back`: the address of the page before it."""
    context = {
        "form": form,
        "heading": heading,
        "about": about,
        "back": back,
        "back_words": back_words,
        "button": button,
        "current": "places",
    }
    return render_form(request, "core/staff_form.html", context)


def back_to_place(place: Place) -> dict[str, str]:
    """Where a form leads back to that was opened on the page of a place."""
    return {"back": reverse("place", args=[place.pk]), "back_words": place.name}


@for_place_staff
@require_http_methods(["GET", "POST"])
def place_add(request: StaffRequest) -> HttpResponse:
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            row = add_place(
                office=request.office, facts=form.facts, actor=request.holder.actor, now=timezone.now()
            )
        except PlaceFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, say("জায়গাটি যোগ হয়েছে।", "The place is added."))
            return redirect("place", row.pk)
    return show_form(
        request,
        form,
        heading=say("জায়গা যোগ করুন", "Add a place"),
        back=reverse("places"),
        back_words=say("জায়গা", "Places"),
        button=say("সংরক্ষণ করুন", "Save"),
    )


@for_place_staff
@require_http_methods(["GET", "POST"])
def place_change(request: StaffRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    known = PlaceForm.known_facts(row)
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        try:
            change_place(row, facts=form.facts, actor=request.holder.actor, now=timezone.now())
        except PlaceFault as fault:
            add_fault(form, fault)
        else:
            return redirect("place", row.pk)
    return show_form(
        request,
        form,
        heading=say("জায়গা বদলান", "Change the place"),
        about=say(
            "নাম বদলালে আগের নামটি তার শেষ দিনসহ থেকে যায়।", "A name that changes is kept with its last day."
        ),
        button=say("সংরক্ষণ করুন", "Save"),
        **back_to_place(row),
    )


@for_place_staff
@require_http_methods(["GET", "POST"])
def place_close(request: StaffRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    form = ClosePlaceForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_bound and form.is_valid():
        close_place(
            row, last_day=form.cleaned_data["last_day"], actor=request.holder.actor, now=timezone.now()
        )
        messages.success(request, say("শেষ দিন লেখা হয়েছে।", "The last day is entered."))
        return redirect("place", row.pk)
    return show_form(
        request,
        form,
        heading=say("জায়গাটি বন্ধ করুন", "Close the place"),
        button=say("শেষ দিন লিখুন", "Enter the last day"),
        **back_to_place(row),
    )


@for_place_staff
@require_POST
def place_reopen(request: StaffRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    reopen_place(row, actor=request.holder.actor, now=timezone.now())
    return redirect("place", row.pk)
