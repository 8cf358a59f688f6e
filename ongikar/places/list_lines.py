"""A row of a list of devices as a page tells it: what it is, what it would change, why it is not taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html_join

from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Place
from ongikar.places.rules.device_diff import CHANGED, CONFLICT, NEW, REFUSED, SAME
from ongikar.rules.bangla.text import date_words

from .importing.headings import heading
from .models import DeviceImport, ImportRow
from .words import STATE_WORDS, device_kind_words, device_number

# In the order in which a reader must look at them, with the look of their tag.
STATES = {
    CONFLICT: ("মেলেনি, দেখুন", "In conflict", "late"),
    REFUSED: ("নেওয়া যাবে না", "Refused", "late"),
    CHANGED: ("বদলাবে", "Changed", "today"),
    NEW: ("নতুন", "New", "open"),
    SAME: ("আগের মতোই", "The same", "shut"),
}
# So many rows of each state stand on one page.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class ListLine:
    key: int
    row: int
    title: str
    where: str
    # By heading what stands there and what would.
    changes: tuple[tuple[str, str, str], ...]
    why: str
    # Whether somebody may say whose word is right, and said that it is the list's.
    may_choose: bool
    is_taken: bool
    # The number of the device that it is, or became; None where it is none yet.
    number: int | None


def list_lines(rows: Iterable[ImportRow]) -> list[ListLine]:
    """Two statements, however many rows: the rows with their devices, and the places that they name."""
    found = list(rows)
    named = {row.listed.get("place") for row in found}
    named |= {value for row in found for name, *values in row.changes if name == "place" for value in values}
    places = Place.objects.in_bulk(key for key in named if key is not None)
    return [list_line(row, places) for row in found]


def list_line(row: ImportRow, places: Mapping[int, Place]) -> ListLine:
    facts = row.listed.get("facts", {})
    made = " ".join(filter(None, (facts.get("maker"), facts.get("model"))))
    kind = device_kind_words(facts["kind"]) if facts.get("kind") else ""
    # Desktop 2 says already that it is a desktop.
    kind = "" if kind and facts.get("name", "").startswith(kind) else kind
    place = places.get(row.listed.get("place", 0))
    number = row.device.number if row.device else row.listed.get("number")
    known = device_number(number, language()) if number else ""
    # Each part says in which language it is: Latin makes and serials stand beside Bangla names.
    named = filter(None, (known, facts.get("name"), kind, made, facts.get("serial_no")))
    title = format_html_join(" · ", "{}", ((mark_languages(each),) for each in named))
    return ListLine(
        key=row.pk,
        row=row.number,
        title=title or say("যন্ত্র", "Device"),
        where=place.name if place else "",
        changes=tuple(
            (heading(name), shown_value(name, old, places), shown_value(name, new, places))
            for name, old, new in row.changes
        ),
        why=say(*row.why) if row.why else "",
        may_choose=row.may_be_taken or row.is_taken,
        is_taken=row.is_taken,
        number=row.device.number if row.device else None,
    )


def shown_value(name: str, value: object, places: Mapping[int, Place]) -> str:
    """A value in the language at hand; a dash where nothing stands."""
    if not value:
        return "–"
    if name == "place":
        place = places.get(int(str(value)))
        return place.name if place else "–"
    if name == "state":
        return str(STATE_WORDS.get(str(value), value))
    if name == "kind":
        return device_kind_words(str(value))
    if name == "warranty_until":
        return date_words(date.fromisoformat(str(value)), language())
    return str(value)


def rows_in_state(kept: DeviceImport, state: str) -> list[ImportRow]:
    return list(kept.rows.filter(state=state).select_related("device").order_by("id")[:SHOWN])
