"""The visitor book as a register, printed as offices keep it."""

from datetime import datetime

from django.utils import timezone

from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Shelf, register_book
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits, time_words
from ongikar.rules.calendar.office_calendar import TZ

from .models import Visitor

NOT_NOTED = ("যাওয়ার সময় লেখা হয়নি", "Not noted when left")
ENTERED_LATER = ("পরে লেখা", "entered later")


def clock_words(moment: datetime) -> str:
    return time_words(moment.astimezone(TZ), language())


def came_words(visitor: Visitor) -> str:
    at = clock_words(visitor.came_at)
    return f"{at} ({say(*ENTERED_LATER)})" if visitor.is_entered_later else at


def left_words(visitor: Visitor) -> str:
    """Of whoever is still here nothing yet."""
    if visitor.left_at is None:
        is_known = visitor.is_struck or visitor.is_in(timezone.now())
        return "" if is_known else say(*NOT_NOTED)
    at = clock_words(visitor.left_at)
    return f"{at} ({say(*ENTERED_LATER)})" if visitor.is_left_entered_later else at


def local_mobile(visitor: Visitor) -> str:
    return digits(visitor.mobile.removeprefix("+88"), language())


VISITORS = numbered_book(
    Visitor.BOOK,
    ("দর্শনার্থী বহি", "Visitor book"),
    (
        Column(("তারিখ", "Date"), 9, lambda visitor: visitor.came_at),
        Column(("নাম", "Name"), 16, lambda visitor: visitor.shown_name),
        Column(("কোথা থেকে", "From where"), 16, lambda visitor: visitor.origin),
        Column(("মোবাইল", "Mobile"), 11, local_mobile),
        Column(("জন", "Persons"), 5, lambda visitor: visitor.persons),
        Column(("কার কাছে", "To see whom"), 14, lambda visitor: visitor.post.title),
        Column(("কী কাজে", "What for"), 18, lambda visitor: visitor.purpose_line),
        Column(("এসেছেন", "Came"), 10, came_words),
        Column(("গেছেন", "Left"), 10, left_words),
        Column(("মন্তব্য", "Remarks"), 14, lambda visitor: visitor.struck_reason or visitor.remark),
    ),
    # Looked up by their keys: joined, PostgreSQL would rather read all of them.
    lambda: Visitor.objects.prefetch_related("post", "office"),
    struck=lambda visitor: visitor.struck_reason,
)

register_book(VISITORS, Shelf.OFFICE)
