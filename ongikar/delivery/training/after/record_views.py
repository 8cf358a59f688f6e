"""The pages of the hours of the office's own staff, and of the lab use book."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.db.index_conditions import exactly
from ongikar.core.http.heavy_pages import heavy_page
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training.models import LabUse, SchoolCourse, TrainingHours
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest
from ongikar.rules.bangla.text import fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from .forms import HoursForm, LabUseForm, StrikeForm
from .records import OWED_HOURS, enter_hours, enter_lab_use, hours_of_year, strike
from .views import is_done

PAGE = 50
# So many of what schools asked for stand above the book.
NEWEST = 5


def year_asked(request: DeskRequest, today: date) -> int:
    typed = request.GET.get("year", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else fiscal_year(today)


@heavy_page
@for_readers
@require_safe
def list_hours(request: DeskRequest) -> HttpResponse:
    """Each of the staff against the hours owed, and the lines they are made of."""
    today = timezone.now().astimezone(TZ).date()
    year = year_asked(request, today)
    rows = TrainingHours.objects.filter(office=request.office, fiscal_year=year).order_by("-id")[:PAGE]
    context = {
        "people": hours_of_year(request.office, year),
        "rows": rows,
        "owed": OWED_HOURS,
        "year": fiscal_year_words(year, language()),
        "before": year - 1,
        "may_act": may_handle(request.desk, request.office.pk),
        "current": "training_hours",
    }
    return render(request, "training/after/hours.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def add_hours(request: DeskRequest) -> HttpResponse:
    form = HoursForm(*posted_data(request)[:1])
    if form.is_valid():
        given = dict(form.cleaned_data)
        submission = f"hours-{request.office.pk}-{given.pop('token')}"
        if is_done(
            form,
            lambda: enter_hours(
                office=request.office,
                submission=submission,
                actor=request.desk.actor,
                now=timezone.now(),
                **given,
            ),
        ):
            messages.success(request, say("ঘণ্টা লেখা হয়েছে।", "The hours are entered."))
            return redirect("training_hours")
    return entry_page(request, form, say("প্রশিক্ষণের ঘণ্টা লিখুন", "Enter hours of training"), "training_hours")


@for_handlers
@require_http_methods(["GET", "POST"])
def strike_hours(request: DeskRequest, hours_id: int) -> HttpResponse:
    row = get_object_or_404(TrainingHours, pk=hours_id, office=request.office)
    return strike_page(request, row, "training_hours", f"{row.name}: {row.title}")


@for_readers
@require_safe
def list_lab_use(request: DeskRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    rows = LabUse.objects.filter(**exactly(office_id=request.office.pk)).select_related("place")
    rows = rows.order_by("office_id", "-id")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows[: PAGE + 1])
    asked = SchoolCourse.objects.filter(**exactly(office_id=request.office.pk)).select_related("place")
    asked = asked.order_by("office_id", "-id")
    context = {
        "rows": found[:PAGE],
        "courses": [] if before else list(asked[:NEWEST]),
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "may_act": may_handle(request.desk, request.office.pk),
        "current": "lab_use",
    }
    return render(request, "training/after/lab_use.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def add_lab_use(request: DeskRequest) -> HttpResponse:
    today = timezone.now().astimezone(TZ).date()
    labs = Place.objects.filter(office=request.office, kind=Place.LAB).open_on(today)
    form = LabUseForm(*posted_data(request)[:1], places=list(labs.order_by("name_bn")[:500]))
    if form.is_valid():
        submission = f"lab-{request.office.pk}-{form.cleaned_data['token']}"
        if is_done(
            form,
            lambda: enter_lab_use(
                submission=submission, actor=request.desk.actor, now=timezone.now(), **form.facts()
            ),
        ):
            messages.success(request, say("ল্যাবের খাতায় লেখা হয়েছে।", "Written in the book of the lab."))
            return redirect("lab_use")
    return entry_page(request, form, say("ল্যাব ব্যবহার লিখুন", "Enter the use of a lab"), "lab_use")


@for_handlers
@require_http_methods(["GET", "POST"])
def strike_lab_use(request: DeskRequest, use_id: int) -> HttpResponse:
    row = get_object_or_404(LabUse.objects.select_related("place"), pk=use_id, office=request.office)
    return strike_page(request, row, "lab_use", f"{row.place.name}: {row.what}")


def strike_page(request: DeskRequest, row: TrainingHours | LabUse, back: str, what: str) -> HttpResponse:
    form = StrikeForm(*posted_data(request)[:1])
    if form.is_valid() and is_done(
        form,
        lambda: strike(row, reason=form.cleaned_data["reason"], actor=request.desk.actor, now=timezone.now()),
    ):
        messages.success(request, say("বাতিল করা হয়েছে; লেখাটি কাটা অবস্থায় থাকবে।", "Struck through."))
        return redirect(back)
    return entry_page(request, form, say("বাতিল করুন", "Strike through"), back, what=what)


def entry_page(
    request: DeskRequest, form: object, heading: str, back: str, *, what: str = ""
) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "what": what, "current": back}
    return render(
        request, "training/after/entry.html", context, status=422 if getattr(form, "errors", None) else 200
    )
