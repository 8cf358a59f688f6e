"""The agent's pages: the cases they filed, filing for a citizen, and the state of one case."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.case_queries import case_by_number
from ongikar.cases.citizen.pdfs import receipt_pdf
from ongikar.cases.citizen.track.case_detail import CaseDetail
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import summarise_cases
from ongikar.cases.officer.counter.views import offered_services
from ongikar.cases.receipt_keys import may_print_key, printed_key
from ongikar.cases.rights import for_agents
from ongikar.cases.slots import AGENT
from ongikar.cases.urgent import advice_before, advice_for_case, mark_urgent
from ongikar.core.db.pages import page_before, page_links, read_key
from ongikar.core.forms.forms import JoinedForms
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.actions import answer_files, checked_with_title, take_files
from ongikar.papers.responses import pdf_download
from ongikar.people.desk import DeskRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .filing import (
    agent_post,
    file_application,
    filed_cases,
    filings,
    find_agent_draft,
    find_filed_case,
    keep_agent_papers,
    remove_agent_draft,
    remove_unwanted_papers,
)
from .forms import AgentFilingForm

A_PAGE = 25


@for_agents
@require_safe
def list_filed_cases(request: DeskRequest) -> HttpResponse:
    """What this post brought, the newest first."""
    mark = read_key(request.GET.get("after", ""))
    rows = filings(request.desk, request.office).select_related("case__applicant", "case__clock")
    page = page_before(rows, mark, A_PAGE)
    context = {
        "lines": summarise_cases([each.case for each in page.rows], timezone.now()),
        **page_links(reverse("agent"), mark, page.last_key),
        "slot": AGENT.answers(request),
        "current": "agent",
    }
    return render(request, "cases/agent/filed_cases.html", context)


@for_agents
@require_http_methods(["GET", "POST"])
def file_for_citizen(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    services, today = offered_services(request.office, now), now.astimezone(TZ).date()
    if request.method == "GET":
        return show_filing_form(request, AgentFilingForm(services=services, today=today))
    post, token = agent_post(request.desk, request.office), key_of(request.POST, "token")
    if token and (known := find_filed_case(post, token)):
        return show_repeated_filing(request, known)
    form = AgentFilingForm(
        request.POST, request.FILES, services=services, today=today, draft=find_agent_draft(post, token)
    )
    keep_agent_papers(request, form, post=post, now=now)
    asked = form.questions if form.has_asked else None
    if form.errors or form.must_ask or (asked and asked.errors) or "remove" in request.POST:
        return show_filing_form(request, form)
    if (files := take_files(form.questions, answer_files(form.questions), checked_with_title)) is None:
        return show_filing_form(request, form)
    remove_unwanted_papers(form)
    case = file_application(form, desk=request.desk, office=request.office, now=now, papers=files)
    remove_agent_draft(form)
    number = digits(case.number, language())
    messages.success(
        request, say("আবেদন গেছে। নম্বর {number}।", "It is filed. Number {number}.", number=number)
    )
    return redirect("agent_case", case.number)


def show_repeated_filing(request: HttpRequest, case: Case) -> HttpResponse:
    """A second press, or the page of one request used for the next person: nothing of it is taken, and it is
    said.
    """
    number = digits(case.number, language())
    messages.info(
        request,
        say(
            "এই পাতা থেকে আবেদন আগেই গেছে, নম্বর {number}। অন্য কারও হয়ে করতে নতুন করে শুরু করুন।",
            "This page was filed before, number {number}. For somebody else begin a new one.",
            number=number,
        ),
    )
    return redirect("agent_case", case.number)


def show_filing_form(request: OfficeRequest, form: AgentFilingForm) -> HttpResponse:
    context = {"form": form, "parts": JoinedForms(form.parts), "current": "agent"}
    if form.chosen:
        mark_urgent(form.questions, form.chosen)
        context["advices"] = advice_before(form.chosen, request.office)
    return render_form(request, "cases/agent/new.html", context, *form.parts)


@for_agents
@require_safe
def show_filed_case(request: DeskRequest, number: str) -> HttpResponse:
    """How it stands, to be told to the citizen at hand: nothing is done in their name from here."""
    case = get_filed_case(request, number)
    now = timezone.now()
    context = {
        "case": case,
        "detail": CaseDetail(case, now),
        "urgent": advice_for_case(case),
        "may_print_key": may_print_key(case, request.desk.actor, now),
        "current": "agent",
    }
    return render(request, "cases/agent/case.html", context)


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def show_filed_receipt(request: DeskRequest, number: str) -> HttpResponse:
    """The receipt; asked for by a button on the day it was filed from here, with the secret digits for the
    citizen.
    """
    case = get_filed_case(request, number)
    key = printed_key(case, request.desk.actor, timezone.now()) if request.method == "POST" else ""
    return pdf_download(receipt_pdf(case, key=key), f"{number}.pdf")


def get_filed_case(request: DeskRequest, number: str) -> Case:
    """A case of another post is as unknown as one that is not there."""
    get_object_or_404(filed_cases(request.desk, request.office), number=number)
    case = case_by_number(request.office, number)
    if case is None:
        raise Http404
    return case
