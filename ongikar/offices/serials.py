"""The next numbers of books: without gaps, in the caller's transaction, given back if that fails; and their check parts."""

import secrets
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, connections

from ongikar.frame.ready_rows import value_of
from ongikar.frame.written_together import Awaited, waiting_on
from ongikar.journal.row_seals import written_beside
from ongikar.rules.numbers import CHECK_FIGURES

from .models import Office, Serial

# Numbers that begin with the geocode: offices under one geocode count together, so that no two papers in a town bear
# the same. A book that is not named here is counted in each office alone.
OF_TOWN = frozenset({"tracking", "memos", "grievances", "slips"})
# One statement that counts up and tells, so that nobody comes between; the first of its year begins the count.
OLDEST_OF_TOWN = "SELECT min(id) FROM offices_office WHERE geocode = %s"
COUNT_UP = """
    INSERT INTO offices_serial (office_id, book, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (office_id, book, year) DO UPDATE SET last = offices_serial.last + 1
"""


@lru_cache(maxsize=1_000)
def oldest_of_town(geocode: str) -> int:
    """Of the offices under one geocode the oldest counts; a later one never takes its place."""
    return value_of(OLDEST_OF_TOWN, geocode)


def next_number(office: Office, book: str, year: int) -> int | Awaited:
    """The next number of a book; among rows that are written together it is awaited, and comes when they are written.

    Whoever takes several takes them in the same order as others do: two at once then wait for one another in turn.
    """
    counted_in = oldest_of_town(office.geocode) if book in OF_TOWN else office.pk
    values = [counted_in, book, year]
    if together := waiting_on(connections[DEFAULT_DB_ALIAS]):
        last = together.add_keyed(COUNT_UP, "last", values)
    else:
        last = value_of(f"{COUNT_UP} RETURNING last", *values)
    # The key of the row is not known here: it is sealed by what names it.
    written_beside(Serial, 0, {"office_id": counted_in, "book": book, "year": year, "last": last}, False)
    return last


def draw_check() -> str:
    """The check part of one number: figures drawn by lot, so that no number can be reckoned from another."""
    return f"{secrets.randbelow(10**CHECK_FIGURES):0{CHECK_FIGURES}d}"
