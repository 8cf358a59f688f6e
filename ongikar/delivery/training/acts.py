"""What is done with a batch up to its classes, each act with its form."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.charter.models import Service, charter_in_force
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.post_holders import TIER_ROLES, StaffRequest
from ongikar.records.actions import MOVED_ON
from ongikar.records.acts import Act, Answer, PressAct
from ongikar.records.views import ActPage, faults_beside
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection.explain import rule_words

from . import actions, states
from .actions.calling import call_of
from .actions.drawing import current_freeze
from .actions.objecting import corrections_due, open_objections
from .board import board_of
from .classes_steps import CLOSE_WAITING
from .draw_acts import DrawAct, type_value
from .forms import (
    BatchForm,
    CallForm,
    CancelForm,
    DrawDayForm,
    DrawForm,
    MoveForm,
    ReopenForm,
    end_of,
    plan_choices,
)
from .models import Batch, Call
from .models.call import rule_of
from .nominating import NominationForm, receive_nomination
from .result import takes_applications
from .words import batch_line

KIND = "training"
DRAW_TIME = time(10, 0)
# Moments that an act names by their column, of which its form asks the day.
MOMENTS = frozenset({"closes_on", "draw_at", "result_on"})


@contextmanager
def said_beside(field: str) -> Iterator[None]:
    """What stands in the way of a moment is said beside the field that asks for its day."""
    try:
        yield
    except ActFault as fault:
        beside = field if fault.field in MOMENTS else fault.field
        raise ActFault(beside, fault.bn, fault.en, **fault.values) from fault


def is_next(name: str) -> Any:
    """Whether the act is what is to be done now."""
    return lambda batch: board_of(batch).next.act == name


# ---- the call ----


def services_of(office: Office, now: datetime) -> list[Service]:
    return [row for row in charter_in_force(office, now.astimezone(TZ).date()).services if row.kind == KIND]


def may_call(batch: Batch) -> Answer:
    if batch.state != states.PLANNED:
        return False
    if services_of(batch.office, timezone.now()):
        return True
    return ("চার্টারে প্রশিক্ষণের কোনো সেবা নেই।", "The charter has no service of training.")


def preview_of(batch: Batch, form: CallForm, actor: Reference, now: datetime) -> dict[str, Any]:
    """What everybody would read: the call is published by its own act, read, and taken back with all that
    came with it. Raises ActFault where it could not be published.
    """
    with transaction.atomic():
        call = publish_call(copy(batch), form, actor, now)
        shown = {"call": call, "rule": rule_words(rule_of(call), language())}
        transaction.set_rollback(True)
    return shown | {"batch": batch, "audience": call.get_audience_display(), "line": batch_line(batch)}


class CallPage(ActPage):
    """Before it is published the call is looked at as everybody will read it."""

    def post(self, request: StaffRequest, **kwargs: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, **kwargs)
        form = self.form(request.POST, request.FILES)
        if form.is_valid():
            with faults_beside(form):
                shown = preview_of(self.record, form, request.holder.actor, timezone.now())
                return self.page(request, form, preview=shown)
        return self.page(request, form, status=422)


class CallAct(Act):
    page = CallPage
    template = "training/desk/call.html"

    def form_arguments(self, batch: Any, now: datetime) -> dict[str, Any]:
        services = services_of(batch.office, now)
        code = services[0].code if services else ""
        return {"batch": batch, "services": services, "initial": {"service": code}}


def publish_call(batch: Batch, form: CallForm, actor: Reference, now: datetime) -> Call:
    return actions.publish_call(batch, actor=actor, now=now, **form.facts)


class MoveAct(Act):
    def form_arguments(self, batch: Any, now: datetime) -> dict[str, Any]:
        return {"batch": batch}


def may_move(batch: Batch) -> bool:
    return any(states.BATCH.may_follow(batch.state, name) for name in MoveForm.CHOICES)


def move_day(batch: Batch, form: MoveForm, actor: Reference, now: datetime) -> None:
    given = form.cleaned_data
    act, day, common = given["act"], given["day"], {"reason": given["reason"], "actor": actor, "now": now}
    with said_beside("day"):
        if act == states.EXTEND:
            actions.extend_call(batch, closes_at=end_of(batch, day), **common)
        elif act == states.MOVE_DRAW:
            actions.move_draw(batch, draw_at=draw_moment(day), **common)
        else:
            actions.move_result(batch, result_on=day, **common)


# ---- the plan, and the end of it ----


class ChangeAct(Act):
    """The form of the plan with what stands there now."""

    def form_arguments(self, batch: Any, now: datetime) -> dict[str, Any]:
        more = {"course": str(batch.course_id), "place": str(batch.place_id or "")}
        return {
            "instance": copy(batch),
            **plan_choices(batch.office, now, batch),
            "initial": more,
        }

    def done_words(self, record: Any, made: Any) -> str:
        return super().done_words(record, made) if made else say("কিছু বদলায়নি।", "Nothing was changed.")


def change_plan(batch: Batch, form: BatchForm, actor: Reference, now: datetime) -> list[str]:
    return actions.change_plan(batch, actor=actor, now=now, **form.facts)


def may_change(batch: Batch) -> bool:
    return states.BATCH.may_follow(batch.state, states.CHANGE)


def may_cancel(batch: Batch) -> bool:
    return states.BATCH.may_follow(batch.state, states.CANCEL)


class CancelAct(Act):
    def about_words(self, batch: Any) -> str:
        """Whom it concerns, before it is pressed."""
        call = Call.objects.filter(batch=batch).first()
        told = len(actions.open_cases_of(call)) if call else 0
        if not told:
            return say(
                "এখনো কেউ আবেদন করেননি। ব্যাচটি তালিকায় বাতিল হিসেবে থাকবে।",
                "Nobody has applied yet. The batch stays on the list as cancelled.",
            )
        return say(
            "{n}টি আবেদনের প্রত্যেকটির লিখিত উত্তর যাবে, এই কারণসহ। বাতিল আর ফেরানো যায় না।",
            "Each of the {n} [application|applications] is answered in writing with this reason. It cannot be"
            " undone.",
            n=told,
        )

    def done_words(self, record: Any, made: Any) -> str:
        if not made:
            return say("ব্যাচটি বাতিল হয়েছে।", "The batch is cancelled.")
        return say(
            "ব্যাচটি বাতিল হয়েছে; {n}টি আবেদনের উত্তর গেছে।",
            "The batch is cancelled; {n} [application was|applications were] answered.",
            n=made,
        )


def cancel_batch(batch: Batch, form: CancelForm, actor: Reference, now: datetime) -> int:
    return actions.cancel_batch(batch, reason=form.cleaned_data["reason"], actor=actor, now=now)


def draw_moment(day: date) -> datetime:
    return datetime.combine(day, DRAW_TIME, TZ)


def may_nominate(batch: Batch) -> bool:
    call = Call.objects.filter(batch=batch).first()
    is_asked = call is not None and call.audience != Call.PUBLIC
    return is_asked and takes_applications(batch, call, timezone.now())  # type: ignore[arg-type]  # asked above


class NominateAct(Act):
    def form_arguments(self, batch: Any, now: datetime) -> dict[str, Any]:
        return {"now": now}


def nominate(batch: Batch, form: NominationForm, actor: Reference, now: datetime) -> Case:
    if not may_nominate(batch):
        raise ActFault("", *MOVED_ON)
    return receive_nomination(call_of(batch), form, channel=Case.LETTER, actor=actor, now=now)


# ---- the list and the draw ----


class CountedAct(PressAct):
    """Says of how many it was done."""

    def done_words(self, record: Any, made: Any) -> str:
        return say(*self.done, n=made)


def offer_seats(batch: Batch, actor: Reference, now: datetime) -> int:
    return len(actions.offer_free_seats(batch, actor=actor, now=now))


def publish_result(batch: Batch, actor: Reference, now: datetime) -> int:
    return actions.publish_result(batch, actor=actor, now=now)


def close_waiting_list(batch: Batch, actor: Reference, now: datetime) -> int:
    return actions.close_waiting_list(batch, actor=actor, now=now)


def close_call(batch: Batch, actor: Reference, now: datetime) -> None:
    actions.close_call(batch, actor=actor, now=now)


def freeze_list(batch: Batch, actor: Reference, now: datetime) -> None:
    actions.freeze_list(batch, actor=actor, now=now)


def may_correct(batch: Batch) -> bool:
    freeze = current_freeze(batch) if states.BATCH.may_follow(batch.state, states.CORRECT) else None
    return freeze is not None and corrections_due(freeze).exists() and not open_objections(batch).exists()


class CorrectAct(Act):
    def form_arguments(self, batch: Any, now: datetime) -> dict[str, Any]:
        draw_at = call_of(batch).draw_at
        return {"initial": {"draw_on": draw_at.astimezone(TZ).date() if draw_at > now else None}}

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return reverse("batch_settle", args=[record.number])


def correct_list(batch: Batch, form: DrawDayForm, actor: Reference, now: datetime) -> None:
    day, draw_at = form.cleaned_data["draw_on"], call_of(batch).draw_at
    # Left as it was, its hour and its number stay, too.
    if day != draw_at.astimezone(TZ).date():
        draw_at = draw_moment(day)
    with said_beside("draw_on"):
        actions.correct_list(batch, draw_at=draw_at, actor=actor, now=now)


class ReopenPage(ActPage):
    """Of whoever stands above the office, who reads the public pages of its batches."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        batch = self.record_of(request, kwargs["pk"])
        if not states.BATCH.may_follow(batch.state, states.REOPEN):
            # Pressed twice, or opened again by somebody else meanwhile.
            return redirect("training_call", batch.number)
        return super().dispatch(request, *args, **kwargs)


