"""Charters without a table: records of label and value, bullets, and sentences that begin with a serial."""

import re
from collections.abc import Iterator
from itertools import dropwhile

from ongikar.rules.bangla import latin_digits, nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.amounts import amounts
from ongikar.rules.charter_text.cells_fee import FREE
from ongikar.rules.charter_text.headers import column_kind, label_and_value
from ongikar.rules.charter_text.lines import LONGEST_CELL, squeeze
from ongikar.rules.charter_text.money import sums
from ongikar.rules.charter_text.row_joining import Row
from ongikar.rules.charter_text.time_words import IMMEDIATE

BULLET = re.compile(r"\s*[·•●▪*–-]\s+")
NUMBERED = re.compile(r"\s*[0-9০-৯]{1,3}\s*[.।)]?\s+(?=\D)")
RECORD_CELLS = re.compile(r"\s*[|\t]\s*")
# Where a record keeps what stands over its name: a service code, a department.
ABOVE = "উপরের লেখা"
# What leads up to an amount and belongs to it: "সর্বোচ্চ ৭ দিনের মধ্যে".
LEAD = re.compile(nfc(r"(?:সর্বোচ্চ|অনধিক|কমপক্ষে|প্রতিমাসের|প্রতি মাসের)\s*$"))
OPENING_HOURS = re.compile(nfc(r"সকাল.{0,40}?পর্যন্ত|\d+\s*ঘ[নণ]্টা\s*খোলা"))
TAIL = re.compile(nfc(r"[\u0980-\u09ff]*(?:\s*মধ্যে)?(?:\s*\([^()]*\))?"))


def records(lines: list[str]) -> list[Row]:
    """Services printed as label, value, label, value; a label met again begins the next service."""
    cells = [cell.strip() for line in lines for cell in RECORD_CELLS.split(line.strip().strip("|"))]
    cells = [squeeze(cell) for cell in cells]
    cells = [piece for cell in cells if cell for piece in label_and_value(cell)]
    kinds = [column_kind(cell) if len(cell) < 80 else None for cell in cells]
    labels = sum(kind is not None for kind in kinds)
    # Labels that hardly any value follows are the headings of a table whose rows are lost.
    values = sum(kind is None for kind in dropwhile(lambda kind: kind is None, kinds))
    if labels < 3 or 2 * values < labels:
        return []
    rows: list[Row] = []
    raw: dict[str, str] = {}
    extras: dict[str, str] = {}
    last: tuple[str, str] | None = None
    title = ""
    for index, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
        following = kinds[index + 1] if index + 1 < len(kinds) else None
        begins_next = following in raw and bool(last and raw.get(last[0], "") and index)
        if kind is None:
            if begins_next:
                # What stands before a label met again is the name of the next service.
                continue
            if last is None:
                if title:
                    extras[ABOVE] = f"{extras.get(ABOVE, '')} {title}".strip()
                title = cell
            elif last[0] == "extra":
                extras[last[1]] = f"{extras.get(last[1], '')} {cell}".strip()
            else:
                raw[last[0]] = f"{raw.get(last[0], '')} {cell}".strip()
            continue
        if kind in raw or (kind == "extra" and cell in extras):
            rows.append(_record(raw, extras, title))
            raw, extras, title = {}, {}, cells[index - 1] if kinds[index - 1] is None else ""
        last = (kind, cell)
    rows.append(_record(raw, extras, title))
    return rows


def _record(raw: dict[str, str], extras: dict[str, str], title: str) -> Row:
    if title and not raw.get("name"):
        raw = {**raw, "name": title}
    serial, name = marks.split_leading_serial(raw.get("name", ""))
    return Row(serial, {**raw, "name": name}, extras=extras)


def listed(lines: list[str]) -> list[Row]:
    """Services as bullets or numbered lines; the time is cut out of the sentence, the rest is the name."""
    rows = []
    for text in _sentences(lines):
        serial, words = None, text[bullet.end() :] if (bullet := BULLET.match(text)) else text
        if numbered := NUMBERED.match(words):
            serial = marks.serial_number(numbered[0].strip())
            words = words[numbered.end() :]
        words = nfc(squeeze(words))
        rows.append(Row(serial, {"name": words, "time": _time(words), "fee": _fee(words)}))
    return rows


def _sentences(lines: list[str]) -> Iterator[str]:
    current: list[str] = []
    for line in lines:
        if BULLET.match(line) or NUMBERED.match(line):
            if current:
                yield " ".join(current)
            current = [line]
        elif current:
            current.append(line)
    if current:
        yield " ".join(current)


def _time(words: str) -> str:
    """The words of a sentence that say a time, with a bracket that belongs to them; the sentence itself stays whole."""
    if len(words) > LONGEST_CELL:
        return ""
    if match := OPENING_HOURS.search(latin_digits(words)):
        start, end = match.span()
    elif found := amounts(words):
        start, end = found[-1].start, found[-1].end
    elif match := IMMEDIATE.search(latin_digits(words)):
        start, end = match.span()
    else:
        return ""
    if lead := LEAD.search(words[:start]):
        start = lead.start()
    if tail := TAIL.match(words, end):
        end = tail.end()
    return words[start:end].strip()


def _fee(words: str) -> str:
    if len(words) > LONGEST_CELL:
        return ""
    if free := FREE.search(latin_digits(words)):
        return words[free.start() : free.end()]
    found = sums(words)
    return words[found[0].start : found[-1].end] if found else ""
