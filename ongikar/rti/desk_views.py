"""The desk of requests for information: what waits for the officer and the appeal authority, one request with
all its facts, and the acts.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.case_promise import display_promise
from ongikar.core.db.pages import page_links
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.papers.actions import checked_with_title, papers_of, take_files
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.clock.state import LedgerFault
from ongikar.rules.promise_bar.drawing import Drawing
from ongikar.rules.transitions import TransitionFault

from . import transitions
from .appeal_window import period_of
from .desk_acts import ACTS, ActForm, acts_for, may_do, may_follow
from .models import InformationRequest
from .offers import newest, open_appeals, to_answer
from .pdfs import appeal_form_pdf, refusal_form_pdf, request_form_pdf
from .rights import for_desk, may_enter, may_study
from .track import track_of
from .words import appeal_tag, period_lines, request_history, state_tag, summarise


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One request as a row of the desk."""

    asked: InformationRequest
    tag: tuple[str, str]
    drawing: Drawing
    due_at: datetime


def desk_row(asked: InformationRequest, now: datetime) -> DeskRow:
    return DeskRow(
        asked, state_tag(asked, now), display_promise(asked.open_clock, now).drawing, asked.open_clock.due_at
    )


def appeal_row(asked: InformationRequest, now: datetime) -> DeskRow:
    appeal = asked.appeal
    return DeskRow(
        asked, appeal_tag(appeal, now), display_promise(appeal.clock, now).drawing, appeal.clock.due_at
    )


@for_desk
@require_safe
def requests(request: StaffRequest) -> HttpResponse:
    """What the person has to answer and to decide, and all that the office was asked, the newest first."""
    now, office, holder = timezone.now(), request.office, request.holder
    before = request.GET.get("before", "")
    page = newest(holder, office, before)
    context = {
        "waiting": [] if before else [desk_row(each, now) for each in to_answer(holder, office)],
        "appeals": [] if before else [appeal_row(each, now) for each in open_appeals(holder, office)],
        "newest": [desk_row(each, now) for each in page.rows],
        **page_links(reverse("desk_rti"), before, page.last_key, name="before"),
        "may_enter": may_enter(holder, office.pk),
        "current": "rti",
    }
    return render(request, "rti/desk.html", context)


def get_studied_request(request: StaffRequest, number: str) -> InformationRequest:
    """The request, for whoever may study it; an appeal not yet made opens nothing to the office above."""
    rows = InformationRequest.objects.with_related().select_related("office", "grievance")
    asked = get_object_or_404(rows, number=number, office=request.office)
    if not may_study(request.holder, asked):
        raise PermissionDenied
    return asked


@for_desk
@require_safe
def one_request(request: StaffRequest, number: str) -> HttpResponse:
    """One request with its facts, its history and the acts that may follow."""
    asked, now = get_studied_request(request, number), timezone.now()
    track = track_of(request.office.slug)
    appeal = getattr(asked, "appeal", None)
    return render(
        request,
        "rti/request.html",
        {
            "asked": asked,
            "summary": summarise(asked, now),
            "wanted_as": asked.get_wanted_as_display(),
            "channel": asked.get_channel_display(),
            "reason": track.reason(asked.reason_code) if asked.reason_code else "",
            "acts": acts_for(request.holder, asked, now),
            "history": request_history(asked, with_notes=True),
            "papers": papers_of(asked.reference),
            "appeal": appeal,
            "appeal_tag": appeal_tag(appeal, now) if appeal else None,
            "appeal_promise": display_promise(appeal.clock, now) if appeal else None,
            "days": period_lines(period_of(asked)),
            "may_still_refuse": asked.state == transitions.OPEN,
            "current": "rti",
        },
    )


@for_desk
def desk_act(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """One act of the desk on a page of its own."""
    if name not in ACTS:
        raise Http404
    asked, wanted, now = get_studied_request(request, number), ACTS[name], timezone.now()
    if not may_do(request.holder, asked, name):
        raise PermissionDenied
    if not may_follow(asked, name, now):
        return changed_meanwhile(request, number)
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = wanted.form(*given, asked=asked)
    if request.method == "POST" and form.is_valid() and take_documents(form):
        try:
            wanted.do(form, actor=request.holder, now=now)
        except TransitionFault:
            return changed_meanwhile(request, number)
        except LedgerFault as fault:
            form.add_error(None, say(fault.bn, fault.en))
        else:
            messages.success(request, wanted.done)
            return redirect("desk_rti_request", number)
    context = {
        "form": form,
        "asked": asked,
        "heading": wanted.title,
        "about": about_act(asked, name, now),
        "back": reverse("desk_rti_request", args=[number]),
        "back_words": digits(number, language()),
        "button": wanted.title,
        "current": "rti",
    }
    return render_form(request, "rti/act.html", context)


def about_act(asked: InformationRequest, name: str, now: datetime) -> str:
    """What has to be known before its form is filled in; "" for nothing."""
    if name == "refuse":
        day = summarise(asked, now).refuse_by
        return say(
            "আইনে না দেওয়ার কথা জানানোর শেষ দিন {day}।", "The Act’s last day for a refusal is {day}.", day=day
        )
    if name == "price":
        return say(
            "প্রতি পৃষ্ঠা {price} টাকা। জানানোর পর মূল্য না পাওয়া পর্যন্ত দিন গোনা থেমে থাকবে; এক বারই জানানো যায়।",
            "{price} taka a page. Once named, the days wait until it is paid; it can be named once.",
            price=track_of(asked.office.slug).page_price,
        )
    return ""


def changed_meanwhile(request: StaffRequest, number: str) -> HttpResponse:
    words = say("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again.")
    messages.error(request, words)
    return redirect("desk_rti_request", number)


def take_documents(form: ActForm) -> bool:
    """Check every document that came, into `form.taken`; False, with the fault beside its field, where one
    cannot be kept.
    """
    uploads = form.cleaned_data.get("papers") or []
    taken = take_files(
        form, [("papers", upload.name[:120], upload) for upload in uploads], checked_with_title
    )
    form.taken = taken or ()
    return taken is not None


@for_desk
@require_safe
def form(request: StaffRequest, number: str, which: str) -> HttpResponse:
    """Forms ক, খ and গ as PDF, without the secret digits, which are the applicant's."""
    asked = get_studied_request(request, number)
    appeal = getattr(asked, "appeal", None)
    if which == "a":
        return pdf_download(request_form_pdf(asked), f"{number}-a.pdf")
    if which == "b" and asked.state == transitions.REFUSED:
        return pdf_download(refusal_form_pdf(asked), f"{number}-b.pdf")
    if which == "c" and appeal is not None:
        return pdf_download(appeal_form_pdf(appeal), f"{number}-c.pdf")
    raise Http404
