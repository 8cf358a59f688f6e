"""The register of events: one line an event, in the order of their numbers, with its cost and who came."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from ongikar.books.cells import number_cell, register_day_words
from ongikar.books.registry import BATCH, Book, Cell, RegisterLine
from ongikar.cases.officer.case.case_summary import applicant_words, state_tag
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits, grouped_number

from .account import spent_by_event
from .models import Event
from .words import sort_words

COLUMNS = (
    ("ক্রমিক", "No."),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("আয়োজন", "Event"),
    ("কে চেয়েছেন", "Asked for by"),
    ("তারিখ", "Date"),
    ("স্থান", "Place"),
    ("উপস্থিত", "Present"),
    ("নারী", "Women"),
    ("বরাদ্দ, টাকা", "Budget, taka"),
    ("ব্যয়, টাকা", "Spent, taka"),
    ("স্মারক", "Memo number"),
    ("অবস্থা", "State"),
)
WIDTHS = (5, 11, 22, 16, 10, 15, 7, 6, 9, 9, 13, 10)


class EventLines:
    """The lines of one year, read only as far as they are wanted."""

    def __init__(self, rows: QuerySet[Event]) -> None:
        self.rows = rows.order_by("fiscal_year", "book_serial")

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        first, until, _ = wanted.indices(len(self))
        return lines_of(list(self.rows[first:until]))

    def __iter__(self) -> Iterator[RegisterLine]:
        last = 0
        while found := list(self.rows.filter(book_serial__gt=last)[:BATCH]):
            yield from lines_of(found)
            last = found[-1].book_serial


def event_lines(office: Office, fiscal_year: int) -> EventLines:
    return EventLines(Event.objects.with_all().filter(office=office, fiscal_year=fiscal_year))


def lines_of(events: list[Event]) -> list[RegisterLine]:
    money = spent_by_event(events)
    return [event_line(event, *money[event.pk]) for event in events]


def event_line(event: Event, planned: int, spent: int) -> RegisterLine:
    """One that was refused, withdrawn or dropped stays readable, crossed out."""
    case, outcome = event.case, event.case.outcome
    state = say(*state_tag(case)[1:])
    held_on = outcome.get("held_on", "")
    expense = outcome.get("expense", spent or None)
    gone = case.state in case_transitions.CLOSED and case.state != case_transitions.KEPT
    return RegisterLine(
        (
            number_cell(event.book_serial),
            digits(case.number, language()),
            f"{sort_words(event.sort)}: {event.title}",
            applicant_words(case),
            day_cell_of(held_on),
            event.venue,
            figure(outcome.get("attended")),
            figure(outcome.get("women")),
            figure(planned or None),
            figure(expense),
            digits(case.memo_number, language()),
            state,
        ),
        struck=state if gone else "",
    )


def day_cell_of(iso: str) -> Cell:
    day = date.fromisoformat(iso) if iso else None
    return Cell.of(register_day_words(day), day) if day else Cell.of("")


def figure(value: int | None) -> Cell:
    return Cell.of("" if value is None else grouped_number(value, language()), value)


REGISTER = Book("events", ("আয়োজন রেজিস্টার", "Register of events"), COLUMNS, event_lines, widths=WIDTHS)
