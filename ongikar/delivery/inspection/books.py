"""The register of inspections: a line each, in the order of their visits."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from ongikar.books.columns import Column, dated_book
from ongikar.books.measures import Measure, MeasureReading, register_measure
from ongikar.books.place_registers import register_visits
from ongikar.books.registry import Shelf, register_book
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office, Place
from ongikar.rules.bangla.text import digits

from .models import Finding, Inspection
from .transitions import CANCELLED, ISSUED, STATE_WORDS, VISITED


def inspections() -> QuerySet[Inspection]:
    rows = Inspection.objects.select_related("place", "case", "previous", "letter", "version__questionnaire")
    findings = Prefetch("findings", Finding.objects.select_related("task", "repeats__task"))
    return rows.prefetch_related(findings)


def checklist_words(row: Inspection) -> str:
    title, number = row.version.questionnaire.title, row.version.number
    return say("{title}, সংস্করণ {n}", "{title}, version {n}", title=title, n=number)


def still_open(row: Inspection) -> int:
    findings: Any = row.findings.all()
    return sum(bool(each.work and each.work.is_running) for each in findings)


# One that was given up after the visit stays readable, crossed out.
INSPECTIONS = dated_book(
    "inspections",
    ("পরিদর্শন রেজিস্টার", "Register of inspections"),
    (
        Column(("আবেদন", "Case"), 11, lambda row: digits(row.case.number, language())),
        Column(("জায়গা", "Place"), 20, lambda row: row.place.name),
        Column(("ইউনিয়ন", "Union"), 9, lambda row: row.place.union),
        Column(("পরিদর্শনের দিন", "Inspected on"), 9, lambda row: row.visited_on),
        Column(("যাচাই তালিকা", "Checklist"), 14, checklist_words),
        Column(("নম্বর, ১০০-তে", "Score of 100"), 7, lambda row: row.score),
        Column(("আগের নম্বর", "The last score"), 7, lambda row: row.previous and row.previous.score),
        Column(("ত্রুটি", "Findings"), 7, lambda row: len(row.findings.all())),
        Column(("এখনো খোলা", "Still open"), 7, still_open),
        Column(("প্রধানের স্বীকৃতি", "Acknowledged on"), 9, lambda row: row.acknowledged_at),
        Column(
            ("প্রতিবেদনের স্মারক", "Memo of the report"),
            13,
            lambda row: digits(row.letter.memo_number, language()) if row.letter else "",
        ),
        Column(("আবার দেখা", "To be seen again"), 9, lambda row: row.again_on),
        Column(("অবস্থা", "State"), 11, lambda row: str(STATE_WORDS[row.state])),
    ),
    inspections,
    office="office",
    moment="visited_on",
    struck=lambda row: str(STATE_WORDS[row.state]) if row.state == CANCELLED else "",
)


def last_visits(places: Collection[int], day: date) -> dict[int, tuple[date, str]]:
    """The last visit of each place by that day, `{place: (day, score in words)}`: a column of the registers
    of labs and centres.
    """
    visits = Inspection.objects.filter(place=OuterRef("pk"), visited_on__lte=day, state__in=[VISITED, ISSUED])
    newest = visits.order_by("-visited_on", "-id").values("pk")[:1]
    last = Place.objects.filter(pk__in=places).annotate(last=Subquery(newest)).values("last")
    rows = Inspection.objects.filter(pk__in=last).values_list("place", "visited_on", "score")
    return {
        place: (not_none(on), "" if score is None else digits(f"{score}/100", language()))
        for place, on, score in rows
    }


def places_inspected(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    """Visits whose report was issued; a place that was seen twice was inspected twice."""
    rows = Inspection.objects.filter(office=office, visited_on__range=(first, last), state=ISSUED)
    return MeasureReading(
        Inspection.SUBJECT, tuple(rows.order_by("visited_on", "id").values_list("pk", flat=True))
    )


register_book(INSPECTIONS, Shelf.LABS)
register_measure(
    Measure(
        "inspections",
        ("পরিদর্শন, প্রতিবেদনসহ", "Inspections with their report"),
        (
            "এ সময়ে কতটি পরিদর্শন হয়েছে, যার প্রতিবেদন জারি হয়েছে",
            "How many inspections were made in this time whose report was issued",
        ),
        places_inspected,
        is_share=False,
    )
)
register_visits(last_visits)
