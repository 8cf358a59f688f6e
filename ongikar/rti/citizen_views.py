"""The pages of whoever asks for information: the right and the way, filing, and following what was filed."""

import secrets
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases.citizen.my_cases import proved_mobile
from ongikar.cases.citizen.track.applicant_proof import (
    BROWSER,
    CODE,
    ask_for_proof,
    proof_of,
    prove_address,
    remember_proof,
    require_proof,
)
from ongikar.cases.citizen.track.reading import hide_from_readers, name_shown
from ongikar.cases.citizen.track.tracking import redirect_to_tracking_login
from ongikar.cases.models.proofs import make_key
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.core.not_none import not_none
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.papers.actions import papers_of
from ongikar.papers.responses import pdf_download
from ongikar.rules.bangla.text import digits

from . import actions, transitions
from .appeal_window import LATE, OPEN, TOO_EARLY, appeal_status, period_of
from .forms import MOST_TEXT, AppealForm, RequestForm, WithdrawForm
from .models import InformationRequest, requests_of
from .pdfs import appeal_form_pdf, refusal_form_pdf, request_form_pdf
from .personal_data import held_lines
from .rights import may_read_request
from .track import NoOfficer, Period, Track, find_post, track_of
from .words import appeal_tag, period_lines, request_history, summarise

# Requests an hour from one address; an office's shared line still gets through.
MAX_PER_HOUR = 20


def way_of_office(office: Office, now: datetime) -> dict[str, Any]:
    """Who answers and who hears the appeal, with the days in force. Raises NoOfficer."""
    track = track_of(office.slug)
    return {
        "officer": find_post(office, "designated"),
        "authority": find_post(office, "appeal"),
        "period": track.on(timezone.localdate(now)),
        "track": track,
        **act_in_words(track, track.on(timezone.localdate(now))),
    }


def act_in_words(track: Track, period: Period) -> dict[str, Any]:
    """The days of the Act, the price of copies and the Commission, as pages show them."""
    return {
        "days": period_lines(period),
        "price_words": say(*track.price),
        "commission": say(track.commission["bn"], track.commission["en"]),
    }


@require_safe
@cacheable_page
def about(request: OfficeRequest) -> HttpResponse:
    """Who answers, by when, at what price, and where to go after that. The same for everybody."""
    try:
        context = way_of_office(request.office, timezone.now())
    except NoOfficer as fault:
        raise Http404(str(fault)) from fault
    return render(request, "rti/about.html", context | {"current": "rti"})


def ask(request: OfficeRequest) -> HttpResponse:
    """Form ক on the screen, without an account."""
    now = timezone.now()
    try:
        way = way_of_office(request.office, now)
    except NoOfficer as fault:
        raise Http404(str(fault)) from fault
    initial = {"wanted_as": "copy"}
    # Begun from another form, whose text stands here to be gone on with: nothing is filed by that press.
    is_begun = "begin" in request.POST
    if is_begun:
        initial["text"] = request.POST.get("text", "")[:MOST_TEXT]
    form = RequestForm(None if is_begun else request.POST or None, initial=initial)
    if request.method == "POST" and not is_begun and form.is_valid():
        counter_keys = [f"rti from {client_ip(request)}"]
        if Attempt.is_spent(counter_keys, limit=MAX_PER_HOUR, now=now):
            return render(request, "rti/too_many.html", {"current": "rti"}, status=429)
        Attempt.count_failure(counter_keys, now=now)
        filed = actions.file_request(
            office=request.office,
            person=form.person,
            asked=form.request_content,
            now=now,
            submission=f"form-{form.cleaned_data['submission'] or secrets.token_urlsafe(16)}",
        )
        return remember_proof(request, redirect("rti", filed.number), filed.reference, BROWSER, now)
    context = way | {
        "form": form,
        "heading": say("তথ্য চেয়ে আবেদন (ফরম ক)", "Ask for information (form A)"),
        "about": say(
            "যাবে {officer}-এর কাছে। পাঠালে একটি নম্বর ও উত্তরের শেষ দিন পাবেন।",
            "It goes to the {officer}. Once sent, you get a number and the day by which it is answered.",
            officer=way["officer"].title,
        ),
        "back": reverse("rti_about"),
        "back_words": say("তথ্য চাওয়ার অধিকার", "Right to information"),
        "button": say("আবেদন পাঠান", "Send the request"),
        "current": "rti",
    }
    return render_form(request, "rti/new.html", context)


