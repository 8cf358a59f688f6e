"""The tour book: a line for each return, whatever one went out for."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Shelf, register_book
from ongikar.core.i18n.say import language
from ongikar.rules.bangla.text import time_words
from ongikar.rules.calendar.office_calendar import TZ

from .models import Journey, TourBookLine

# The lines of each table that counts in the book, with what their purpose is read from.
JOURNEYS: list[Callable[[], QuerySet[Any]]] = [
    lambda: TourBookLine.objects.prefetch_related("tour__stops"),
]


def clock_words(moment: datetime) -> str:
    return time_words(moment.astimezone(TZ), language())


def where_and_why(row: Journey) -> str:
    return ": ".join(filter(None, (row.to_place, row.purpose)))


TOURS = numbered_book(
    Journey.BOOK,
    ("ভ্রমণ রেজিস্টার", "Tour book"),
    (
        Column(("তারিখ", "Date"), 9, lambda row: row.left_at),
        Column(("কে", "Who"), 18, lambda row: row.traveller),
        Column(("কোথায়, কেন", "Where to and why"), 28, where_and_why),
        Column(("যাওয়া", "Left"), 10, lambda row: clock_words(row.left_at)),
        Column(("ফেরা", "Back"), 10, lambda row: clock_words(row.back_at)),
        Column(("যান", "Transport"), 11, lambda row: row.transport),
        Column(("কিলোমিটার", "Kilometres"), 8, lambda row: row.kilometres),
        Column(("মন্তব্য", "Remarks"), 16, lambda row: row.struck_reason),
    ),
    lambda: [rows() for rows in JOURNEYS],
    struck=lambda row: row.struck_reason,
)

register_book(TOURS, Shelf.PROGRAMME)
