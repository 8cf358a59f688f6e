"""Parses charters without a table: bullets, and sentences that begin with a serial."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.cells.amounts import time_amounts
from ongikar.rules.charter.parse.cells.fee import FREE
from ongikar.rules.charter.parse.cells.money import money_sums
from ongikar.rules.charter.parse.cells.time import read_time
from ongikar.rules.charter.parse.cells.time_words import IMMEDIATE, MONTH, OPENING_HOURS
from ongikar.rules.charter.parse.document.lines import MOST_LINES
from ongikar.rules.charter.parse.document.records import read_records
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern
from ongikar.rules.charter.parse.tables.rows import TableRow

from .lines import LONGEST_CELL, squeeze

# A charter without a table says what it is, or names a service, on some line short enough for a heading or
# an item.
NAMES_ITSELF = fuzzy_pattern(
    r"সেবা|চার্টার|প্রতিশ্রুতি|অঙ্গীকার|(?:নাগরিক|অধিকার|গ্রাহক)\s*(?:অধিকার\s*)?সনদ|\bservices?\b|\bcharter\b|\bpromises?\b"
)
LONGEST_NAMING = 120
BULLET = re.compile(r"\s*(?:[–-]\s+|[·•●▪*]\s*(?=\S))")
# A day is no serial: "২৪ নভেম্বর ২০২৬" heads an article.
NUMBERED = re.compile(
    rf"\s*\(?[0-9০-৯]{{1,3}}\s*(?:\s+(?!{MONTH})(?=\D)|[.।)]+\s+(?!{MONTH})(?=\S)|[.।)]+(?=[^\d\s]))"
    # "০২জাতীয়": a number with its nought, and a word that is no unit of anything.
    rf"|\s*[0০][1-9১-৯](?!{MONTH})(?=(?!দিন|মাস|কার্য|কর্ম|ঘ|টি|জন|বার|কপি|বছর|বৎসর|সপ্তাহ|মি)[\u0985-\u09b9])",
    re.IGNORECASE,
)
# Letters number the services only where nothing else does; else they part what stands under a number.
LETTERED = re.compile(nfc(r"\s*\(?[কখগঘঙচছজঝঞটঠডঢ]\s*[.।৷)]\s*(?=\S)"))
# "বিল পরিশোধ: ৩ কর্মদিবস", "পত্র প্রেরণ -০১ দিন": what stands before the mark is the service, and behind it
# the time.
NAMED = re.compile(
    nfc(
        r"(?P<name>[^:ঃ–—]{4,120}?)\s*(?:[:ঃ]\s*[-–]?\s|(?<=[^\d\s])\s*[-–—]\s*(?=\d)|\s[-–—]\s"
        r"|[।,]?\s(?=(?:সর্বোচ্চ|অনধিক|অনূর্ধ্ব)\s))\s*(?P<time>\S.{0,120})"
    )
)
# What leads up to an amount and belongs to it: "সর্বোচ্চ ৭ দিনের মধ্যে".
LEAD = re.compile(nfc(r"(?:সর্বোচ্চ|অনধিক|কমপক্ষে|প্রতিমাসের|প্রতি মাসের)\s*$"))
# "২৪ ঘণ্টা প্রসূতি সেবা" and "০-৫ বছরের শিশুর টিকা" begin with what is no promise.
WITHIN = re.compile(nfc(r"[\u0980-\u09ff]*\s*মধ্যে"))
NO_TIME = ("none", "misplaced", "unknown")
TAIL = re.compile(nfc(r"[\u0980-\u09ff]*(?:\s*মধ্যে)?(?:\s*\([^()]*\))?"))


def may_be_charter(lines: Iterable[str]) -> bool:
    """Whether a document without a table may be a charter at all, and is no article, letter or list of other
    things.
    """
    cells = (words for line in lines for words in re.split(r"[|\t]", line))
    return any(len(words) <= LONGEST_NAMING and NAMES_ITSELF.search(words) for words in cells)


def bulleted_services(lines: list[str]) -> list[TableRow]:
    """Services told in bullets above a table that tells others: a list most of whose sentences say when."""
    rows = listed_services([line for line in lines if BULLET.match(line)])
    timed = sum(1 for row in rows if row["time"])
    return rows if len(rows) > 1 and 2 * timed > len(rows) else []


def listed_services(lines: list[str]) -> list[TableRow]:
    """Services as bullets or numbered lines; the time is cut out of the sentence, the rest is the name."""
    rows = []
    for text in _sentences(lines):
        mark = BULLET.match(text) or LETTERED.match(text)
        serial, words = None, text[mark.end() :] if mark else text
        if numbered := NUMBERED.match(words):
            serial = marks.serial_number(numbered[0].strip())
            words = words[numbered.end() :]
        if serial and (bullet := BULLET.match(words)):
            words = words[bullet.end() :]
        words = nfc(squeeze(words))
        name, time = _split_name(words) if serial else (words, _time(words))
        rows.append(TableRow(serial, {"name": name, "time": time, "fee": _fee(words)}))
    return rows


def _sentences(lines: list[str]) -> Iterator[str]:
    current: list[str] = []
    marked = any(BULLET.match(line) or NUMBERED.match(line) for line in lines)
    for line in lines:
        if BULLET.match(line) or NUMBERED.match(line) or (not marked and LETTERED.match(line)):
            if current:
                yield " ".join(current)
            current = [line]
        elif current:
            current.append(line)
    if current:
        yield " ".join(current)


def _split_name(words: str) -> tuple[str, str]:
    """The service and its time, where a mark parts them; else the whole sentence, and the time that it
    mentions.
    """
    named = NAMED.fullmatch(words)
    if named and read_time(named["time"])["kind"] not in NO_TIME:
        return named["name"].strip(), named["time"].strip(" ।")
    return words, _time(words)


def _time(words: str) -> str:
    """The words of a sentence that say a time, with a bracket that belongs to them; the sentence itself stays
    whole.
    """
    if len(words) > LONGEST_CELL:
        return ""
    if match := OPENING_HOURS.search(latin_digits(words)):
        start, end = match.span()
    elif sentences := [
        amount for amount in time_amounts(words) if amount.start or WITHIN.match(words, amount.end)
    ]:
        start, end = sentences[-1].start, sentences[-1].end
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
    sums = money_sums(words)
    return words[sums[0].start : sums[-1].end] if sums else ""


# The row of a table whose headings told no service, a list of staff or of phones, is no sentence.
CELLS = re.compile(r"[|\t].*[|\t]")
Placed = tuple[str | None, TableRow]


class UntabledLines:
    """The lines under each category, in the order printed."""

    def __init__(self) -> None:
        self.lines: list[tuple[str | None, str]] = []
        self.above: int | None = None  # how many of them stand above the first table of services

    def keep(self, category: str | None, line: str) -> None:
        if len(self.lines) < MOST_LINES // 4:
            self.lines.append((category, line))

    def table_begins(self) -> None:
        if self.above is None:
            self.above = len(self.lines)

    def bullets(self) -> list[Placed]:
        """The services told in bullets above the first table; none where there is no table."""
        return _each(self.lines[: self.above or 0], bulleted_services)

    def services(self) -> list[Placed]:
        """The services of a charter without a table."""
        return _each(
            self.lines,
            lambda lines: (
                read_records(lines) or listed_services([line for line in lines if not CELLS.search(line)])
            ),
        )


def _each(lines: list[tuple[str | None, str]], read: Callable[[list[str]], list[TableRow]]) -> list[Placed]:
    return [
        (category, row)
        for category, group in groupby(lines, key=itemgetter(0))
        for row in read([line for _, line in group])
    ]
