"""The hearing register and the decision register: their lines by their serials, whichever tier wrote them. A
hidden name is hidden here too, and so is the hour at which somebody is heard apart.
"""

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.books.cells import day_cell, language_digits, number_cell
from ongikar.books.registry import Book, Cell, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.actions.corrections import corrections_of
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.gatherings.words import time_words
from ongikar.offices.models import Office
from ongikar.people.desk import TIER_ROLES
from ongikar.rules.calendar.office_calendar import TZ

from ..handling.redaction import text_for_respondent
from ..house_rules import house_rules
from ..models import BookLine, Grievance, Hearing, Stage
from ..words import ABOUT, stage_status, stage_title
from .register import complainant_cell, is_complainant_named
from .register_words import attendance_words, hearing_state, remedy_words

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
            f"{grievance.respondent.title}: {ABOUT[grievance.about]}",
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
