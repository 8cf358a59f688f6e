"""A list of devices held against the register: of each line whether it is new, the same, changed, in conflict
with what is known, or refused.

Pure: what is known and what is listed go in, a verdict for each line comes out. A list that is taken and then
brought again changes nothing, and an empty cell erases nothing.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from .entered_values import maker_key

NEW, SAME, CHANGED, CONFLICT, REFUSED = "new", "same", "changed", "conflict", "refused"
STATES: Final = (NEW, CHANGED, CONFLICT, REFUSED, SAME)
WORKING, CONDEMNED = "working", "condemned"
# Told to people in both languages.
Words = tuple[str, str]
# Of what a device without any number is told from its like: place, kind, maker, model and name, folded.
Likeness = tuple[Hashable, ...]

OTHER_SERIAL: Words = (
    "লেবেল নম্বরটি যে যন্ত্রের, তার সিরিয়াল অন্য",
    "The device of this label number bears another serial number",
)
SERIAL_OF_ANOTHER: Words = (
    "এই নির্মাতার এই সিরিয়ালের যন্ত্র আরেকটি আছে",
    "Another device of this maker bears the same serial number",
)
OTHER_KIND: Words = (
    "এই সিরিয়ালের যন্ত্র তালিকায় অন্য ধরনের",
    "The device of this serial number is of another kind in the register",
)
NO_SUCH_NUMBER: Words = (
    "এই লেবেল নম্বরের যন্ত্র নেই; নতুন যন্ত্র হলে ঘরটি খালি রাখুন",
    "No device has this label number; for a new one leave the cell empty",
)
NO_PLACE: Words = ("কোথায় আছে, লেখা নেই", "It does not say where it stands")
NO_KIND: Words = ("কোন যন্ত্র, লেখা নেই", "It does not say what device it is")
SINCE_MOVED: Words = (
    "তালিকার তারিখের পরে যন্ত্রটি অন্য জায়গায় নেওয়া হয়েছে",
    "The device was moved after the day of the list",
)
SINCE_CHANGED: Words = (
    "তালিকার তারিখের পরে যন্ত্রটির নতুন খবর আছে",
    "There is newer news of the device than the day of the list",
)
IS_CONDEMNED: Words = (
    "যন্ত্রটি অকেজো ঘোষিত; তালিকা থেকে ফেরে না",
    "The device is condemned; a list does not bring it back",
)
TWICE_OTHERWISE: Words = (
    "একই যন্ত্র তালিকায় আরও এক সারিতে, অন্য তথ্য নিয়ে",
    "The same device stands in another row, with other facts",
)
SAME_ROW: Words = ("একই যন্ত্র আগের এক সারিতে আছে", "The same device stands in an earlier row")


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device of the register. `since`: the day of its newest news of place or state."""

    key: int
    number: int
    facts: Mapping[str, str]
    place: Hashable
    state: str
    serial_key: str | None = None
    since: date | None = None
    moved_on: date | None = None


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """One device of the list. `facts`: only what its cells say; `identity`: what tells the row from all
    others of any list, so that a row that was taken once is known again; `wanted`: name and EIIN of a place
    that is not known, of a line that is refused for that alone.
    """

    row: int
    facts: Mapping[str, str] = field(default_factory=dict)
    number: int | None = None
    serial_key: str | None = None
    place: Hashable | None = None
    state: str = ""
    identity: str = ""
    refused: Words | None = None
    wanted: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of one line. `changes`: by field what stands there and what would."""

    listed: ListedDevice
    state: str
    key: int | None = None
    changes: tuple[tuple[str, Hashable, Hashable], ...] = ()
    why: Words | None = None
    # Whether somebody may take the list's word against the register's.
    may_be_taken: bool = False


class Register:
    """The known devices by everything a list may know them by."""

    def __init__(self, known: Iterable[KnownDevice], taken_rows: Mapping[str, int]) -> None:
        self.by_key = {device.key: device for device in known}
        self.by_number = {device.number: device for device in self.by_key.values()}
        self.by_serial: dict[str, list[KnownDevice]] = defaultdict(list)
        self.alike: dict[Likeness, list[KnownDevice]] = defaultdict(list)
        self.taken_rows = taken_rows
        # Those that another line names more surely than by their likeness.
        self.used: set[int] = set()
        for device in sorted(self.by_key.values(), key=lambda each: each.number):
            if device.serial_key:
                self.by_serial[device.serial_key].append(device)
            else:
                self.alike[likeness(device.place, device.facts)].append(device)

    def with_serial(self, listed: ListedDevice) -> KnownDevice | None:
        """Whoever bears the serial, of the same maker or of one that either side leaves out."""
        maker = maker_of(listed.facts)
        namesakes = self.by_serial.get(listed.serial_key or "", [])
        same = [each for each in namesakes if maker_of(each.facts) == maker]
        loose = [each for each in namesakes if not maker or not maker_of(each.facts)]
        return next(iter(same or loose), None)

    def find(self, listed: ListedDevice) -> KnownDevice | None:
        """The device that a line is about, by the surest sign it gives."""
        if listed.number is not None:
            return self.by_number.get(listed.number)
        if listed.serial_key:
            return self.with_serial(listed)
        if taken := self.by_key.get(self.taken_rows.get(listed.identity, 0)):
            return taken
        for device in self.alike.get(likeness(listed.place, listed.facts), ()):
            if device.key not in self.used:
                self.used.add(device.key)
                return device
        return None

    def set_apart(self, listed: Iterable[ListedDevice]) -> None:
        """The devices that lines name by number or brought before are nobody's like."""
        for line in listed:
            if line.number is not None and (device := self.by_number.get(line.number)):
                self.used.add(device.key)
            elif not line.serial_key and line.identity in self.taken_rows:
                self.used.add(self.taken_rows[line.identity])


