"""A row of a list as the devices it lists: codes for words, places for their names, days, numbers; or why it
cannot be read.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ongikar.core.forms.sheet_days import day_of_cell
from ongikar.offices.models import Office, Place, PlaceName
from ongikar.places.models import Device
from ongikar.places.rules.device_diff import ListedDevice, Words
from ongikar.places.rules.entered_values import maker_key, serial_key
from ongikar.places.words import read_device_number
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import digits, latin_digits

from .headings import kind_codes, state_codes
from .sheet import CellText, SheetRow

EIIN = re.compile(r"[0-9]{6}")
# One row of a list may stand for so many devices that have no serial.
MOST_ALIKE = 200
LONGEST = {"name": Device.MOST_NAME}
DETAILS = ("name", "maker", "model", "serial_no", "source")
# A spreadsheet writes what it could not reckon as one of these.
ERRORS = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", re.IGNORECASE)
# A long number that a spreadsheet took for a quantity: its last figures are lost.
CUT_NUMBER = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One device of a row. `part`: which of those that the row stands for."""

    row: SheetRow
    part: int
    listed: ListedDevice


class RowRefused(Exception):
    """Why the row cannot be taken, in both languages."""

    def __init__(self, bn: str, en: str, **facts: object) -> None:
        super().__init__(en)
        self.words: Words = (
            bn.format(**{name: digits(fact) for name, fact in facts.items()}),
            en.format(**facts),
        )


class UnknownPlace(RowRefused):
    """The row is refused for its place alone: once that is added, it can be taken."""

    def __init__(self, name: str, eiin: str = "") -> None:
        super().__init__(
            "“{name}” নামে কোনো জায়গা নেই; ওপরে জায়গাটি যোগ করুন",
            "No place is called “{name}”; add the place above",
            name=name[:60],
        )
        self.wanted = name, eiin


class PlaceFinder:
    """The places of an office by EIIN, by name and by the names they had."""

    # A school and its lab may bear one number and one name: a device stands in the lab.
    ORDER = {Place.LAB: 0, Place.CENTRE: 1, Place.OFFICE: 2, Place.SCHOOL: 3}

    def __init__(self, office: Office, on: date) -> None:
        self.on = on
        self.places: dict[int, Place] = {}
        self.by_eiin: dict[str, list[int]] = defaultdict(list)
        self.by_name: dict[str, list[int]] = defaultdict(list)
        former: dict[int, list[str]] = defaultdict(list)
        for old in PlaceName.objects.filter(place__office=office):
            former[old.place_id] += (old.name_bn, old.name_en)
        for place in Place.objects.filter(office=office).order_by("pk"):
            self.places[place.pk] = place
            if place.eiin:
                self.by_eiin[place.eiin].append(place.pk)
            names = [place.name_bn, place.name_en]
            names += former[place.pk]
            for name in dict.fromkeys(map(fold, filter(None, names))):
                self.by_name[name].append(place.pk)

    def find(self, name: CellText | None, eiin: CellText | None) -> int | None:
        if eiin is not None:
            return self.with_eiin(eiin, name)
        if name is None:
            return None
        found = self.by_name.get(fold(name.typed)) or self.by_name.get(fold(name.read)) or []
        if not found:
            raise UnknownPlace(name.read)
        return self.one_of(found)

    def with_eiin(self, eiin: CellText, name: CellText | None) -> int:
        figures = "".join(latin_digits(eiin.typed).split())
        found = self.by_eiin.get(figures)
        if not found and name is not None and EIIN.fullmatch(figures) and not self.find_named(name):
            raise UnknownPlace(name.read, figures)
        if not found:
            raise RowRefused("ইআইআইএন {eiin} কোনো জায়গার নয়", "No place has the EIIN {eiin}", eiin=figures[:20])
        if name is not None:
            named = self.find_named(name)
            found = [each for each in found if each in named] or found
        return self.one_of(found)

    def find_named(self, name: CellText) -> set[int]:
        return {*self.by_name.get(fold(name.typed), ()), *self.by_name.get(fold(name.read), ())}

    def one_of(self, found: list[int]) -> int:
        best = min(self.ORDER.get(self.places[each].kind, 9) for each in found)
        first = [each for each in found if self.ORDER.get(self.places[each].kind, 9) == best]
        running = [each for each in first if self.is_open(each)]
        if not running:
            raise RowRefused("জায়গাটি বন্ধ হয়ে গেছে", "The place is closed")
        if len(running) > 1:
            raise RowRefused(
                "এই নামের একাধিক জায়গা আছে; ইআইআইএন দিন",
                "More than one place bears this name; give the EIIN",
            )
        return running[0]

    def is_open(self, place: int) -> bool:
        closed = self.places[place].closed_on
        return closed is None or closed >= self.on


def read_rows(
    rows: Iterable[SheetRow], places: PlaceFinder, *, default_place: int | None = None
) -> Iterator[ReadRow]:
    """Every device that the rows list, in their order. `default_place`: where those stand of which the list
    does not say it.
    """
    nth: Counter[Hashable] = Counter()
    for row in rows:
        try:
            listed, count = read_row(row, places, default_place)
        except RowRefused as refused:
            listed, count = refused_row(row, refused.words), 1
        for part in range(count):
            yield ReadRow(row, part, with_identity(listed, nth))


