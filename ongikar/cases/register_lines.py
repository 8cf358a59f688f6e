"""The lines of the registers of kinds: each is stored by the act that makes it, with its serial.

A year that was there before there were stored lines gets its lines by the worker, some at a time and in the
order in which the pages had numbered them; until it has them all, its pages go through the cases.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from ongikar.cases.kinds.kind import kind_of, kinds
from ongikar.cases.models import Case, KindLine, RegisterYear
from ongikar.core.db.batched_statements import fetch_after_waiting
from ongikar.core.db.bulk_sql import insert_rows
from ongikar.journal.row_seals import collect_rows
from ongikar.offices.models import Office, Serial
from ongikar.offices.serials import BOOKS, next_block
from ongikar.people.models import GONE

# The number of the list of columns by which a register is kept now, of those that were ever given another
# (books/registry.py).
EDITIONS: dict[str, int] = {}
# Lines that the worker makes in one go, while whoever sends in an application to the same office waits.
BATCH = 500
# Only where the lines of the year are stored: else the worker comes by, and finds the case too.
COUNT_UP_IF_STORED = """
    INSERT INTO offices_serial (office_id, book, year, last)
    SELECT office_id, book, fiscal_year, 1 FROM cases_registeryear
    WHERE office_id = %s AND book = %s AND fiscal_year = %s AND reached IS NULL
    ON CONFLICT (office_id, book, year) DO UPDATE SET last = offices_serial.last + 1
    RETURNING last
