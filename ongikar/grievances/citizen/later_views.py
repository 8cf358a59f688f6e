"""What whoever complained does later: adds evidence, withdraws, or rates the decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.citizen.track.applicant_proof import Proof, ask_for_proof
from ongikar.cases.citizen.track.tracking import redirect_to_tracking_login
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.transitions import TransitionFault

from .. import actions, transitions
from ..handling.evidence import COMPLAINANT, posted_data, sound_evidence
from ..models import DecisionRating, Grievance
from ..remedy.forms import RateDecisionForm
from ..rights import complainant_proof, may_read_complaint
from .forms import EVIDENCE, EvidenceForm, WithdrawForm

CLOSED = ("অভিযোগটি আর খোলা নেই।", "The complaint is no longer open.")


def own_grievance(request: OfficeRequest, number: str, act: str) -> tuple[Grievance, Proof] | HttpResponse:
    """The complaint and the proof that this browser is the complainant's; or where to go for it."""
    now = timezone.now()
    rows = Grievance.objects.with_all().select_related("office")
    found = rows.filter(number=number, office=request.office).first()
    if found is None or not may_read_complaint(request, found, now):
        return redirect_to_tracking_login(number)
    proof = complainant_proof(request, found, now)
    if not proof:
        return ask_for_proof(number, "complaint")
    if not transitions.may(found.state, act):
        messages.error(request, say(*CLOSED))
        return redirect("grievance", number)
    return found, proof


def add_evidence(request: OfficeRequest, number: str) -> HttpResponse:
    """More evidence, while the complaint is open."""
    found = own_grievance(request, number, "add_evidence")
    if isinstance(found, HttpResponse):
        return found
    grievance, proof = found
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
    found = own_grievance(request, number, "withdraw")
    if isinstance(found, HttpResponse):
        return found
    grievance, proof = found
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
    found = own_grievance(request, number, "rate")
    if isinstance(found, HttpResponse):
        return found
    grievance, proof = found
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
