"""The registers of trainings: the batches, the hours of each of the staff, and the lab use book."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from ongikar.books.cells import number_cell, register_day_words
from ongikar.books.registry import BATCH as CHUNK
from ongikar.books.registry import Book, Cell, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Batch, LabUse, TrainingHours
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits, grouped_number, time_words
from ongikar.rules.calendar.office_calendar import TZ

from .class_book import MINUTES_AN_HOUR

STATE_WORDS = {
    states.PLANNED: ("পরিকল্পিত", "Planned"),
    states.CALLED: ("আবেদন চলছে", "Open for applications"),
    states.CLOSED: ("যাচাই চলছে", "Being checked"),
    states.FROZEN: ("তালিকা চূড়ান্ত", "List frozen"),
    states.RANKED: ("লটারি হয়েছে", "Drawn"),
    states.OFFERING: ("আসন দেওয়া হচ্ছে", "Seats being offered"),
    states.RUNNING: ("ক্লাস চলছে", "Running"),
    states.FINISHED: ("ক্লাস শেষ", "Finished"),
    states.CERTIFIED: ("সনদ দেওয়া হয়েছে", "Certified"),
    states.CANCELLED: ("বাতিল", "Cancelled"),
}


LAB_COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("ল্যাব", "Lab"),
    ("সময়", "Time"),
    ("কী কাজে", "What for"),
    ("শিক্ষার্থী", "Students"),
    ("ছাত্রী", "Girls"),
    ("চালু কম্পিউটার", "Computers working"),
    ("শিক্ষক", "Teacher"),
    ("উপকরণ", "Materials"),
    ("প্রতিষ্ঠানের মত", "School’s feedback"),
    ("মন্তব্য", "Remarks"),
)


class EnteredLines:
    """The lines of one year in the order in which they were entered, read only as far as they are wanted."""

    def __init__(self, rows: QuerySet[Any], line: Callable[[Any], RegisterLine]) -> None:
        self.rows, self.line = rows.order_by("pk"), line

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        first, until, _ = wanted.indices(len(self))
        return [self.line(row) for row in self.rows[first:until]]

    def __iter__(self) -> Iterator[RegisterLine]:
        last = 0
        while found := list(self.rows.filter(pk__gt=last)[:CHUNK]):
            yield from map(self.line, found)
            last = found[-1].pk


def figure(value: int | None) -> Cell:
    return Cell.of("" if value is None else grouped_number(value, language()), value)


def batch_lines(office: Office, year: int) -> EnteredLines:
    """Batches whose first class falls into the fiscal year."""
    applied = Count("call__applications", distinct=True)
    passed = Count("call__applications", filter=Q(call__applications__completion__passed=True), distinct=True)
    rows = Batch.objects.filter(
        office=office, starts_on__gte=f"{year}-07-01", starts_on__lte=f"{year + 1}-06-30"
    ).select_related("course", "place")
    rows = rows.annotate(applied=applied, passed=passed, minutes_held=held_minutes_of_batch())
    return EnteredLines(rows, batch_line)


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


def batch_line(batch: Any) -> RegisterLine:
    """One that was cancelled stays readable, crossed out."""
    state = say(*STATE_WORDS[batch.state])
    return RegisterLine(
        (
            digits(batch.number, language()),
            batch.course.title,
            batch.place.name if batch.place else batch.place_words,
            Cell.of(register_day_words(batch.starts_on), batch.starts_on),
            Cell.of(register_day_words(batch.ends_on), batch.ends_on),
            figure(hours_held_or_planned(batch)),
            figure(batch.seats),
            figure(batch.applied),
            figure(batch.passed),
            batch.budget_head,
            state,
        ),
        struck=state if batch.state == states.CANCELLED else "",
    )


def hours_lines(office: Office, year: int) -> EnteredLines:
    rows = TrainingHours.objects.filter(office=office, fiscal_year=year)
    return EnteredLines(rows, hours_line)


def hours_line(hours: TrainingHours) -> RegisterLine:
    return RegisterLine(
        (
            hours.name,
            hours.post_words,
            hours.title,
            hours.held_by or say("এই কার্যালয়", "This office"),
            Cell.of(register_day_words(hours.first_on), hours.first_on),
            Cell.of(register_day_words(hours.last_on), hours.last_on),
            figure(hours.minutes // 60),
            hours.order_number,
            hours.struck_reason,
        ),
        struck=hours.struck_reason,
    )


def lab_lines(office: Office, year: int) -> SerialLines:
    rows = LabUse.objects.filter(office=office, fiscal_year=year)
    # Looked up by their keys: joined, PostgreSQL would rather read all of them.
    rows = rows.prefetch_related("place", "course__feedback")
    return SerialLines(
        rows,
        lambda uses: [lab_line(each) for each in uses],
        office=office,
        book="lab_use",
        fiscal_year=year,
        columns=len(LAB_COLUMNS),
    )


def feedback_cell(use: LabUse) -> str:
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


def lab_line(use: LabUse) -> RegisterLine:
    starts, ends = use.starts_at.astimezone(TZ), use.ends_at.astimezone(TZ)
    return RegisterLine(
        (
            number_cell(use.book_serial),
            Cell.of(register_day_words(starts.date()), starts.date()),
            use.place.name,
            f"{time_words(starts, language())} – {time_words(ends, language())}",
            ", ".join(filter(None, (use.what, use.school_class))),
            figure(use.students),
            figure(use.girls),
            figure(use.computers_working),
            use.teacher,
            use.materials,
            feedback_cell(use),
            use.struck_reason,
        ),
        struck=use.struck_reason,
    )


TRAINING = Book(
    "trainings",
    ("প্রশিক্ষণ রেজিস্টার", "Training register"),
    (
        ("ব্যাচ", "Batch"),
        ("কোর্স", "Course"),
        ("স্থান", "Place"),
        ("শুরু", "From"),
        ("শেষ", "To"),
        ("ঘণ্টা", "Hours"),
        ("আসন", "Seats"),
        ("আবেদন", "Applied"),
        ("উত্তীর্ণ", "Completed"),
        ("ব্যয়ের খাত", "Budget head"),
        ("অবস্থা", "State"),
    ),
    batch_lines,
    widths=(9, 24, 16, 9, 9, 6, 6, 7, 7, 14, 12),
)
HOURS = Book(
    "training_hours",
    ("কর্মীদের প্রশিক্ষণ ঘণ্টা", "Training hours of staff"),
    (
        ("নাম", "Name"),
        ("পদ", "Post"),
        ("প্রশিক্ষণ", "Training"),
        ("আয়োজক", "Held by"),
        ("শুরু", "From"),
        ("শেষ", "To"),
        ("ঘণ্টা", "Hours"),
        ("আদেশ নম্বর", "Order number"),
        ("মন্তব্য", "Remarks"),
    ),
    hours_lines,
    widths=(18, 16, 24, 18, 9, 9, 6, 14, 14),
)
LAB_USE = Book(
    "lab_use",
    ("ল্যাব ব্যবহার রেজিস্টার", "Lab use book"),
    LAB_COLUMNS,
    lab_lines,
    widths=(5, 9, 18, 16, 22, 8, 7, 9, 14, 14, 12, 12),
)
