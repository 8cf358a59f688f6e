"""The desk's page of objections: each is answered with its reason, and the list is opened to be put right."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers
from ongikar.core.i18n.say import say
from ongikar.delivery.training import actions, objections, states, words
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.actions.drawing import current_freeze
from ongikar.delivery.training.actions.objecting import (
    corrections_due,
    is_open_to_objections,
    objections_until,
    open_objections,
)
from ongikar.delivery.training.models import Batch, Objection
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from .board_views import call_of, find_batch, tell_fault
from .draw_views import DRAW_TIME
from .objection_forms import ACCEPT, AnswerObjectionForm, CorrectListForm

PAGE = 50


@for_handlers
@require_safe
def list_objections(request: DeskRequest, batch_number: str) -> HttpResponse:
    """Those to be answered first; then what was answered, the newest first."""
    now, batch = timezone.now(), find_batch(request.office, batch_number)
    call = call_of(batch)
    freeze = current_freeze(batch)
    rows = Objection.objects.filter(freeze__batch=batch).select_related(
        "answer", "freeze", "application__case__applicant"
    )
    waiting = list(rows.filter(answer__isnull=True).order_by("id")[:PAGE])
    answered = Paginator(rows.filter(answer__isnull=False).order_by("-id"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "batch": batch,
        "title": words.batch_title(batch),
        "waiting": [(each, objections.line_of(each)) for each in waiting],
        "page": answered,
        "answered": [(each, objections.line_of(each)) for each in answered],
        "is_open": bool(freeze and is_open_to_objections(freeze, call, now)),
        "until": objections_until(freeze, call) if freeze else None,
        "may_correct": may_correct(batch),
        "current": "training",
    }
    return render(request, "training/desk/objections.html", context)


def may_correct(batch: Batch) -> bool:
    freeze = current_freeze(batch)
    return (
        freeze is not None
        and states.BATCH.may_follow(batch.state, states.CORRECT)
        and corrections_due(freeze).exists()
        and not open_objections(batch).exists()
    )


@for_handlers
@require_http_methods(["GET", "POST"])
def answer_objection(request: DeskRequest, batch_number: str, objection_id: int) -> HttpResponse:
    now, batch = timezone.now(), find_batch(request.office, batch_number)
    rows = Objection.objects.select_related("freeze__batch", "answer", "application__case__applicant")
    objection = get_object_or_404(rows, pk=objection_id, freeze__batch=batch)
    own_roll = objection.application.roll if objection.application else None
    form = AnswerObjectionForm(
        *posted_data(request)[:1],
        initial={"roll": objection.roll if objection.roll is not None else own_roll},
    )
    if request.method != "POST" and getattr(objection, "answer", None):
        return redirect("batch_objections", batch.number)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_objection(
                objection,
                is_accepted=given["decision"] == ACCEPT,
                reason=given["reason"],
                roll=given["roll"],
                user=request.user,
                actor=request.desk.actor,
                now=now,
            )
            messages.success(request, say("উত্তর দেওয়া হয়েছে; তাঁকে জানানো হবে।", "Answered; they will be told."))
            return redirect("batch_objections", batch.number)
        except TrainingFault as fault:
            tell_fault(form, fault)
    line = objections.line_of(objection)
    context = {
        "batch": batch,
        "title": words.batch_title(batch),
        "objection": objection,
        "line": line,
        "form": form,
        "current": "training",
    }
    return render(request, "training/desk/answer_objection.html", context, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def correct_list(request: DeskRequest, batch_number: str) -> HttpResponse:
    """The list is opened to put right what was accepted, with the moment of its draw."""
    now, batch = timezone.now(), find_batch(request.office, batch_number)
    call = call_of(batch)
    if request.method != "POST" and not may_correct(batch):
        return redirect("batch_objections", batch.number)
    drawn_on = call.draw_at.astimezone(TZ).date()
    form = CorrectListForm(
        *posted_data(request)[:1], initial={"draw_on": drawn_on if call.draw_at > now else None}
    )
    if form.is_valid():
        day = form.cleaned_data["draw_on"]
        # Left as it was, its hour and its number stay, too.
        draw_at = call.draw_at if day == drawn_on else datetime.combine(day, DRAW_TIME, TZ)
        try:
            actions.correct_list(batch, draw_at=draw_at, actor=request.desk.actor, now=now)
            messages.success(
                request,
                say(
                    "তালিকা খোলা হয়েছে। যা মেনেছেন তা ঠিক করুন, তারপর আবার চূড়ান্ত করুন।",
                    "The list is open. Put right what was accepted, then freeze it again.",
                ),
            )
            return redirect("batch_settle", batch.number)
        except TrainingFault as fault:
            form.add_error("draw_on" if fault.field == "draw_at" else None, str(fault))
    context: dict[str, Any] = {
        "form": form,
        "heading": say("তালিকা সংশোধন", "Correct the list"),
        "caption": words.batch_title(batch),
        "intro": say(
            "আগের তালিকা ছাপসহ প্রকাশিতই থাকে। সংশোধিত তালিকার লটারি তার পরের সংখ্যায় হবে, তাই দিনটি সামনের হতে হবে।",
            "The list stays public with its hash. The corrected one is drawn by a number that comes after"
            " it, so the day must lie ahead.",
        ),
        "button": say("সংশোধনের জন্য খুলুন", "Open it for correction"),
        "back": reverse("batch_objections", args=[batch.number]),
        "current": "training",
    }
    return render(request, "training/desk/form.html", context, status=422 if form.errors else 200)
