"""The register of events: one line an event, in the order of their numbers, with its cost and who came."""

from datetime import date
from typing import Any

from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Shelf, register_book
from ongikar.cases.officer.case.case_summary import applicant_words, state_tag
from ongikar.core.i18n.say import language, say
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .account import spent_by_event
from .desk import DESK
from .models import Event


def read_money(events: list[Any]) -> None:
    for event, money in zip(events, spent_by_event(events).values(), strict=True):
        event.planned, event.spent = money


def state_words(event: Event) -> str:
    return say(*state_tag(event.case)[1:])


def why_gone(event: Event) -> str:
    """One that was refused, withdrawn or dropped stays readable, crossed out."""
    state = event.case.state
    return state_words(event) if state in case_transitions.CLOSED and state != case_transitions.KEPT else ""


def held_on(event: Event) -> date | None:
    iso = event.case.outcome.get("held_on", "")
    return date.fromisoformat(iso) if iso else None


REGISTER = numbered_book(
    "events",
    ("আয়োজন রেজিস্টার", "Register of events"),
    (
        Column(("ট্র্যাকিং নম্বর", "Tracking number"), 11, DESK.number_words),
        Column(("আয়োজন", "Event"), 22, lambda event: f"{event.get_sort_display()}: {event.title}"),
        Column(("কে চেয়েছেন", "Asked for by"), 16, lambda event: applicant_words(event.case)),
        Column(("তারিখ", "Date"), 10, held_on),
        Column(("স্থান", "Place"), 15, lambda event: event.venue),
        Column(("উপস্থিত", "Present"), 7, lambda event: event.case.outcome.get("attended")),
        Column(("নারী", "Women"), 6, lambda event: event.case.outcome.get("women")),
        Column(("বরাদ্দ, টাকা", "Budget, taka"), 9, lambda event: event.planned or None),
        Column(
            ("ব্যয়, টাকা", "Spent, taka"),
            9,
            lambda event: event.case.outcome.get("expense", event.spent or None),
        ),
        Column(("স্মারক", "Memo number"), 13, lambda event: digits(event.case.memo_number, language())),
        Column(("অবস্থা", "State"), 10, state_words),
    ),
    lambda: Event.objects.select_related(
        "case__service", "case__applicant", "case__clock", "case__post", "roster", "office"
    ),
    struck=why_gone,
    prepare=read_money,
)
register_book(REGISTER, Shelf.PROGRAMME)
