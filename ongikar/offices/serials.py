"""The next numbers of books: without gaps, in the caller's transaction, given back if that fails."""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections

from ongikar.frame.ready_rows import lines_of

from .models import Office, Serial

# Numbers that begin with the geocode: offices under one geocode count together, so that no two papers in a town bear
# the same. A book that is not named here is counted in each office alone.
OF_TOWN = frozenset({"tracking", "memos", "grievances"})
# A book, and the year in which it counts.
Book = tuple[str, int]


def next_number(office: Office, book: str, year: int) -> int:
    return next_numbers(office, (book, year))[0]


def next_numbers(office: Office, *books: Book) -> list[int]:
    """The next number of each book, taken together."""
    taken = _count_up(office, books)
    for missing in [book for book in books if book not in taken]:
        # The first of its year; whoever comes at the same moment makes the same row once.
        Serial.objects.get_or_create(office_id=_counted_in(office, missing), book=missing[0], year=missing[1])
        taken |= _count_up(office, (missing,))
    return [taken[book] for book in books]


def _count_up(office: Office, books: tuple[Book, ...]) -> dict[Book, int]:
    values = [
        value
        for name, year in books
        for value in (office.geocode if name in OF_TOWN else office.pk, name, year)
    ]
    locks = connections[DEFAULT_DB_ALIAS].features.has_select_for_update
    statement = _statement(tuple(name in OF_TOWN for name, _ in books), locks)
    return {(name, year): last for name, year, last in lines_of(statement, *values)}


def _counted_in(office: Office, book: Book) -> int:
    if book[0] not in OF_TOWN:
        return office.pk
    return Office.objects.filter(geocode=office.geocode).order_by("pk").values_list("pk", flat=True)[0]


@cache
def _statement(of_town: tuple[bool, ...], locks: bool) -> str:
    """One statement that counts up and tells, so that nobody comes between.

    The rows are held in the order of their keys: two that take the same books at once then wait for one another in turn.
    """
    wanted = ", ".join(
        f"({'(SELECT min(id) FROM offices_office WHERE geocode = %s)' if town else '%s'}, %s, %s)"
        for town in of_town
    )
    return f"""
        WITH wanted (office_id, book, year) AS (VALUES {wanted}),
        held AS (
            SELECT serial.id FROM offices_serial AS serial JOIN wanted
            ON serial.office_id = wanted.office_id AND serial.book = wanted.book AND serial.year = wanted.year
            ORDER BY serial.id {"FOR UPDATE OF serial" if locks else ""}
        )
        UPDATE offices_serial SET last = last + 1 FROM held WHERE offices_serial.id = held.id
        RETURNING book, year, last
    """
