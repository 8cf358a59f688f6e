"""Applying, one thing a page: where it begins, and how an address leads to its step."""

import secrets

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ongikar.charter.in_force import service_in_force
from ongikar.frame.addresses import address_of
from ongikar.frame.models import Attempt
from ongikar.frame.nested import Nested
from ongikar.frame.ready import Ready
from ongikar.offices.models import CalendarVersion, Office
from ongikar.papers.models import Paper

from ..kinds import is_asked_for, own_duty
from ..models import Case, Draft
from . import drafts
from .application import Application
from .apply_steps import STEPS, form_step, show, show_form
from .old_drafts import KEPT, KEPT_DAYS, is_old

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
