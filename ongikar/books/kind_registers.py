"""The registers that kinds of service write beside the service register: what was asked and given, case by
case.
"""

from ongikar.cases.actions.corrections import Correction, corrections_of
from ongikar.cases.kinds import Kind, kind_of, kinds
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import applicant_words, state_tag
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions

from .cells import day_cell, number_cell, shown_name
from .registry import Book, Cell, RegisterLine, StreamedLines, Words
from .service_lines import endings_of, is_struck, tracking_number_cell

COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("আবেদনকারী", "Applicant"),
    ("বিবরণ", "Particulars"),
    ("ফলাফল", "Outcome"),
)
WIDTHS = (6, 8, 11, 15, 49, 11)
TITLES: dict[str, Words] = {
    "information": ("তথ্য প্রদান রেজিস্টার", "Register of information given"),
    "advice": ("পরামর্শ রেজিস্টার", "Register of advice"),
    "incident": ("সাইবার ঘটনা রেজিস্টার", "Register of cyber incidents"),
}


def register_kinds() -> list[str]:
    """The kinds that write a register of their own."""
    return [word for word, kind in kinds().items() if type(kind).book_rows is not Kind.book_rows]


def kind_register_lines(office: Office, fiscal_year: int, slug: str) -> StreamedLines:
    cases = Case.objects.filter(office=office, fiscal_year=fiscal_year, service__kind__in=register_kinds())
    return StreamedLines(
        cases.select_related("applicant", "clock"), lambda found, place: lines_of_cases(found, place, slug)
    )


def lines_of_cases(cases: list[Case], first: int, slug: str) -> list[RegisterLine]:
    """What some cases write in one register; `first`: the place of their first line."""
    found = [
        (case, entry) for case in cases for book, entry in kind_of(case.row).book_rows(case) if book == slug
    ]
    corrections = corrections_of({case.applicant_id for case, _ in found if case.applicant_id})
    reopened = endings_of([case for case, _ in found if case.state == case_transitions.RECEIVED])
    return [
        kind_register_line(
            place, case, entry, corrections.get(case.applicant_id or 0, []), was_reopened=case.pk in reopened
        )
        for place, (case, entry) in enumerate(found, start=first)
    ]


def kind_register_line(
    place: int, case: Case, entry: dict[str, str], corrections: list[Correction], *, was_reopened: bool
) -> RegisterLine:
    outcome = say(*state_tag(case, was_reopened=was_reopened)[1:])
    entry_text = " · ".join(f"{heading}: {text}" for heading, text in entry.items() if text)
    cells = (
        number_cell(place),
        day_cell(case.received_at),
        tracking_number_cell(case),
        shown_applicant(case, corrections),
        entry_text,
        outcome,
    )
    return RegisterLine(cells, struck=outcome if is_struck(case) else "")


def shown_applicant(case: Case, corrections: list[Correction]) -> Cell:
    """The institution, or the person where none asked, with what was corrected of that name."""
    return (
        Cell.of(applicant_words(case))
        if case.applicant is None
        else Cell(shown_name(case.applicant, corrections))
    )


def register_of(slug: str, title: Words) -> Book:
    return Book(
        slug,
        title,
        COLUMNS,
        lambda office, fiscal_year: kind_register_lines(office, fiscal_year, slug),
        WIDTHS,
    )


KIND_REGISTERS = [register_of(slug, title) for slug, title in TITLES.items()]
