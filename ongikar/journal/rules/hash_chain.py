"""Hash chain of sealed entries: what is hashed, how each link follows from the previous one, and where a
chain is broken.

A link is SHA-256 over the link before it and the canonical text of (number, moment of sealing, entry). The
canonical text is the JSON of that list, without spaces and with sorted names: it can be read back, so that
two lists never have one text. Whoever holds a link holds everything before it: no earlier entry can change,
go, come or move without another link.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .entry_macs import KeyJudge

# The id of an entry first, then when it happened in microseconds since 1970 (UTC), then the rest in their
# order: the facts; the rows that were written with it, if any; and the MAC as hex, where it bears one.
Entry = tuple[Any, ...]
ID, AT, FACTS, ROWS, MAC = 0, 1, 8, 9, 10
HOUR = 3_600_000_000
# Seals of entries of no office.
NO_OFFICE = 0
# What stands in a root's line for them.
OF_NO_OFFICE = "no-office"
DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
NUMBER = re.compile(r"[0-9]{1,18}")
HEX = re.compile(r"(?:[0-9a-f]{2})+")
WRITTEN_LINK = re.compile(r"[0-9a-f]{64}")

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


class ChainLine(NamedTuple):
    """One line of a chain as it is kept: its number, when it was sealed, its link, the entry, if that still
    stands, and the MAC of the seal, if it bears one.
    """

    number: int
    at: int
    link: bytes
    entry_id: int
    entry: Entry | None
    mac: bytes | None = None


class ChainFault(NamedTuple):
    """Where a chain is broken: `changed`, `deleted` (the seal stands alone), `missing` (numbers up to
    `until`), `repeated`; or what a KeyJudge says of an entry or seal.
    """

    what: str
    number: int
    until: int
    entry_id: int | None
    at: int


def canonical_bytes(number: int, at: int, entry: Entry) -> bytes:
    # Halves of a character, which no text of a database holds, are written as they are: even they stay apart.
    return _encode([number, at, *entry]).encode("utf-8", "surrogatepass")


def first_link(chain: int) -> bytes:
    """What stands before the first link of a chain, so that one office's chain is never another's."""
    return hashlib.sha256(f"ongikar ledger 1: {chain}".encode()).digest()


def compute_link(before: bytes, number: int, at: int, entry: Entry) -> bytes:
    return hashlib.sha256(before + canonical_bytes(number, at, entry)).digest()


def extend_chain(
    before: bytes, number: int, at: int, entries: Iterable[Entry]
) -> Iterator[tuple[int, bytes, Entry]]:
    """(number, link, entry) for the entries that follow `number`, whose link is `before`."""
    for next_number, entry in enumerate(entries, number + 1):
        before = compute_link(before, next_number, at, entry)
        yield next_number, before, entry


class ChainWalk:
    """A walk along one chain from its beginning; after it, what was seen on the way.

    `wanted` are roots that were printed on some day; those met as sound links are in `found`, with number and
    moment.
    """

    def __init__(self, chain: int, wanted: Iterable[bytes] = (), judge: KeyJudge | None = None):
        self.chain, self.judge = chain, judge
        self.number, self.at, self.last = 0, 0, first_link(chain)
        # The highest number of any entry in it: another order than that of the chain.
        self.highest = 0
        self.wanted = frozenset(wanted)
        self.found: dict[bytes, tuple[int, int]] = {}
        # How many entries tell of a time more than an hour before they were sealed, and the first of them.
        self.late = 0
        self.first_late: ChainLine | None = None

    def faults(self, lines: Iterable[ChainLine]) -> Iterator[ChainFault]:
        """Everything that is wrong, in the order of the numbers.

        Each line is measured by the link kept before it, so that one change is one fault and hides none
        behind it. Where that link was itself found wrong, the one it should have been will do: then the
        link was altered, and not the line after.
        """
        befores: tuple[bytes, ...] = (self.last,)
        for sealed in lines:
            number, at, kept, entry_id, entry, _ = sealed
            if number <= self.number:
                yield ChainFault("repeated", number, number, entry_id, at)
                continue
            if number > self.number + 1:
                yield ChainFault("missing", self.number + 1, number - 1, None, self.at or at)
                # What stood before is lost: this line's link is taken as it is.
                befores = ()
            self.number, self.at, self.last = number, at, kept
            if entry_id > self.highest:
                self.highest = entry_id
            if entry is None:
                yield ChainFault("deleted", number, number, entry_id, at)
                befores = (kept,)
                continue
            text = canonical_bytes(number, at, entry)
            made = [hashlib.sha256(before + text).digest() for before in befores]
            if kept in made:
                befores = (kept,)
                if kept in self.wanted:
                    self.found[kept] = (number, at)
            elif not made:
                befores = (kept,)
            else:
                befores = (kept, made[0])
                yield ChainFault("changed", number, number, entry_id, at)
            if self.judge and befores == (kept,) and (what := self.key_fault(self.judge, sealed)):
                yield ChainFault(what, number, number, entry_id, at)
            happened = entry[AT]
            if isinstance(happened, int) and at - happened > HOUR:
                self.late += 1
                self.first_late = self.first_late or sealed

    def key_fault(self, judge: KeyJudge, sealed: ChainLine) -> str:
        """What is wrong with the MACs of a line whose link fits; "" where nothing is."""
        if sealed.entry is None or not judge.is_after_adoption(self.chain, sealed.number):
            return ""
        return judge.entry_fault(*parts_of(sealed.entry)) or judge.seal_fault(
            self.chain, sealed.number, sealed.entry_id, sealed.at, sealed.link, sealed.mac
        )


def parts_of(entry: Entry) -> tuple[int, tuple[Any, ...], str | None, bytes | None]:
    """An entry as a KeyJudge takes it: its key, what it says, the rows written with it, and its MAC."""
    rows = entry[ROWS] if len(entry) > ROWS else None
    mac = None
    if len(entry) > MAC:
        mac = bytes.fromhex(entry[MAC]) if HEX.fullmatch(str(entry[MAC])) else b""
    return entry[ID], entry[AT : FACTS + 1], rows, mac


class Root(NamedTuple):
    """A day's root as it is printed: one line of plain text."""

    day: str
    office: str
    number: int
    link: bytes

    def line(self) -> str:
        """The 64 figures in four groups, so that a narrow paper can break them and an eye can
        compare them.
        """
        figures = self.link.hex()
        groups = (figures[start : start + 16] for start in range(0, 64, 16))
        return " ".join([self.day, self.office, str(self.number), *groups])


def read_root(text: str) -> Root | None:
    """A printed line, or its 64 figures alone, with any spaces or hyphens a printer put between them; None if
    neither.
    """
    words = text.split()
    is_line = len(words) > 3 and DAY.fullmatch(words[0]) and NUMBER.fullmatch(words[2])
    parts = words[:3] if is_line else ["", "", "0"]
    figures = "".join(words[3:] if is_line else words).replace("-", "").lower()
    if not WRITTEN_LINK.fullmatch(figures):
        return None
    return Root(parts[0], parts[1], int(parts[2]), bytes.fromhex(figures))


def read_roots(text: str) -> tuple[list[Root], int]:
    """The roots of a text whose lines are roots as printed, each once, and how many of its lines are none.
    Empty lines and remarks (#) are passed over; of a line of figures alone nobody can say where it belongs.
    """
    roots: dict[Root, None] = {}
    others = 0
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        root = read_root(line)
        if root is None or not root.number:
            others += 1
        else:
            roots[root] = None
    return list(roots), others


def unmatched_roots(roots: Iterable[Root], found: Mapping[bytes, object]) -> list[Root]:
    """The printed roots that no sound link of the chains is: something before them was
    rewritten, or cut off.
    """
    return [root for root in roots if root.link not in found]
