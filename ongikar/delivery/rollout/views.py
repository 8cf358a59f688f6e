"""The pages of systems brought into use: all of them, one with its offices, and what is entered there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say
from ongikar.people.desk import DeskRequest
from ongikar.tasks.transitions import TaskFault

from . import actions
from .forms import FigureForm, SiteForm, StrikeForm
from .models import Rollout, SiteFigure
from .outcome_facts import sites_with_all
from .picture import draw_steps, picture_words
from .systems import suggested_plan, system_plans
from .words import FIGURES, RolloutFault, SiteLine, site_line, state_of_rollout, state_words

PAGE = 30
CURRENT = {"current": "rollouts"}


def rollout_of_office(request: DeskRequest, rollout_id: int) -> Rollout:
    rollout = get_object_or_404(
        Rollout.objects.select_related("office"), pk=rollout_id, office=request.office
    )
    rollout.case = Case.objects.with_all().get(pk=rollout.case_id)
    return rollout


def drawn_lines(rollout: Rollout) -> list[dict[str, Any]]:
    """Each office of a rollout with its picture."""
    now = timezone.now()
    return [draw_site(site_line(site, now)) for site in sites_with_all(rollout)]


def draw_site(line: SiteLine) -> dict[str, Any]:
    return {
        "line": line,
        "picture": draw_steps(line, f"steps-{line.site.pk}", language()),
        "words": picture_words(line, language()),
        "figures": [{"figure": row, "sort": FIGURES[row.sort]} for row in line.site.figures.all()],
    }


@for_readers
@require_safe
def list_rollouts(request: DeskRequest) -> HttpResponse:
    """Each system with a row for each of its offices."""
    before = request.GET.get("before", "")
    rows = Rollout.objects.select_related("case__applicant", "case__service", "office")
    rows = rows.filter(office=request.office).order_by("-id")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows[: PAGE + 1])
    lines = [
        {"rollout": rollout, "sites": drawn_lines(rollout), "state": state_words(state_of_rollout(rollout))}
        for rollout in found[:PAGE]
    ]
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return render(request, "rollout/list.html", {"lines": lines, "more": more, **CURRENT})


@for_readers
@require_safe
def show_rollout(request: DeskRequest, rollout_id: int) -> HttpResponse:
    rollout = rollout_of_office(request, rollout_id)
    plan = system_plans(request.office.slug).get(rollout.plan)
    context = {
        "rollout": rollout,
        "case": rollout.case,
        "plan": plan.title if plan else rollout.plan,
        "sites": drawn_lines(rollout),
        "state": state_words(state_of_rollout(rollout)),
        "may_change": may_handle(request.desk, request.office.pk),
    }
    return render(request, "rollout/rollout.html", context | CURRENT)


@for_handlers
@require_http_methods(["GET", "POST"])
def plan_office(request: DeskRequest, rollout_id: int) -> HttpResponse:
    """Which plan, then the days and people of one office; every office follows the plan of the first."""
    rollout, now = rollout_of_office(request, rollout_id), timezone.now()
    plans = system_plans(request.office.slug)
    chosen = rollout.plan or request.GET.get("plan", "")
    if chosen not in plans:
        context = {
            "rollout": rollout,
            "plans": plans.values(),
            "suggested": suggested_plan(request.office.slug, rollout.system),
        }
        return render(request, "rollout/choose_plan.html", context | CURRENT)
    is_first = not rollout.sites.exists()
    form = SiteForm(
        *posted_data(request)[:1], rollout=rollout, plan=plans[chosen], now=now, is_first=is_first
    )
    if form.is_valid():
        submission = f"{rollout.pk}-{form.cleaned_data['token']}"[:64]
        facts = form.facts()
        if is_done(
            form,
            lambda: actions.plan_site(
                rollout, submission=submission, actor=request.desk.actor, now=now, **facts
            ),
        ):
            messages.success(
                request,
                say(
                    "ধাপগুলো কাজ হিসেবে দুই পক্ষকে দেওয়া হয়েছে।",
                    "The steps were given as tasks to both sides.",
                ),
            )
            return redirect("rollout", rollout.pk)
    context = {"rollout": rollout, "form": form, "plan": plans[chosen]}
    return render(request, "rollout/plan.html", context | CURRENT, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def enter_figure(request: DeskRequest, rollout_id: int, number: int) -> HttpResponse:
    rollout = rollout_of_office(request, rollout_id)
    site = get_object_or_404(rollout.sites.prefetch_related("figures"), number=number)
    site.rollout = rollout
    form = FigureForm(*posted_data(request)[:1])
    if form.is_valid():
        submission = f"{site.pk}-{form.cleaned_data['token']}"[:64]
        if is_done(
            form,
            lambda: actions.enter_figure(
                site, submission=submission, actor=request.desk.actor, now=timezone.now(), **form.facts()
            ),
        ):
            messages.success(request, say("লেখা হয়েছে।", "Written down."))
            return redirect("rollout", rollout.pk)
    context = {"rollout": rollout, "form": form, "heading": site.name}
    return render(request, "rollout/enter.html", context | CURRENT, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def strike(request: DeskRequest, rollout_id: int, figure_id: int) -> HttpResponse:
    rollout = rollout_of_office(request, rollout_id)
    rows = SiteFigure.objects.select_related("site__rollout")
    figure = get_object_or_404(rows, pk=figure_id, site__rollout=rollout)
    form = StrikeForm(*posted_data(request)[:1])
    if form.is_valid() and is_done(
        form,
        lambda: actions.strike_figure(
            figure, reason=form.cleaned_data["reason"], actor=request.desk.actor, now=timezone.now()
        ),
    ):
        messages.success(request, say("লেখাটি বাতিল হয়েছে।", "The line is struck through."))
        return redirect("rollout", rollout.pk)
    context = {"rollout": rollout, "form": form, "figure": figure, "sort": FIGURES[figure.sort]}
    context["heading"] = say("লেখা বাতিল", "Strike a line through")
    return render(request, "rollout/enter.html", context | CURRENT, status=422 if form.errors else 200)


def is_done(form: Form, act: Callable[[], Any]) -> bool:
    """Do it; what stands in the way is said beside its field."""
    try:
        act()
    except (RolloutFault, TaskFault) as fault:
        words = fault.words if isinstance(fault, RolloutFault) else say(fault.bn, fault.en)
        field = {"owner": "contact"}.get(fault.field, fault.field)
        form.add_error(field if field in form.fields else None, words)
    else:
        return True
    return False