def maker_of(facts: Mapping[str, str]) -> str:
    return maker_key(facts.get("maker", ""))


def likeness(place: Hashable, facts: Mapping[str, str]) -> Likeness:
    return (place, *(facts.get(name, "").casefold() for name in ("kind", "maker", "model", "name")))


def compare_list(
    listed: Sequence[ListedDevice],
    known: Iterable[KnownDevice],
    *,
    on: date,
    taken_rows: Mapping[str, int] | None = None,
    chosen: frozenset[str] = frozenset(),
) -> list[Verdict]:
    """A verdict for each line, in the order of the list.

    `on`: the day of which the list speaks; `taken_rows`: by identity the devices that rows of earlier lists
    made; `chosen`: the identities of the lines whose word
    is taken although it is in conflict with the register or with another line.
    """
    register = Register(known, taken_rows or {})
    register.set_apart(listed)
    verdicts = [judge(line, register, on, is_chosen=line.identity in chosen) for line in listed]
    return judge_changed_makers(judge_doubles(verdicts, chosen), register)


def judge(line: ListedDevice, register: Register, on: date, *, is_chosen: bool) -> Verdict:
    if line.refused:
        return Verdict(line, REFUSED, why=line.refused)
    device = register.find(line)
    if device is None:
        if line.number is not None:
            return Verdict(line, REFUSED, why=NO_SUCH_NUMBER)
        missing = NO_KIND if not line.facts.get("kind") else NO_PLACE if line.place is None else None
        return Verdict(line, REFUSED if missing else NEW, why=missing)
    if line.number is not None and line.serial_key and device.serial_key not in (None, line.serial_key):
        return Verdict(line, CONFLICT, device.key, why=OTHER_SERIAL)
    if line.number is not None and line.serial_key and device.serial_key is None:
        other = register.with_serial(line)
        if other is not None:
            return Verdict(line, CONFLICT, device.key, why=OTHER_SERIAL)
    kind = line.facts.get("kind")
    if kind and line.number is None and kind != device.facts.get("kind"):
        return Verdict(line, CONFLICT, device.key, why=OTHER_KIND)
    changes = changes_of(line, device)
    if not changes:
        return Verdict(line, SAME, device.key)
    if device.state == CONDEMNED:
        return Verdict(line, CONFLICT, device.key, changes, IS_CONDEMNED)
    newer = newer_news(line, device, on)
    if newer and not is_chosen:
        return Verdict(line, CONFLICT, device.key, changes, newer, may_be_taken=True)
    return Verdict(line, CHANGED, device.key, changes)


