"""The agent's pages: what was brought, filing for a citizen, and how one case stands."""

import secrets

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.case_queries import case_by_number
from ongikar.cases.citizen.pdfs import receipt_pdf
from ongikar.cases.citizen.track.case_detail import Followed
from ongikar.cases.form_uploads import asked_files, take_files, with_title
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import standings
from ongikar.cases.officer.counter.views import offered
from ongikar.cases.receipt_keys import may_print_key, printed_key
from ongikar.cases.rights import for_agents
from ongikar.cases.urgent import advice_before, advice_of, mark_urgent
from ongikar.core.forms.fields import Key
from ongikar.core.forms.forms import JoinedForms
from ongikar.core.i18n.say import language, say
from ongikar.papers.views import made
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .filing import (
    bring,
    brought_by,
    filed,
    laid_aside,
    leave_the_others,
    post_of,
    take_papers,
    throw_away_aside,
)
from .forms import Bring

A_PAGE = 25


@for_agents
@require_safe
def brought(request: HttpRequest) -> HttpResponse:
    """What this post brought, the newest first."""
    cases = brought_by(request.desk, request.office).select_related("applicant", "clock").order_by("-id")
    page = Paginator(cases, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": standings(list(page), timezone.now()), "current": "agent"}
    return render(request, "cases/agent/brought.html", context)


@for_agents
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    services, today = offered(request.office, now), now.astimezone(TZ).date()
    if request.method == "GET":
        begun = {"token": secrets.token_urlsafe(16)}
        return show_new(request, Bring(services=services, today=today, initial=begun))
    post, token = post_of(request.desk, request.office), Key.taken(request.POST.get("token", ""))
    if token and (known := filed(post, token)):
        return again(request, known)
    form = Bring(request.POST, request.FILES, services=services, today=today, draft=laid_aside(post, token))
    take_papers(request, form, post=post, now=now)
    asked = form.intake.form if form.has_asked else None
    if form.errors or form.must_ask or (asked and asked.errors) or "remove" in request.POST:
        return show_new(request, form, status=422 if form.errors or (asked and asked.errors) else 200)
    if (files := take_files(asked, asked_files(asked), with_title)) is None:
        return show_new(request, form, status=422)
    leave_the_others(form)
    case = bring(form, desk=request.desk, office=request.office, now=now, papers=files)
    throw_away_aside(form)
    number = digits(case.number, language())
    messages.success(
        request, say("আবেদন গেছে। নম্বর {number}।", "It is filed. Number {number}.", number=number)
    )
    return redirect("agent_case", case.number)


def again(request: HttpRequest, case: Case) -> HttpResponse:
    """A second press, or the page of one request used for the next person: nothing of it is taken, and it is said."""
    number = digits(case.number, language())
    messages.info(
        request,
        say("এই পাতা থেকে আবেদন আগেই গেছে, নম্বর {number}। অন্য কারও হয়ে করতে নতুন করে শুরু করুন।",
            "This page was filed before, number {number}. For somebody else begin a new one.", number=number),
    )  # fmt: skip
    return redirect("agent_case", case.number)


def show_new(request: HttpRequest, form: Bring, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "parts": JoinedForms(form.parts), "current": "agent"}
    if form.chosen:
        mark_urgent(form.intake.form, form.chosen)
        context["advices"] = advice_before(form.chosen, request.office)
    return render(request, "cases/agent/new.html", context, status=status)


@for_agents
@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """How it stands, to be told to the citizen at hand: nothing is done in their name from here."""
    case = own_case(request, number)
    now = timezone.now()
    context = {
        "case": case,
        "followed": Followed(case, now),
        "urgent": advice_of(case),
        "may_print_key": may_print_key(case, request.desk.actor, now),
        "current": "agent",
    }
    return render(request, "cases/agent/case.html", context)


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt; asked for by a button on the day it was filed from here, with the secret digits for the citizen."""
    case = own_case(request, number)
    key = printed_key(case, request.desk.actor, timezone.now()) if request.method == "POST" else ""
    return made(receipt_pdf(case, key=key), f"{number}.pdf")


def own_case(request: HttpRequest, number: str) -> Case:
    """A case of another post is as unknown as one that is not there."""
    get_object_or_404(brought_by(request.desk, request.office), number=number)
    case = case_by_number(request.office, number)
    if case is None:
        raise Http404
    return case
