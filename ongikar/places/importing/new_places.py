"""Places that a list of devices names and the office does not have: told by name, added by whoever looked
at them, and then found by the rows that waited for them.

A list adds no place by itself: a name spelt otherwise would be a second lab.
"""

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ongikar.offices.models import Office, Place
from ongikar.places.models import DeviceImport, ImportRow
from ongikar.places.rules.device_diff import REFUSED
from ongikar.rules.bangla.search import fold

from .compare import as_listed, listed_data
from .rows import PlaceFinder, RowRefused, with_identity
from .sheet import CellText

# So many names are offered on one page; the rest comes up once these are added.
MOST_OFFERED = 40
# By what a name says of its sort; the first that fits is offered, and whoever adds it may choose another.
SIGNS = (
    (Place.LAB, ("ল্যাব", "lab")),
    (Place.CENTRE, ("সেন্টার", "centre", "center", "udc", "ইউডিসি")),
    (Place.SCHOOL, ("বিদ্যালয়", "স্কুল", "কলেজ", "মাদ্রাসা", "school", "college", "madrasa")),
)


@dataclass(frozen=True, slots=True)
class WantedPlace:
    """A name that the list has and the office has not. `mark`: by which a form knows it."""

    mark: str
    name: str
    eiin: str
    kind: str
    rows: int


def waiting_rows(rows: Iterable[ImportRow]) -> list[ImportRow]:
    return [row for row in rows if row.listed.get("wanted")]


def wanted_places(kept: DeviceImport) -> list[WantedPlace]:
    """Each name once, in the order of the list, with how many rows wait for it."""
    names: dict[str, tuple[str, str]] = {}
    counts: Counter[str] = Counter()
    for row in waiting_rows(kept.rows.filter(state=REFUSED).order_by("id").only("listed", "list")):
        name, eiin = row.listed["wanted"]
        mark = mark_of(name)
        counts[mark] += 1
        first, known = names.get(mark, (name, ""))
        names[mark] = first, known or eiin
    return [
        WantedPlace(mark, name, eiin, kind_by_name(name), counts[mark])
        for mark, (name, eiin) in names.items()
    ]


def mark_of(name: str) -> str:
    return hashlib.sha256(fold(name).encode()).hexdigest()[:16]


def kind_by_name(name: str) -> str:
    said = fold(name)
    return next((kind for kind, signs in SIGNS if any(fold(sign) in said for sign in signs)), Place.OFFICE)


def place_waiting_rows(office: Office, rows: Iterable[ImportRow], on: date) -> bool:
    """Rows whose place there is now read as any other; whether there were any."""
    waiting = waiting_rows(rows)
    if not waiting:
        return False
    finder = PlaceFinder(office, on)
    nth: Counter[Hashable] = Counter()
    placed = False
    for row in waiting:
        name, eiin = row.listed["wanted"]
        try:
            place = finder.find(CellText(name, name), CellText(eiin, eiin) if eiin else None)
        except RowRefused:
            continue
        listed = replace(as_listed(row), place=place, refused=None, wanted=None)
        listed = with_identity(listed, nth)
        row.listed, row.identity = listed_data(listed), listed.identity
        placed = True
    return placed
