"""The next numbers of books: without gaps, in the caller's transaction, given back if that fails."""

from django.db import DEFAULT_DB_ALIAS, connections

from ongikar.frame.ready_rows import value_of
from ongikar.frame.written_together import Awaited, waiting_on

from .models import Office

# Numbers that begin with the geocode: offices under one geocode count together, so that no two papers in a town bear
# the same. A book that is not named here is counted in each office alone.
OF_TOWN = frozenset({"tracking", "memos", "grievances"})
# One statement that counts up and tells, so that nobody comes between; the first of its year begins the count.
COUNT_UP = """
    INSERT INTO offices_serial (office_id, book, year, last) VALUES ({office}, %s, %s, 1)
    ON CONFLICT (office_id, book, year) DO UPDATE SET last = offices_serial.last + 1
"""
OF_OFFICE = COUNT_UP.format(office="%s")
# Of a geocode the oldest office counts.
TOWNS = COUNT_UP.format(office="(SELECT min(id) FROM offices_office WHERE geocode = %s)")


def next_number(office: Office, book: str, year: int) -> int | Awaited:
    """The next number of a book; among rows that are written together it is awaited, and comes when they are written.

    Whoever takes several takes them in the same order as others do: two at once then wait for one another in turn.
    """
    is_towns = book in OF_TOWN
    statement, counted_in = (TOWNS, office.geocode) if is_towns else (OF_OFFICE, office.pk)
    values = [counted_in, book, year]
    if together := waiting_on(connections[DEFAULT_DB_ALIAS]):
        return together.add_keyed(statement, "last", values)
    return value_of(f"{statement} RETURNING last", *values)