"""


def kind_books() -> dict[str, list[str]]:
    """The registers of kinds, each with the words of the kinds that write it."""
    by_book: dict[str, list[str]] = {}
    for word, kind in kinds().items():
        for book in kind.books:
            if book in BOOKS:
                by_book.setdefault(book, []).append(word)
    return by_book


# ---- what an act stores ----


Line = dict[str, Any]


def draw_lines(case: Case) -> list[Line]:
    """The lines that a case begins with, numbered before it is written: what waits is then sent with it.

    Called under the number that was drawn for it, so nobody else begins a year at the same moment.
    """
    if case.book_serial == 1:
        begin_year(case.office_id, case.fiscal_year)
    kind = kind_of(case.row)
    drawn = (draw_line(case, *line) for line in kind.book_lines(case)) if kind.books else ()
    return [line for line in drawn if line]


def write_lines(case: Case, lines: list[Line]) -> None:
    insert_rows(KindLine, *({**line, "case_id": case.pk} for line in lines))


def begin_year(office_id: int, fiscal_year: int) -> None:
    """With its first case a year is whole in each register, for there was none before."""
    for book in (RegisterYear.SERVICES, *kind_books()):
        RegisterYear.objects.get_or_create(office_id=office_id, fiscal_year=fiscal_year, book=book)


def enter_new_lines(case: Case) -> None:
    """The lines that an act has added: of a case that was reopened, or of which more is known."""
    kind = kind_of(case.row)
    if not kind.books:
        return
    hold_receipts(case)
    known = set(KindLine.objects.filter(case=case).values_list("book", "round"))
    drawn = [draw_line(case, *line) for line in kind.book_lines(case) if line not in known]
    write_lines(case, [line for line in drawn if line])


def draw_line(case: Case, book: str, round: int) -> Line | None:
    """The next line of a register; None where its year is not whole yet, and for a book of no office."""
    if book not in BOOKS:
        return None
    place: Line = {"office_id": case.office_id, "book": book, "fiscal_year": case.fiscal_year}
    drawn = fetch_after_waiting(COUNT_UP_IF_STORED, list(place.values()))
    if not drawn:
        return None
    ((serial,),) = drawn
    counted = {"office_id": case.office_id, "book": book, "year": case.fiscal_year, "last": serial}
    # As of other serials (offices/serials.py).
    collect_rows(Serial, [(0, counted)], new=False)
    return place | {"book_serial": serial, "round": round, "edition": EDITIONS.get(book, 1)}


def hold_receipts(of: Case | RegisterYear) -> None:
    """Nobody takes a line of the service register of its year until the transaction ends. A receipt holds
    that line before any other number: so does whoever needs both.
    """
    receipts = Serial.objects.filter(office=of.office_id, book=RegisterYear.SERVICES, year=of.fiscal_year)
    list(receipts.select_for_update())


# ---- what a page asks ----


def are_lines_stored(office: Office, book: str, fiscal_year: int) -> bool:
    return RegisterYear.objects.filter(
        office=office, book=book, fiscal_year=fiscal_year, reached=None
    ).exists()


def stored_lines(office: Office, book: str, fiscal_year: int) -> QuerySet[KindLine]:
    return KindLine.objects.filter(office=office, book=book, fiscal_year=fiscal_year)


def edition_of_year(office: Office, book: str, fiscal_year: int) -> int:
    """By which list of columns a year is kept: the one by which it was begun. A year without a line is kept
    by the newest.
    """
    begun = stored_lines(office, book, fiscal_year).order_by("book_serial").values_list("edition", flat=True)
    return begun.first() or EDITIONS.get(book, 1)


# ---- what the worker does ----


def store_next_lines() -> int:
    """Some lines of a year that has not all of them; how many of its cases were gone through."""
    for book, words in kind_books().items():
        for office_id, fiscal_year in unstored_years(book):
            return store_some(office_id, book, fiscal_year, words)
    return 0


def unstored_years(book: str) -> Iterator[tuple[int, int]]:
    whole = RegisterYear.objects.filter(
        office=OuterRef("office"), book=book, fiscal_year=OuterRef("year"), reached=None
    )
    given = Serial.objects.filter(~Exists(whole), book=RegisterYear.SERVICES).order_by("-year", "office")
    yield from given.values_list("office_id", "year")


@transaction.atomic
def store_some(office_id: int, book: str, fiscal_year: int, words: Collection[str]) -> int:
    """The next lines of a year in the order of its cases; with the last of them the year is whole."""
    place: dict[str, Any] = {"office_id": office_id, "book": book, "fiscal_year": fiscal_year}
    hold_receipts(RegisterYear(**place))
    year, _ = RegisterYear.objects.get_or_create(**place, defaults={"reached": 0})
    if year.reached is None:
        return 0
    cases = Case.objects.filter(
        office=office_id, fiscal_year=fiscal_year, service__kind__in=words, book_serial__gt=year.reached
    )
    batch = list(cases.select_related("applicant", "clock").order_by("book_serial")[:BATCH])
    lines = [
        {"case_id": case.pk, "round": round, "edition": EDITIONS.get(book, 1)}
        for case in batch
        for of_book, round in kind_of(case.row).book_lines(case)
        if of_book == book
    ]
    last = KindLine.objects.filter(**place).aggregate(last=Max("book_serial"))["last"] or 0
    numbered = ({**place, "book_serial": serial, **line} for serial, line in enumerate(lines, last + 1))
    insert_rows(KindLine, *numbered)
    is_whole = len(batch) < BATCH
    if is_whole and last + len(lines):
        next_block(Office.objects.get(pk=office_id), book, fiscal_year, last + len(lines))
    year.reached = None if is_whole else batch[-1].book_serial
    year.save(update_fields=["reached"])
    # A year without a case of the kind is done, too.
    return max(len(batch), 1)


def lines_that_differ() -> Iterator[str]:
    """Of every year that is kept whole, what its cases say and no line stores, or the other way about.

    A line of what was forgotten since stays, though its case tells no more that it belongs there.
    """
    words_of = kind_books()
    whole = RegisterYear.objects.exclude(book=RegisterYear.SERVICES).filter(reached=None)
    for year in whole.select_related("office"):
        yield from differing_lines(year, words_of.get(year.book, ()))


def differing_lines(year: RegisterYear, words: Collection[str]) -> Iterator[str]:
    stored = set(stored_lines(year.office, year.book, year.fiscal_year).values_list("case", "round"))
    cases = Case.objects.filter(office=year.office, fiscal_year=year.fiscal_year, service__kind__in=words)
    told = {
        (case.pk, round)
        for case in cases.select_related("applicant", "clock").iterator(chunk_size=BATCH)
        for book, round in kind_of(case.row).book_lines(case)
        if book == year.book
    }
    more = Case.objects.filter(pk__in={key for key, _ in stored - told}, search=GONE)
    forgotten = set(more.values_list("pk", flat=True))
    odd = (told - stored) | {(key, round) for key, round in stored - told if key not in forgotten}
    for key, round in sorted(odd):
        yield f"{year.office.slug}, {year.book} {year.fiscal_year}: case {key}, round {round}"
