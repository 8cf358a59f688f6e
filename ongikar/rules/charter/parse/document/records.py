"""Services told as records, a fact a line: "সময় লাগবে: ৭ দিন", under a label met again or a name that stands
by itself.
"""

import re
from itertools import dropwhile, pairwise
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.cells.money import money_sums
from ongikar.rules.charter.parse.fuzzy_regex import has_phrase
from ongikar.rules.charter.parse.headings.scores import column_kind
from ongikar.rules.charter.parse.tables.rows import TableRow, hand_down, resolve_ditto

from .lines import squeeze

CELLS = re.compile(r"\s*[|\t]\s*")
# What parts a label from its value; a hyphen only between spaces, since words have hyphens of their own.
PARTED = re.compile(
    r"\s*(?P<label>.{2,60}?)\s*(?:[:ঃ]\s*[-–—]?|\s[-–—]\s|=|[:ঃ]?[-–—](?=\s))\s*(?P<value>\S.*)"
)
LONGEST_RECORD = 4_000
LONGEST_LABEL = 80
# What ends in a verb is told of a label and is no label, unless it asks as one: "কোথায় যেতে হবে".
LONGEST_TOLD = 40
SENTENCE = re.compile(nfc(r"(?:করতে|দিতে|জানাতে|নিতে)?\s*(?:হবে|হয়|যাবে|পারবেন|থাকে|করুন)\s*।\s*$"))
BULLET = re.compile(r"\s*(?:[·•●▪*➢✓‣◦]\s*|[-–]\s+)")
# "সেবা-1:", "Service No. 2", "সেবা নং ৩ -": the name of the service stands behind it.
NUMBERED_SERVICE = re.compile(
    nfc(r"\s*(?:সেবা|service)\s*(?:নং|নম্বর|no\.?)?\s*[-–:#.]?\s*\(?(\d{1,3})\)?\s*[:ঃ.।)–—-]+\s*"),
    re.IGNORECASE,
)
# "১.২ সেবার মূল্য: …" is the second fact of the first service.
WITHIN = re.compile(r"\s*(\d{1,2})[.।]\d{1,2}[.।)]?\s+(?=\D)")
NAME = "সেবার নাম"


# Where a line may go on with the next fact: "সময়: ৭ দিন   ফি: ২০/-"; an officer's name and post are one.
NEXT_FACT = re.compile(nfc(r"(?<=\s{3})(?=((?!পদ)[^\s,;।:ঃ|(][^,;।:ঃ|]{0,30}?)\s?[:ঃ]\s)"))
TOLD_ON = ("time", "fee", "officer", "superior", "documents", "place", "method")


class RecordCell(NamedTuple):
    text: str
    kind: str | None  # of a label; None for a value


def label_and_value(cell: str) -> list[str]:
    """A heading and what stands behind its colon, "সময়সীমা: ৭ দিন"; any other text is one piece."""
    match = PARTED.fullmatch(cell) if len(cell) <= LONGEST_RECORD else None
    return [match["label"], match["value"]] if match and column_kind(match["label"]) else [cell]


def is_record(line: str) -> bool:
    """Whether a line tells one fact of a service: a heading, and then its value in the second of two cells or
    behind a colon.
    """
    cells = [cell for cell in CELLS.split(line.strip().strip("|")) if cell]
    facts = (
        cells_of_fact(cells[0])
        if len(cells) == 1
        else [RecordCell(cell, column_kind(cell)) for cell in cells]
    )
    return len(facts) == 2 and facts[0].kind not in (None, "serial") and facts[1].kind is None


def cells_of_fact(text: str) -> list[RecordCell]:
    """The label and the value of one line or cell, or what it is alone."""
    if len(text) <= LONGEST_RECORD and (service := NUMBERED_SERVICE.match(latin_digits(text))):
        return [RecordCell(NAME, "name"), RecordCell(f"{service[1]}. {text[service.end() :]}", None)]
    bare = text[bullet.end() :] if (bullet := BULLET.match(text)) else text
    within = WITHIN.match(latin_digits(bare))
    serial, rest = (int(within[1]), bare[within.end() :]) if within else marks.split_leading_serial(bare)
    pair = label_and_value(rest)
    if len(pair) == 1 and len(bare) > LONGEST_TOLD and SENTENCE.search(nfc(bare)):
        return [RecordCell(bare, None)]
    if len(pair) == 2:
        kind = column_kind(pair[0])
        value = f"{serial}. {pair[1]}" if serial and kind == "name" else pair[1]
        return [RecordCell(pair[0], kind), RecordCell(value, None)]
    return [RecordCell(bare, column_kind(bare) if len(bare) < LONGEST_LABEL else None)]


