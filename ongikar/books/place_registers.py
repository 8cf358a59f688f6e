"""The registers of labs and of digital centres: one line a place, with who answers for it, its machines, and
what is open there.

What only an app above knows of a place (its last inspection) comes by a column that the app registers.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office, Place
from ongikar.people.models import Contact
from ongikar.places.devices_on_day import counts_now, counts_on
from ongikar.places.models import Stocktake
from ongikar.places.rules.device_state import FAULTY, MISSING, WORKING
from ongikar.places.words import COMPUTERS, device_kind_words
from ongikar.rules.bangla.text import fiscal_year as fiscal_year_of
from ongikar.tasks.models import Task
from ongikar.tasks.transitions import RUNNING

from .account import start_of_day
from .cells import day_cell, language_digits, number_cell, register_day_words
from .device_register import last_day_of
from .registry import Book, Cell, RegisterLine, Words

COLUMNS: tuple[Words, ...] = (
    ("ক্রমিক", "No."),
    ("নাম", "Name"),
    ("ইউনিয়ন", "Union"),
    ("ইআইআইএন", "EIIN"),
    ("দায়িত্বে", "In charge"),
    ("চালুর তারিখ", "Opened"),
    ("কম্পিউটার", "Computers"),
    ("অন্য যন্ত্র", "Other devices"),
    ("নষ্ট", "Faulty"),
    ("পাওয়া যায়নি", "Not found"),
    ("শেষ গণনা", "Last stocktake"),
    ("শেষ পরিদর্শন", "Last inspection"),
    ("খোলা কাজ", "Open tasks"),
    ("মন্তব্য", "Remarks"),
)
WIDTHS = (5, 19, 9, 8, 17, 8, 9, 15, 5, 6, 8, 10, 6, 10)
# Of places, until a day, when each was inspected last and with what result: given by the app that inspects.
Visits = Callable[[Collection[int], date], Mapping[int, tuple[date, str]]]
VISITS: list[Visits] = []


def register_visits(visits: Visits) -> None:
    """Called from an app's `declarations`; twice is once."""
    if visits not in VISITS:
        VISITS.append(visits)


PlaceCounts = Counter[tuple[str, str]]


def place_lines(office: Office, fiscal_year: int, kind: str) -> list[RegisterLine]:
    """The places of a kind that ran in that year, in the order of their names, in seven statements."""
    first, last = date(fiscal_year, 7, 1), last_day_of(fiscal_year)
    rows = Place.objects.filter(Q(opened_on=None) | Q(opened_on__lte=last), office=office, kind=kind)
    places = list(rows.open_on(first).by_name())
    keys = [place.pk for place in places]
    is_running = fiscal_year_of(timezone.localdate()) == fiscal_year
    counts = counts_now(office) if is_running else counts_on(office, last)
    until = start_of_day(date(fiscal_year + 1, 7, 1))
    taken = Stocktake.objects.filter(place__in=keys, closed_at__lt=until).order_by()
    counted = dict(taken.values_list("place").annotate(last=Max("closed_at")))
    visits: dict[int, tuple[date, str]] = {}
    for visited in VISITS:
        visits |= visited(keys, last)
    open_tasks = dict(
        Task.objects.filter(place__in=keys, state__in=RUNNING)
        .order_by()
        .values_list("place")
        .annotate(n=Count("pk"))
        if is_running
        else ()
    )
    in_charge = contacts_of(keys, min(last, timezone.localdate()))
    return [
        RegisterLine(
            (
                number_cell(nth),
                Cell.of(place.name, None, reverse("place", args=[place.pk])),
                place.union,
                language_digits(place.eiin),
                "; ".join(in_charge.get(place.pk, ())),
                day_of(place.opened_on),
                *machine_cells(counts.get(place.pk, Counter())),
                day_cell(counted.get(place.pk)),
                visit_cell(visits.get(place.pk)),
                number_cell(open_tasks[place.pk]) if open_tasks.get(place.pk) else "",
                closed_words(place, last),
            )
        )
        for nth, place in enumerate(places, 1)
    ]


def contacts_of(keys: Collection[int], day: date) -> dict[int, list[str]]:
    contacts: dict[int, list[str]] = defaultdict(list)
    for contact in Contact.objects.in_use(day).filter(place__in=keys).order_by("pk"):
        contacts[contact.place_id or 0].append(
            ", ".join(filter(None, (contact.name, contact.post, language_digits(contact.shown_mobile))))
        )
    return contacts


def machine_cells(counts: PlaceCounts) -> tuple[Cell, Cell, Cell, Cell]:
    """Computers as 11/17 (working of all), the rest by their sorts, and how many are faulty or missing."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for (kind, state), count in counts.items():
        by_kind[kind][state] += count
    computers = sum((by_kind[kind] for kind in COMPUTERS), Counter[str]())
    others = ", ".join(
        f"{device_kind_words(kind)} {language_digits(states.total())}"
        for kind, states in sorted(by_kind.items())
        if kind not in COMPUTERS and states.total()
    )
    states = sum(by_kind.values(), Counter[str]())
    told = language_digits(f"{computers[WORKING]}/{computers.total()}") if computers else ""
    return (Cell.of(told), Cell.of(others), count_cell(states[FAULTY]), count_cell(states[MISSING]))


def count_cell(count: int) -> Cell:
    return number_cell(count) if count else Cell.of("")


def day_of(on: date | None) -> Cell:
    return Cell.of(register_day_words(on), on) if on else Cell.of("")


def visit_cell(visit: tuple[date, str] | None) -> Cell:
    if visit is None:
        return Cell.of("")
    on, words = visit
    return Cell.of(" · ".join(filter(None, (register_day_words(on), words))), on)


def closed_words(place: Place, last: date) -> str:
    """Only what had come to pass by the end of that year."""
    if place.closed_on is None or place.closed_on > last:
        return ""
    return say("বন্ধ {day}", "closed on {day}", day=register_day_words(place.closed_on))


def register_of(slug: str, title: Words, kind: str) -> Book:
    return Book(slug, title, COLUMNS, lambda office, year: place_lines(office, year, kind), WIDTHS)


PLACE_REGISTERS = [
    register_of("labs", ("ল্যাব রেজিস্টার", "Lab register"), Place.LAB),
    register_of("udc", ("ইউনিয়ন ডিজিটাল সেন্টার রেজিস্টার", "Union Digital Centre register"), Place.CENTRE),
]