def find_readable(request: OfficeRequest, number: str, now: datetime) -> InformationRequest | None:
    """The request with this number, for a browser that may read it."""
    rows = InformationRequest.objects.with_related().select_related("office")
    asked = rows.filter(number=number, office=request.office).first()
    return asked if asked and may_read_request(request, asked, now) else None


@require_safe
def follow(request: OfficeRequest, number: str) -> HttpResponse:
    """How a request stands, for whoever opened it with its number."""
    now = timezone.now()
    asked = find_readable(request, number, now)
    if asked is None:
        return redirect_to_tracking_login(number)
    proof = proof_of(request, asked.reference, now)
    appeal = getattr(asked, "appeal", None)
    track = track_of(request.office.slug)
    page = render(
        request,
        "rti/follow.html",
        {
            "asked": asked,
            "shown_name": name_shown(asked.applicant, proof),
            "summary": summarise(asked, now),
            "reason": track.reason(asked.reason_code) if asked.reason_code else "",
            "history": request_history(asked),
            "appeal": appeal,
            "appeal_tag": appeal_tag(appeal, now) if appeal else None,
            "may_appeal": appeal_status(asked, now=now) in (OPEN, LATE),
            "may_withdraw": transitions.may(asked.state, "withdraw"),
            "papers": papers_of(asked.reference) if proof else (),
            "held": held_lines(asked) if proof else (),
            "kept_for": rules_of(request.office.slug)["person"],
            "prove": "" if proof else prove_address(number, "rti"),
            "period": period_of(asked),
            "track": track,
            **act_in_words(track, period_of(asked)),
            "authority": find_post(request.office, "appeal"),
            "is_commissions": bool(appeal and (appeal.closed_at or appeal.clock.is_overdue(now))),
            "current": "rti",
        },
    )
    return hide_from_readers(page, asked.applicant, proof)


@require_POST
def form_ka(request: OfficeRequest, number: str) -> HttpResponse:
    """Form ক as it was filed, with new secret digits: for whoever proved to have asked."""
    now = timezone.now()
    asked = find_readable(request, number, now)
    if asked is None:
        return redirect_to_tracking_login(number)
    if not proof_of(request, asked.reference, now):
        return ask_for_proof(number, "rti")
    key = make_key(request.office, asked.reference, now=now)
    return pdf_download(request_form_pdf(asked, key), f"{number}.pdf")


@require_safe
def form_kha(request: OfficeRequest, number: str) -> HttpResponse:
    """Form খ, the notice that the information cannot be given: for the applicant, whose name and address it
    bears.
    """
    asked = find_readable(request, number, timezone.now())
    if asked is None:
        return redirect_to_tracking_login(number)
    if asked.state != transitions.REFUSED:
        raise Http404
    if not proof_of(request, asked.reference, timezone.now()):
        return ask_for_proof(number, "rti-notice")
    return pdf_download(refusal_form_pdf(asked), f"{number}-b.pdf")


@require_safe
def form_ga(request: OfficeRequest, number: str) -> HttpResponse:
    """Form গ, the appeal as it was filed: for the applicant, whose name and address it bears."""
    asked = find_readable(request, number, timezone.now())
    if asked is None:
        return redirect_to_tracking_login(number)
    if getattr(asked, "appeal", None) is None:
        raise Http404
    if not proof_of(request, asked.reference, timezone.now()):
        return ask_for_proof(number, "rti-appeal-form")
    return pdf_download(appeal_form_pdf(asked.appeal), f"{number}-c.pdf")


