"""The registers of complaints: of what was filed, of hearings and of decisions, each line in words."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.books.cells import (
    day_cell,
    language_digits,
    number_cell,
    register_day,
    register_day_words,
    shown_name,
)
from ongikar.books.registry import Book, Cell, CellRun, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.actions.corrections import Correction, corrections_of
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.gatherings.words import time_words
from ongikar.offices.models import Office
from ongikar.people.post_holders import TIER_ROLES
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions as task_states
from ongikar.tasks.models import Task

from ..citizen.party_acts import corrections_of_complaints
from ..handling.redaction import text_for_respondent
from ..handling.respondent_views import complainant_name_for_respondent
from ..house_rules import house_rules
from ..models import BookLine, Grievance, Hearing, HearingParty, Inquiry, Stage
from ..words import complainant_kind_words, stage_status, stage_title

# What the register reads beside the complaint itself.
HANDLED = (
    "stages__inquiries",
    "stages__hearings__gathering",
    "stages__hearings__parties",
    "stages__remedies__task__clock__facts",
)
SIDES = {
    Stage.COMPLAINANT: ("অভিযোগকারী", "complainant"),
    Stage.RESPONDENT: ("যাঁর বিরুদ্ধে", "officer"),
}
ATTENDED = {
    HearingParty.CAME: ("এসেছেন", "came"),
    HearingParty.REPRESENTED: ("প্রতিনিধি এসেছেন", "was represented"),
    HearingParty.ABSENT: ("আসেননি", "did not come"),
}


def inquiry_words(grievance: Grievance) -> str:
    """১৭/১১/২০২৬ – ২৬/১১/২০২৬, of each inquiry; the second day where it has ended."""
    inquiries = [each for stage in grievance.stages.all() for each in stage.inquiries.all()]
    return "; ".join(map(one_inquiry, inquiries))


def one_inquiry(inquiry: Inquiry) -> str:
    if inquiry.reported_at:
        return f"{register_day(inquiry.ordered_at)} – {register_day(inquiry.reported_at)}"
    if inquiry.ended_at:
        off = say("বাতিল", "called off")
        return f"{register_day(inquiry.ordered_at)} – {off}"
    due = register_day_words(inquiry.due)
    begun = register_day(inquiry.ordered_at)
    return say("{day} থেকে চলছে, {due}-এর মধ্যে", "since {day}, due {due}", day=begun, due=due)


def hearing_words(grievance: Grievance) -> str:
    hearings = [each for stage in grievance.stages.all() for each in stage.hearings.all()]
    return "; ".join(f"{register_day(each.gathering.starts_at)}: {hearing_state(each)}" for each in hearings)


def hearing_state(hearing: Hearing) -> str:
    if hearing.ended_at:
        return say("বাতিল", "called off")
    if hearing.recorded_at is None:
        return say("হবে", "to come")
    away = [say(*SIDES[each.side]) for each in hearing.parties.all() if each.attended == HearingParty.ABSENT]
    if away:
        return say("হয়েছে, {who} আসেননি", "held, {who} did not come", who=say(" ও ", " and ").join(away))
    return say("হয়েছে", "held")


def attendance_words(hearing: Hearing, side: str) -> str:
    """Whether a side came; who came in its stead is told on the page of the complaint alone."""
    party = next((each for each in hearing.parties.all() if each.side == side), None)
    return say(*ATTENDED[party.attended]) if party else ""


def remedy_tasks(stages: Iterable[Stage]) -> list[Task]:
    """Those that were not dropped."""
    tasks = [remedy.task for stage in stages for remedy in stage.remedies.all()]
    return [task for task in tasks if task.state != task_states.DROPPED]


def remedy_words(stages: Iterable[Stage], now: datetime) -> str:
    """৩টির ২টি হয়েছে, ১টি দেরি. Done is what was checked."""
    tasks = remedy_tasks(stages)
    if not tasks:
        return ""
    done = sum(task.state == task_states.DONE for task in tasks)
    late = sum(task.ended_at is None and task.clock.is_late(now) for task in tasks)
    words = say(
        "{all}টির {done}টি হয়েছে",
        "{done} of {all} done",
        all=language_digits(len(tasks)),
        done=language_digits(done),
    )
    return words + say(", {n}টি দেরি", ", {n} late", n=language_digits(late)) if late else words


COLUMNS = (
    ("ক্রমিক", "No."),
    ("জমার তারিখ", "Filed on"),
    ("নম্বর", "Number"),
    ("নাম ও ধরন", "Name and kind"),
    ("যাঁর বিরুদ্ধে", "Complaint against"),
    ("বিষয়", "About"),
    ("ধাপ ও নিষ্পত্তিকারী", "Tier and who decides"),
    ("তদন্ত", "Inquiry"),
    ("শুনানি", "Hearing"),
    ("শেষ দিন", "Due"),
    ("নিষ্পত্তির তারিখ", "Settled on"),
    ("ফলাফল", "Outcome"),
    ("প্রতিকার", "Remedy"),
    ("সময়মতো কি না", "In time"),
)


def grievance_register_lines(office: Office, fiscal_year: int) -> SerialLines:
    now = timezone.now()
    return SerialLines(
        Grievance.objects.with_related()
        .prefetch_related(*HANDLED)
        .filter(office=office, fiscal_year=fiscal_year),
        lambda grievances: lines_for_grievances(grievances, now),
        office=office,
        book="grievance book",
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def lines_for_grievances(grievances: list[Grievance], now: datetime) -> list[RegisterLine]:
    corrections = corrections_of(
        {each.complainant_id for each in grievances if each.complainant_id and is_complainant_named(each)}
    )
    # About no application, the complaint itself took the correction.
    own = corrections_of_complaints(
        {each.pk for each in grievances if each.case_id is None and is_complainant_named(each)}
    )
    return [
        grievance_register_line(each, now, own.get(each.pk) or corrections.get(each.complainant_id or 0, []))
        for each in grievances
    ]


def is_complainant_named(grievance: Grievance) -> bool:
    """Whether the register may say who complains: of a hidden name what was corrected is hidden too."""
    return not (grievance.anonymous or grievance.identity_hidden) and grievance.complainant is not None


def complainant_cell(grievance: Grievance, corrections: list[Correction]) -> Cell:
    # Of a hidden name not even that it is an institution's is told.
    name: tuple[CellRun, ...] = (CellRun(complainant_name_for_respondent(grievance)),)
    kind = grievance.get_kind_display()
    if is_complainant_named(grievance):
        name, kind = (
            shown_name(not_none(grievance.complainant), corrections),
            complainant_kind_words(grievance),
        )
    return Cell((*name, CellRun(f" ({kind})")))


def grievance_register_line(
    grievance: Grievance, now: datetime, corrections: list[Correction]
) -> RegisterLine:
    stage = grievance.current
    if not stage.closed_at and not stage.clock.is_late(now):
        in_time = ""
    else:
        in_time = say("না", "No") if stage.clock.is_late(now) else say("হ্যাঁ", "Yes")
    return RegisterLine(
        (
            number_cell(grievance.book_serial),
            day_cell(grievance.filed_at),
            language_digits(grievance.number),
            complainant_cell(grievance, corrections),
            grievance.respondent.title,
            grievance.get_about_display(),
            f"{stage.post.title} ({stage_title(stage)})",
            inquiry_words(grievance),
            hearing_words(grievance),
            day_cell(stage.clock.due_at),
            day_cell(stage.closed_at),
            str(stage_status(stage, now)[1]),
            remedy_words(grievance.stages.all(), now),
            in_time,
        )
    )


REGISTER = Book(
    "grievances",
    ("অভিযোগ রেজিস্টার", "Grievance register"),
    COLUMNS,
    grievance_register_lines,
    widths=(5, 8, 11, 10, 9, 9, 10, 9, 9, 8, 8, 9, 9, 6),
    readers=TIER_ROLES,
)


HEARING_COLUMNS = (
    ("ক্রমিক", "No."),
    ("ডাকার তারিখ", "Called on"),
    ("অভিযোগ নম্বর", "Complaint"),
    ("অভিযোগকারী", "Complainant"),
    ("যাঁর বিরুদ্ধে", "Complaint against"),
    ("ধাপ ও কে শোনেন", "Tier and who hears"),
    ("শুনানির দিন ও সময়", "Day and time"),
    ("অভিযোগকারী এসেছেন কি না", "Complainant came"),
    ("যাঁর বিরুদ্ধে, তিনি এসেছেন কি না", "Officer came"),
    ("অবস্থা", "State"),
)
DECISION_COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("অভিযোগ নম্বর", "Complaint"),
    ("অভিযোগকারী", "Complainant"),
    ("যাঁর বিরুদ্ধে", "Complaint against"),
    ("ধাপ ও নিষ্পত্তিকারী", "Tier and who decided"),
    ("ফলাফল", "Outcome"),
    ("সিদ্ধান্ত ও কারণ", "Decision and reasons"),
    ("মূল কারণ", "Root cause"),
    ("প্রতিকার", "Remedy"),
    ("সময়মতো কি না", "In time"),
)
WITH = ("complainant", "respondent", "office", "case__applicant", "case__clock")


def line_rows(office: Office, fiscal_year: int, book: str, way: str) -> QuerySet[BookLine]:
    """The lines of a book, each with its complaint."""
    rows = BookLine.objects.filter(office=office, book=book, fiscal_year=fiscal_year)
    related = [f"{way}__grievance__{name}" for name in WITH]
    return rows.select_related(f"{way}__post", f"{way}__clock", f"{way}__tier", *related)


def hearing_lines(office: Office, fiscal_year: int) -> SerialLines:
    rows = line_rows(office, fiscal_year, BookLine.HEARINGS, "hearing__stage")
    return SerialLines(
        rows.select_related("hearing__gathering").prefetch_related(
            "hearing__parties", "hearing__stage__grievance__case__acts"
        ),
        make_hearing_lines,
        office=office,
        book=BookLine.BOOKS[BookLine.HEARINGS],
        fiscal_year=fiscal_year,
        columns=len(HEARING_COLUMNS),
    )


def decision_lines(office: Office, fiscal_year: int) -> SerialLines:
    rows = line_rows(office, fiscal_year, BookLine.DECISIONS, "stage")
    return SerialLines(
        rows.prefetch_related(
            "stage__clock__facts", "stage__grievance__case__acts", "stage__remedies__task__clock__facts"
        ),
        make_decision_lines,
        office=office,
        book=BookLine.BOOKS[BookLine.DECISIONS],
        fiscal_year=fiscal_year,
        columns=len(DECISION_COLUMNS),
    )


def complainant_cells(grievances: list[Grievance]) -> list[Cell]:
    """Of each complaint who complains, with what was corrected of the name."""
    named = {each.complainant_id for each in grievances if each.complainant_id and is_complainant_named(each)}
    corrections = corrections_of(named)
    return [complainant_cell(each, corrections.get(each.complainant_id or 0, [])) for each in grievances]


def tier_and_post(stage: Stage) -> str:
    return f"{stage.post.title} ({stage_title(stage)})"


def make_hearing_lines(lines: list[BookLine]) -> list[RegisterLine]:
    hearings = [not_none(line.hearing) for line in lines]
    cells = complainant_cells([hearing.stage.grievance for hearing in hearings])
    made = zip(lines, hearings, cells, strict=True)
    return [hearing_line(line.book_serial, hearing, cell) for line, hearing, cell in made]


def hearing_line(serial: int, hearing: Hearing, complainant: Cell) -> RegisterLine:
    """A hearing that was called off stays readable, crossed out, with the reason."""
    stage, off = hearing.stage, hearing.ended_reason if hearing.ended_at else ""
    off = text_for_respondent(stage.grievance, off)
    starts = hearing.gathering.starts_at
    return RegisterLine(
        (
            number_cell(serial),
            day_cell(hearing.called_at),
            language_digits(stage.grievance.number),
            complainant,
            stage.grievance.respondent.title,
            tier_and_post(stage),
            Cell.of(time_words(starts, language()), starts.astimezone(TZ).date()),
            attendance_words(hearing, Stage.COMPLAINANT),
            attendance_words(hearing, Stage.RESPONDENT),
            off or hearing_state(hearing),
        ),
        struck=off,
    )


def make_decision_lines(lines: list[BookLine]) -> list[RegisterLine]:
    stages = [not_none(line.stage) for line in lines]
    cells = complainant_cells([stage.grievance for stage in stages])
    made = zip(lines, stages, cells, strict=True)
    return [decision_line(line.book_serial, stage, cell) for line, stage, cell in made]


def decision_line(serial: int, stage: Stage, complainant: Cell) -> RegisterLine:
    now, grievance = timezone.now(), stage.grievance
    rules = house_rules(grievance.office.slug)
    said = [stage.decision, rules.reason(stage.reason_code) if stage.reason_code else "", stage.reasons]
    words = " · ".join(text_for_respondent(grievance, each.strip()) for each in said if each.strip())
    return RegisterLine(
        (
            number_cell(serial),
            day_cell(stage.closed_at),
            language_digits(grievance.number),
            complainant,
            f"{grievance.respondent.title}: {grievance.get_about_display()}",
            tier_and_post(stage),
            str(stage_status(stage, now)[1]),
            words,
            cause_words(stage),
            remedy_words([stage], now),
            say("না", "No") if stage.clock.is_late(now) else say("হ্যাঁ", "Yes"),
        )
    )


def cause_words(stage: Stage) -> str:
    return house_rules(stage.grievance.office.slug).cause(stage.cause) if stage.cause else ""


HEARING_REGISTER = Book(
    "hearings",
    ("শুনানি রেজিস্টার", "Hearing register"),
    HEARING_COLUMNS,
    hearing_lines,
    widths=(6, 9, 12, 13, 12, 13, 13, 9, 9, 12),
    readers=TIER_ROLES,
)
DECISION_REGISTER = Book(
    "grievance-decisions",
    ("অভিযোগের সিদ্ধান্ত রেজিস্টার", "Register of decisions on complaints"),
    DECISION_COLUMNS,
    decision_lines,
    widths=(5, 8, 11, 11, 12, 11, 9, 18, 9, 9, 6),
    readers=TIER_ROLES,
)
