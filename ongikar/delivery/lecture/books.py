"""The register of classes given in others' trainings, and their lines in the tour book."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Shelf, register_book
from ongikar.cases.officer.case.case_summary import applicant_words
from ongikar.core.i18n.say import say
from ongikar.tours.books import JOURNEYS

from .desk import NOT_GIVEN, LectureDesk
from .models import Honorarium, Lecture, TourEntry

DESK = LectureDesk()


def lectures_of_book() -> QuerySet[Lecture]:
    standing = Prefetch("honoraria", Honorarium.objects.filter(struck_at__isnull=True), "paid")
    rows = Lecture.objects.select_related("case__service", "case__applicant", "feedback")
    return rows.prefetch_related("case__acts", standing)


def given_on(lecture: Lecture) -> date | None:
    held_on = lecture.case.outcome.get("held_on")
    return date.fromisoformat(held_on) if held_on else None


def host_words(lecture: Lecture) -> str:
    if (feedback := getattr(lecture, "feedback", None)) is None:
        return ""
    return say(
        "বোঝানো {clear}, কাজে লাগা {useful}",
        "clear {clear}, useful {useful}",
        clear=feedback.clear,
        useful=feedback.useful,
    )


def why_not_given(lecture: Lecture) -> str:
    """A class that did not come about stays readable, crossed out."""
    return str(DESK.state(lecture)) if DESK.state_of(lecture) == NOT_GIVEN else ""


LECTURES = numbered_book(
    "lectures",
    ("অন্যের প্রশিক্ষণে ক্লাসের রেজিস্টার", "Register of classes given"),
    (
        Column(("ট্র্যাকিং নম্বর", "Tracking number"), 11, DESK.number_words),
        Column(("আয়োজক", "Host"), 18, lambda lecture: applicant_words(lecture.case)),
        Column(
            ("প্রশিক্ষণ ও বিষয়", "Training and topic"),
            26,
            lambda lecture: f"{lecture.programme}: {lecture.topic}",
        ),
        Column(("তারিখ", "Date"), 9, given_on),
        Column(("ঘণ্টা", "Hours"), 6, lambda lecture: lecture.case.outcome.get("hours")),
        Column(("উপস্থিত", "Present"), 7, lambda lecture: lecture.case.outcome.get("attended")),
        Column(
            ("সম্মানী, টাকা", "Honorarium, taka"),
            9,
            lambda lecture: next((each.amount for each in lecture.paid), None),
        ),
        Column(("আয়োজকের মত", "Host’s feedback"), 13, host_words),
        Column(("অবস্থা", "State"), 11, lambda lecture: str(DESK.state(lecture))),
    ),
    lectures_of_book,
    struck=why_not_given,
)


register_book(LECTURES, Shelf.PROGRAMME)
# Looked up by their keys: joined, PostgreSQL would rather read all lectures.
JOURNEYS.append(lambda: TourEntry.objects.prefetch_related("lecture"))
