"""The desk of trainings: all batches, one planned, its board, and what is pressed there."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.charter.models import charter_in_force
from ongikar.core.db.index_conditions import exactly
from ongikar.core.i18n.say import say
from ongikar.delivery.training import actions, states, words
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.actions.replacing import replaceable_states
from ongikar.delivery.training.models import Application, Batch, Call, Course, Objection
from ongikar.offices.models import Office, Place
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from . import board
from .classes_steps import CLOSE_WAITING
from .forms import BatchForm, CallForm, CourseForm

KIND = "training"
PAGE = 30


def find_batch(office: Office, number: str) -> Batch:
    """The batch with this number; 404 for none of this office."""
    year, _, serial = number.removeprefix("T-").partition("-")
    wanted = {"year": int(year), "serial": int(serial)} if year.isdigit() and serial.isdigit() else {"pk": 0}
    rows = Batch.objects.select_related("office", "course", "place", "post")
    return get_object_or_404(rows, office=office, **wanted)


def call_of(batch: Batch) -> Call:
    call = get_object_or_404(Call.objects.select_related("service"), batch=batch)
    call.batch = batch
    return call


def tell_fault(form: Any, fault: TrainingFault) -> None:
    """Beside the question it is about, above the form where that is not on it."""
    form.add_error(fault.field if fault.field in form.fields else None, str(fault))


@for_readers
@require_safe
def list_batches(request: DeskRequest) -> HttpResponse:
    """The batches of the office, the newest first, and its courses."""
    before = request.GET.get("before", "")
    rows = Batch.objects.filter(**exactly(office_id=request.office.pk)).select_related("course", "place")
    rows = rows.order_by("office_id", "-id")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows[: PAGE + 1])
    lines = [
        (batch, words.batch_title(batch), words.batch_number(batch), words.batch_line(batch), state_of(batch))
        for batch in found[:PAGE]
    ]
    courses = Course.objects.filter(office=request.office, ended_at=None).order_by("-id")[:PAGE]
    context = {
        "lines": lines,
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "courses": courses,
        "may_act": may_handle(request.desk, request.office.pk),
        "current": "training",
    }
    return render(request, "training/desk/batches.html", context)


def state_of(batch: Batch) -> str:
    if batch.state == states.CANCELLED:
        return say("বাতিল", "cancelled")
    return say(*words.STATION_WORDS[batch.state])


@for_handlers
@require_http_methods(["GET", "POST"])
def make_course(request: DeskRequest) -> HttpResponse:
    form = CourseForm(*posted_data(request)[:1])
    if form.is_valid():
        given = dict(form.cleaned_data)
        token = given.pop("token")
        given["title_en"] = given["title_en"] or given["title_bn"]
        actions.make_course(
            office=request.office,
            submission=f"{request.office.pk}-{token}"[:64],
            actor=request.desk.actor,
            now=timezone.now(),
            **given,
        )
        messages.success(request, say("কোর্সটি লেখা হয়েছে।", "The course is written down."))
        return redirect("batch_plan")
    context = {
        "form": form,
        "heading": say("নতুন কোর্স", "New course"),
        "button": say("লিখে রাখুন", "Write it down"),
        "back": reverse("training_desk"),
        "current": "training",
    }
    return render(request, "training/desk/form.html", context, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def plan_batch(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    courses = list(Course.objects.filter(office=request.office, ended_at=None).order_by("-id")[:200])
    if not courses:
        messages.error(request, say("আগে কোর্সটি লিখুন।", "First write down the course."))
        return redirect("course_new")
    places = Place.objects.filter(office=request.office).open_on(now.astimezone(TZ).date())
    form = BatchForm(
        *posted_data(request)[:1],
        courses=courses,
        places=list(places.order_by("kind", "name_bn")[:500]),
        initial={"course": str(courses[0].pk)},
    )
    if form.is_valid():
        mine = next(
            post
            for post in request.desk.posts
            if post.office_id == request.office.pk and post.role in STAFF_ROLES
        )
        try:
            batch = actions.plan_batch(
                post=mine,
                submission=f"{request.office.pk}-{form.cleaned_data['token']}"[:64],
                actor=request.desk.actor,
                now=now,
                **form.facts,
            )
            return redirect("batch", batch.number)
        except TrainingFault as fault:
            tell_fault(form, fault)
    context = {
        "form": form,
        "heading": say("নতুন ব্যাচ", "New batch"),
        "button": say("ব্যাচ করুন", "Plan the batch"),
        "back": reverse("training_desk"),
        "current": "training",
    }
    return render(request, "training/desk/form.html", context, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def write_call(request: DeskRequest, batch_number: str) -> HttpResponse:
    now, batch = timezone.now(), find_batch(request.office, batch_number)
    if batch.state != states.PLANNED:
        return redirect("batch", batch.number)
    in_force = charter_in_force(request.office, now.astimezone(TZ).date())
    services = [row for row in in_force.services if row.kind == KIND]
    if not services:
        messages.error(
            request, say("চার্টারে প্রশিক্ষণের কোনো সেবা নেই।", "The charter has no service of training.")
        )
        return redirect("batch", batch.number)
    form = CallForm(
        *posted_data(request)[:1], batch=batch, services=services, initial={"service": services[0].code}
    )
    if form.is_valid():
        try:
            actions.publish_call(batch, actor=request.desk.actor, now=now, **form.facts)
            messages.success(request, say("ডাক প্রকাশ হয়েছে।", "The call is published."))
            return redirect("batch", batch.number)
        except TrainingFault as fault:
            tell_fault(form, fault)
    context = {
        "form": form,
        "heading": say("ডাক", "Call"),
        "caption": words.batch_title(batch),
        "intro": say(
            "প্রকাশের পর নিয়ম আর বদলায় না; দিন সরালে সবাইকে জানানো হয়।",
            "Once published the rule never changes; where a day is moved everybody is told.",
        ),
        "button": say("ডাক প্রকাশ করুন", "Publish the call"),
        "back": reverse("batch", args=[batch.number]),
        "current": "training",
    }
    return render(request, "training/desk/form.html", context, status=422 if form.errors else 200)


@for_readers
@require_safe
def show_batch(request: DeskRequest, batch_number: str) -> HttpResponse:
    now, batch = timezone.now(), find_batch(request.office, batch_number)
    shown = board.make_board(batch, now)
    tab = request.GET.get("show", "")
    counts = board.tab_counts(shown.counts)
    if tab not in board.TABS:
        tab = board.TODO if counts[board.TODO] else board.ALL
    page = (
        Paginator(board.applicants(shown.call, tab), board.PAGE).get_page(request.GET.get("page"))
        if shown.call
        else None
    )
    context = {
        "board": shown,
        "batch": batch,
        "title": words.batch_title(batch),
        "number": words.batch_number(batch),
        "line": words.batch_line(batch),
        "tabs": [(key, say(*pair), counts[key], key == tab) for key, pair in board.TABS.items()],
        "page": page,
        "rows": [(each, words.state_words(each.state)) for each in page] if page else [],
        "may_act": may_handle(request.desk, request.office.pk),
        "replaceable": replaceable_states(batch),
        "after": board.BOARD.answers(request, batch=batch, now=now),
        "has_objections": Objection.objects.filter(freeze__batch=batch).exists(),
        "has_result": shown.call is not None and batch.freezes.exists(),
        "current": "training",
    }
    return render(request, "training/desk/batch.html", context)


def press_offer(batch: Batch, *, actor: Any, now: datetime) -> str:
    made = actions.offer_free_seats(batch, actor=actor, now=now)
    return say("{n}টি আসনের প্রস্তাব গেছে।", "{n} [seat was|seats were] offered.", n=len(made))


def press_close(batch: Batch, *, actor: Any, now: datetime) -> str:
    actions.close_call(batch, actor=actor, now=now)
    return say("ডাক বন্ধ হয়েছে।", "The call is closed.")


def press_freeze(batch: Batch, *, actor: Any, now: datetime) -> str:
    actions.freeze_list(batch, actor=actor, now=now)
    return say("তালিকা চূড়ান্ত ও প্রকাশিত।", "The list is frozen and published.")


def press_publish(batch: Batch, *, actor: Any, now: datetime) -> str:
    offered = actions.publish_result(batch, actor=actor, now=now)
    return say(
        "ফল প্রকাশ হয়েছে, {n}টি আসনের প্রস্তাব গেছে।",
        "The result is out; {n} [seat was|seats were] offered.",
        n=offered,
    )


def press_close_waiting(batch: Batch, *, actor: Any, now: datetime) -> str:
    count = actions.close_waiting_list(batch, actor=actor, now=now)
    return say(
        "{n} জনকে লিখিত উত্তর দেওয়া হয়েছে।", "{n} [person was|people were] answered in writing.", n=count
    )


PRESSES = {
    CLOSE_WAITING: press_close_waiting,
    "offer": press_offer,
    states.CLOSE: press_close,
    states.FREEZE: press_freeze,
    states.PUBLISH_RESULT: press_publish,
}


@for_handlers
@require_POST
def press(request: DeskRequest, batch_number: str) -> HttpResponse:
    """One of the acts that need nothing but a press."""
    batch = find_batch(request.office, batch_number)
    act = PRESSES.get(request.POST.get("act", ""))
    if act:
        try:
            messages.success(request, act(batch, actor=request.desk.actor, now=timezone.now()))
        except TrainingFault as fault:
            messages.error(request, str(fault))
    return redirect("batch", batch.number)


ANSWERS = ("accept", "decline", "give_back")


@for_handlers
@require_POST
def answer_seat(request: DeskRequest, batch_number: str) -> HttpResponse:
    """What somebody said at the counter or by phone about the seat offered to them."""
    batch = find_batch(request.office, batch_number)
    roll, answer, via = (request.POST.get(name, "") for name in ("roll", "answer", "via"))
    rows = Application.objects.select_related("call__batch").filter(call__batch=batch)
    figures = latin_digits(roll).strip()
    is_roll = figures.isascii() and figures.isdigit() and len(figures) < 9
    application = rows.filter(roll=int(figures)).first() if is_roll else None
    if application is None:
        messages.error(request, say("এই রোল তালিকায় নেই।", "No application has this roll."))
    elif answer in ANSWERS and via in ("counter", "phone"):
        try:
            given: dict[str, Any] = {"via": via, "now": timezone.now(), "actor": request.desk.actor}
            if answer == "give_back":
                actions.give_back_seat(application, **given)
            else:
                actions.answer_for(application, accepts=answer == "accept", **given)
            messages.success(request, say("উত্তরটি লেখা হয়েছে।", "The answer is written down."))
        except TrainingFault as fault:
            messages.error(request, str(fault))
    else:
        messages.error(request, say("উত্তরটি বেছে নিন।", "Choose what was answered."))
    return redirect("batch", batch.number)
