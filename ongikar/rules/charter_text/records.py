"""Parses services given as records, one fact a line: "সময় লাগবে: ৭ দিন", under a repeated label or a name on a line of its own."""

import re
from itertools import dropwhile, pairwise

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.lines import squeeze
from ongikar.rules.charter_text.money import sums
from ongikar.rules.charter_text.record_cells import CELLS, Cell, cells_of_fact, facts
from ongikar.rules.charter_text.row_joining import Row, hand_down, resolve_ditto
from ongikar.rules.charter_text.skeleton import says

# Where a record keeps what stands over its name: a service code, a department.
ABOVE = "উপরের লেখা"
SHORT_TIME = 40
NAME_AND_SUM = re.compile(
    nfc(r"(?:\(?[কখগঘঙচছজ]\)\s*)?(?P<name>[^:ঃ]{3,100}?)\s*[:ঃ]\s*(?P<sum>[\d০-৯][^:ঃ]{0,40})")
)


def records(lines: list[str]) -> list[Row]:
    """Services printed as label, value, label, value; a label met again begins the next service."""
    texts = (
        squeeze(fact)
        for line in lines
        for cell in CELLS.split(line.strip().strip("|"))
        for fact in facts(cell)
    )
    cells = [piece for text in texts if text for piece in cells_of_fact(text)]
    kinds = [cell.kind for cell in cells]
    labels = sum(kind is not None for kind in kinds)
    # Labels that hardly any value follows are the headings of a table whose rows are lost.
    values = sum(kind is None for kind in dropwhile(lambda kind: kind is None, kinds))
    if labels < 3 or 2 * values < labels:
        return []
    told = _Records()
    for index, cell in enumerate(cells):
        told.take(cell, cells[index + 1] if index + 1 < len(cells) else None)
    rows = [*told.rows, told.record()]
    for before, row in pairwise(rows):
        resolve_ditto(row, before)
        hand_down(row, before)
    return rows if any(row["name"] or row["time"] or row["fee"] for row in rows) else []


class _Records:
    """Takes label and value by turns. A service ends where a label comes again, with the same words or at the head of a record."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.begin("")

    def begin(self, title: str) -> None:
        self.title, self.before = title, ""
        self.raw: dict[str, str] = {}
        self.extras: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.last: tuple[str, str] | None = None
        self.latest = ""  # the last value, where a fact has several

    def take(self, cell: Cell, following: Cell | None) -> None:
        if cell.kind is not None:
            if cell.kind == "time" and not self.title and not self.raw.get("name"):
                self.take_name_from_papers()
            if self.begins_next(cell):
                self.rows.append(self.record())
                self.begin(self.before)
            kind = self.meant(cell.kind)
            self.labels.setdefault(kind, cell.text)
            self.last, self.before = (kind, cell.text), ""
        elif self.last is None:
            if self.title:
                self.extras[ABOVE] = f"{self.extras.get(ABOVE, '')} {self.title}".strip()
            self.title = cell.text
        elif following and self.begins_next(following) and self.value():
            # What stands before a label met again is the name of the next service.
            self.before = cell.text
        elif self.last[0] == "time" and self.value() and not _is_short_time(cell.text):
            # A time is told in a line or two; what follows stands over the next service.
            self.extras[ABOVE] = f"{self.extras.get(ABOVE, '')} {cell.text}".strip()
        elif self.last[0] == "extra":
            self.extras[self.last[1]] = f"{self.value()} {cell.text}".strip()
        else:
            self.raw[self.last[0]] = f"{self.value()} {cell.text}".strip()
            self.latest = cell.text

    def take_name_from_papers(self) -> None:
        """A service's name that stands under a list of papers, and right over its time, is no paper."""
        papers = self.raw.get("documents", "")
        if self.last and self.last[0] == "documents" and self.latest and papers != self.latest:
            self.raw["documents"] = papers.removesuffix(self.latest).strip()
            self.title = self.latest

    def value(self) -> str:
        kind, label = self.last or ("", "")
        return self.extras.get(label, "") if kind == "extra" else self.raw.get(kind, "")

    def begins_next(self, label: Cell) -> bool:
        if label.kind == "extra":
            return label.text in self.extras
        first = next(iter(self.labels), None)
        same = label.kind == first or self.labels.get(label.kind or "") == label.text
        return label.kind in self.raw and same

    def meant(self, kind: str) -> str:
        """A second officer under other words is the one above; any other second label is kept as printed."""
        if kind not in self.raw or kind == "extra":
            return kind
        return "superior" if kind == "officer" and "superior" not in self.raw else "extra"

    def record(self) -> Row:
        label = self.labels.get("name", "")
        if self.title and says(label, "বিবরণ", "বর্ণনা", "description") and not says(label, "নাম", "name"):
            # The name stands above by itself, and its description is how it is given.
            told = {kind: text for kind, text in self.raw.items() if kind != "name"}
            description = self.raw.get("name", "")
            if "method" in told:
                return _record(told, {**self.extras, label: description}, self.title)
            return _record({**told, "method": description}, self.extras, self.title)
        return _record(self.raw, self.extras, self.title)


def _is_short_time(text: str) -> bool:
    return len(text) <= SHORT_TIME and marks.looks_like_time(text)


def _name_and_sum(title: str, *, fee: str) -> dict[str, str]:
    """A name with a sum behind its colon: "ক) প্রাতিষ্ঠানিক ঋণ: ২৫,০০০-৫০,০০০/-"."""
    parted = NAME_AND_SUM.fullmatch(nfc(title))
    if fee or not parted or not (found := sums(parted["sum"])) or len(found) > 1:
        return {"name": title}
    return {"name": parted["name"], "fee": parted["sum"]}


def _record(raw: dict[str, str], extras: dict[str, str], title: str) -> Row:
    if title and not raw.get("name"):
        raw = {**raw, **_name_and_sum(title, fee=raw.get("fee", ""))}
    serial, name = marks.split_leading_serial(raw.get("name", ""))
    return Row(serial, {**raw, "name": name}, extras=extras)
