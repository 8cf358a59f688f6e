"""The next numbers of books: without gaps, in the caller's transaction, given back if that fails; and their
check parts.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache

from ongikar.core.db.batched_statements import fetch_after_waiting
from ongikar.core.db.bulk_sql import fetch_value
from ongikar.journal.row_seals import collect_rows
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.numbers import CHECK_FIGURES

from .models import Office, Post, Serial

# Numbers that begin with the geocode: offices under one geocode count together, so that no two papers in a
# town bear the same. A book that is not named here is counted in each office alone.
OF_TOWN = frozenset({"tracking", "memos", "grievances", "slips", "certificates", "letter proofs", "rti"})
# Every book there is, with the year in which a day's number is counted; those of records are entered by their
# registry.
BOOKS: dict[str, Callable[[date], int]] = {
    "tracking": lambda day: day.year,
    "services": fiscal_year,
    "memos": fiscal_year,
    "grievances": lambda day: day.year,
    "grievance book": fiscal_year,
    # Hearings as they are called, and what those who decide have closed.
    "hearing book": fiscal_year,
    "decision book": fiscal_year,
    # Requests under the Right to Information Act: their numbers, and the lines of their register.
    "rti": lambda day: day.year,
    "rti book": fiscal_year,
    "slips": lambda day: 0,
    # The lines of the registers of kinds (cases/register_lines.py).
    **dict.fromkeys(("information", "advice", "incident", "support"), fiscal_year),
    # Letters received, as the Bengal Records Manual's register 60 counts them.
    "diary": fiscal_year,
    # The number of a task says nothing of a year: it is counted on for good.
    "tasks": lambda day: 0,
    # Batches of trainings: T-2026-04.
    "batches": lambda day: day.year,
    # What the peon carries, line by line.
    "peon": fiscal_year,
    # The sorts of things that an office adds to the library of specifications.
    "specifications": lambda day: 0,
    "rollouts": fiscal_year,
    # Plans of performance and integrity.
    "performance": fiscal_year,
    # Jobs of support, by the number of their sheets.
    "jobs": fiscal_year,
    "certificates": fiscal_year,
    # Letters that carry the proof a certificate has.
    "letter proofs": fiscal_year,
    # Devices bear their number for good.
    "devices": lambda day: 0,
    # The lines of the stock book of spare parts.
    "stock": fiscal_year,
}
# The letters of an office that stands on the list of posts only: of the seat of a post that decides.
MEMOS_OF_SEAT = "memos of post "
OLDEST_OF_TOWN = "SELECT min(id) FROM offices_office WHERE geocode = %s"
# Counts up and tells in one statement, so that nobody comes between; the first of its year begins the count.
# The rows are locked in the order in which they are named.
COUNT_UP = """
    INSERT INTO offices_serial (office_id, book, year, last) VALUES {rows}
    ON CONFLICT (office_id, book, year) DO UPDATE SET last = offices_serial.last + excluded.last
    RETURNING book, year, last
"""


@lru_cache(maxsize=1_000)
def oldest_of_town(geocode: str) -> int:
    """Of the offices under one geocode the oldest counts; a later one never takes its place."""
    return fetch_value(OLDEST_OF_TOWN, geocode)


def keeper_of_seat(post: Post) -> Post:
    """Of the posts that sit in one office above, whichever lists name them, the oldest: its book is the one
    in which all letters of that office are counted.
    """
    return Post.objects.select_related("office").filter(seat_bn=post.seat_bn).order_by("pk")[0]


def seat_book(keeper: Post) -> str:
    return f"{MEMOS_OF_SEAT}{keeper.pk}"


def seat_code(keeper: Post) -> str:
    """8549-03: the code of the office on whose list the post stands, and its place on the lists under that
    code. It never changes: posts are only added.
    """
    listed = Post.objects.filter(office__geocode=keeper.office.geocode, pk__lte=keeper.pk)
    return f"{keeper.office.geocode}-{listed.count():02d}"


def year_counter(book: str) -> Callable[[date], int]:
    """In which year a day's number is counted in a book."""
    return fiscal_year if book.startswith(MEMOS_OF_SEAT) else BOOKS[book]


def books_of(office: Office) -> list[str]:
    """The books that are counted in an office's row: its own, those of its town where it is the oldest, and
    those of the seats that its posts keep.
    """
    own = [book for book in BOOKS if book not in OF_TOWN or oldest_of_town(office.geocode) == office.pk]
    posts = office.posts.select_related("office").order_by("pk")
    kept = [post for post in posts if post.is_elsewhere and keeper_of_seat(post) == post]
    return own + [seat_book(post) for post in kept]


def next_number(office: Office, book: str, year: int) -> int:
    """The next number of a book."""
    return next_numbers(office, (book, year))[0]


def next_block(office: Office, book: str, year: int, count: int) -> range:
    """The next `count` numbers of one book, for many rows that are written at once."""
    last = draw_last(office, [(book, year)], count)[0]
    return range(last - count + 1, last + 1)


def next_numbers(office: Office, *books: tuple[str, int]) -> list[int]:
    """The next numbers of several books, each as (book, year).

    Whoever takes several takes them in the same order as others do: two at once then wait for one another in
    turn. The books stay locked until the transaction ends, so numbers are taken as late in it as can be.
    """
    return draw_last(office, books, 1)


def draw_last(office: Office, books: Sequence[tuple[str, int]], count: int) -> list[int]:
    """Draw `count` numbers of each of these books; the last of each."""
    rows = [
        {
            "office_id": oldest_of_town(office.geocode) if book in OF_TOWN else office.pk,
            "book": book,
            "year": year,
        }
        for book, year in books
    ]
    values = [value for row in rows for value in (*row.values(), count)]
    found = fetch_after_waiting(count_up(len(rows)), values)
    # Databases promise no order of what they return.
    last_of = {(book, of_year): last for book, of_year, last in found}
    numbers = [last_of[each] for each in books]
    # The keys of the rows are not known here: they are sealed by what names them.
    drawn = zip(rows, numbers, strict=True)
    collect_rows(Serial, ((0, row | {"last": last}) for row, last in drawn), new=False)
    return numbers


@cache
def count_up(books: int) -> str:
    return COUNT_UP.format(rows=", ".join(["(%s, %s, %s, %s)"] * books))


def draw_check() -> str:
    """The check part of one number: figures drawn by lot, so that no number can be reckoned from another."""
    return f"{secrets.randbelow(10**CHECK_FIGURES):0{CHECK_FIGURES}d}"