def labelled_facts(line: str) -> list[str]:
    """The facts of one line, each with its label; a label begins one where wide spaces part it from the one
    before.
    """
    if len(line) > LONGEST_RECORD:
        return [line]
    starts = [match.start() for match in NEXT_FACT.finditer(line) if column_kind(match[1]) in TOLD_ON]
    return [line[start:end] for start, end in pairwise([0, *starts, len(line)])]


# Where a record keeps what stands over its name: a service code, a department.
ABOVE = "উপরের লেখা"
SHORT_TIME = 40
NAME_AND_SUM = re.compile(
    nfc(r"(?:\(?[কখগঘঙচছজ]\)\s*)?(?P<name>[^:ঃ]{3,100}?)\s*[:ঃ]\s*(?P<sum>[\d০-৯][^:ঃ]{0,40})")
)


def read_records(lines: list[str]) -> list[TableRow]:
    """Services printed as label, value, label, value; a label met again begins the next service."""
    texts = (
        squeeze(fact)
        for line in lines
        for cell in CELLS.split(line.strip().strip("|"))
        for fact in labelled_facts(cell)
    )
    cells = [piece for text in texts if text for piece in cells_of_fact(text)]
    kinds = [cell.kind for cell in cells]
    labels = sum(kind is not None for kind in kinds)
    # Labels that hardly any value follows are the headings of a table whose rows are lost.
    values = sum(kind is None for kind in dropwhile(lambda kind: kind is None, kinds))
    if labels < 3 or 2 * values < labels:
        return []
    records = _Records()
    for index, cell in enumerate(cells):
        records.take(cell, cells[index + 1] if index + 1 < len(cells) else None)
    rows = [*records.rows, records.record()]
    for before, row in pairwise(rows):
        resolve_ditto(row, before)
        hand_down(row, before)
    return rows if any(row["name"] or row["time"] or row["fee"] for row in rows) else []


class _Records:
    """Takes label and value by turns. A service ends where a label comes again, with the same words or at the
    head of a record.
    """

    def __init__(self) -> None:
        self.rows: list[TableRow] = []
        self.begin("")

    def begin(self, title: str) -> None:
        self.title, self.before = title, ""
        self.raw: dict[str, str] = {}
        self.extras: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.last: tuple[str, str] | None = None
        self.latest = ""  # the last value, where a fact has several

    def take(self, cell: RecordCell, following: RecordCell | None) -> None:
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

    def begins_next(self, label: RecordCell) -> bool:
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

    def record(self) -> TableRow:
        label = self.labels.get("name", "")
        if (
            self.title
            and has_phrase(label, "বিবরণ", "বর্ণনা", "description")
            and not has_phrase(label, "নাম", "name")
        ):
            # The name stands above by itself, and its description is how it is given.
            texts = {kind: text for kind, text in self.raw.items() if kind != "name"}
            description = self.raw.get("name", "")
            if "method" in texts:
                return _record(texts, {**self.extras, label: description}, self.title)
            return _record({**texts, "method": description}, self.extras, self.title)
        return _record(self.raw, self.extras, self.title)


def _is_short_time(text: str) -> bool:
    return len(text) <= SHORT_TIME and marks.looks_like_time(text)


def _name_and_sum(title: str, *, fee: str) -> dict[str, str]:
    """A name with a sum behind its colon: "ক) প্রাতিষ্ঠানিক ঋণ: ২৫,০০০-৫০,০০০/-"."""
    parted = NAME_AND_SUM.fullmatch(nfc(title))
    if fee or not parted or not (sums := money_sums(parted["sum"])) or len(sums) > 1:
        return {"name": title}
    return {"name": parted["name"], "fee": parted["sum"]}


def _record(raw: dict[str, str], extras: dict[str, str], title: str) -> TableRow:
    if title and not raw.get("name"):
        raw = {**raw, **_name_and_sum(title, fee=raw.get("fee", ""))}
    serial, name = marks.split_leading_serial(raw.get("name", ""))
    return TableRow(serial, {**raw, "name": name}, extras=extras)
