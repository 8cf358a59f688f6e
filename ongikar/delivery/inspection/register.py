"""The register of inspections: a line each, in the order of their visits."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from ongikar.books.cells import day_cell, number_cell
from ongikar.books.measures import Measure, MeasureReading
from ongikar.books.registry import BATCH, Book, Cell, RegisterLine
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office, Place
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .models import Finding, Inspection
from .transitions import CANCELLED, ISSUED, VISITED
from .words import STATE_WORDS

COLUMNS = (
    ("আবেদন", "Case"),
    ("জায়গা", "Place"),
    ("ইউনিয়ন", "Union"),
    ("পরিদর্শনের দিন", "Inspected on"),
    ("যাচাই তালিকা", "Checklist"),
    ("নম্বর, ১০০-তে", "Score of 100"),
    ("আগের নম্বর", "The last score"),
    ("ত্রুটি", "Findings"),
    ("এখনো খোলা", "Still open"),
    ("প্রধানের স্বীকৃতি", "Acknowledged on"),
    ("প্রতিবেদনের স্মারক", "Memo of the report"),
    ("আবার দেখা", "To be seen again"),
    ("অবস্থা", "State"),
)


def date_cell(day: date | None) -> str | Cell:
    """A day without a moment."""
    return day_cell(datetime.combine(day, time(12), TZ)) if day else ""


class DatedLines:
    """Lines of one year in the order of a day, read only as far as they are wanted."""

    def __init__(self, rows: QuerySet[Any], line: Callable[[Any], RegisterLine]) -> None:
        self.rows, self.line = rows, line

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        first, until, _ = wanted.indices(len(self))
        return [self.line(row) for row in self.rows[first:until]]

    def __iter__(self) -> Iterator[RegisterLine]:
        place = 0
        while found := list(self.rows[place : place + BATCH]):
            yield from map(self.line, found)
            place += len(found)


def last_visits(places: Collection[int], day: date) -> dict[int, tuple[date, str]]:
    """When each place was inspected last by that day, with its score: a column of the registers of labs and
    centres.
    """
    visits = Inspection.objects.filter(place=OuterRef("pk"), visited_on__lte=day, state__in=[VISITED, ISSUED])
    newest = visits.order_by("-visited_on", "-id").values("pk")[:1]
    last = Place.objects.filter(pk__in=places).annotate(last=Subquery(newest)).values("last")
    rows = Inspection.objects.filter(pk__in=last).values_list("place", "visited_on", "score")
    return {
        place: (not_none(on), "" if score is None else digits(f"{score}/100", language()))
        for place, on, score in rows
    }


def inspection_lines(office: Office, fiscal_year: int) -> DatedLines:
    first, until = date(fiscal_year, 7, 1), date(fiscal_year + 1, 7, 1)
    rows = Inspection.objects.select_related(
        "place", "case", "previous", "letter", "version__questionnaire"
    ).filter(office=office, visited_on__gte=first, visited_on__lt=until)
    findings = Prefetch("findings", Finding.objects.select_related("task", "repeats__task"))
    return DatedLines(rows.prefetch_related(findings).order_by("visited_on", "id"), inspection_line)


def inspection_line(row: Inspection) -> RegisterLine:
    """One that was given up after the visit stays readable, crossed out."""
    findings = list(row.findings.all())
    previous = row.previous.score if row.previous else None
    state = str(STATE_WORDS[row.state])
    return RegisterLine(
        (
            digits(row.case.number, language()),
            row.place.name,
            row.place.union,
            date_cell(row.visited_on),
            say(
                "{title}, সংস্করণ {n}",
                "{title}, version {n}",
                title=row.version.questionnaire.title,
                n=row.version.number,
            ),
            number_cell(row.score) if row.score is not None else "",
            number_cell(previous) if previous is not None else "",
            number_cell(len(findings)),
            number_cell(sum(bool(each.work and each.work.is_running) for each in findings)),
            day_cell(row.acknowledged_at),
            digits(row.letter.memo_number, language()) if row.letter else "",
            date_cell(row.again_on),
            state,
        ),
        struck=state if row.state == CANCELLED else "",
    )


INSPECTION_REGISTER = Book(
    "inspections",
    ("পরিদর্শন রেজিস্টার", "Register of inspections"),
    COLUMNS,
    inspection_lines,
    widths=(11, 20, 9, 9, 14, 7, 7, 7, 7, 9, 13, 9, 11),
)


def places_inspected(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    """Visits whose report was issued; a place that was seen twice was inspected twice."""
    rows = Inspection.objects.filter(office=office, visited_on__range=(first, last), state=ISSUED)
    return MeasureReading(
        Inspection.SUBJECT, tuple(rows.order_by("visited_on", "id").values_list("pk", flat=True))
    )


PLACES_INSPECTED = Measure(
    "inspections",
    ("পরিদর্শন, প্রতিবেদনসহ", "Inspections with their report"),
    (
        "এ সময়ে কতটি পরিদর্শন হয়েছে, যার প্রতিবেদন জারি হয়েছে",
        "How many inspections were made in this time whose report was issued",
    ),
    places_inspected,
    is_share=False,
)
