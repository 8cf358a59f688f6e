"""Places on screen: the list by kind, one place with its contacts, and what is done with it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.i18n.say import say
from ongikar.core.slots import Slot
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest
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
from ongikar.website.rights import for_address_book, for_address_book_readers, may_write_address_book

from .forms import ClosePlaceForm, PlaceForm

PAGE = 50
MOST_TYPED = 100
# What other apps show on the page of a place. Called with request, place and now.
PLACE = Slot("place")


@for_address_book_readers
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
    asked = {name: value for name, value in (("kind", kind), ("q", typed)) if value}
    context = {
        "lines": [(place, kind_words(place.kind), is_closed(place, today)) for place in found[:PAGE]],
        "kinds": [(name, str(words), name == kind) for name, words in KIND_WORDS.items()],
        "kind": kind,
        "typed": typed,
        "next_page": f"?{urlencode(asked | {'after': found[PAGE - 1].pk})}" if len(found) > PAGE else "",
        "may_write": may_write_address_book(request.desk, request.office.pk),
        "current": "places",
    }
    return render(request, "website/places/places.html", context)


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


@for_address_book_readers
@require_safe
def place(request: DeskRequest, place_id: int) -> HttpResponse:
    row, today = place_of(request, place_id), timezone.localdate()
    context = {
        "place": row,
        "kind": kind_words(row.kind),
        "is_closed": is_closed(row, today),
        "names": list(row.former_names.order_by("-until", "-pk")),
        "contacts": list(row.contacts.in_use(today).order_by("pk")),
        "slot": PLACE.answers(request, place=row, now=timezone.now()),
        "may_write": may_write_address_book(request.desk, request.office.pk),
        "current": "places",
    }
    return render(request, "website/places/place.html", context)


@for_address_book
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
    return render(request, "website/places/form.html", context, status=422 if form.errors else 200)


@for_address_book
@require_http_methods(["GET", "POST"])
def place_change(request: DeskRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    known = {name: getattr(row, name) for name in PLACE_FACTS}
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        try:
            change_place(row, facts=form.facts, actor=request.desk.actor, now=timezone.now())
        except PlaceFault as fault:
            form.add_error(fault.field, say(fault.bn, fault.en))
        else:
            return redirect("place", row.pk)
    context = {"form": form, "place": row, "current": "places"}
    return render(request, "website/places/form.html", context, status=422 if form.errors else 200)


@for_address_book
@require_http_methods(["GET", "POST"])
def place_close(request: DeskRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    form = ClosePlaceForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_bound and form.is_valid():
        close_place(row, last_day=form.cleaned_data["last_day"], actor=request.desk.actor, now=timezone.now())
        messages.success(request, say("শেষ দিন লেখা হয়েছে।", "The last day is entered."))
        return redirect("place", row.pk)
    context = {"form": form, "place": row, "current": "places"}
    return render(request, "website/places/close.html", context, status=422 if form.errors else 200)


@for_address_book
@require_POST
def place_reopen(request: DeskRequest, place_id: int) -> HttpResponse:
    row = place_of(request, place_id)
    reopen_place(row, actor=request.desk.actor, now=timezone.now())
    return redirect("place", row.pk)
