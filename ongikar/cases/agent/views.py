"""The agent's pages: the cases they filed, filing for a citizen who agrees, with the papers that the service
takes, and the state of one case.

Of an application that is filed for a citizen the papers are stored first; then the case is received as if
they had sent it themselves.
"""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.appointments.words import STATES
from ongikar.cases.agent_consents import consent_of
from ongikar.cases.appointments import may_book, newest_booking
from ongikar.cases.case_queries import case_by_number
from ongikar.cases.citizen.apply.application import join_draft_pictures
from ongikar.cases.citizen.pdfs import receipt_pdf
from ongikar.cases.citizen.track.case_detail import CaseDetail
from ongikar.cases.models import Case, MobileCode
from ongikar.cases.officer.case.case_summary import local_mobile, summarise_cases
from ongikar.cases.officer.counter.views import offered_services
from ongikar.cases.receipt_keys import may_print_key, printed_key
from ongikar.cases.rights import for_agents
from ongikar.cases.slots import AGENT
from ongikar.cases.urgent import advice_before, advice_for_case, mark_urgent
from ongikar.core.db.pages import page_before, page_links, read_key
from ongikar.core.forms.forms import JoinedForms
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_form
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import language, say
from ongikar.papers.actions import answer_files, checked_with_title, take_files
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import masked_mobile, normal_mobile

from .consent import (
    SITTING,
    ask_for_consent,
    code_of_sitting,
    holds_for,
    read_consent,
    remember_sitting,
    sitting_words,
)
from .consent_slip import consent_slip_pdf
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

ON_ITS_WAY = (
    "{mobile} নম্বরে একটি কোড যাচ্ছে; ৫ মিনিট চলবে। নাগরিককে SMS পড়ে শোনাতে বলুন।",
    "A code is on its way to {mobile}; it is good for 5 minutes. Ask the citizen to read out the SMS.",
)

A_PAGE = 25


