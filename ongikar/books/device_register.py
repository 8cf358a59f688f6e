"""The register of devices: one line a device, in the order of their numbers, as it stood at the end of the
year, or stands today; what was condemned is crossed out, with its day.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Place
from ongikar.places.devices_on_day import facts_until, state_of
from ongikar.places.models import Device, DeviceFact
from ongikar.places.rules.device_state import FAULT
from ongikar.places.words import DEVICE_KINDS, FACT_WORDS, STATE_WORDS, device_kind_words, device_number
from ongikar.rules.bangla.text import fiscal_year as fiscal_year_of

from .account import start_of_day
from .cells import day_cell, language_digits, register_day_words
from .gaps import gaps_until_year
from .register_filter import FilterChoice, NarrowedBook, OutcomeTotal
from .registry import BATCH, Book, Cell, RegisterLine, RegisterLines
from .serial_lines import SerialLines

COLUMNS = (
    ("নম্বর", "Number"),
    ("তোলার তারিখ", "Registered on"),
    ("যন্ত্র", "Device"),
    ("নির্মাতা ও মডেল", "Maker and model"),
    ("সিরিয়াল নম্বর", "Serial number"),
    ("কোথা থেকে", "Source"),
    ("ওয়ারেন্টির শেষ দিন", "Warranty until"),
    ("কোথায়", "Where"),
    ("অবস্থা", "State"),
    ("কবে থেকে", "Since"),
    ("শেষ খবর", "Last update"),
    ("ত্রুটি", "Faults"),
)
WIDTHS = (8, 9, 11, 13, 12, 11, 9, 15, 8, 8, 14, 5)


def last_day_of(fiscal_year: int) -> date:
    return date(fiscal_year + 1, 6, 30)


class NarrowedDevices:
    """The lines of some devices in the order of their numbers, read only as far as they are wanted."""

    def __init__(self, rows: QuerySet[Device], day: date) -> None:
        self.rows, self.day = rows.order_by("number"), day

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        return lines_of_devices(list(self.rows[wanted]), self.day)

    def __iter__(self) -> Iterator[RegisterLine]:
        last = 0
        while devices := list(self.rows.filter(number__gt=last)[:BATCH]):
            yield from lines_of_devices(devices, self.day)
            last = devices[-1].number


def registered_devices(office: Office, fiscal_year: int) -> QuerySet[Device]:
    until = start_of_day(date(fiscal_year + 1, 7, 1))
    return Device.objects.filter(office=office, registered_at__lt=until)


def device_lines(office: Office, fiscal_year: int) -> SerialLines:
    day = last_day_of(fiscal_year)
    return SerialLines(
        registered_devices(office, fiscal_year),
        lambda devices: lines_of_devices(devices, day),
        office=office,
        book="devices",
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
        key="number",
        gaps=gaps_until_year(office, "devices", fiscal_year),
    )


def lines_of_devices(devices: Sequence[Device], day: date) -> list[RegisterLine]:
    """Three statements for a stretch of the book: the devices, what was said of them, and their places."""
    facts = facts_until([device.pk for device in devices], day)
    states = {device.pk: state_of(facts.get(device.pk, ())) for device in devices}
    places = Place.objects.in_bulk({state.place for state in states.values() if state.place is not None})
    lines = []
    for device in devices:
        state = states[device.pk]
        place = places.get(state.place or 0)
        said = facts.get(device.pk, [])
        lines.append(device_line(device, said, state.state, state.since, place.name if place else ""))
    return lines


def device_line(
    device: Device, said: Sequence[DeviceFact], state: str, since: date | None, place: str
) -> RegisterLine:
    faults = sum(fact.fact == FAULT for fact in said)
    state_words = str(STATE_WORDS[state])
    return RegisterLine(
        (
            Cell.of(
                device_number(device.number, language()),
                device.number,
                reverse("device", args=[device.number]),
            ),
            day_cell(device.registered_at),
            called_words(device),
            device.make,
            device.serial_no,
            device.source,
            plain_day(device.warranty_until),
            place,
            state_words,
            plain_day(since),
            last_news(said),
            Cell.of(language_digits(faults), faults) if faults else "",
        ),
        struck=state_words if state == "condemned" else "",
    )


def called_words(device: Device) -> str:
    """What it is and what its place calls it; Desktop 2 says both."""
    kind = device_kind_words(device.kind)
    return device.name if device.name.startswith(kind) else " · ".join(filter(None, (kind, device.name)))


def plain_day(on: date | None) -> Cell:
    return Cell.of(register_day_words(on), on) if on else Cell.of("")


def last_news(said: Sequence[DeviceFact]) -> str:
    if not said:
        return ""
    newest = said[-1]
    words = newest.words or str(FACT_WORDS[newest.fact])
    return f"{register_day_words(newest.on)}: {words}"


def narrow_devices(office: Office, fiscal_year: int, given: Mapping[str, str]) -> NarrowedBook:
    """By place, sort and state as they are now; of a year that has passed by sort alone, since the rest was
    otherwise then.
    """
    rows = registered_devices(office, fiscal_year)
    is_running = fiscal_year_of(timezone.localdate()) == fiscal_year
    kind = given.get("kind", "") if given.get("kind", "") in DEVICE_KINDS else ""
    choices = [
        FilterChoice(
            "kind",
            say("যন্ত্র", "Device"),
            [
                ("", say("সব যন্ত্র", "All devices")),
                *((key, str(words)) for key, words in DEVICE_KINDS.items()),
            ],
            kind,
        )
    ]
    lines: RegisterLines
    rows, day = rows.filter(kind=kind) if kind else rows, last_day_of(fiscal_year)
    if not is_running:
        lines = NarrowedDevices(rows, day) if kind else device_lines(office, fiscal_year)
        return NarrowedBook(lines, choices)
    places = {str(place.pk): place.name for place in Place.objects.filter(office=office).by_name()}
    place = given.get("place", "") if given.get("place", "") in places else ""
    state = given.get("state", "") if given.get("state", "") in STATE_WORDS else ""
    choices += [
        FilterChoice(
            "place", say("জায়গা", "Place"), [("", say("সব জায়গা", "All places")), *places.items()], place
        ),
        FilterChoice(
            "state",
            say("অবস্থা", "State"),
            [("", say("সব অবস্থা", "All states")), *((key, str(words)) for key, words in STATE_WORDS.items())],
            state,
        ),
    ]
    rows = rows.filter(place=int(place)) if place else rows
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    kept = "&".join(f"{name}={value}" for name, value in (("kind", kind), ("place", place)) if value)
    totals = [
        OutcomeTotal(
            str(words), counts[key], f"?{'&'.join(filter(None, (kept, f'state={key}')))}", key == state
        )
        for key, words in STATE_WORDS.items()
        if counts.get(key)
    ]
    rows = rows.filter(state=state) if state else rows
    is_whole = not (kind or place or state)
    lines = device_lines(office, fiscal_year) if is_whole else NarrowedDevices(rows, day)
    return NarrowedBook(lines, choices, lambda: totals)


REGISTER = Book(
    "devices",
    ("যন্ত্র রেজিস্টার", "Device register"),
    COLUMNS,
    device_lines,
    WIDTHS,
    narrow_devices,
)
