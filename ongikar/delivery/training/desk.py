"""What the office sees of its trainings and does with them: courses, and batches with their board."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import register_converter, reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.cases.rights import may_handle
from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.gatherings.payees import codes_to_pay
from ongikar.offices.models import Office, Post
from ongikar.people.charge import ChargeLine
from ongikar.people.post_holders import STAFF_ROLES, Asker, StaffRequest
from ongikar.people.search_sources import SearchQuestion
from ongikar.people.subjects import SubjectLine
from ongikar.records.acts import Act, BeginAct, OpenAct
from ongikar.records.desk import Desk
from ongikar.records.filters import Narrowed
from ongikar.records.lines import NextAct
from ongikar.records.offers import Charge, Door, Today
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import date_words, digits

from . import actions, states, words
from .actions.replacing import replaceable_states
from .acts import ACTS
from .after import class_page, record_desks, tracking  # noqa: F401 -- register what they show
from .after.acts import CLASS_ACTS, TOLD
from .after.attendance_page import grid_of
from .applicant_acts import APPLICANT_ACTS
from .board import (
    ALL,
    PAGE,
    TABS,
    TODO,
    Board,
    applicant_line,
    applicants,
    board_of,
    plan_changes,
    tab_counts,
)
from .forms import BatchForm, CourseForm, courses_of, plan_choices
from .models import Batch, Course, Objection
from .objections import today_of_objections
from .school import desk as school_desk  # noqa: F401 -- registers its desk

# How many courses stand below the batches.
COURSES_SHOWN = 30


COURSE_SOUGHT = ("কোর্সের নাম", "Name of the course")
# Of these the page leads to the classes.
WITH_CLASSES = frozenset({states.OFFERING, states.RUNNING, states.FINISHED, states.CERTIFIED})


class BatchNumber:
    """In an address: no other page of trainings is called so."""

    regex = r"T-[0-9]{4}-[0-9]{1,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(BatchNumber, "batch")


# How each looks: what is over, and what was called off.
LOOKS = {states.FINISHED: "done", states.CERTIFIED: "done"}
BATCH_STATES = {
    **{name: State(*said, LOOKS.get(name, "wait")) for name, said in words.STATION_WORDS.items()},
    states.CANCELLED: State("বাতিল", "cancelled", "shut"),
}


def batch_link(batch: Batch) -> Any:
    url, title = reverse("batch", args=[batch.number]), mark_languages(words.batch_title(batch))
    return format_html('<a href="{}">{}</a>', url, title)


def newest_batches(course: Course) -> QuerySet[Batch]:
    # By the index of a course's batches: that of all would be read to its end for a course with few.
    return course.batches.select_related("course").order_by("-ordinal")[:COURSES_SHOWN]


class WriteCourse(BeginAct):
    def url_when_done(self, desk: Any, made: Any) -> str:
        return reverse("batches_new")


@register
class CourseDesk(Desk):
    model = Course
    place = "training"
    name, names, path = "course", "courses", "courses"
    title, subtitle = "own_title", "level"
    list_display = ("hours_words", "attendance_words")
    search_fields = ("title_bn", "title_en")
    search_words = COURSE_SOUGHT
    nothing = ("কোনো কোর্স লেখা নেই।", "No course is written down.")
    opens = WriteCourse(
        Course,
        "made",
        ("নতুন কোর্স", "New course"),
        asks=CourseForm.ASKS,
        form=CourseForm,
        done=("কোর্সটি লেখা হয়েছে।", "The course is written down."),
    )
    summary = ("level", "hours", "attendance_percent", "pass_percent", "once_only", "taught")
    parts = (
        Part(
            ("ব্যাচ", "Batches"),
            newest_batches,
            (
                Cell(("ব্যাচ", "Batch"), batch_link),
                Cell(("নম্বর", "Number"), words.batch_number),
                Cell(("প্রথম ক্লাস", "First class"), lambda batch: batch.starts_on),
                Cell(("অবস্থা", "State"), lambda batch: BATCH_STATES[batch.state]),
            ),
            nothing=("এখনো কোনো ব্যাচ নেই।", "There is no batch yet."),
        ),
    )
    history_words = {"made": ("লেখা হয়েছে", "Written down")}

    def named_by(self) -> str:
        return "title_bn"

    @label("কোর্স", "Course")
    def own_title(self, course: Course) -> str:
        return course.title

    @label("যা শেখানো হবে", "What is taught")
    def taught(self, course: Course) -> list[str]:
        return course.syllabus.splitlines()

    @label("মোট ঘণ্টা", "Hours in all")
    def hours_words(self, course: Course) -> str:
        return say("{h} ঘণ্টা", "{h} [hour|hours]", h=course.hours)

    @label("উপস্থিতি", "Attendance")
    def attendance_words(self, course: Course) -> str:
        return say("উপস্থিতি {p}%", "attendance {p}%", p=course.attendance_percent)


# Acts that lead to no other state, or back to one.
OF_ENTRIES = {
    **{
        name: states.BATCH_ACT_WORDS[name]
        for name in (
            *(states.CHANGE, states.EXTEND, states.MOVE_DRAW, states.MOVE_RESULT),
            *(states.CORRECT, states.REOPEN),
        )
    },
    "value_typed": ("লটারির সংখ্যা লেখা হয়েছে", "The number of the draw was typed"),
    "asked": ("প্রশ্নমালা দেওয়া হয়েছে", "Questions were given"),
    "passed": ("অন্য পদের দায়িত্বে গেছে", "Passed to another post"),
}


class PlanBatch(OpenAct):
    def why_not(self, request: StaffRequest, now: datetime) -> str:
        first = say("আগে কোর্সটি লিখুন।", "First write down the course.")
        return "" if courses_of(request.office).exists() else first

    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        choices = plan_choices(request.office, now)
        return {**choices, "initial": {"course": str(choices["courses"][0].pk)}}

    def url_when_done(self, desk: Any, made: Any) -> str:
        return str(desk.url_of(made))


def plan_batch(request: StaffRequest, form: BatchForm, now: datetime) -> Batch:
    office = request.office
    post = next(
        each for each in request.holder.posts if each.office_id == office.pk and each.role in STAFF_ROLES
    )
    submission = f"{office.pk}-{form.cleaned_data['token']}"[:64]
    return actions.plan_batch(
        post=post, submission=submission, actor=request.holder.actor, now=now, **form.facts
    )


# As the index of all others says it, which SQLite otherwise does not use.
OVER = [sql_literal(state) for state in (states.CERTIFIED, states.CANCELLED)]


def batches_of(post: Post) -> QuerySet[Batch]:
    """Those that it answers for, as whoever hands over charge of it passes them on."""
    running = Batch.objects.filter(post=post).exclude(state__in=OVER)
    return running.select_related("course").order_by("ends_on", "id")


def charge_line(batch: Batch) -> ChargeLine:
    return ChargeLine(
        digits(batch.number, language()),
        batch.course.title,
        date_words(batch.ends_on, language()),
        reverse("batch", args=[batch.number]),
    )


def papers_of(board: Board, *, may_change: bool) -> Iterator[tuple[str, str]]:
    """The papers and pages of a batch as (words, address), those that are used now in front."""
    batch, number = board.batch, [board.batch.number]
    if coming := board.way.next_class:
        yield (
            say("হাজিরার পাতা, পরের ক্লাস (PDF)", "Attendance sheet of the next class (PDF)"),
            reverse("gathering_sheet", args=[coming.pk]),
        )
    if batch.state in class_page.PAID_IN:
        for code, words_of_code in codes_to_pay(batch.office):
            url = reverse("batch_payment", args=[batch.number, code, "pdf"])
            yield f"{words_of_code} (PDF)", url
    if board.call is None:
        return
    if batch.freezes.exists():
        yield (
            say("তালিকা, লটারি ও ফল", "List, draw and result"),
            reverse("training_result", args=number),
        )
    yield say("ভর্তি বিজ্ঞপ্তির পাতা", "Page of the call"), reverse("training_call", args=number)
    yield say("পোস্টার (A4, PDF)", "Poster (A4, PDF)"), reverse("training_poster", args=number)
    if not may_change:
        return
    if Objection.objects.filter(freeze__batch=batch).exists():
        yield say("আপত্তি ও উত্তর", "Objections and answers"), reverse("batch_objections", args=number)
    yield say("আবেদন যাচাই", "Check applications"), reverse("batch_settle", args=number)


@register
class BatchDesk(Desk):
    model = Batch
    place = "training"
    door = Door(("প্রশিক্ষণ", "Training"), {"programme": 20})
    today = (Today(today_of_objections, 45),)
    charges = (
        Charge(
            "batches",
            ("প্রশিক্ষণের ব্যাচ", "Batches of training"),
            batches_of,
            charge_line,
            50,
            verb="passed",
        ),
    )
    name, names, path, converter = "batch", "batches", "training", "batch"
    title, subtitle = "title_words", "number_and_place"
    list_display = ("size", "days", "state")
    search_fields = ("course__title_bn", "course__title_en")
    search_words = COURSE_SOUGHT
    page_of_list = 30
    nothing = ("এখনো কোনো ব্যাচ নেই।", "There is no batch yet.")
    list_template, detail_template = "training/desk/batches.html", "training/desk/batch.html"
    opens = PlanBatch(
        ("নতুন ব্যাচ", "New batch"),
        BatchForm,
        plan_batch,
        done=("ব্যাচটি লেখা হয়েছে।", "The batch is planned."),
    )
    states = BATCH_STATES
    acts: tuple[Act, ...] = (*ACTS, *APPLICANT_ACTS, *CLASS_ACTS, TOLD)
    history_words = OF_ENTRIES

    def key_of(self, record: Any) -> Any:
        return record.number

    def rows(self, office: Office) -> QuerySet[Batch]:
        return super().rows(office).select_related("course", "place")

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        return {
            "courses": courses_of(request.office)[:COURSES_SHOWN],
            "may_act": may_handle(request.holder, request.office.pk),
        }

    def find(self, office: Office, pk: str) -> Batch:
        year, serial = pk.removeprefix("T-").split("-")
        rows = Batch.objects.select_related("office", "course", "place", "post")
        return get_object_or_404(rows, office=office, year=int(year), serial=int(serial))

    def next_act(self, asker: Asker, record: Batch) -> NextAct | None:
        """What comes next stands on the page of the batch: to know it, all who applied are read."""
        is_over = record.state in {states.CERTIFIED, states.CANCELLED}
        if is_over or not asker.holder.has(asker.office.pk, self.handlers):
            return None
        return NextAct(self.url_of(record), say("পরের কাজ দেখুন", "See what comes next"))

    def acts_of(self, record: Any) -> list[Act]:
        """What is to be done now stands above them, as a button of its own (training/desk/batch.html); what
        is done from the first class on stands on the page of classes.
        """
        now = board_of(record).next.act
        return [act for act in super().acts_of(record) if act.name != now and act not in CLASS_ACTS]

    def detail_context(self, request: StaffRequest, record: Any, *, may_change: bool) -> dict[str, Any]:
        board, tab = board_of(record), request.GET.get("show", "")
        counts = tab_counts(board.counts)
        if tab not in TABS:
            tab = TODO if counts[TODO] else ALL
        rows = applicants(board.call, tab) if board.call else None
        page = Paginator(rows, PAGE).get_page(request.GET.get("page")) if rows is not None else None
        now = next((act for act in self.acts if act.name == board.next.act), None)
        replaceable = replaceable_states(record)
        lines = [applicant_line(record, each, replaceable) for each in page or ()]
        return {
            "board": board,
            "way": board.way,
            "batch": record,
            "number": words.batch_number(record),
            "line": words.batch_line(record),
            "now": now,
            "now_url": now.url(self, record) if now else board.next.url,
            "tabs": [(key, say(*pair), counts[key], key == tab) for key, pair in TABS.items()],
            "page": page,
            "lines": lines,
            "has_acts": may_change and any(line.has_act for line in lines),
            "has_classes": record.state in WITH_CLASSES,
            "changes": plan_changes(record),
            "papers": list(papers_of(board, may_change=may_change)),
            "grid": grid_of(record, timezone.now()) if record.state in class_page.PAID_IN else None,
        }

    def page_of_number(self, question: SearchQuestion) -> str:
        number = words.read_batch_number(question.typed)
        if number is None:
            return ""
        batch = Batch.objects.filter(office=question.office, year=number[0], serial=number[1]).first()
        return self.url_of(batch) if batch else ""

    def subject_lines(self, keys: Iterable[int]) -> dict[int, SubjectLine]:
        rows = Batch.objects.filter(pk__in=list(keys)).select_related("course")
        return {
            row.pk: SubjectLine(
                words.batch_number(row), words.batch_title(row), self.url_of(row), row.office_id
            )
            for row in rows
        }

    @label("ব্যাচ", "Batch")
    def title_words(self, batch: Batch) -> str:
        return words.batch_title(batch)

    @label("আসন ও ঘণ্টা", "Seats and hours")
    def size(self, batch: Batch) -> str:
        return words.size_words(batch)

    @label("ক্লাস", "Classes")
    def days(self, batch: Batch) -> str:
        return words.days_words(batch)

    @label("নম্বর ও জায়গা", "Number and place")
    def number_and_place(self, batch: Batch) -> str:
        return f"{words.batch_number(batch)} · {words.place_words(batch)}".removesuffix(" · ")