@for_agents
@require_safe
def list_filed_cases(request: StaffRequest) -> HttpResponse:
    """What this post brought, the newest first."""
    mark = read_key(request.GET.get("after", ""))
    rows = filings(request.holder, request.office).select_related("case__applicant", "case__clock")
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
def file_for_citizen(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    services, today = offered_services(request.office, now), now.astimezone(TZ).date()
    post, token = agent_post(request.holder, request.office), key_of(request.POST, "token")
    if request.method == "GET":
        person = same_person(request, now)
        return show_filing_form(request, AgentFilingForm(services=services, today=today, initial=person))
    if token and (known := find_filed_case(post, token)):
        return show_repeated_filing(request, known)
    form = AgentFilingForm(
        request.POST, request.FILES, services=services, today=today, draft=find_agent_draft(post, token)
    )
    keep_agent_papers(request, form, post=post, now=now)
    if "send_code" in request.POST:
        form.keep_faults_of("mobile")
        if form.has_asked:
            form.questions.keep_faults_of()
        code = ask_for_consent(request, form, post, now)
        response = show_filing_form(request, form, code)
        return remember_sitting(response, post, code) if code else response
    consent = read_consent(request, form, post, now) if form.has_asked else None
    asked = form.questions if form.has_asked else None
    if form.errors or form.must_ask or (asked and asked.errors) or "remove" in request.POST or not consent:
        return show_filing_form(request, form)
    if (files := take_files(form.questions, answer_files(form.questions), checked_with_title)) is None:
        return show_filing_form(request, form)
    remove_unwanted_papers(form)
    if form.draft:
        join_draft_pictures(form.draft, now)
    case = file_application(
        form, holder=request.holder, office=request.office, consent=consent, now=now, papers=files
    )
    remove_agent_draft(form)
    number = digits(case.number, language())
    messages.success(
        request, say("আবেদন গেছে। নম্বর {number}।", "It is filed. Number {number}.", number=number)
    )
    return redirect("agent_case", case.number)


def same_person(request: StaffRequest, now: datetime) -> dict[str, str]:
    """Whom the agent filed for a moment ago, as the next form begins: one sitting may bring several."""
    number = request.GET.get("same", "")
    rows = filed_cases(request.holder, request.office).filter(number=number, received_at__gt=now - SITTING)
    case = rows.select_related("applicant").first() if number else None
    person = case and case.applicant
    if not person:
        return {}
    return {name: getattr(person, name) for name in ("name", "address", "institution", "email")} | {
        "mobile": local_mobile(person.mobile)
    }


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


def show_filing_form(
    request: StaffRequest, form: AgentFilingForm, asked: MobileCode | None = None
) -> HttpResponse:
    """`asked`: the code that this press has sent for."""
    now, post = timezone.now(), agent_post(request.holder, request.office)
    mobile = (
        form.cleaned_data.get("mobile", "") if form.is_bound else normal_mobile(form["mobile"].value() or "")
    )
    code = asked or code_of_sitting(request, post)
    code = code if code and code.mobile == mobile else None
    is_agreed = holds_for(code, mobile, now)
    awaited = code if code and code.is_good(now) else None
    context = {
        "form": form,
        "parts": JoinedForms(form.parts),
        "sitting": sitting_words(code) if code and is_agreed else "",
        "awaited": say(*ON_ITS_WAY, mobile=digits(masked_mobile(mobile), language())) if awaited else "",
        # In a demonstration no SMS leaves, so the page itself tells.
        "shown": awaited.figures if awaited and request.office.is_demo else "",
        "current": "agent",
    }
    if form.chosen:
        mark_urgent(form.questions, form.chosen)
        context["advices"] = advice_before(form.chosen, request.office)
    return render_form(request, "cases/agent/new.html", context, *form.parts)


@repeatable
@for_agents
@require_POST
def print_consent_slip(request: StaffRequest) -> HttpResponse:
    """The slip for the citizen to sign, with what is typed so far; the page that asks stays as it is."""
    services = {row.code: row for row in offered_services(request.office, timezone.now())}
    typed = {
        name: " ".join(request.POST.get(name, "").split())[:120] for name in ("name", "mobile", "address")
    }
    content = consent_slip_pdf(
        request.office,
        agent_post(request.holder, request.office),
        service=services.get(request.POST.get("service", "")),
        **typed,
    )
    return pdf_download(content, "consent-slip.pdf")


@for_agents
@require_safe
def show_filed_case(request: StaffRequest, number: str) -> HttpResponse:
    """How it stands, to be told to the citizen at hand: nothing is done in their name from here but booking a
    time, of which they are told, and which they can change.
    """
    case = get_filed_case(request, number)
    now = timezone.now()
    booking = newest_booking(case)
    post = agent_post(request.holder, request.office)
    code, mobile = code_of_sitting(request, post), case.applicant.mobile if case.applicant else ""
    context = {
        "consent": consent_of(case),
        "sitting": sitting_words(code) if code and holds_for(code, mobile, now) else "",
        "may_go_on": now < case.received_at + SITTING,
        "booking": booking,
        "booking_state": STATES[booking.state] if booking else None,
        "may_book": may_book(case, booking),
        "case": case,
        "detail": CaseDetail(case, now),
        "urgent": advice_for_case(case),
        "may_print_key": may_print_key(case, request.holder.actor, now),
        "current": "agent",
    }
    return render(request, "cases/agent/case.html", context)


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def show_filed_receipt(request: StaffRequest, number: str) -> HttpResponse:
    """The receipt; asked for by a button on the day it was filed from here, with the secret digits for the
    citizen.
    """
    case = get_filed_case(request, number)
    key = printed_key(case, request.holder.actor, timezone.now()) if request.method == "POST" else ""
    return pdf_download(receipt_pdf(case, key=key), f"{number}.pdf")


def get_filed_case(request: StaffRequest, number: str) -> Case:
    """A case of another post is as unknown as one that is not there."""
    get_object_or_404(filed_cases(request.holder, request.office), number=number)
    case = case_by_number(request.office, number)
    if case is None:
        raise Http404
    return case
