"""The registers that kinds of service write beside the service register: what was asked and given, case by
case.
"""

from collections.abc import Callable, Iterator

from ongikar.cases.actions.corrections import Correction, corrections_of
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import applicant_words, state_tag
from ongikar.cases.register_lines import are_lines_stored, edition_of_year, kind_books, stored_lines
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions

from .cells import day_cell, number_cell, shown_name
from .registry import Book, Cell, RegisterLine, RegisterLines, StreamedLines, Words
from .serial_lines import SerialLines
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


# A case with its place in a register, and the round that the line tells of.
PlacedCase = tuple[int, Case, int]


def kind_lines(
    office: Office,
    fiscal_year: int,
    slug: str,
    lines: Callable[[list[PlacedCase]], list[RegisterLine]],
    *,
    columns: int,
) -> RegisterLines:
    """The lines of a register of kinds by their serials; of a year whose lines are not all stored yet, as
    its cases give them.
    """
    if are_lines_stored(office, slug, fiscal_year):
        rows = stored_lines(office, slug, fiscal_year).select_related("case__applicant", "case__clock")
        return SerialLines(
            rows,
            lambda batch: lines([(each.book_serial, each.case, each.round) for each in batch]),
            office=office,
            book=slug,
            fiscal_year=fiscal_year,
            columns=columns,
        )
    cases = Case.objects.filter(
        office=office, fiscal_year=fiscal_year, service__kind__in=kind_books().get(slug, [])
    )
    return StreamedLines(
        cases.select_related("applicant", "clock"),
        lambda batch, first: lines(list(placed_cases(batch, first, slug))),
    )


def placed_cases(cases: list[Case], first: int, slug: str) -> Iterator[PlacedCase]:
    place = first
    for case in cases:
        for book, round in kind_of(case.row).book_lines(case):
            if book == slug:
                yield place, case, round
                place += 1


def kind_register_lines(office: Office, fiscal_year: int, slug: str) -> RegisterLines:
    return kind_lines(
        office, fiscal_year, slug, lambda placed: lines_of_cases(placed, slug), columns=len(COLUMNS)
    )


def lines_of_cases(placed: list[PlacedCase], slug: str) -> list[RegisterLine]:
    """What some cases write in one register."""
    cases = [case for _, case, _ in placed]
    corrections = corrections_of({case.applicant_id for case in cases if case.applicant_id})
    reopened = endings_of([case for case in cases if case.state == case_transitions.RECEIVED])
    return [
        kind_register_line(
            place,
            case,
            dict(kind_of(case.row).book_rows(case)).get(slug, {}),
            corrections.get(case.applicant_id or 0, []),
            was_reopened=case.pk in reopened,
        )
        for place, case, _ in placed
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
        edition_of=lambda office, fiscal_year: edition_of_year(office, slug, fiscal_year),
    )


KIND_REGISTERS = [register_of(slug, title) for slug, title in TITLES.items()]
