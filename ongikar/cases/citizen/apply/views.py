"""Applying, one thing a page: each step takes what was sent, keeps it, and shows itself again or leads on."""

import secrets
from functools import partial
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ongikar.cases.form_uploads import asked_files, take_files
from ongikar.cases.kinds import is_asked_for, kind_of, own_duty
from ongikar.cases.models import Case, Draft
from ongikar.cases.urgent import advice, advice_before, mark_urgent
from ongikar.charter.models import Service, service_in_force
from ongikar.charter.terms import caption_of, fee_of
from ongikar.core.db.compiled_query import Ready
from ongikar.core.db.json_subquery import Nested
from ongikar.core.forms.forms import Form
from ongikar.core.http.client_ip import address_of
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.models import CalendarVersion, Office
from ongikar.papers.models import Paper
from ongikar.rules.identity import masked_identity

from . import drafts
from .application import Application
from .drafts import KEPT, KEPT_DAYS, is_old
from .papers import asked, keep, missing_fault, papers_step

TITLES = {
    drafts.QUESTIONS: ("কী চান, জানান", "Tell us what you need"),
    drafts.CONTACT: ("আপনার সঙ্গে কীভাবে যোগাযোগ করব?", "How can we reach you?"),
    drafts.PAPERS: ("কাগজ দিন", "Add your documents"),
    drafts.CHECK: ("পাঠানোর আগে দেখে নিন", "Check before you send"),
}


def form_step(request: HttpRequest, application: Application, name: str) -> HttpResponse:
    if request.method != "POST":
        return show_form(request, application.service, name, application.form(name), application)
    form = application.take(name, request.POST, request.FILES)
    if form.is_valid() and keep_files(request, form, application.draft):
        return onward(request, application)
    if "later" in request.POST:
        return redirect("apply_step", token=application.draft.token, name="later")
    return show_form(request, application.service, name, form, application, status=422)


def keep_files(request: HttpRequest, form: Form, draft: Draft) -> bool:
    """Keep the files that were asked for among the questions; says whether all could be kept."""
    to_keep = partial(keep, draft, address=address_of(request))
    return take_files(form, asked_files(form), to_keep) is not None


def onward(request: HttpRequest, application: Application) -> HttpResponse:
    """To the address to come back to, if that was asked for; else to the first step that is not done."""
    name = "later" if "later" in request.POST else application.next_step
    return redirect("apply_step", token=application.draft.token, name=name)


def papers(request: HttpRequest, application: Application, name: str) -> HttpResponse:
    form = papers_step(request, application)
    if request.method == "POST" and form.is_valid():
        if "remove" in request.POST:
            return redirect("apply_step", token=application.draft.token, name=name)
        return onward(request, application)
    return show(
        request, "papers", application, application.service, form=form, status=422 if form.errors else 200,
        asked=asked(form, application.wanted),
    )  # fmt: skip


def check(request: HttpRequest, application: Application, name: str) -> HttpResponse:
    """Everything read back. An application that is not complete is not sent, and the list of what is missing is written."""
    if application.next_step != drafts.CHECK:
        return redirect("apply_step", token=application.draft.token, name=application.next_step)
    is_sent, missing = request.method == "POST", [wanted.name for wanted in application.missing]
    if is_sent and not missing:
        case = application.send(tongue=language(), now=timezone.now())
        return redirect("receipt", token=case.submission)
    form = Form(request.POST if is_sent else None)
    for paper in missing if is_sent else ():
        form.add_error(None, missing_fault(paper))
    service, contact = application.service, application.contact
    kind = kind_of(service)
    return show(
        request, "check", application, service, form=form, status=422 if form.errors else 200, missing=missing,
        facts=kind.told(kind.intake_form, application.questions.as_answers(), service), contact=contact.cleaned_data,
        identity=masked_identity(contact.cleaned_data.get(drafts.IDENTITY, "")), address=contact.address(), wanted=application.wanted,
        by_form=[each for each in service.documents if each.get("provided_by_form")],
    )  # fmt: skip


STEPS = {drafts.QUESTIONS: form_step, drafts.CONTACT: form_step, drafts.PAPERS: papers, drafts.CHECK: check}


