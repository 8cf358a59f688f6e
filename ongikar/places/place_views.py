"""Places on screen: the list by kind, one place with its contacts, and what is done with it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest
from ongikar.people.models import Contact
from ongikar.people.place_actions import (
    PlaceFault,
    add_place,
    change_place,
    close_place,
    reopen_place,
)
from ongikar.people.place_subjects import KIND_WORDS, kind_words, places_bearing
from ongikar.places.rules.position import position_words

from .device_lines import history_of, lines_of
from .models import Device, Stocktake
from .models.device import DeviceQuerySet
from .place_forms import ClosePlaceForm, PlaceForm
from .rights import for_place_readers, for_place_staff, may_write_places
from .slots import PLACE, PLACE_ACTS, PLACE_COUNTS, PLACE_SIDE

PAGE = 50
# Of the devices of a place: most have fewer.
DEVICES = 60
MOST_HISTORY = 30
MOST_TYPED = 100


@for_place_readers
@require_safe
def places(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MOST_TYPED]
    kind = request.GET.get("kind", "")
    kind = kind if kind in KIND_WORDS else ""
    rows = Place.objects.filter(places_bearing(request.office, typed))
    if kind:
        rows = rows.filter(kind__iexact=kind)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 19:
        rows = after_place(rows, after)
    found = list(rows.prefetch_related(contacts_in_use(today)).order_by("name_bn", "pk")[: PAGE + 1])
    devices = devices_in_words(found[:PAGE])
    asked = {name: value for name, value in (("kind", kind), ("q", typed)) if value}
    context = {
        "lines": [
            (place, kind_words(place.kind), is_closed(place, today), devices.get(place.pk, ""))
            for place in found[:PAGE]
        ],
        "kinds": [(name, str(words), name == kind) for name, words in KIND_WORDS.items()],
        "kind": kind,
        "typed": typed,
        "next_page": f"?{urlencode(asked | {'after': found[PAGE - 1].pk})}" if len(found) > PAGE else "",
        "may_write": may_write_places(request.desk, request.office.pk),
        "current": "places",
    }
    return render(request, "places/places.html", context)


def devices_in_words(places: list[Place]) -> dict[int, str]:
    """Of each place how many devices it has, and how many are broken or not found, in one statement."""
    counted = Device.objects.counted_at(
        places,
        all=Count("pk"),
        faulty=Count("pk", filter=Q(state="faulty")),
        missing=Count("pk", filter=Q(state="missing")),
    )
    words = (
        ("{n}টি যন্ত্র", "{n} [device|devices]"),
        ("{n}টি নষ্ট", "{n} faulty"),
        ("{n}টি পাওয়া যায়নি", "{n} not found"),
    )
    return {
        place: " · ".join(say(*each, n=count) for each, count in zip(words, counts, strict=True) if count)
        for place, counts in counted.items()
    }


def after_place(rows: Any, after: str) -> Any:
    """Those that stand after a place in the order of the names."""
    last = rows.filter(pk=int(after)).first()
    if last is None:
        return rows
    return rows.filter(name_bn__gte=last.name_bn).exclude(name_bn=last.name_bn, pk__lte=last.pk)


def contacts_in_use(today: date) -> Prefetch:
    return Prefetch("contacts", Contact.objects.in_use(today).order_by("pk"), to_attr="in_charge")


def is_closed(place: Place, today: date) -> bool:
    return place.closed_on is not None and place.closed_on < today


def place_of(request: DeskRequest, place_id: int) -> Place:
    return get_object_or_404(Place, pk=place_id, office=request.office)


@for_place_readers
@require_safe
def place(request: DeskRequest, place_id: int) -> HttpResponse:
    row, now = place_of(request, place_id), timezone.now()
    today = timezone.localdate(now)
    counts = count_devices(row, today)
    narrowed = request.GET.get("state", "")
    narrowed = narrowed if narrowed in TABS else ""
    found = list(devices_after(TABS[narrowed](row, today), request.GET.get("after", ""))[: DEVICES + 1])
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
        "lines": lines_of(found[:DEVICES], today),
        "next_page": next_devices(found, narrowed),
        "history": history_of(row, MOST_HISTORY, today),
        "position": row.latitude is not None and position_words(row.latitude, not_none(row.longitude)),
        "stocktake": Stocktake.objects.filter(place=row).order_by("-pk").first(),
        "slot": PLACE.answers(request, **facts),
        "side": PLACE_SIDE.answers(request, **facts),
        "more_counts": PLACE_COUNTS.answers(request, **facts),
        "more_acts": PLACE_ACTS.answers(request, **facts),
        "may_write": may_write_places(request.desk, request.office.pk),
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


# At the head of the page.
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
    if after.isascii() and after.isdigit() and len(after) < 10:
        last = rows.filter(number=int(after)).first()
        if last is not None:
            rows = rows.filter(kind__gte=last.kind).exclude(kind=last.kind, number__lte=last.number)
    return rows


def next_devices(found: list[Device], narrowed: str) -> str:
    if len(found) <= DEVICES:
        return ""
    asked = {"state": narrowed} if narrowed else {}
    return f"?{urlencode(asked | {'after': found[DEVICES - 1].number})}"


@for_place_staff
@require_http_methods(["GET", "POST"])
def place_add(request: DeskRequest) -> HttpResponse:
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            row = add_place(
                office=request.office, facts=form.facts, actor=request.desk.actor, now=timezone.now()
            )
        except PlaceFault as fault:
            form.add_error(fault.field, say(fault.bn, fault.en))
        else:
            messages.success(request, say("জায়গাটি যোগ হয়েছে।", "The place is added."))
            return redirect("place", row.pk)
    context = {"form": form, "current": "places"}
    return render(request, "places/place_form.html", context, status=422 if form.errors else 200)


@for_place_staff
@require_http_methods(["GET", "POST"])
def place_change(request: DeskRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    known = PlaceForm.known_facts(row)
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        try:
            change_place(row, facts=form.facts, actor=request.desk.actor, now=timezone.now())
        except PlaceFault as fault:
            form.add_error(fault.field, say(fault.bn, fault.en))
        else:
            return redirect("place", row.pk)
    context = {"form": form, "place": row, "current": "places"}
    return render(request, "places/place_form.html", context, status=422 if form.errors else 200)


@for_place_staff
@require_http_methods(["GET", "POST"])
def place_close(request: DeskRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    form = ClosePlaceForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_bound and form.is_valid():
        close_place(row, last_day=form.cleaned_data["last_day"], actor=request.desk.actor, now=timezone.now())
        messages.success(request, say("শেষ দিন লেখা হয়েছে।", "The last day is entered."))
        return redirect("place", row.pk)
    context = {"form": form, "place": row, "current": "places"}
    return render(request, "places/close.html", context, status=422 if form.errors else 200)


@for_place_staff
@require_POST
def place_reopen(request: DeskRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    reopen_place(row, actor=request.desk.actor, now=timezone.now())
    return redirect("place", row.pk)
