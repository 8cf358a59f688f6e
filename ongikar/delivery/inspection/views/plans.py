"""The plan of a quarter: made from a list of places, arranged by hand, and made into cases by one press."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.i18n.say import say
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from ..actions.planning import arrange_visits, make_plan, open_visits, quarter_of
from ..forms import PlanForm, quarter_words
from ..models import InspectionPlan
from ..rights import for_inspection_readers, for_inspectors, may_act
from ..transitions import InspectionFault
from .inspections import rows_of_kind
from .pages import form_page


@for_inspectors
@require_http_methods(["GET", "POST"])
def new_plan(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    rows = rows_of_kind(request, today)
    places = list(
        Place.objects.filter(office=request.office).open_on(today).order_by("union", "name_bn", "pk")
    )
    wanted = rows[0].options.get("place") if rows else ""
    initial = {
        "quarter": quarter_of(today).isoformat(),
        "places": [str(place.pk) for place in places if place.kind == wanted],
        "first": request.office.calendar.next_open_day(today),
    }
    form = PlanForm(
        request.POST if request.method == "POST" else None, places=places, today=today, initial=initial
    )
    if form.is_bound and form.is_valid():
        try:
            if not rows:
                raise InspectionFault(
                    "",
                    "সিটিজেন চার্টারে পরিদর্শনের সেবা নেই।",
                    "The charter in force has no service of inspection.",
                )
            plan = make_plan(
                office=request.office,
                quarter=form.chosen_quarter,
                service_code=rows[0].code,
                places=form.chosen_places,
                first=form.cleaned_data["first"],
                a_day=form.cleaned_data["a_day"],
                actor=request.desk.actor,
                now=now,
            )
        except InspectionFault as fault:
            form.add_fault(fault)
        else:
            return redirect("inspection_plan", plan.pk)
    return form_page(
        request,
        form,
        say("ত্রৈমাসিকের পরিকল্পনা", "Plan of a quarter"),
        say("পথ সাজান", "Arrange the route"),
        (reverse("inspections"), say("পরিদর্শন", "Inspections")),
        lead=say(
            "ইউনিয়ন ধরে পথ সাজানো হয়। দিন পরে বদলানো যায়।",
            "The route goes union by union. Days can be changed afterwards.",
        ),
    )


def plan_of(request: DeskRequest, key: int) -> InspectionPlan:
    return get_object_or_404(InspectionPlan.objects.select_related("office"), pk=key, office=request.office)


@for_inspection_readers
@require_safe
def plan(request: DeskRequest, plan_id: int) -> HttpResponse:
    return plan_page(request, plan_of(request, plan_id))


def plan_page(
    request: DeskRequest,
    found: InspectionPlan,
    faults: Mapping[int, str] | None = None,
    typed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    visits = list(found.visits.select_related("place", "case__clock").order_by("on", "position"))
    lines = [
        {
            "visit": visit,
            "day": (typed or {}).get(f"day-{visit.pk}", visit.on.isoformat()),
            "fault": (faults or {}).get(visit.pk, ""),
            "is_shut": bool(visit.place.closed_on and visit.place.closed_on < visit.on),
        }
        for visit in visits
    ]
    context = {
        "plan": found,
        "title": quarter_words(found.quarter),
        "lines": lines,
        "waiting": sum(line["visit"].case_id is None and not line["is_shut"] for line in lines),
        "may_act": may_act(request),
        "current": "inspections",
    }
    return render(request, "inspection/plan.html", context, status=422 if faults else 200)


@for_inspectors
@require_POST
def arrange(request: DeskRequest, plan_id: int) -> HttpResponse:
    """Other days, visits that are not made; or all that waits becomes cases."""
    found, now = plan_of(request, plan_id), timezone.now()
    faults: dict[int, str] = {}
    days: dict[int, date] = {}
    for key in found.visits.filter(case__isnull=True).values_list("pk", flat=True):
        typed = request.POST.get(f"day-{key}", "")
        try:
            if typed:
                days[key] = date.fromisoformat(typed)
        except ValueError:
            faults[key] = say("দিনটি মিলিয়ে দেখুন", "Check the day")
    dropped = [int(key) for key in request.POST.getlist("drop") if key.isascii() and key.isdigit()]
    if not faults:
        try:
            arrange_visits(found, days, drop=dropped, actor=request.desk.actor, now=now)
        except InspectionFault as fault:
            _, _, at = fault.field.partition("day-")
            faults[int(at or 0)] = fault.words
    if faults:
        return plan_page(request, found, faults=faults, typed=request.POST)
    messages.success(request, say("পরিকল্পনা রাখা হয়েছে।", "The plan is kept."))
    return redirect("inspection_plan", found.pk)


@for_inspectors
@require_POST
def open_plan(request: DeskRequest, plan_id: int) -> HttpResponse:
    """One press makes the cases; pressed twice it is done once."""
    found = plan_of(request, plan_id)
    try:
        made, closed = open_visits(found, actor=request.desk.actor, now=timezone.now())
    except InspectionFault as fault:
        messages.error(request, fault.words)
        return redirect("inspection_plan", found.pk)
    messages.success(request, say("{n}টি আবেদন খোলা হয়েছে।", "{n} [case|cases] opened.", n=len(made)))
    if closed:
        names = ", ".join(place.name for place in closed)
        messages.error(
            request,
            say(
                "বন্ধ হয়ে গেছে, তাই খোলা হয়নি: {names}", "Closed meanwhile, so not opened: {names}", names=names
            ),
        )
    return redirect("inspection_plan", found.pk)
