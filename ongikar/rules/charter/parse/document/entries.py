"""Services as a charter prints them: rows of its tables, and bullets and sentences where it has none."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from ....bangla.text import digits, latin_digits, nfc
from ...lint import make_finding
from ...reading_types import Finding, ParsedService, ParsedTier, ParsedTime, ReadCell
from ..cells import marks
from ..cells.amounts import time_amounts
from ..cells.contacts import read_contacts
from ..cells.fee import FREE, read_fee
from ..cells.marks import looks_like_fee
from ..cells.money import money_sums
from ..cells.officer import read_officer
from ..cells.papers import NOTHING, read_documents
from ..cells.time import read_time
from ..cells.time_words import IMMEDIATE, MONTH, OPENING_HOURS
from ..fuzzy_regex import fuzzy_pattern, has_phrase
from ..headings.scores import heading_scores
from ..tables.rows import TableRow
from .lines import LONGEST_CELL, MOST_LINES, squeeze
from .records import read_records

# The cells of a service that may hold a ditto: the reading is of what it stands for, raw keeps ঐ.
OFFICERS: Final = ("responsible", "superior")


# The name of a remedy that a page break brought under other headings.
REMEDY = "প্রতিকার"


def read_service(row: TableRow, category: str | None, number: int) -> ParsedService:
    """One service of the reading."""
    labels = {column.kind: column.label for column in row.columns}
    remedy = row.raw.get("remedy", "")
    superior = "superior" if row.raw.get("superior") or not remedy else "remedy"
    extras = dict(row.extras)
    if row.division:
        extras["বিভাগ"] = row.division
    if superior == "superior" and remedy:
        extras[labels.get("remedy", REMEDY)] = remedy
    read: ParsedService = {
        "category": category,
        "number": number,
        "name": row["name"],
        "method": _text(row["method"]),
        "time": read_time(row["time"], labels.get("time", "")),
        "documents": read_documents(row["documents"]),
        "form_source": None if NOTHING.fullmatch(nfc(row["place"]).strip()) else _text(row["place"]),
        "fee": read_fee(_fee_of(row, labels), row.fees or None),
        "responsible": read_officer(row["officer"]),
        "superior": read_officer(row[superior]),
        "extras": extras,
    }
    columns: dict[ReadCell, str] = {
        "time": "time",
        "documents": "documents",
        "fee": "fee",
        "responsible": "officer",
        "superior": superior,
    }
    for key, kind in columns.items():
        if kind in row.meant:
            read[key]["raw"] = row.raw[kind]
    return read


def _fee_of(row: TableRow, labels: dict[str, str]) -> str:
    """The fee's cell; where the time's heading asks for both, "প্রয়োজনীয় সময় ও খরচ", what that cell says of a
    fee.
    """
    both = "fee" not in labels and "fee" in heading_scores(labels.get("time", ""))
    return row["time"] if both and looks_like_fee(row["time"]) else row["fee"]


def _text(cell: str) -> str | None:
    return None if marks.is_blank(cell) else cell


def row_findings(row: TableRow, read: ParsedService, where: str) -> list[Finding]:
    """What only the printed row shows: a missing serial, a cut, a broken address, a number
    nobody can ring.
    """
    findings = []
    if row.serial is None and "serial" in row.raw:
        number = str(read["number"])
        findings.append(
            make_finding("serial.missing", f"{where}/number", "", digits(number), suggestion_en=number)
        )
    if row.cut:
        findings.append(make_finding("row.split_by_page", where))
    for text in [*row.extras.values(), row["documents"], row["method"]]:
        if _contradicts(read["time"], text):
            findings.append(
                make_finding("time.contradiction", f"{where}/time", f"{read['time']['raw']} / {text}")
            )
    for key in OFFICERS:
        findings += contact_findings(read[key]["raw"], f"{where}/{key}")
    return findings


def _contradicts(time: ParsedTime, text: str) -> bool:
    """The same number of days in two units: ০৭ দিন in the time cell, ০৭ কার্যদিবস among the conditions."""
    days = {"working_days", "calendar_days"}
    return time["kind"] in days and any(
        amount.high == time["max"] and amount.unit in days - {time["kind"]} for amount in time_amounts(text)
    )


def contact_findings(printed: str, where: str) -> list[Finding]:
    """Broken e-mail addresses and invalid phone numbers in a cell."""
    seen = read_contacts(printed)
    findings = []
    if seen.printed_email and " " in seen.printed_email:
        findings.append(make_finding("email.inner_space", where, seen.printed_email, seen.email))
    if seen.printed_phones and not seen.phone:
        findings.append(make_finding("phone.invalid", where, seen.printed_phones[0]))
    return findings


def room_findings(rows: list[TableRow], services: list[ParsedService]) -> list[Finding]:
    """One finding where the headings ask for a room number and no row gives any."""
    asked = any(
        has_phrase(column.label, "রুম নম্বর", "রুম নং", "কক্ষ নম্বর") for row in rows for column in row.columns
    )
    given = any("room" in read[key] for read in services for key in OFFICERS)
    return [make_finding("officer.no_room", "charter")] if asked and services and not given else []


# Some tables run "when" and "whom" together: "… সমাধান দিতে না পারলে আপীল কর্মকর্তা"; what follows a full
# stop names who failed.
WHEN_ENDS = re.compile(nfc(r"(?:না পারলে|ব্যর্থ হলে|না দিলে|অসন্তুষ্ট হলে)\s*"))


def read_tier(row: TableRow, number: int) -> ParsedTier:
    """One tier of the reading. `officer` is the role ("আপিল কর্মকর্তা"); `address` keeps the whole printed
    cell.
    """
    when, officer = row["when"], row["whom"]
    address = row["address"]
    if ends := WHEN_ENDS.search(nfc(when)):
        role = nfc(when)[ends.end() :].strip()
        if role and not role.startswith("।"):
            when, officer, address = (
                nfc(when)[: ends.end()].strip(),
                role,
                " ".join(filter(None, (officer, address))),
            )
    seen = read_contacts(" ".join(filter(None, (officer, address))))
    alternate = {label: text for label, text in row.extras.items() if text}
    read: ParsedTier = {
        "tier": number,
        "when": when,
        "officer": officer,
        "address": address,
        "phone": seen.phone,
        "email": seen.email,
        "web": seen.web,
        "limit": read_time(row["limit"]),
    }
    return read | ({"extras": alternate} if alternate else {})


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
