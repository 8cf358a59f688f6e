"""The cells of a charter that an officer decides on: name, printed text, how a new text is read, and whether
a clock can start from it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.charter.lint.services import IN_PARTS
from ongikar.rules.charter.parse.cells.contacts import read_contacts
from ongikar.rules.charter.parse.cells.fee import read_fee
from ongikar.rules.charter.parse.cells.marks import is_blank
from ongikar.rules.charter.parse.cells.officer import read_officer
from ongikar.rules.charter.parse.cells.papers import read_documents
from ongikar.rules.charter.parse.cells.time import read_time
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern
from ongikar.rules.charter.reading_types import ParsedTime
from ongikar.rules.promise import Promise, PromiseFault
from ongikar.rules.promise.charter_time import read_charter_time
from ongikar.rules.promise.undertaking import AT_RECEIPT, STAGE_END

PHONE = r"(?:(?:টেলি)?ফোন|মোবাইল|মুঠোফোন|(?:tele)?phone|tel|mobile)(?:\s*(?:নম্বর|নং|no))?\s*[.:ঃ-]*\s*"
MAIL = r"(?:ই-?\s*মেইল|ইমেল|মেইল|e-?\s*mail)\s*[.:ঃ-]*\s*"
WEB = r"(?:ওয়েব\s*(?:সাইট|পোর্টাল)?|পোর্টাল|web\s*(?:site|portal)?)\s*[.:ঃ-]*\s*"
EDGES = " ,;।|·/"


def without_contacts(printed: str, *, phone: str | None, email: str | None, web: str | None) -> str:
    """`phone` as E.164. What is printed besides, such as a second telephone, stays; nothing is left where
    that is all.
    """
    text = nfc(printed)
    for label, words in (
        (PHONE, _phone_pattern(phone)),
        (MAIL, _address_pattern(email)),
        (WEB, _address_pattern(web)),
    ):
        if words:
            text = fuzzy_pattern(rf"(?:{label})?(?:{words})").sub(" ", text)
    return re.sub(r"(?:\s*[,;|·]){2,}", ",", " ".join(text.split())).strip(EDGES)


def _phone_pattern(phone: str | None) -> str:
    """However its figures are grouped and in either script: ০২-৫৫০০৭১১১, +880 2 55007111."""
    if not phone:
        return ""
    either = [f"[{figure}{digits(int(figure))}]" for figure in phone.removeprefix("+880")]
    return r"(?<![0-9০-৯])\+?(?:[8৮]{2})?[\s-]*[0০]?[\s-]*" + r"[\s()-]*".join(either) + r"(?![0-9০-৯])"


def _address_pattern(address: str | None) -> str:
    """A page may print spaces inside it."""
    return r"\s*".join(map(re.escape, address)) if address else ""


NOT_COUNTED = "unknown"


def label_cases(time: ParsedTime) -> dict[str, Any]:
    """The time with every case and step under a name of its own: the intake offers them by their names."""
    made: dict[str, Any] = {key: value for key, value in time.items() if key != "raw"}
    for key in IN_PARTS:
        if time.get("kind") == key:
            made[key] = name_parts(time.get(key) or [])
    return made


def name_parts(parts: list[ParsedTime]) -> list[ParsedTime]:
    labels: list[str] = []
    for place, part in enumerate(parts, start=1):
        label = str(part.get("label") or part.get("raw") or "").strip() or str(place)
        labels.append(f"{label} ({place})" if label in labels else label)
    return [part | {"label": label} for part, label in zip(parts, labels, strict=True)]


def time_faults(time: ParsedTime, ceiling: Promise | None) -> list[tuple[str, str]]:
    """Why no clock could run by it, as sentences in both languages; none where the ceiling or accepting
    holds.
    """
    read, findings = read_charter_time(label_cases(time))
    faults = [(finding.bn, finding.en) for finding in findings]
    try:
        read.undertaking(ceiling)
    except PromiseFault as fault:
        faults.append((fault.bn, fault.en))
    awaited = any(trigger not in (AT_RECEIPT, STAGE_END) for trigger, *_ in read.stages[1:])
    if awaited and ceiling is None:
        faults.append(
            (
                "একটি ধাপ ঘটনার অপেক্ষায় থাকে; ততক্ষণের জন্য কার্যালয়ের সীমা লিখুন",
                "a step waits for an event; set the office’s limit until then",
            )
        )
    return faults


def time_for_clock(time: ParsedTime, ceiling: Promise | None) -> dict[str, Any]:
    """The time as a version keeps it; one that no clock could run by is kept as not understood."""
    return {"kind": NOT_COUNTED} if time_faults(time, ceiling) else label_cases(time)


def promise_of_time(time: ParsedTime) -> Promise | None:
    """The one count that a time names, as a tier needs it."""
    read, findings = read_charter_time(label_cases(time))
    return None if findings else read.promise


# What a reading holds of a part: a service, a tier, or the charter itself. Cells are looked up in it by name;
# `ReviewPart` gives it back as what it is.
Piece = Mapping[str, Any]


class ReviewCell(NamedTuple):
    """`read` turns a text into what the reading holds of it; `raw` gives the text back."""

    bn: str
    en: str
    raw: Callable[[Piece, str], str]
    put: Callable[[Piece, str, str], Piece]
    lines: int = 2


def plain_text(piece: Piece, key: str) -> str:
    return piece.get(key) or ""


def put_plain(piece: Piece, key: str, text: str) -> Piece:
    """A dash leaves the cell blank, as it does where a charter prints one."""
    return {**piece, key: "" if is_blank(text) else text}


def printed_text(piece: Piece, key: str) -> str:
    return (piece.get(key) or {}).get("raw") or ""


def reading_with(read: Callable[[str], Mapping[str, Any]]) -> Callable[[Piece, str, str], Piece]:
    return lambda piece, key, text: {**piece, key: read(text)}


def list_text(piece: Piece, key: str) -> str:
    return "\n".join(piece.get(key) or ())


def put_list(piece: Piece, key: str, text: str) -> Piece:
    return {**piece, key: [line.strip() for line in text.splitlines() if line.strip()]}


def put_address(piece: Piece, key: str, text: str) -> Piece:
    """An address is where a tier's telephone, mail and site stand."""
    seen = read_contacts(" ".join((piece.get("officer") or "", text)))
    return {**piece, key: text, "phone": seen.phone, "email": seen.email, "web": seen.web}