def read_row(row: SheetRow, places: PlaceFinder, default_place: int | None) -> tuple[ListedDevice, int]:
    cells = row.cells
    check_cells(cells)
    facts = {name: cells[name].read for name in DETAILS if name in cells}
    if "kind" in cells:
        facts["kind"] = code_of(cells["kind"], kind_codes(), KIND_UNKNOWN)
    if "warranty_until" in cells:
        facts["warranty_until"] = read_day(cells["warranty_until"].typed).isoformat()
    serial = serial_key(facts.get("serial_no", ""))
    if serial is None:
        facts.pop("serial_no", None)
    number = read_number(cells["number"].typed) if "number" in cells else None
    count = read_count(cells["count"].typed) if "count" in cells else 1
    if count > 1 and (serial or number):
        raise RowRefused(
            "সিরিয়াল বা লেবেল নম্বর একটি যন্ত্রের; সংখ্যা {n} হতে পারে না",
            "A serial or label number is of one device; the quantity cannot be {n}",
            n=count,
        )
    state = code_of(cells["state"], state_codes(), STATE_UNKNOWN) if "state" in cells else ""
    try:
        place = places.find(cells.get("place"), cells.get("eiin"))
    except UnknownPlace as unknown:
        waits = ListedDevice(
            row.number,
            facts,
            number,
            serial,
            state=state,
            identity=plain_identity(row),
            refused=unknown.words,
            wanted=unknown.wanted,
        )
        return waits, count
    # A row that is about a device by its own sign says nothing of where it stands by being in the file.
    place = place if place is not None or number is not None else default_place
    return ListedDevice(row.number, facts, number, serial, place, state), count


def check_cells(cells: Mapping[str, CellText]) -> None:
    for name, text in cells.items():
        if ERRORS.match(text.typed):
            raise RowRefused(
                "ঘরে এক্সেলের ভুল আছে: {text}",
                "A cell holds an error of the spreadsheet: {text}",
                text=text.typed,
            )
        most = LONGEST.get(name, Device.MOST_TEXT)
        if len(text.read) > most:
            raise RowRefused(
                "একটি ঘরে {n} অক্ষরের বেশি", "The text of a cell is too long; the limit is {n}", n=most
            )
    serial = cells.get("serial_no")
    if serial and CUT_NUMBER.fullmatch(serial.typed):
        raise RowRefused(
            "সিরিয়ালটি এক্সেল কেটে ফেলেছে ({text}); কলামটি Text করে আবার লিখুন",
            "The spreadsheet has cut the serial ({text}); make the column text and enter it again",
            text=serial.typed,
        )


KIND_UNKNOWN: Words = ("“{text}” কোন ধরনের যন্ত্র, চেনা যায়নি", "“{text}” is no sort of device that is known")
STATE_UNKNOWN: Words = (
    "“{text}” অবস্থাটি চেনা যায়নি; লিখুন: চালু, নষ্ট, পাওয়া যায়নি বা বাতিল",
    "The state “{text}” is not known; write: working, faulty, not found or condemned",
)


def code_of(text: CellText, codes: Mapping[str, str], unknown: Words) -> str:
    found = codes.get(fold(text.typed)) or codes.get(fold(text.read))
    if found is None:
        raise RowRefused(*unknown, text=text.read[:40])
    return str(found)


def read_number(typed: str) -> int:
    number = read_device_number(typed.removesuffix(".0"))
    if number is None:
        raise RowRefused(
            "লেবেল নম্বরটি পড়া যায়নি: {text}", "The label number cannot be read: {text}", text=typed[:30]
        )
    return number


def read_count(typed: str) -> int:
    figures = latin_digits(typed).replace(",", "").removesuffix(".0").removesuffix("টি").strip()
    count = int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 6 else 0
    if not 1 <= count <= MOST_ALIKE:
        raise RowRefused(
            "সংখ্যা ১ থেকে {n}-এর মধ্যে হতে হবে", "The quantity must be from 1 to {n}", n=MOST_ALIKE
        )
    return count


def read_day(typed: str) -> date:
    day = day_of_cell(typed)
    if day is None or not 1990 <= day.year <= 2100:
        raise RowRefused(
            "ওয়ারেন্টির দিনটি পড়া যায়নি: {text}",
            "The day of the warranty cannot be read: {text}",
            text=typed[:30],
        )
    return day


def refused_row(row: SheetRow, why: Words) -> ListedDevice:
    """What it said first stays, so that a reader knows which it was."""
    said = " · ".join(text.read for text in list(row.cells.values())[:3])[: Device.MOST_NAME]
    return ListedDevice(row.number, {"name": said}, identity=plain_identity(row), refused=why)


def plain_identity(row: SheetRow) -> str:
    return hash_parts(("refused", row.sheet, row.number, *sorted((n, t.typed) for n, t in row.cells.items())))


def with_identity(listed: ListedDevice, nth: Counter[Hashable]) -> ListedDevice:
    """The row with what tells it from all others: its own numbers, or of what has none, what it says of
    itself and the how manieth it is that says so.
    """
    if listed.refused:
        return listed
    facts = listed.facts
    if listed.number is not None or listed.serial_key:
        sign: Hashable = (listed.number, listed.serial_key, maker_key(facts.get("maker", "")), listed.place)
    else:
        alike = (fold(facts.get(name, "")) for name in ("kind", "maker", "model", "name"))
        sign = (listed.place, *alike)
    nth[sign] += 1
    return ListedDevice(
        listed.row,
        facts,
        listed.number,
        listed.serial_key,
        listed.place,
        listed.state,
        identity=hash_parts((sign, nth[sign])),
    )


def hash_parts(parts: Hashable) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:40]
