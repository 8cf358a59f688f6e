"""The pages of those who complain: the ladder, following what was filed, and what they do later: more
evidence, withdrawing, rating the decision, and all that is held about them with the form of a correction.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.citizen.my_cases import proved_mobile
from ongikar.cases.citizen.my_data import AskCorrectionForm, retention_words
from ongikar.cases.citizen.track.applicant_proof import CODE, Proof, ask_for_proof, remember_proof
from ongikar.cases.citizen.track.reading import hide_from_readers, name_shown
from ongikar.cases.citizen.track.tracking import (
    count_wrong_try,
    has_too_many_tries,
    redirect_to_tracking_login,
)
from ongikar.cases.models.proofs import is_paper_key, make_key, normalise_key
from ongikar.charter.models import Tier
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.responses import pdf_download
from ongikar.rules.bangla.text import digits
from ongikar.rules.transitions import TransitionFault

from .. import actions, transitions
from ..handling.evidence import COMPLAINANT, exhibits, sound_evidence
from ..handling.readings import readings_of
from ..handling.whole_complaint import read_clocks, with_outcome
from ..hearing.papers import paper_of
from ..house_rules import house_rules
from ..ladder.tiers import ladder_of, rungs
from ..models import DecisionRating, Grievance, Stage, complaints_of
from ..parts import proof_address
from ..remedy.forms import RateDecisionForm
from ..rights import complainant_proof, find_complaint, may_read_complaint
from ..slots import FOLLOWING
from ..transitions import GrievanceFault
from ..words import grievance_history, stage_summaries
from .forms import EVIDENCE, EvidenceForm, WithdrawForm
from .party_acts import waiting_correction
from .personal_data import held_lines, held_records
from .prefilled_complaint import open_offer
from .receipt import complaint_receipt_pdf


@require_safe
@cacheable_page
def ladder(request: OfficeRequest) -> HttpResponse:
    """Who hears a complaint, by when, and how to make one. The same for everybody: no date of today stands on
    it.
    """
    now = timezone.localtime()
    steps = rungs(ladder_of(request.office, now.date()), None, now)
    window = house_rules(request.office.slug).window_days
    return render(
        request, "grievances/ladder.html", {"rungs": steps, "window": window, "current": "grievances"}
    )


@require_POST
def receipt(request: OfficeRequest, number: str) -> HttpResponse:
    """The receipt on paper: with the secret digits that were just shown, or with new ones for the
    complainant.
    """
    now, typed = timezone.now(), normalise_key(request.POST.get("key", ""))
    grievance = find_complaint(number, request.office)
    if grievance is not None and complainant_proof(request, grievance, now):
        key = (
            typed
            if typed and is_paper_key(grievance.reference, typed)
            else make_key(request.office, grievance.reference, now=now)
        )
    else:
        address = client_ip(request)
        if not typed or has_too_many_tries(number, address, now):
            return redirect_to_tracking_login(number)
        if not is_paper_key(grievance.reference if grievance else None, typed):
            count_wrong_try(number, address, now)
            return redirect_to_tracking_login(number)
        key = typed
    return pdf_download(complaint_receipt_pdf(not_none(grievance), key), f"{number}.pdf")


@require_safe
def track_grievance(request: OfficeRequest, number: str) -> HttpResponse:
    """How a grievance stands, for whoever opened it with its number; one with a hidden name for its
    complainant alone.
    """
    rows = with_outcome(Grievance.objects.with_stages("letter", "rating"))
    grievance = rows.filter(number=number, office=request.office).first()
    now = timezone.now()
    if grievance is None or not may_read_complaint(request, grievance, now):
        return redirect_to_tracking_login(number)
    grievance.office = request.office
    read_clocks(grievance)
    version_tiers = Tier.objects.filter(version=grievance.current.tier.version_id).select_related("post")
    proof = complainant_proof(request, grievance, now)
    page = render(
        request,
        "grievances/follow.html",
        {
            "grievance": grievance,
            "shown_name": name_shown(grievance.complainant, proof),
            "about": grievance.get_about_display(),
            "stages": stage_summaries(grievance, now),
            "history": grievance_history(grievance),
            "shown": open_offer(grievance, now=now),
            "rungs": rungs(version_tiers, grievance, now),
            "current": "grievances",
            "prove": (prove := proof_address(request, grievance, now)),
            "exhibits": () if prove else exhibits(grievance, {COMPLAINANT}),
            "may_add": transitions.may(grievance.state, "add_evidence"),
            "may_withdraw": transitions.may(grievance.state, "withdraw"),
            "slot": FOLLOWING.answers(request, stage=grievance.current, now=now),
            "readings": readings_of(grievance),
        },
    )
    return hide_from_readers(page, grievance.complainant, proof)


@require_safe
def open_own_complaint(request: OfficeRequest, number: str) -> HttpResponse:
    """From the list of a proved mobile to one complaint: the browser may follow it from now on."""
    code = proved_mobile(request, timezone.now())
    grievance = complaints_of(code.office_id, code.mobile).filter(number=number).first() if code else None
    if code is None or grievance is None:
        return redirect_to_tracking_login(number)
    return remember_proof(
        request, redirect("grievance", number), grievance.reference, CODE, not_none(code.used_at)
    )


CLOSED = ("অভিযোগটি আর খোলা নেই।", "The complaint is no longer open.")


def own_grievance(request: OfficeRequest, number: str, act: str) -> tuple[Grievance, Proof] | HttpResponse:
    """The complaint and the proof that this browser is the complainant's; or where to go for it."""
    now = timezone.now()
    grievance = find_complaint(number, request.office)
    if grievance is None or not may_read_complaint(request, grievance, now):
        return redirect_to_tracking_login(number)
    proof = complainant_proof(request, grievance, now)
    if not proof:
        return ask_for_proof(number, "complaint")
    if not transitions.may(grievance.state, act):
        messages.error(request, say(*CLOSED))
        return redirect("grievance", number)
    return grievance, proof


