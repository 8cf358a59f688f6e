"""The pages of the library of specifications: its items, the versions of one, and the next version."""

from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.people.desk import DeskRequest
from ongikar.rules.specification import Clause

from . import actions
from .actions.specifying import standing_version
from .form_page import done_or_said
from .library import library
from .models import SpecItem
from .spec_forms import ClausesForm, NewItemForm


@for_readers
@require_safe
def list_items(request: DeskRequest) -> HttpResponse:
    """Every item: the program's, and what the office added."""
    rows = {item.key: item for item in SpecItem.objects.filter(office=request.office)}
    shipped = library(request.office.slug)
    items = [(key, item.name) for key, item in shipped.items()]
    items += [(key, item.name) for key, item in rows.items() if key not in shipped]
    context = {
        "items": items,
        "may_change": may_handle(request.desk, request.office.pk),
        "current": "purchases",
    }
    return render(request, "procurement/library.html", context)


class HeldTerms(NamedTuple):
    """What an item of the library asks today. `item`: its row, where it was used before."""

    item: SpecItem | None
    name: str
    terms: tuple[Clause, ...]
    since: date


def held_terms(office: Office, key: str, day: date) -> HeldTerms:
    """The office's own version, or the program's where that is newer; 404 of what neither has."""
    item = SpecItem.objects.filter(office=office, key=key).first()
    held = standing_version(item, day) if item else None
    shipped = library(office.slug).get(key)
    offered = shipped.version_on(day) if shipped else None
    if held and item and not (offered and offered.since > held.since):
        return HeldTerms(item, item.name, held.terms, held.since)
    if shipped and offered:
        return HeldTerms(item, shipped.name, offered.clauses, offered.since)
    raise Http404


@for_readers
@require_safe
def show_item(request: DeskRequest, item: str) -> HttpResponse:
    """What holds today, and what held before."""
    tongue = language()
    held = held_terms(request.office, item, timezone.localdate())
    versions = held.item.versions.filter(purchase__isnull=True).order_by("-number") if held.item else ()
    context = {
        "key": item,
        "name": held.name,
        "since": held.since,
        "clauses": [(each.attribute(tongue), each.requirement_words(tongue), each) for each in held.terms],
        "versions": versions,
        "may_change": may_handle(request.desk, request.office.pk),
        "current": "purchases",
    }
    return render(request, "procurement/item.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def write_item(request: DeskRequest, item: str) -> HttpResponse:
    """The next version of an item."""
    held = held_terms(request.office, item, timezone.localdate())
    form = ClausesForm(*posted_data(request)[:1], clauses=held.terms)
    if form.is_valid():

        def act() -> None:
            actions.write_next_version(
                request.office,
                key=item,
                clauses=form.clauses,
                note=form.cleaned_data["note"],
                actor=request.desk.actor,
                now=timezone.now(),
            )

        if done_or_said(form, act):
            messages.success(request, say("নতুন সংস্করণ লেখা হয়েছে।", "The next version is written."))
            return redirect("specification", item)
    heading = say("{name}: নতুন সংস্করণ", "{name}: next version", name=held.name)
    return clauses_page(request, form, heading, key=item)


@for_handlers
@require_http_methods(["GET", "POST"])
def add_item(request: DeskRequest) -> HttpResponse:
    form = NewItemForm(*posted_data(request)[:1], clauses=())
    if form.is_valid():
        made: list[SpecItem] = []

        def act() -> None:
            made.append(
                actions.add_item(
                    request.office,
                    name_bn=form.cleaned_data["name_bn"],
                    name_en=form.cleaned_data["name_en"],
                    clauses=form.clauses,
                    actor=request.desk.actor,
                    now=timezone.now(),
                )
            )

        if done_or_said(form, act):
            messages.success(request, say("পণ্যটি ভান্ডারে লেখা হয়েছে।", "The item is in the library."))
            return redirect("specification", made[0].key)
    return clauses_page(request, form, say("ভান্ডারে নতুন পণ্য", "New item of the library"))


def clauses_page(request: DeskRequest, form: ClausesForm, heading: str, **more: object) -> HttpResponse:
    context = {"form": form, "heading": heading, "current": "purchases", **more}
    return render(request, "procurement/clauses.html", context, status=422 if form.errors else 200)
