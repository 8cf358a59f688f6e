"""The grievance register: one line a complaint, with where it stands. A hidden name is hidden here too."""

from django.utils import timezone

from ongikar.books.cells import day_cell, figures, number_cell, shown_name
from ongikar.books.registry import Book, Cell, Line, Run
from ongikar.cases.actions.corrections import Correction, corrections_of
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office

from .models import Grievance
from .respondent_views import name_for_respondent
from .words import ABOUT, KINDS, kind_words, standing_words, what_words

COLUMNS = (
    ("ক্রমিক", "No."),
    ("জমার তারিখ", "Filed on"),
    ("নম্বর", "Number"),
    ("নাম ও ধরন", "Name and kind"),
    ("যাঁর বিরুদ্ধে", "Complaint against"),
    ("বিষয়", "About"),
    ("ধাপ ও নিষ্পত্তিকারী", "Tier and who decides"),
    ("শেষ দিন", "Due"),
    ("নিষ্পত্তির তারিখ", "Settled on"),
    ("ফলাফল", "Outcome"),
    ("সময়মতো কি না", "In time"),
)


def rows(office: Office, fiscal_year: int) -> list[Line]:
    found = (
        Grievance.objects.with_all().filter(office=office, fiscal_year=fiscal_year).order_by("book_serial")
    )
    now = timezone.now()
    found = list(found)
    corrections = corrections_of({each.complainant_id for each in found if is_named(each)})
    return [line(each, now, corrections.get(each.complainant_id, [])) for each in found]


def is_named(grievance: Grievance) -> bool:
    """Whether the register may say who complains: of a hidden name what was corrected is hidden too."""
    return not (grievance.anonymous or grievance.identity_hidden) and grievance.complainant is not None


def name_cell(grievance: Grievance, corrections: list[Correction]) -> Cell:
    # Of a hidden name not even that it is an institution's is told.
    name, kind = (Run(name_for_respondent(grievance)),), str(KINDS[grievance.kind])
    if is_named(grievance):
        name, kind = shown_name(grievance.complainant, corrections), kind_words(grievance)
    return Cell((*name, Run(f" ({kind})")))


def line(grievance: Grievance, now, corrections: list[Correction]) -> Line:
    stage = grievance.current
    if not stage.closed_at and not stage.clock.is_late(now):
        in_time = ""
    else:
        in_time = say("না", "No") if stage.clock.is_late(now) else say("হ্যাঁ", "Yes")
    return Line((
        number_cell(grievance.book_serial), day_cell(grievance.filed_at),
        figures(grievance.number), name_cell(grievance, corrections),
        grievance.respondent.title, str(ABOUT[grievance.about]), f"{stage.post.title} ({what_words(stage)})",
        day_cell(stage.clock.due_at), day_cell(stage.closed_at), str(standing_words(stage, now)[1]), in_time,
    ))  # fmt: skip


REGISTER = Book(
    "grievances",
    ("অভিযোগ রেজিস্টার", "Grievance register"),
    COLUMNS,
    rows,
    widths=(7, 10, 14, 12, 10, 12, 13, 10, 10, 10, 8),
)