def appeal(request: OfficeRequest, number: str) -> HttpResponse:
    """Form গ on the screen: after the answer, or when the day has passed without one."""
    now = timezone.now()
    asked = find_readable(request, number, now)
    if asked is None:
        return redirect_to_tracking_login(number)
    proof = proof_of(request, asked.reference, now)
    stands = appeal_status(asked, now=now)
    if stands not in (OPEN, LATE):
        context = {"is_early": stands == TOO_EARLY, "due": asked.open_clock.due_at}
        return render(request, "rti/no_appeal.html", context | back_to_request(number))
    if request.method != "POST" and not proof:
        return ask_for_proof(number, "rti-appeal")
    form = AppealForm(request.POST or None, is_late=stands == LATE)
    if request.method == "POST" and form.is_valid() and require_proof(form, proof, number, "rti-appeal"):
        cleaned = form.cleaned_data
        try:
            actions.file_appeal(
                asked,
                grounds=cleaned["grounds"],
                relief=cleaned["relief"],
                more=cleaned["more"],
                late_reason=cleaned.get("late_reason", ""),
                proof=proof.way,
                now=now,
            )
        except ActFault:
            # It changed meanwhile: its page says how it stands.
            return redirect("rti", number)
        return redirect("rti", number)
    context = {
        "form": form,
        "heading": say("আপিল (ফরম গ)", "Appeal (form C)"),
        "about": say(
            "যাবে {who} বরাবর। সিদ্ধান্তের সময়: {limit}",
            "It goes to the {who}. It is decided in {limit}",
            who=find_post(request.office, "appeal").title,
            limit=period_of(asked).appeal.words(language()),
        ),
        "button": say("আপিল পাঠান", "Send the appeal"),
    }
    return render_form(request, "core/public_form.html", context | back_to_request(number))


def withdraw(request: OfficeRequest, number: str) -> HttpResponse:
    """The applicant needs the information no more."""
    now = timezone.now()
    asked = find_readable(request, number, now)
    if asked is None:
        return redirect_to_tracking_login(number)
    if not transitions.may(asked.state, "withdraw"):
        return redirect("rti", number)
    proof = proof_of(request, asked.reference, now)
    if request.method != "POST" and not proof:
        return ask_for_proof(number, "rti-withdraw")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and require_proof(form, proof, number, "rti-withdraw"):
        try:
            actions.withdraw_request(asked, words=form.cleaned_data["words"], now=now, proof=proof.way)
        except ActFault:
            # Answered meanwhile: its page shows the answer.
            return redirect("rti", number)
        return redirect("rti", number)
    context = {
        "form": form,
        "heading": say("আবেদন তুলে নিন", "Withdraw the request"),
        "about": say(
            "তুলে নিলে উত্তর আর আসবে না, আপিলও করা যাবে না।",
            "Once withdrawn it is not answered, and cannot be appealed.",
        ),
        "button": say("তুলে নিন", "Withdraw"),
    }
    return render_form(request, "core/public_form.html", context | back_to_request(number))


def back_to_request(number: str) -> dict[str, str]:
    """What a page with one form says of where it came from (core/public_form.html)."""
    return {
        "back": reverse("rti", args=[number]),
        "back_words": digits(number, language()),
        "current": "rti",
    }


@require_safe
def open_own_request(request: OfficeRequest, number: str) -> HttpResponse:
    """From the list of a proved mobile to one request: the browser may follow it from now on."""
    code = proved_mobile(request, timezone.now())
    asked = requests_of(code.office_id, code.mobile).filter(number=number).first() if code else None
    if code is None or asked is None:
        return redirect_to_tracking_login(number)
    return remember_proof(request, redirect("rti", number), asked.reference, CODE, not_none(code.used_at))
