"""The desk of the officer complained of: the complaints about their post, and their answer. Never a hidden name."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.frame.say import say
from ongikar.rules.moves import MoveFault

from . import actions, moves
from .desk_forms import Answer, RespondentAppeal
from .ladder import next_tier
from .models import Grievance, Stage
from .rights import for_respondents, is_respondent, may_read_as_respondent, told_of
from .standing import LATE, TOO_EARLY, standing
from .told_to_respondent import told_to_respondent


@for_respondents
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """Complaints about the posts this person holds, the newest first."""
    rows = told_of(request.desk, request.office.pk)
    now = timezone.now()
    told = [told_to_respondent(grievance, now) for grievance in rows.order_by("-id")[:50]]
    return render(request, "grievances/complaints.html", {"complaints": told, "current": "complaints"})


@for_respondents
def complaint(request: HttpRequest, number: str) -> HttpResponse:
    found = answered_for(request, number)
    now = timezone.now()
    form = Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(grievance=found, words=form.cleaned_data["words"], actor=request.desk, now=now)
            messages.success(request, say("জবাব পাঠানো হয়েছে।", "Your answer is sent."))
        except MoveFault:
            messages.error(request, say("এর মধ্যে নিষ্পত্তি হয়ে গেছে।", "It has been settled meanwhile."))
        return redirect("desk_complaint", number)
    context = {
        "told": told_to_respondent(found, now), "form": form, "may_answer": is_respondent(request.desk, found) and moves.may(found.state, "answer"),
        "may_appeal": is_respondent(request.desk, found) and may_appeal(found, now) is not None, "current": "complaints",
    }  # fmt: skip
    return render(request, "grievances/complaint.html", context, status=422 if form.errors else 200)


@for_respondents
def appeal(request: HttpRequest, number: str) -> HttpResponse:
    """The officer complained of may also appeal, within the same window."""
    found = answered_for(request, number)
    now = timezone.now()
    if not is_respondent(request.desk, found):
        raise PermissionDenied
    stands = may_appeal(found, now)
    if stands is None:
        return no_appeal(request, number)
    form = RespondentAppeal(request.POST or None, is_late=stands == LATE)
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_appeal(
                grievance=found, by=Stage.RESPONDENT, actor=request.desk.actor, now=now, **form.cleaned_data
            )
            messages.success(request, say("আপিল জমা হয়েছে।", "The appeal is filed."))
        except MoveFault:
            return no_appeal(request, number)
        return redirect("desk_complaint", number)
    context = {"form": form, "told": told_to_respondent(found, now), "current": "complaints"}
    return render(request, "grievances/respondent_appeal.html", context, status=422 if form.errors else 200)


def no_appeal(request: HttpRequest, number: str) -> HttpResponse:
    """Too early, or it has been done: the complaint says how it stands."""
    messages.error(request, say("এখন আপিল করা যায় না।", "It cannot be appealed now."))
    return redirect("desk_complaint", number)


def may_appeal(grievance: Grievance, now) -> str | None:
    """How an appeal by the officer would stand; None where there is nothing to appeal against."""
    stage = grievance.current
    if not stage.upheld:
        return None
    tiers = list(stage.tier.version.tiers.select_related("post"))
    above = next_tier(
        tiers, respondent=grievance.respondent, above=stage.number, now=now, case_id=grievance.case_id
    )
    if above is None:
        return None
    stands = standing(stage, office_slug=grievance.office.slug, now=now)
    return None if stands == TOO_EARLY else stands


def answered_for(request: HttpRequest, number: str) -> Grievance:
    rows = Grievance.objects.with_all().select_related("office")
    found = get_object_or_404(rows, number=number, office=request.office)
    if not may_read_as_respondent(request.desk, found):
        raise PermissionDenied
    return found