def add_evidence(request: OfficeRequest, number: str) -> HttpResponse:
    """More evidence, while the complaint is open."""
    own = own_grievance(request, number, "add_evidence")
    if isinstance(own, HttpResponse):
        return own
    grievance, proof = own
    now, form = timezone.now(), EvidenceForm(*posted_data(request))
    if request.method == "POST":
        form.is_valid()
        files = sound_evidence(form, EVIDENCE, request, grievance=grievance, now=now)
        if not form.errors:
            try:
                actions.add_evidence(
                    grievance=grievance,
                    files=files,
                    side=COMPLAINANT,
                    words=form.cleaned_data["words"],
                    proof=proof.way,
                    now=now,
                )
                messages.success(request, say("প্রমাণ রাখা হয়েছে।", "The evidence is kept."))
            except TransitionFault:
                messages.error(request, say(*CLOSED))
            return redirect("grievance", number)
    return render_complainant_form(
        request,
        grievance,
        form,
        heading=say("প্রমাণ যোগ করুন", "Add evidence"),
        about=say(
            "যিনি সিদ্ধান্ত দেন, তিনি এগুলো দেখবেন। নাম গোপন থাকলে যাঁর বিরুদ্ধে অভিযোগ, তিনি দেখবেন না।",
            "Whoever decides sees these. Where your name is hidden, the officer complained of does not.",
        ),
        button=say("প্রমাণ পাঠান", "Send the evidence"),
    )


def render_complainant_form(
    request: HttpRequest, grievance: Grievance, form: Form, **words: str
) -> HttpResponse:
    """One form of whoever complained; `words`: its heading, what follows from it, and its button."""
    context = {
        "form": form,
        "back": reverse("grievance", args=[grievance.number]),
        "back_words": digits(grievance.number, language()),
        "current": "grievances",
        **words,
    }
    return render_form(request, "core/public_form.html", context)


