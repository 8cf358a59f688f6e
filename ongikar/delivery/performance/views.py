"""The pages of plans: the list; one with its indicators and what they came to; forms; the report."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.letters.outgoing.dispatching import leaving_words
from ongikar.papers.actions import check_upload
from ongikar.papers.check import PaperFault
from ongikar.people.desk import DeskRequest
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.rules.calendar.office_calendar import TZ

from . import actions
from .forms import DaysForm, IndicatorForm, ReportForm, TokenForm, ValueForm, values_of
from .lines import evidence_lines, indicator_line, plan_lines
from .models import Indicator, Plan
from .readings import days_of, difference_of, holds, progress_of
from .register import progress_of_plans
from .reporting import issue_report, missing_sentence
from .words import PerformanceFault, number_words, period_words

PAGE = 50
CURRENT = {"current": "performance"}


def plan_of_office(request: DeskRequest, plan_id: int) -> Plan:
    plan = get_object_or_404(
        Plan.objects.select_related("office", "letter"), pk=plan_id, office=request.office
    )
    plan.case = Case.objects.with_all().get(pk=plan.case_id)
    return plan


def indicator_of_plan(plan: Plan, indicator_id: int) -> Indicator:
    indicator = get_object_or_404(Indicator, pk=indicator_id, plan=plan, removed_at__isnull=True)
    indicator.plan = plan
    return indicator


def may_change(request: DeskRequest, plan: Plan) -> bool:
    may = may_handle(request.desk, plan.office_id)
    return may and plan.letter_id is None and plan.case.is_open


@for_readers
@require_safe
def list_plans(request: DeskRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    rows = Plan.objects.select_related("case__service").filter(office=request.office).order_by("-id")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows[: PAGE + 1])
    lines = [
        {"found": each, "period": period_words(each.plan), "score": number_words(each.score)}
        for each in progress_of_plans(found[:PAGE])
    ]
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return render(request, "performance/list.html", {"lines": lines, "more": more, **CURRENT})


@for_readers
@require_safe
def show_plan(request: DeskRequest, plan_id: int) -> HttpResponse:
    plan, now = plan_of_office(request, plan_id), timezone.now()
    found = progress_of(plan)
    changes = may_change(request, plan)
    has_begun = days_of(plan)[0] <= now.astimezone(TZ).date()
    context = {
        "plan": plan,
        "case": plan.case,
        "found": found,
        "period": period_words(plan),
        "score": number_words(found.score),
        "weights": number_words(found.weights),
        "lines": plan_lines(found, now if "compare" in request.GET and plan.letter_id else None),
        "is_compared": "compare" in request.GET,
        "missing": missing_sentence(found) if changes else "",
        "may_change": changes,
        "may_read": changes and has_begun and any(not each.indicator.is_typed for each in found.lines),
        "days": days_of(plan),
        "has_begun": has_begun,
    }
    return render(request, "performance/plan.html", context | CURRENT)


@for_readers
@require_safe
def show_reading(request: DeskRequest, plan_id: int, indicator_id: int) -> HttpResponse:
    """The evidence of one indicator: its records, and what the records say now."""
    plan = plan_of_office(request, plan_id)
    indicator = indicator_of_plan(plan, indicator_id)
    line = next(each for each in progress_of(plan).lines if each.indicator.pk == indicator.pk)
    reading = line.reading
    context = {
        "plan": plan,
        "line": indicator_line(line),
        "reading": reading,
        "holds": reading is not None and holds(reading),
        "evidence": evidence_lines(reading, request.desk) if reading else [],
        "difference": difference_of(plan, reading, timezone.now()) if reading else None,
    }
    return render(request, "performance/reading.html", context | CURRENT)


@for_handlers
@require_POST
def read(request: DeskRequest, plan_id: int) -> HttpResponse:
    plan = plan_of_office(request, plan_id)
    try:
        count = actions.read_measures(plan, actor=request.desk.actor, now=timezone.now())
    except PerformanceFault as fault:
        messages.error(request, fault.words)
    else:
        messages.success(
            request, say("{n}টি সূচক গোনা হয়েছে।", "{n} [indicator|indicators] computed.", n=count)
        )
    return redirect("performance_plan", plan.pk)


@for_handlers
@require_http_methods(["GET", "POST"])
def add(request: DeskRequest, plan_id: int) -> HttpResponse:
    plan = plan_of_office(request, plan_id)
    form = IndicatorForm(*posted_data(request)[:1])
    return enter(
        request,
        plan,
        form,
        say("নতুন সূচক", "New indicator"),
        lambda **facts: actions.add_indicator(plan, submission=key_of(plan, form), **facts),
    )


@for_handlers
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, plan_id: int, indicator_id: int) -> HttpResponse:
    plan = plan_of_office(request, plan_id)
    indicator = indicator_of_plan(plan, indicator_id)
    form = IndicatorForm(*posted_data(request)[:1], initial=values_of(indicator))
    return enter(
        request,
        plan,
        form,
        indicator.name,
        lambda **facts: actions.change_indicator(indicator, **facts),
    )


@for_handlers
@require_http_methods(["GET", "POST"])
def type_value(request: DeskRequest, plan_id: int, indicator_id: int) -> HttpResponse:
    plan = plan_of_office(request, plan_id)
    indicator = indicator_of_plan(plan, indicator_id)
    form = ValueForm(*posted_data(request))

    def act(paper: Any, **facts: Any) -> object:
        content = check_upload(paper) if paper else None
        return actions.type_value(indicator, content=content, submission=key_of(plan, form), **facts)

    return enter(request, plan, form, indicator.name, act)


@for_handlers
@require_http_methods(["GET", "POST"])
def set_days(request: DeskRequest, plan_id: int) -> HttpResponse:
    plan = plan_of_office(request, plan_id)
    form = DaysForm(*posted_data(request)[:1], plan=plan, today=timezone.now().astimezone(TZ).date())
    heading = say("কোন সময়ের পরিকল্পনা", "The time of the plan")
    return enter(request, plan, form, heading, lambda **facts: actions.set_days(plan, **facts))


@for_handlers
@require_POST
def remove(request: DeskRequest, plan_id: int, indicator_id: int) -> HttpResponse:
    plan = plan_of_office(request, plan_id)
    indicator = get_object_or_404(Indicator, pk=indicator_id, plan=plan)
    indicator.plan = plan
    try:
        actions.remove_indicator(indicator, actor=request.desk.actor, now=timezone.now())
    except PerformanceFault as fault:
        messages.error(request, fault.words)
    else:
        messages.success(request, say("সূচকটি বাদ গেছে।", "The indicator is removed."))
    return redirect("performance_plan", plan.pk)


@for_handlers
@require_http_methods(["GET", "POST"])
def issue(request: DeskRequest, plan_id: int) -> HttpResponse:
    """Sign and issue the report: with a second factor shown now or within a quarter of an hour."""
    plan, now = plan_of_office(request, plan_id), timezone.now()
    if not may_change(request, plan):
        return redirect("performance_plan", plan.pk)
    words = say("উপর্যুক্ত সময়ের প্রতিবেদন পাঠানো হলো।", "The report of the time named above is sent herewith.")
    form = ReportForm(
        *posted_data(request)[:1],
        office=plan.office,
        today=now.astimezone(TZ).date(),
        initial={"words": words},
    )
    code = fresh_code_form(request, now)
    if form.is_bound and form.is_valid() and (code is None or code.is_valid()):
        if code is not None:
            code.save()
        signer = request.desk.post_in(plan.office_id) or plan.case.post

        def act() -> object:
            return issue_report(
                plan,
                to=form.addressee,
                words=form.cleaned_data["words"],
                signer=signer,
                actor=request.desk.actor,
                now=now,
            )

        if is_done(form, act):
            plan.refresh_from_db(fields=["letter"])
            words = leaving_words(not_none(plan.letter))
            messages.success(
                request, say("প্রতিবেদন জারি হয়েছে। {words}", "The report is issued. {words}", words=words)
            )
            return redirect("performance_plan", plan.pk)
    heading = say("প্রতিবেদন জারি করুন", "Issue the report")
    return form_page(request, plan, form, heading, code=code, button=heading)


def enter(
    request: DeskRequest, plan: Plan, form: Any, heading: str, act: Callable[..., object]
) -> HttpResponse:
    """A page with one form about an open plan."""
    if not may_change(request, plan):
        return redirect("performance_plan", plan.pk)
    if form.is_valid() and is_done(
        form, lambda: act(actor=request.desk.actor, now=timezone.now(), **form.facts())
    ):
        messages.success(request, say("লেখা হয়েছে।", "Written down."))
        return redirect("performance_plan", plan.pk)
    return form_page(request, plan, form, heading)


def form_page(request: DeskRequest, plan: Plan, form: Form, heading: str, **more: Any) -> HttpResponse:
    context = {"plan": plan, "form": form, "heading": heading, **more}
    return render(request, "performance/enter.html", context | CURRENT, status=422 if form.errors else 200)


def key_of(plan: Plan, form: TokenForm) -> str:
    return f"{plan.pk}-{form.cleaned_data['token']}"[:64]


def is_done(form: Form, act: Callable[[], Any]) -> bool:
    """Do it; what stands in the way is said beside its field."""
    try:
        act()
    except PerformanceFault as fault:
        add_fault(form, fault)
    except PaperFault as fault:
        form.add_error("paper", say(fault.bn, fault.en))
    else:
        return True
    return False
