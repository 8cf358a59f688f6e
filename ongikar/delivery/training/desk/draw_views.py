"""The draw is typed, the days of a call are moved, and a list is opened again from above."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training import actions, states, words
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.actions.drawing import DIFFERS, DRAWN, current_freeze
from ongikar.delivery.training.models import Batch, Call
from ongikar.people.desk import TIER_ROLES, DeskRequest, for_roles
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .board_views import call_of, find_batch, tell_fault
from .forms import DrawForm, MoveForm, ReopenForm, end_of

DRAW_TIME = time(10, 0)
# The superior of the office opens a list again: whoever decides complaints about it.
for_superiors_of_list = for_roles(*TIER_ROLES)


@for_handlers
@require_http_methods(["GET", "POST"])
def type_draw(request: DeskRequest, batch_number: str) -> HttpResponse:
    now, batch = timezone.now(), find_batch(request.office, batch_number)
    call = call_of(batch)
    freeze = current_freeze(batch)
    if freeze is None or batch.state != states.FROZEN:
        return redirect("batch", batch.number)
    form = DrawForm(*posted_data(request)[:1], source=call.draw_source)
    if form.is_valid():
        try:
            typed = actions.type_value(
                batch,
                values=form.values,
                witnesses=form.cleaned_data["witnesses"].splitlines(),
                minutes=form.cleaned_data["minutes"],
                user=request.user,
                actor=request.desk.actor,
                now=now,
            )
            if typed.how == DIFFERS:
                messages.error(
                    request,
                    say(
                        "দুজনের লেখা সংখ্যা এক নয়। কারওটাই ধরা হয়নি; দুজনই আবার দেখে লিখুন।",
                        "The two numbers are not the same. Neither counts; both look again and type it anew.",
                    ),
                )
            elif typed.how == DRAWN:
                messages.success(request, say("লটারি হয়েছে।", "The draw is made."))
            else:
                messages.success(
                    request,
                    say(
                        "লেখা হয়েছে। এবার অন্য একজন নিজে দেখে লিখবেন।",
                        "Written down. Now somebody else reads it and types it.",
                    ),
                )
            return redirect("batch", batch.number)
        except TrainingFault as fault:
            tell_fault(form, fault)
    context = {
        "form": form,
        "heading": say("লটারির সংখ্যা", "The number of the draw"),
        "caption": words.batch_title(batch),
        "intro": source_line(call),
        "button": say("লিখুন", "Type it"),
        "back": reverse("batch", args=[batch.number]),
        "current": "training",
    }
    return render(request, "training/desk/form.html", context, status=422 if form.errors else 200)


def source_line(call: Call) -> str:
    if call.draw_source == Call.DRAND:
        return say(
            "ড্র্যান্ড, রাউন্ড {n}: https://api.drand.sh/v2/beacons/quicknet/rounds/{plain}"
            " পাতার প্রথম লম্বা সংখ্যাটি। দুজন আলাদা দেখে লিখবেন।",
            "drand quicknet, round {n}: the “randomness” of"
            " https://api.drand.sh/v2/beacons/quicknet/rounds/{plain}. Two people read and type it.",
            n=digits(call.drand_round, language()),
            plain=str(call.drand_round),
        )
    return say(
        "তিনজন আবেদনকারী সবার সামনে একটি করে টোকেন তুলেছেন; দুজন আলাদা দেখে লিখবেন।",
        "Three applicants drew a token each before everybody; two people read and type them.",
    )


@for_handlers
@require_http_methods(["GET", "POST"])
def move_days(request: DeskRequest, batch_number: str) -> HttpResponse:
    now, batch = timezone.now(), find_batch(request.office, batch_number)
    form = MoveForm(*posted_data(request)[:1], batch=batch)
    if not form.choice_field("act").choices:
        return redirect("batch", batch.number)
    if form.is_valid():
        try:
            messages.success(request, move(batch, form.cleaned_data, request.desk.actor, now))
            return redirect("batch", batch.number)
        except TrainingFault as fault:
            beside = "day" if fault.field in ("closes_on", "draw_at", "result_on") else None
            form.add_error(beside, str(fault))
    context = {
        "form": form,
        "heading": say("তারিখ বদলান বা বাতিল করুন", "Move a day, or cancel"),
        "caption": words.batch_title(batch),
        "button": say("বদলান ও জানান", "Change it and tell them"),
        "back": reverse("batch", args=[batch.number]),
        "current": "training",
    }
    return render(request, "training/desk/form.html", context, status=422 if form.errors else 200)


def move(batch: Batch, given: dict[str, Any], actor: Any, now: datetime) -> str:
    act, day, common = given["act"], given["day"], {"reason": given["reason"], "actor": actor, "now": now}
    if act == states.EXTEND:
        actions.extend_call(batch, closes_at=end_of(batch, day), **common)
    elif act == states.MOVE_DRAW:
        actions.move_draw(batch, draw_at=datetime.combine(day, DRAW_TIME, TZ), **common)
    elif act == states.MOVE_RESULT:
        actions.move_result(batch, result_on=day, **common)
    elif act == states.CANCEL:
        actions.cancel_batch(batch, **common)
    else:
        raise Http404
    return say("বদলানো হয়েছে; সবাইকে জানানো হবে।", "It is changed; everybody will be told.")


@for_superiors_of_list
@require_http_methods(["GET", "POST"])
def reopen(request: DeskRequest, batch_number: str) -> HttpResponse:
    """Whoever stands above the office opens a frozen or drawn list again, with the reason that everybody
    reads.
    """
    now, batch = timezone.now(), find_batch(request.office, batch_number)
    if not states.BATCH.may_follow(batch.state, states.REOPEN):
        # Pressed twice, or opened again by somebody else meanwhile.
        return redirect("training_call", batch.number)
    form = ReopenForm(*posted_data(request)[:1])
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.reopen_list(
                batch,
                reason=given["reason"],
                draw_at=datetime.combine(given["draw_on"], DRAW_TIME, TZ),
                actor=request.desk.actor,
                now=now,
            )
            messages.success(request, say("তালিকা আবার খোলা হয়েছে।", "The list is open again."))
            return redirect("training_result", batch.number)
        except TrainingFault as fault:
            form.add_error("draw_on" if fault.field == "draw_at" else None, str(fault))
    context = {
        "form": form,
        "heading": say("তালিকা আবার খুলুন", "Open the list again"),
        "caption": words.batch_title(batch),
        "intro": say(
            "আগের তালিকা আর লটারি প্রকাশিতই থাকে; দ্বিতীয়টি তার পাশে আসে।",
            "The first list and draw stay public; the second comes beside them.",
        ),
        "button": say("আবার খুলুন", "Open it again"),
        "back": reverse("training_result", args=[batch.number]),
        "current": "training",
    }
    return render(request, "training/desk/form.html", context, status=422 if form.errors else 200)