def changes_of(line: ListedDevice, device: KnownDevice) -> tuple[tuple[str, Hashable, Hashable], ...]:
    """What the line says and the register does not. An empty cell says nothing."""
    changes: list[tuple[str, Hashable, Hashable]] = [
        (name, device.facts.get(name, ""), value)
        for name, value in line.facts.items()
        if value
        and value.casefold() != device.facts.get(name, "").casefold()
        # Its letters and figures are the same, however they are parted.
        and not (name == "serial_no" and line.serial_key == device.serial_key)
    ]
    if line.place is not None and line.place != device.place:
        changes.append(("place", device.place, line.place))
    if line.state and line.state != device.state:
        changes.append(("state", device.state, line.state))
    return tuple(changes)


def newer_news(line: ListedDevice, device: KnownDevice, on: date) -> Words | None:
    """Why the register knows better than a list of that day."""
    moves = line.place is not None and line.place != device.place
    if moves and device.moved_on and device.moved_on > on:
        return SINCE_MOVED
    if (moves or (line.state and line.state != device.state)) and device.since and device.since > on:
        return SINCE_CHANGED
    return None


def judge_doubles(verdicts: list[Verdict], chosen: frozenset[str]) -> list[Verdict]:
    """One device in two lines: the second that says the same adds nothing; where they differ, neither is
    taken until somebody chooses one.
    """
    groups: dict[Hashable, list[int]] = defaultdict(list)
    makers = makers_by_serial(verdicts)
    owners = {
        serial_of(verdict.listed, makers): verdict.key
        for verdict in verdicts
        if verdict.key is not None and verdict.listed.serial_key
    }
    for place, verdict in enumerate(verdicts):
        if verdict.state == REFUSED:
            continue
        serial = serial_of(verdict.listed, makers)
        key = verdict.key if verdict.key is not None else owners.get(serial, serial)
        if key is not None:
            groups[key].append(place)
    for places in groups.values():
        if len(places) < 2:
            continue
        said = {line_facts(verdicts[place].listed) for place in places}
        taken = [place for place in places if verdicts[place].listed.identity in chosen]
        for nth, place in enumerate(places):
            verdict = verdicts[place]
            if len(said) == 1:
                if nth:
                    verdicts[place] = replace(verdict, state=SAME, changes=(), why=SAME_ROW)
            elif taken[:1] == [place]:
                continue
            elif taken:
                verdicts[place] = replace(verdict, state=CONFLICT, why=TWICE_OTHERWISE, may_be_taken=False)
            else:
                verdicts[place] = replace(verdict, state=CONFLICT, why=TWICE_OTHERWISE, may_be_taken=True)
    return verdicts


def judge_changed_makers(verdicts: list[Verdict], register: Register) -> list[Verdict]:
    """A line that gives a device another maker: not where that maker's device of the same serial is another
    one, of the register or of the list.
    """
    makers = makers_by_serial(verdicts)
    bearers: dict[tuple[str, str], set[int | None]] = defaultdict(set)
    for device in register.by_key.values():
        if device.serial_key:
            bearers[device.serial_key, maker_of(device.facts)].add(device.key)
    for verdict in verdicts:
        serial = serial_of(verdict.listed, makers)
        if serial and verdict.state != REFUSED:
            # None: the device that the line would add.
            bearers[serial].add(verdict.key)
    for place, verdict in enumerate(verdicts):
        if verdict.state != CHANGED or verdict.key is None:
            continue
        key = register.by_key[verdict.key].serial_key or verdict.listed.serial_key
        if key is None or all(name != "maker" for name, _, _ in verdict.changes):
            continue
        borne_by = bearers[key, maker_of(verdict.listed.facts)]
        if borne_by - {verdict.key}:
            verdicts[place] = replace(verdict, state=CONFLICT, why=SERIAL_OF_ANOTHER)
        borne_by.add(verdict.key)
    return verdicts


def makers_by_serial(verdicts: Iterable[Verdict]) -> dict[str, set[str]]:
    """The makers named with each serial: a line that names none is of the one that others name."""
    makers: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.listed.serial_key and (maker := maker_of(verdict.listed.facts)):
            makers[verdict.listed.serial_key].add(maker)
    return makers


def serial_of(line: ListedDevice, makers: Mapping[str, set[str]]) -> tuple[str, str] | None:
    if line.serial_key is None:
        return None
    maker = maker_of(line.facts)
    if not maker and len(makers[line.serial_key]) == 1:
        maker = next(iter(makers[line.serial_key]))
    return (line.serial_key, maker)


def line_facts(line: ListedDevice) -> Hashable:
    """All that a line says of its device."""
    return (line.place, line.state, frozenset(line.facts.items()))
