"""The registers of trainings: the batches, the hours of each of the staff, and the lab use book; and what
trainings are measured by.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from ongikar.books.columns import Column, numbered_book, ordered_book
from ongikar.books.measures import Measure, MeasureReading, register_measure
from ongikar.books.registry import Shelf, register_book
from ongikar.core.i18n.say import language, say
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits, time_words
from ongikar.rules.calendar.office_calendar import TZ

from . import states
from .after.class_book import MINUTES_AN_HOUR
from .models import Batch, Completion, LabUse, TrainingHours


def batches_of_year(office: Office, year: int) -> QuerySet[Batch]:
    """Batches whose first class falls into the fiscal year, in the order in which they were planned."""
    applied = Count("call__applications", distinct=True)
    passed = Count("call__applications", filter=Q(call__applications__completion__passed=True), distinct=True)
    rows = Batch.objects.filter(
        office=office, starts_on__gte=f"{year}-07-01", starts_on__lte=f"{year + 1}-06-30"
    ).select_related("course", "place")
    rows = rows.annotate(applied=applied, passed=passed, minutes_held=held_minutes_of_batch())
    return rows.order_by("pk")


def held_minutes_of_batch() -> Subquery:
    """The minutes of the classes that its book has."""
    held = Gathering.objects.filter(
        subject_type=Batch.SUBJECT, subject_id=OuterRef("pk"), state=transitions.RECORDED
    )
    summed = held.order_by().values("subject_id").annotate(whole=Sum("held_minutes"))
    return Subquery(summed.values("whole"))


def hours_held_or_planned(batch: Any) -> int:
    """Once the classes are over the hours that its book has; until then those of the course."""
    if batch.state in (states.FINISHED, states.CERTIFIED):
        return (batch.minutes_held or 0) // MINUTES_AN_HOUR
    return int(batch.course.hours)


def why_cancelled(batch: Batch) -> str:
    """One that was cancelled stays readable, crossed out."""
    return batch.get_state_display() if batch.state == states.CANCELLED else ""


def hours_of_year(office: Office, year: int) -> QuerySet[TrainingHours]:
    return TrainingHours.objects.filter(office=office, fiscal_year=year).order_by("pk")


def feedback_words(use: LabUse) -> str:
    """What the school says of the classes that it had asked for."""
    feedback = getattr(use.course, "feedback", None)
    if feedback is None:
        return ""
    return say(
        "বোঝানো {clear}, কাজে লাগা {useful}",
        "clear {clear}, useful {useful}",
        clear=feedback.clear,
        useful=feedback.useful,
    )


def times_of_use(use: LabUse) -> str:
    starts, ends = (time_words(at.astimezone(TZ), language()) for at in (use.starts_at, use.ends_at))
    return f"{starts} – {ends}"


TRAINING = ordered_book(
    "trainings",
    ("প্রশিক্ষণ রেজিস্টার", "Training register"),
    (
        Column(("ব্যাচ", "Batch"), 9, lambda batch: digits(batch.number, language())),
        Column(("কোর্স", "Course"), 24, lambda batch: batch.course.title),
        Column(("স্থান", "Place"), 16, lambda batch: batch.place.name if batch.place else batch.place_words),
        Column(("শুরু", "From"), 9, lambda batch: batch.starts_on),
        Column(("শেষ", "To"), 9, lambda batch: batch.ends_on),
        Column(("ঘণ্টা", "Hours"), 6, hours_held_or_planned),
        Column(("আসন", "Seats"), 6, lambda batch: batch.seats),
        Column(("আবেদন", "Applied"), 7, lambda batch: batch.applied),
        Column(("উত্তীর্ণ", "Completed"), 7, lambda batch: batch.passed),
        Column(("ব্যয়ের খাত", "Budget head"), 14, lambda batch: batch.budget_head),
        Column(("অবস্থা", "State"), 12, lambda batch: batch.get_state_display()),
    ),
    batches_of_year,
    struck=why_cancelled,
)
HOURS = ordered_book(
    "training_hours",
    ("কর্মীদের প্রশিক্ষণ ঘণ্টা", "Training hours of staff"),
    (
        Column(("নাম", "Name"), 18, lambda row: row.name),
        Column(("পদ", "Post"), 16, lambda row: row.post_words),
        Column(("প্রশিক্ষণ", "Training"), 24, lambda row: row.title),
        Column(("আয়োজক", "Held by"), 18, lambda row: row.held_by or say("এই কার্যালয়", "This office")),
        Column(("শুরু", "From"), 9, lambda row: row.first_on),
        Column(("শেষ", "To"), 9, lambda row: row.last_on),
        Column(("ঘণ্টা", "Hours"), 6, lambda row: row.hours),
        Column(("আদেশ নম্বর", "Order number"), 14, lambda row: row.order_number),
        Column(("মন্তব্য", "Remarks"), 14, lambda row: row.struck_reason),
    ),
    hours_of_year,
    struck=lambda row: row.struck_reason,
)
LAB_USE = numbered_book(
    LabUse.BOOK,
    ("ল্যাব ব্যবহার রেজিস্টার", "Lab use book"),
    (
        Column(("তারিখ", "Date"), 9, lambda use: use.starts_at),
        Column(("ল্যাব", "Lab"), 18, lambda use: use.place.name),
        Column(("সময়", "Time"), 16, times_of_use),
        Column(("কী কাজে", "What for"), 22, lambda use: ", ".join(filter(None, (use.what, use.school_class)))),
        Column(("শিক্ষার্থী", "Students"), 8, lambda use: use.students),
        Column(("ছাত্রী", "Girls"), 7, lambda use: use.girls),
        Column(("চালু কম্পিউটার", "Computers working"), 9, lambda use: use.computers_working),
        Column(("শিক্ষক", "Teacher"), 14, lambda use: use.teacher),
        Column(("উপকরণ", "Materials"), 14, lambda use: use.materials),
        Column(("প্রতিষ্ঠানের মত", "School’s feedback"), 12, feedback_words),
        Column(("মন্তব্য", "Remarks"), 12, lambda use: use.struck_reason),
    ),
    # Looked up by their keys: joined, PostgreSQL would rather read all of them.
    lambda: LabUse.objects.prefetch_related("place", "course__feedback"),
    struck=lambda use: use.struck_reason,
)


def batches_over(office: Office, first: date, last: date) -> QuerySet[Batch]:
    """Those that ended in these days and whose results were written."""
    written = (states.FINISHED, states.CERTIFIED)
    rows = Batch.objects.filter(office=office, ends_on__range=(first, last), state__in=written)
    return rows.order_by("ends_on", "id")


def trainings_held(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    return MeasureReading(
        Batch.SUBJECT, tuple(batches_over(office, first, last).values_list("pk", flat=True))
    )


def people_trained(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    """Each by the case of the application; whoever completed two trainings counts twice."""
    passed = Completion.objects.filter(
        passed=True, application__call__batch__in=batches_over(office, first, last).order_by().values("pk")
    )
    keys = passed.order_by("pk").values_list("application__case_id", flat=True)
    return MeasureReading("case", tuple(keys))


register_book(TRAINING, Shelf.PROGRAMME)
register_book(HOURS, Shelf.PROGRAMME)
register_book(LAB_USE, Shelf.LABS)
register_measure(
    Measure(
        "trainings_held",
        ("শেষ হওয়া প্রশিক্ষণ", "Trainings held"),
        ("এ সময়ে কতটি ব্যাচের প্রশিক্ষণ শেষ হয়েছে", "How many batches ended in this time"),
        trainings_held,
        is_share=False,
    )
)
register_measure(
    Measure(
        "people_trained",
        ("প্রশিক্ষণ পাওয়া মানুষ", "People trained"),
        (
            "এ সময়ে শেষ হওয়া ব্যাচে কতজন প্রশিক্ষণ সম্পন্ন করেছেন",
            "How many people completed a batch that ended in this time",
        ),
        people_trained,
        is_share=False,
    )
)
