"""The grievance register: one line a complaint, with where it stands. A hidden name is hidden here too."""

from datetime import datetime

from django.utils import timezone

from ongikar.books.cells import day_cell, language_digits, number_cell, shown_name
from ongikar.books.registry import Book, Cell, CellRun, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.actions.corrections import Correction, corrections_of
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.people.desk import TIER_ROLES

from ..citizen.correcting import corrections_of_complaints
from ..handling.respondent_views import complainant_name_for_respondent
from ..models import Grievance
from ..words import ABOUT, KINDS, complainant_kind_words, stage_status, stage_title
from .register_words import HANDLED, hearing_words, inquiry_words, remedy_words

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
        Grievance.objects.with_all()
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
    kind = str(KINDS[grievance.kind])
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
            str(ABOUT[grievance.about]),
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
