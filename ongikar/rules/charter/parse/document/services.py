"""Rows of a service table as services, and of the grievance table as tiers: each cell read by the reader of
its column.
"""

import re
from typing import Final

from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.charter.lint import make_finding
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.cells.amounts import time_amounts
from ongikar.rules.charter.parse.cells.contacts import read_contacts
from ongikar.rules.charter.parse.cells.fee import read_fee
from ongikar.rules.charter.parse.cells.marks import looks_like_fee
from ongikar.rules.charter.parse.cells.officer import read_officer
from ongikar.rules.charter.parse.cells.papers import NOTHING, read_documents
from ongikar.rules.charter.parse.cells.time import read_time
from ongikar.rules.charter.parse.fuzzy_regex import has_phrase
from ongikar.rules.charter.parse.headings.scores import heading_scores
from ongikar.rules.charter.parse.tables.rows import TableRow
from ongikar.rules.charter.reading_types import Finding, ParsedService, ParsedTier, ParsedTime, ReadCell

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
