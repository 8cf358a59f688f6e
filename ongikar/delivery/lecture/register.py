"""The register of classes given in others' trainings, and the tour book."""

from datetime import date

from django.db.models import Prefetch

from ongikar.books.cells import day_cell, number_cell, register_day_words
from ongikar.books.registry import Book, Cell, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.officer.case.case_summary import applicant_words
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits, grouped_number, time_words
from ongikar.rules.calendar.office_calendar import TZ

from .models import Honorarium, Lecture, TourEntry
from .words import NOT_GIVEN, state_of_lecture, state_words

COLUMNS = (
    ("ক্রমিক", "No."),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("আয়োজক", "Host"),
    ("প্রশিক্ষণ ও বিষয়", "Training and topic"),
    ("তারিখ", "Date"),
    ("ঘণ্টা", "Hours"),
    ("উপস্থিত", "Present"),
    ("সম্মানী, টাকা", "Honorarium, taka"),
    ("আয়োজকের মত", "Host’s feedback"),
    ("অবস্থা", "State"),
)
TOUR_COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("কে", "Who"),
    ("কোথায়, কেন", "Where to and why"),
    ("যাওয়া", "Left"),
    ("ফেরা", "Back"),
    ("যান", "Transport"),
    ("কিলোমিটার", "Kilometres"),
    ("মন্তব্য", "Remarks"),
)


def lecture_lines(office: Office, fiscal_year: int) -> SerialLines:
    standing = Prefetch("honoraria", Honorarium.objects.filter(struck_at__isnull=True), "paid")
    rows = Lecture.objects.select_related("case__service", "case__applicant", "feedback")
    rows = rows.prefetch_related("case__acts", standing)
    return SerialLines(
        rows.filter(office=office, fiscal_year=fiscal_year),
        lambda lectures: [lecture_line(each) for each in lectures],
        office=office,
        book="lectures",
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def lecture_line(lecture: Lecture) -> RegisterLine:
    """A class that did not come about stays readable, crossed out."""
    outcome, state = lecture.case.outcome, state_of_lecture(lecture)
    given = date.fromisoformat(outcome["held_on"]) if outcome.get("held_on") else None
    paid = next((each.amount for each in getattr(lecture, "paid", ())), None)
    feedback = getattr(lecture, "feedback", None)
    return RegisterLine(
        (
            number_cell(lecture.book_serial),
            digits(lecture.case.number, language()),
            applicant_words(lecture.case),
            f"{lecture.programme}: {lecture.topic}",
            Cell.of(register_day_words(given), given) if given else Cell.of(""),
            figure(outcome.get("hours")),
            figure(outcome.get("attended")),
            figure(paid),
            say(
                "বোঝানো {clear}, কাজে লাগা {useful}",
                "clear {clear}, useful {useful}",
                clear=feedback.clear,
                useful=feedback.useful,
            )
            if feedback
            else "",
            state_words(state),
        ),
        struck=state_words(state) if state == NOT_GIVEN else "",
    )


def tour_lines(office: Office, fiscal_year: int) -> SerialLines:
    # Looked up by their keys: joined, PostgreSQL would rather read all lectures.
    rows = TourEntry.objects.prefetch_related("lecture")
    return SerialLines(
        rows.filter(office=office, fiscal_year=fiscal_year),
        lambda tours: [tour_line(each) for each in tours],
        office=office,
        book="tours",
        fiscal_year=fiscal_year,
        columns=len(TOUR_COLUMNS),
    )


def tour_line(tour: TourEntry) -> RegisterLine:
    left, back = tour.left_at.astimezone(TZ), tour.back_at.astimezone(TZ)
    return RegisterLine(
        (
            number_cell(tour.book_serial),
            day_cell(tour.left_at),
            tour.traveller,
            f"{tour.to_place}: {tour.lecture.topic}",
            time_words(left, language()),
            time_words(back, language()),
            tour.transport,
            figure(tour.kilometres),
            tour.struck_reason,
        ),
        struck=tour.struck_reason,
    )


def figure(value: int | None) -> Cell:
    return Cell.of("" if value is None else grouped_number(value, language()), value)


LECTURES = Book(
    "lectures",
    ("অন্যের প্রশিক্ষণে ক্লাসের রেজিস্টার", "Register of classes given"),
    COLUMNS,
    lecture_lines,
    widths=(5, 11, 18, 26, 9, 6, 7, 9, 13, 11),
)
TOURS = Book(
    "tours", ("ভ্রমণ রেজিস্টার", "Tour book"), TOUR_COLUMNS, tour_lines, widths=(5, 9, 18, 28, 10, 10, 11, 8, 16)
)