def withdraw(request: OfficeRequest, number: str) -> HttpResponse:
    """Whoever complained takes it back, knowing what follows."""
    own = own_grievance(request, number, "withdraw")
    if isinstance(own, HttpResponse):
        return own
    grievance, proof = own
    form = WithdrawForm(*posted_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_complaint(
                grievance=grievance,
                words=form.cleaned_data["words"],
                proof=proof.way,
                now=timezone.now(),
            )
            messages.success(request, say("অভিযোগ তুলে নেওয়া হয়েছে।", "The complaint is withdrawn."))
        except TransitionFault:
            messages.error(request, say(*CLOSED))
        return redirect("grievance", number)
    return render_complainant_form(
        request,
        grievance,
        form,
        heading=say("অভিযোগ তুলে নিন", "Withdraw the complaint"),
        about=say(
            "তুলে নিলে সব কাজ থামে, পরে আপিল করা যায় না। অভিযোগটি মুছে যায় না: বইয়ে থাকে।",
            "All work on it stops, and it cannot be appealed. It is not deleted: it stays in the book.",
        ),
        button=say("তুলে নিন", "Withdraw it"),
    )


def rate(request: OfficeRequest, number: str) -> HttpResponse:
    """What the complainant thinks of the decision; once."""
    own = own_grievance(request, number, "rate")
    if isinstance(own, HttpResponse):
        return own
    grievance, proof = own
    stage, now, form = grievance.current, timezone.now(), RateDecisionForm(*posted_data(request))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            actions.rate_decision(
                stage=stage, stars=int(cleaned["stars"]), words=cleaned["words"], proof=proof.way, now=now
            )
            messages.success(request, say("আপনার মত পৌঁছেছে। ধন্যবাদ।", "We have your opinion. Thank you."))
        except TransitionFault:
            messages.error(request, say("সিদ্ধান্তটি বদলে গেছে।", "The decision has changed."))
        return redirect("grievance", number)
    if DecisionRating.objects.filter(stage=stage).exists():
        return redirect("grievance", number)
    return render_complainant_form(
        request,
        grievance,
        form,
        heading=say("সিদ্ধান্তটি কেমন লাগল", "Rate the decision"),
        about=say(
            "একবারই বলা যায়। যিনি সিদ্ধান্ত দিয়েছেন, তিনি এটি পড়েন; এতে সিদ্ধান্ত বদলায় না। মানতে না পারলে আপিল করুন।",
            "You can say it once. Whoever decided reads it; it does not change the decision. If you disagree,"
            " appeal.",
        ),
        button=say("পাঠান", "Send"),
    )


HELD = "complaint_held"


@require_http_methods(["GET", "POST"])
def show_personal_data(request: OfficeRequest, number: str) -> HttpResponse:
    """Everything, with who read it; and a form, unless a correction waits for its answer."""
    now = timezone.now()
    grievance = find_complaint(number, request.office)
    if grievance is None or not may_read_complaint(request, grievance, now):
        return redirect_to_tracking_login(number)
    if not (proof := complainant_proof(request, grievance, now)):
        return ask_for_proof(number, HELD)
    person, waiting = grievance.complainant, waiting_correction(grievance)
    may_ask = person is not None and grievance.case_id is None and waiting is None
    form = AskCorrectionForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and not may_ask:
        return redirect("grievance_held", number)
    if form.is_bound and form.is_valid():
        try:
            actions.ask_correction(grievance=grievance, proof=proof.way, now=now, **form.cleaned_data)
        except (GrievanceFault, TransitionFault):
            # Another window was quicker: the page shows what waits.
            pass
        return redirect("grievance_held", number)
    context = {
        "grievance": grievance,
        "lines": held_lines(grievance),
        "records": held_records(grievance),
        "exhibits": exhibits(grievance, {COMPLAINANT}),
        "readings": readings_of(grievance),
        "kept": [
            (say(rule.bn, rule.en), retention_words(rule.days))
            for name, rule in rules_of(grievance.office.slug).items()
            if name == "person"
        ],
        "waiting": waiting,
        "may_ask": may_ask,
        "form": form,
        "button": say("ঠিক করতে বলুন", "Ask for the correction"),
        "current": "grievances",
    }
    return render_form(request, "grievances/personal_data_page.html", context)


@require_safe
def own_paper(request: OfficeRequest, number: str, what: str, place: int) -> HttpResponse:
    """For the complainant; anybody else learns nothing, not even that there is such a complaint."""
    grievance = find_complaint(number, request.office)
    if grievance is None or not may_read_complaint(request, grievance, timezone.now()):
        raise Http404
    return paper_of(grievance, what, place, notice_for=Stage.COMPLAINANT, for_respondent=False)
