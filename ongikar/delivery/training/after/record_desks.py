"""The hours of the office's own staff and the book of the labs, as the office sees and enters them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.forms.fields import ChoiceField, WholeNumberField
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.delivery.training.models import LabUse, SchoolCourse, TrainingHours
from ongikar.delivery.training.models.office_books import MINUTES_AN_HOUR
from ongikar.offices.models import Office, Place
from ongikar.people.post_holders import StaffRequest
from ongikar.records.actions import ENTERED
from ongikar.records.acts import BeginAct
from ongikar.records.book_desk import BookDesk
from ongikar.records.filters import TYPED, Filter, Narrowed, YearFilter
from ongikar.records.forms import RowForm, ask_column
from ongikar.records.offers import Door
from ongikar.records.registry import register
from ongikar.records.words import label
from ongikar.rules.bangla.text import date_words, fiscal_year, fiscal_year_words, time_words
from ongikar.rules.calendar.office_calendar import TZ

from .records import OWED_HOURS, hours_of_year

# How many of what schools asked for stand above the book.
NEWEST = 5


class FiscalYearFilter(Filter):
    """The years from the first of which hours are known."""

    name, words, reads = "year", ("অর্থবছর", "Fiscal year"), ("fiscal_year",)

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        rows = TrainingHours.objects.filter(**equal_by_range(office_id=office.pk))
        first = rows.order_by("office_id", "fiscal_year").values_list("fiscal_year", flat=True).first()
        this = year_of(timezone.now())
        for year in range(this, (first or this) - 1, -1):
            yield str(year), fiscal_year_words(year, language())

    def rows(self, desk: Any, office: Office) -> QuerySet[TrainingHours]:
        # Equal, no range: a year is the second part of the index, and behind a range all years would be read.
        return TrainingHours.objects.filter(office=office)

    def narrow(self, rows: QuerySet[TrainingHours], value: str) -> QuerySet[TrainingHours]:
        year = int(value) if value.isascii() and value.isdigit() and len(value) == 4 else 0
        return rows.filter(fiscal_year=year).order_by("-id")


def year_of(now: datetime) -> int:
    return fiscal_year(now.astimezone(TZ).date())


class HoursForm(RowForm):
    last_on = ask_column(TrainingHours._meta.get_field("last_on"), since="first_on")
    hours = WholeNumberField(
        label=say_lazy("ঘণ্টা", "Hours"),
        least=1,
        most=1000,
    )
    field_order = ("name", "post_words", "title", "held_by", "first_on", "last_on", "hours")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.minutes = cleaned.get("hours", 0) * MINUTES_AN_HOUR
        return cleaned


YEARS = FiscalYearFilter()


@register
class HoursDesk(BookDesk):
    model = TrainingHours
    name, names, path = "training_hours_line", "training_hours", "training/hours"
    door = Door(("কর্মীদের প্রশিক্ষণ ঘণ্টা", "Training hours"), {"registers": 30})
    title, subtitle = "name", "training"
    list_display = ("days", "hours", "why_struck")
    list_filter = (YEARS,)
    search_fields = ("name", "title")
    search_words = ("নাম বা প্রশিক্ষণ", "Name or training")
    is_heavy = True
    unnarrowed, nothing = ("এ বছর", "This year"), ("এ বছর কিছু লেখা নেই।", "Nothing is entered for this year.")
    list_template = "training/after/hours.html"
    opens = BeginAct(
        TrainingHours,
        ENTERED,
        ("ঘণ্টা লিখুন", "Enter hours"),
        asks=("name", "post_words", "title", "held_by", "first_on", "last_on", "order_number"),
        form=HoursForm,
        heading=("প্রশিক্ষণের ঘণ্টা লিখুন", "Enter hours of training"),
        done=("ঘণ্টা লেখা হয়েছে।", "The hours are entered."),
    )
    summary = ("training", "post_words", "days", "hours", "order_number", "entered_at", "why_struck")

    def newest(self, office: Any) -> QuerySet[TrainingHours]:
        """By the index of the years, read backwards."""
        rows = TrainingHours.objects.filter(**equal_by_range(office_id=office))
        return rows.order_by("-office_id", "-fiscal_year", "id")

    def narrow_rows(self, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        """Of one year, since sums of it stand above the list: of this one unless another is asked for."""
        if asked.get(YEARS.name):
            return super().narrow_rows(office, asked)
        of_year = {YEARS.name: str(year_of(timezone.now())), TYPED: asked.get(TYPED, "")}
        narrowed = super().narrow_rows(office, of_year)
        words = {name: value for name, value in narrowed.asked.items() if name == TYPED}
        return narrowed._replace(chosen=None, asked=words)

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        """Each of the staff against the hours owed."""
        typed = request.GET.get("year", "")
        is_year = typed.isascii() and typed.isdigit() and len(typed) == 4
        year = int(typed) if is_year else year_of(timezone.now())
        return {
            "people": hours_of_year(request.office, year),
            "owed": OWED_HOURS,
            "year": fiscal_year_words(year, language()),
        }

    @label("প্রশিক্ষণ", "Training")
    def training(self, row: TrainingHours) -> str:
        return " · ".join(filter(None, (row.title, row.held_by)))

    @label("দিন", "Days")
    def days(self, row: TrainingHours) -> str:
        return " – ".join(date_words(day, language(), weekday=False) for day in (row.first_on, row.last_on))

    @label("ঘণ্টা", "Hours")
    def hours(self, row: TrainingHours) -> int:
        return row.hours


class LabUseForm(RowForm):
    place = ChoiceField(
        label=say_lazy("কোন ল্যাব", "Which lab"),
        choices=[],
        many=True,
    )
    field_order = ("place",)

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in places}
        self.choice_field("place").choices = place_choices(self.places)

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]


def open_labs(office: Office, now: datetime) -> list[Place]:
    labs = Place.objects.filter(office=office, kind=Place.LAB).open_on(now.astimezone(TZ).date())
    return list(labs.by_name()[:500])


def place_choices(places: dict[str, Place]) -> list[tuple[str, str]]:
    return [("", say("বেছে নিন", "Choose")), *((key, each.name) for key, each in places.items())]


class BeginUseAct(BeginAct):
    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        return super().form_arguments(request, now) | {"places": open_labs(request.office, now)}


@register
class LabUseDesk(BookDesk):
    model = LabUse
    name, names, path = "lab_use_line", "lab_use", "training/labs"
    door = Door(("ল্যাব ব্যবহার", "Use of labs"), {"places": 30})
    title, subtitle = "use", "who"
    list_display = ("when", "students", "why_struck")
    list_filter = (YearFilter(LabUse.BOOK),)
    search_fields = ("place__name_bn", "place__name_en", "what", "teacher")
    search_words = ("ল্যাব, কাজ বা শিক্ষক", "Lab, use or teacher")
    nothing = ("খাতায় কিছু লেখা নেই।", "The book is empty.")
    list_template = "training/after/lab_use.html"
    opens = BeginUseAct(
        LabUse,
        ENTERED,
        ("ব্যবহার লিখুন", "Enter a use"),
        asks=(
            *("place", "starts_at", "ends_at", "what", "school_class", "students", "girls"),
            *("computers_working", "teacher", "materials"),
        ),
        form=LabUseForm,
        heading=("ল্যাব ব্যবহার লিখুন", "Enter the use of a lab"),
        done=("ল্যাবের খাতায় লেখা হয়েছে।", "Written in the book of the lab."),
    )
    summary = (
        *("book_serial", "when", "school_class", "students", "girls", "computers_working", "teacher"),
        *("materials", "asked_by", "entered_at", "why_struck"),
    )

    def rows(self, office: Office) -> QuerySet[LabUse]:
        return super().rows(office).select_related("place")

    def named_by(self) -> str:
        return "what"

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        """What schools asked for last, above the first page."""
        if request.GET:
            return {}
        asked = SchoolCourse.objects.filter(**equal_by_range(office_id=request.office.pk)).select_related(
            "place"
        )
        return {"courses": asked.order_by("office_id", "-id")[:NEWEST]}

    @label("ল্যাব ও কাজ", "Lab and use")
    def use(self, use: LabUse) -> str:
        return use.in_words()

    @label("কারা", "Who")
    def who(self, use: LabUse) -> Any:
        parts = [use.school_class, use.teacher]
        if use.materials:
            parts.append(say("উপকরণ: {materials}", "materials: {materials}", materials=use.materials))
        return " · ".join(filter(None, parts))

    @label("সময়", "When")
    def when(self, use: LabUse) -> str:
        until = time_words(use.ends_at.astimezone(TZ), language())
        return say("{begins} – {until}", "{begins} – {until}", begins=use.starts_at, until=until)

    @label("স্কুলের ক্লাস", "School classes")
    def asked_by(self, use: LabUse) -> Any:
        if use.course is None:
            return None
        link = reverse("school_course", args=[use.course_id])
        return format_html('<a href="{}">{}</a>', link, mark_languages(use.course.topic))