def show_form(
    request: HttpRequest,
    service: Service,
    name: str,
    form: Form,
    application: Application | None = None,
    status: int = 200,
) -> HttpResponse:
    return show(request, "form", application, service, name=name, form=form, status=status)


def urgent_facts(
    application: Application | None, service: Service, name: str, form: Form | None
) -> dict[str, Any]:
    """What cannot wait: to be opened beside the questions, and once it was answered so, first on every later page."""
    office = service.version.office
    if name == drafts.QUESTIONS:
        if form is not None:
            mark_urgent(form, service)
        return {"advices": advice_before(service, office)}
    answers = application.questions if application else None
    key = kind_of(service).urgent(answers.as_answers()) if answers and answers.is_valid() else ""
    return {"urgent": advice(office, key)}


def show(
    request: HttpRequest,
    page: str,
    application: Application | None,
    service: Service,
    *,
    name: str = "",
    status: int = 200,
    **more,
) -> HttpResponse:
    """A page of the application with what all of them say: the service, and which step of how many it is."""
    steps = drafts.steps_of(service)
    name = name or page
    place = steps.index(name) if name in steps else 0
    facts = {
        **urgent_facts(application, service, name, more.get("form")), "service": service, "draft": application and application.draft, "caption": caption_of(service), "fee": fee_of(service), "step": name,
        "number": place + 1, "count": len(steps), "before": steps[place - 1] if place else "",
        "heading": say(*TITLES[name]) if name in TITLES else "",
    }  # fmt: skip
    return render(request, f"cases/citizen/apply_{page}.html", facts | more, status=status)


MOST_DRAFTS = 20
NEWEST_FIRST = CalendarVersion.objects.order_by("-number")
DRAFT = Ready(
    lambda: Draft.objects.filter(office=Ready.ask(0), token=Ready.ask(1)).annotate(
        found_papers=Nested(Paper.objects.filter(subject_type="draft", subject_id=OuterRef("pk"))),
        newest_calendar=Subquery(NEWEST_FIRST.filter(office=OuterRef("office")).values("pk")[:1]),
    )
)


def apply(request: HttpRequest, code: str) -> HttpResponse:
    """The first page. Nothing is kept until something is sent."""
    now = timezone.now()
    service = service_in_force(request.office, code, timezone.localdate(now))
    if service is None:
        raise Http404
    if why := own_duty(service):
        return render(request, "cases/citizen/internal.html", {"service": service, "why": why}, status=404)
    if request.method != "POST":
        return show_form(request, service, drafts.QUESTIONS, drafts.form_of(drafts.QUESTIONS, service))
    key = f"draft from {address_of(request)}"
    if Attempt.spent([key], limit=MOST_DRAFTS, now=now):
        return render(request, "cases/citizen/too_many.html", {"service": service}, status=429)
    Attempt.count_failure([key], now=now)
    draft = Draft.objects.create(
        token=secrets.token_urlsafe(24), office=request.office, service_code=code, begun_at=now
    )
    return form_step(request, Application(draft, service), drafts.QUESTIONS)


def draft_of(office: Office, token: str) -> Draft | None:
    """The draft with its papers and the newest calendar at hand; None for an unknown token."""
    for draft in DRAFT(office.pk, token):
        draft.papers = draft.found_papers
        draft.calendar = CalendarVersion(pk=draft.newest_calendar, office=office)
        return draft
    return None


def step(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """One step of a draft. What was sent before leads to its receipt, so that a second press makes no second case."""
    draft, now = draft_of(request.office, token), timezone.now()
    if draft.sent_at if draft else Case.objects.filter(office=request.office, submission=token).exists():
        return redirect("receipt", token=token)
    if draft is None or is_old(draft, now):
        return render(request, "cases/citizen/no_draft.html", {"kept_days": KEPT_DAYS}, status=404)
    service = service_in_force(request.office, draft.service_code, timezone.localdate(now))
    if service is None or not is_asked_for(service):
        return render(request, "cases/citizen/no_draft.html", {"is_dropped": True}, status=410)
    application = Application(draft, service)
    if name == "later":
        return show(
            request,
            "later",
            application,
            service,
            next_step=application.next_step,
            kept_until=draft.begun_at + KEPT,
        )
    if name not in application.steps:
        raise Http404
    return STEPS[name](request, application, name)
