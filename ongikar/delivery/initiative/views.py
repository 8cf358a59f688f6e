"""The pages of initiatives: the list, one with its way and its measurements, and what is entered of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.people.desk import DeskRequest

from . import actions, transitions
from .forms import MeasureForm, PilotForm, ScreenForm, SpreadForm, StrikeForm, TokenForm
from .models import Initiative, Measurement, SpreadPlace
from .words import (
    InitiativeFault,
    act_lines,
    measure_line,
    state_of_initiative,
    state_words,
    steps_of_initiative,
)

PAGE = 50
CURRENT = {"current": "initiatives"}


def initiative_of_office(request: DeskRequest, initiative_id: int) -> Initiative:
    initiative = get_object_or_404(
        Initiative.objects.select_related("office").prefetch_related("acts"),
        pk=initiative_id,
        office=request.office,
    )
    initiative.case = Case.objects.with_all().get(pk=initiative.case_id)
    return initiative


@for_readers
@require_safe
def list_initiatives(request: DeskRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    standing = Measurement.objects.filter(struck_at__isnull=True)
    rows = Initiative.objects.select_related("case__service").filter(office=request.office).order_by("-id")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    rows = rows.prefetch_related("acts", Prefetch("measurements", standing, "measured"))
    found = list(rows[: PAGE + 1])
    lines = [
        {
            "initiative": each,
            "state": state_words(state_of_initiative(each)),
            "measured": [measure_line(row) for row in each.measured],
        }
        for each in found[:PAGE]
    ]
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return render(request, "initiative/list.html", {"lines": lines, "more": more, **CURRENT})


@for_readers
@require_safe
def show_initiative(request: DeskRequest, initiative_id: int) -> HttpResponse:
    initiative = initiative_of_office(request, initiative_id)
    case, state = initiative.case, state_of_initiative(initiative)
    may_change = may_handle(request.desk, request.office.pk)
    context = {
        "initiative": initiative,
        "case": case,
        "owner": case.answers.get("owner", ""),
        "problem": case.answers.get("problem", ""),
        "idea": case.answers.get("idea", ""),
        "state": state,
        "steps": steps_of_initiative(initiative),
        "acts": act_lines(initiative),
        "measured": [measure_line(row) for row in initiative.measurements.all()],
        "spread": list(initiative.spread_places.all()),
        "may_screen": may_change and case.is_open and state in (transitions.IDEA, transitions.LEFT_OUT),
        "may_try": may_change and case.is_open and state in MAY_TRY,
        "may_measure": may_change and case.is_open and state in (transitions.PILOT, transitions.MEASURED),
        "may_spread": may_change and state == transitions.SPREAD,
        "may_close": may_change and case.is_open,
        "is_left_out": state == transitions.LEFT_OUT and case.is_open,
    }
    return render(request, "initiative/initiative.html", context | CURRENT)


MAY_TRY = (transitions.SCREENED, transitions.PILOT, transitions.MEASURED)


# What is entered of an initiative, by the word in its address: its form, its action, and the words above it.
ENTRIES: dict[str, tuple[type[Form], Callable[..., object], tuple[str, str]]] = {
    "screening": (ScreenForm, actions.screen, ("যাচাই", "Screening")),
    "pilot": (PilotForm, actions.begin_pilot, ("পরীক্ষা শুরু", "Pilot")),
    "measurement": (MeasureForm, actions.measure, ("আগে ও পরে মাপ", "Before and after")),
    "spread": (SpreadForm, actions.add_spread, ("কোথায় ছড়াল", "Where it spread")),
}


@for_handlers
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest, initiative_id: int, what: str) -> HttpResponse:
    if what not in ENTRIES:
        raise Http404
    initiative = initiative_of_office(request, initiative_id)
    form_class, action, heading = ENTRIES[what]
    more = {"office": request.office} if form_class is SpreadForm else {}
    form: Any = form_class(*posted_data(request)[:1], **more)
    if form.is_valid():
        facts = form.facts()
        if isinstance(form, TokenForm):
            facts["submission"] = f"{initiative.pk}-{form.cleaned_data['token']}"[:64]
        if is_done(
            form,
            lambda: action(initiative, actor=request.desk.actor, now=timezone.now(), **facts),
        ):
            messages.success(request, say("লেখা হয়েছে।", "Written down."))
            return redirect("initiative", initiative.pk)
    context = {"initiative": initiative, "form": form, "heading": say(*heading)}
    return render(request, "initiative/enter.html", context | CURRENT, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def strike(request: DeskRequest, initiative_id: int, row_id: int) -> HttpResponse:
    """A place to which it never spread, or does no more."""
    initiative = initiative_of_office(request, initiative_id)
    row = get_object_or_404(SpreadPlace, pk=row_id, initiative=initiative)
    form = StrikeForm(*posted_data(request)[:1])
    if form.is_valid() and is_done(
        form,
        lambda: actions.strike_spread(
            row, reason=form.cleaned_data["reason"], actor=request.desk.actor, now=timezone.now()
        ),
    ):
        messages.success(request, say("লেখাটি বাতিল হয়েছে।", "The line is struck through."))
        return redirect("initiative", initiative.pk)
    context = {"initiative": initiative, "form": form, "heading": row.name}
    return render(request, "initiative/enter.html", context | CURRENT, status=422 if form.errors else 200)


def is_done(form: Form, act: Callable[[], Any]) -> bool:
    """Do it; what stands in the way is said beside its field."""
    try:
        act()
    except InitiativeFault as fault:
        add_fault(form, fault)
    else:
        return True
    return False