class ReopenAct(Act):
    page = ReopenPage

    def context(self, batch: Any, now: datetime) -> dict[str, Any]:
        return {"back": self.url_when_done(None, batch, None)}

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return reverse("training_result", args=[record.number])


def reopen_list(batch: Batch, form: ReopenForm, actor: Reference, now: datetime) -> None:
    given = form.cleaned_data
    with said_beside("draw_on"):
        actions.reopen_list(
            batch, reason=given["reason"], draw_at=draw_moment(given["draw_on"]), actor=actor, now=now
        )


ACTS = (
    CallAct(
        "call",
        ("ভর্তি বিজ্ঞপ্তি লিখুন", "Write the call"),
        CallForm,
        publish_call,
        heading=("ভর্তি বিজ্ঞপ্তি", "Call for applications"),
        when=may_call,
        about=(
            "প্রকাশের পর নিয়ম আর বদলায় না; দিন সরালে সবাইকে জানানো হয়।",
            "Once published the rule never changes; where a day is moved everybody is told.",
        ),
        done=("ভর্তি বিজ্ঞপ্তি প্রকাশ হয়েছে।", "The call is published."),
        press=("ভর্তি বিজ্ঞপ্তি প্রকাশ করুন", "Publish the call"),
    ),
    NominateAct(
        "nominate",
        ("মনোনয়ন তালিকা তুলুন", "Enter a nomination"),
        NominationForm,
        nominate,
        when=may_nominate,
        done=("মনোনয়ন তালিকা তোলা হয়েছে।", "The nomination is entered."),
        press=("তালিকা পাঠান", "Send the list"),
    ),
    PressAct(
        states.CLOSE,
        ("আবেদন নেওয়া বন্ধ করুন", "Close the call"),
        close_call,
        when=is_next(states.CLOSE),
        done=("আবেদন নেওয়া বন্ধ হয়েছে।", "The call is closed."),
    ),
    PressAct(
        states.FREEZE,
        ("তালিকা চূড়ান্ত করুন", "Freeze the list"),
        freeze_list,
        when=is_next(states.FREEZE),
        done=("তালিকা চূড়ান্ত ও প্রকাশিত।", "The list is frozen and published."),
    ),
    DrawAct(
        "draw",
        ("লটারির সংখ্যা লিখুন", "Type the number of the draw"),
        DrawForm,
        type_value,
        heading=("লটারির সংখ্যা", "The number of the draw"),
        when=is_next("draw"),
        press=("লিখুন", "Type it"),
    ),
    CorrectAct(
        "correct",
        ("তালিকা সংশোধন", "Correct the list"),
        DrawDayForm,
        correct_list,
        when=may_correct,
        about=(
            "আগের তালিকা ছাপসহ প্রকাশিতই থাকে। সংশোধিত তালিকার লটারি তার পরের সংখ্যায় হবে, তাই দিনটি সামনের হতে হবে।",
            "The list stays public with its hash. The corrected one is drawn by a number that comes after it,"
            " so the day must lie ahead.",
        ),
        done=(
            "তালিকা খোলা হয়েছে। যা মেনেছেন তা ঠিক করুন, তারপর আবার চূড়ান্ত করুন।",
            "The list is open. Put right what was accepted, then freeze it again.",
        ),
        press=("সংশোধনের জন্য খুলুন", "Open it for correction"),
    ),
    CountedAct(
        states.PUBLISH_RESULT,
        ("ফল প্রকাশ করুন", "Publish the result"),
        publish_result,
        when=is_next(states.PUBLISH_RESULT),
        done=(
            "ফল প্রকাশ হয়েছে, {n}টি আসনের প্রস্তাব গেছে।",
            "The result is out; {n} [seat was|seats were] offered.",
        ),
    ),
    CountedAct(
        states.OFFER,
        ("প্রস্তাব পাঠান", "Send the offers"),
        offer_seats,
        when=is_next(states.OFFER),
        done=("{n}টি আসনের প্রস্তাব গেছে।", "{n} [seat was|seats were] offered."),
    ),
    CountedAct(
        CLOSE_WAITING,
        ("উত্তর দিন, তালিকা শেষ করুন", "Answer, and close the list"),
        close_waiting_list,
        when=is_next(CLOSE_WAITING),
        done=("{n} জনকে লিখিত উত্তর দেওয়া হয়েছে।", "{n} [person was|people were] answered in writing."),
    ),
    ChangeAct(
        "change",
        ("পরিকল্পনা বদলান", "Change the plan"),
        BatchForm,
        change_plan,
        when=may_change,
        about=(
            "ভর্তি বিজ্ঞপ্তি প্রকাশের আগে সব বদলানো যায়। আগে কী ছিল, ব্যাচের পাতায় থাকে।",
            "Until the call is published all of it may be changed. What stood there before stays to be read.",
        ),
        done=("পরিকল্পনা বদলানো হয়েছে।", "The plan is changed."),
    ),
    MoveAct(
        "move",
        ("তারিখ বদলান", "Move a day"),
        MoveForm,
        move_day,
        when=may_move,
        done=("বদলানো হয়েছে; সবাইকে জানানো হবে।", "It is changed; everybody will be told."),
        press=("বদলান ও জানান", "Change it and tell them"),
    ),
    CancelAct(
        "cancel",
        ("ব্যাচ বাতিল করুন", "Cancel the batch"),
        CancelForm,
        cancel_batch,
        when=may_cancel,
        press=("ব্যাচ বাতিল করুন", "Cancel the batch"),
    ),
)
# Of those above the office, who do not see its desk.
REOPEN = ReopenAct(
    "reopen",
    ("তালিকা আবার খুলুন", "Open the list again"),
    ReopenForm,
    reopen_list,
    handlers=TIER_ROLES,
    about=(
        "আগের তালিকা আর লটারি প্রকাশিতই থাকে; দ্বিতীয়টি তার পাশে আসে।",
        "The first list and draw stay public; the second comes beside them.",
    ),
    done=("তালিকা আবার খোলা হয়েছে।", "The list is open again."),
    press=("আবার খুলুন", "Open it again"),
)