def no_text(piece: Piece, key: str) -> str:
    return ""


def put_nothing(piece: Piece, key: str, text: str) -> Piece:
    return piece


SERVICE_CELLS = {
    "name": ReviewCell("সেবার নাম", "Service", plain_text, put_plain),
    "method": ReviewCell("সেবা প্রদান পদ্ধতি", "How it is given", plain_text, put_plain),
    "time": ReviewCell("সর্বোচ্চ সময়", "Longest time", printed_text, reading_with(read_time)),
    "documents": ReviewCell(
        "প্রয়োজনীয় কাগজপত্র", "Documents needed", printed_text, reading_with(read_documents), 3
    ),
    "form_source": ReviewCell(
        "কাগজ বা ফরম প্রাপ্তিস্থান", "Where to get the documents or the form", plain_text, put_plain
    ),
    "fee": ReviewCell("সেবামূল্য ও পরিশোধ পদ্ধতি", "Fee and how to pay it", printed_text, reading_with(read_fee)),
    "responsible": ReviewCell(
        "দায়িত্বপ্রাপ্ত কর্মকর্তা", "Responsible officer", printed_text, reading_with(read_officer), 3
    ),
    "superior": ReviewCell("ঊর্ধ্বতন কর্মকর্তা", "Superior officer", printed_text, reading_with(read_officer), 3),
}
TIER_CELLS = {
    "when": ReviewCell("কখন যোগাযোগ করবেন", "When to go to it", plain_text, put_plain),
    "officer": ReviewCell("কার সঙ্গে", "Whom to go to", plain_text, put_plain),
    "address": ReviewCell("ঠিকানা", "Address", plain_text, put_address, 3),
    "limit": ReviewCell("নিষ্পত্তির সময়সীমা", "Time limit", printed_text, reading_with(read_time)),
}
CHARTER_CELLS = {
    "whole": ReviewCell("পুরো দলিল", "The document as a whole", no_text, put_nothing),
    "header": ReviewCell("ছকের শিরোনাম", "Headings of the table", no_text, put_nothing),
    "title": ReviewCell("শিরোনাম", "Title", plain_text, put_plain),
    "vision": ReviewCell("ভিশন", "Vision", plain_text, put_plain, 3),
    "mission": ReviewCell("মিশন", "Mission", plain_text, put_plain, 4),
    "expectations": ReviewCell("নাগরিকের কাছে প্রত্যাশা", "What is asked of the citizen", list_text, put_list, 5),
    "signatory": ReviewCell("স্বাক্ষর", "Signature", no_text, put_nothing),
}
# Cells whose words are no text of the charter: what is found there is taken note of or left open, not
# written anew.
WITHOUT_TEXT = frozenset({"whole", "header", "signatory"})
# A cell that only some charters have is shown only where it has words.
SHOWN_IF_PRINTED = frozenset({"method"})
# What a blank cell does not say by being blank: "no papers" is an answer, and somebody gives it.
NEVER_SILENT = frozenset({"documents"})


def is_unsaid(cell: str, raw: str) -> bool:
    """Whether the cell is blank and somebody has to say what that means."""
    return cell in NEVER_SILENT and is_blank(raw)
