"""Cells of a charter that an officer decides on: label, printed text, and how a corrected text is parsed."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ongikar.rules.charter_text.cells_documents import read_documents
from ongikar.rules.charter_text.cells_fee import read_fee
from ongikar.rules.charter_text.cells_officer import read_officer
from ongikar.rules.charter_text.cells_time import read_time
from ongikar.rules.charter_text.contacts import contacts
from ongikar.rules.charter_text.marks import is_blank

Piece = dict[str, Any]


class Cell(NamedTuple):
    """`read` turns a text into what the reading holds of it; `raw` gives the text back."""

    bn: str
    en: str
    raw: Callable[[Piece, str], str]
    put: Callable[[Piece, str, str], Piece]
    lines: int = 2


def plain(piece: Piece, key: str) -> str:
    return piece.get(key) or ""


def put_plain(piece: Piece, key: str, text: str) -> Piece:
    """A dash leaves the cell blank, as it does where a charter prints one."""
    return piece | {key: "" if is_blank(text) else text}


def printed(piece: Piece, key: str) -> str:
    return (piece.get(key) or {}).get("raw") or ""


def reading_with(read: Callable[[str], Piece]) -> Callable[[Piece, str, str], Piece]:
    return lambda piece, key, text: piece | {key: read(text)}


def listed(piece: Piece, key: str) -> str:
    return "\n".join(piece.get(key) or ())


def put_listed(piece: Piece, key: str, text: str) -> Piece:
    return piece | {key: [line.strip() for line in text.splitlines() if line.strip()]}


def put_address(piece: Piece, key: str, text: str) -> Piece:
    """An address is where a tier's telephone, mail and site stand."""
    seen = contacts(" ".join((piece.get("officer") or "", text)))
    return piece | {key: text, "phone": seen.phone, "email": seen.email, "web": seen.web}


def nothing(piece: Piece, key: str) -> str:
    return ""


def put_nothing(piece: Piece, key: str, text: str) -> Piece:
    return piece


SERVICE_CELLS = {
    "name": Cell("সেবার নাম", "Service", plain, put_plain),
    "method": Cell("সেবা প্রদান পদ্ধতি", "How it is given", plain, put_plain),
    "time": Cell("সর্বোচ্চ সময়", "Longest time", printed, reading_with(read_time)),
    "documents": Cell("প্রয়োজনীয় কাগজপত্র", "Documents needed", printed, reading_with(read_documents), 3),
    "form_source": Cell("কাগজ বা ফরম প্রাপ্তিস্থান", "Where to get the documents or the form", plain, put_plain),
    "fee": Cell("সেবামূল্য ও পরিশোধ পদ্ধতি", "Fee and how to pay it", printed, reading_with(read_fee)),
    "responsible": Cell("দায়িত্বপ্রাপ্ত কর্মকর্তা", "Responsible officer", printed, reading_with(read_officer), 3),
    "superior": Cell("ঊর্ধ্বতন কর্মকর্তা", "Superior officer", printed, reading_with(read_officer), 3),
}  # fmt: skip
TIER_CELLS = {
    "when": Cell("কখন যোগাযোগ করবেন", "When to go to it", plain, put_plain),
    "officer": Cell("কার সঙ্গে", "Whom to go to", plain, put_plain),
    "address": Cell("ঠিকানা", "Address", plain, put_address, 3),
    "limit": Cell("নিষ্পত্তির সময়সীমা", "Time limit", printed, reading_with(read_time)),
}
CHARTER_CELLS = {
    "whole": Cell("পুরো দলিল", "The document as a whole", nothing, put_nothing),
    "header": Cell("ছকের শিরোনাম", "Headings of the table", nothing, put_nothing),
    "title": Cell("শিরোনাম", "Title", plain, put_plain),
    "vision": Cell("ভিশন", "Vision", plain, put_plain, 3),
    "mission": Cell("মিশন", "Mission", plain, put_plain, 4),
    "expectations": Cell("নাগরিকের কাছে প্রত্যাশা", "What is asked of the citizen", listed, put_listed, 5),
    "signatory": Cell("স্বাক্ষর", "Signature", nothing, put_nothing),
}
# Cells whose words are no text of the charter: what is found there is taken note of or left open, not written anew.
WITHOUT_TEXT = frozenset({"whole", "header", "signatory"})
# A cell that only some charters have is shown only where it has words.
SHOWN_IF_PRINTED = frozenset({"method"})
# What a blank cell does not say by being blank: "no papers" is an answer, and somebody gives it.
NEVER_SILENT = frozenset({"documents"})


def is_unsaid(cell: str, raw: str) -> bool:
    """Whether the cell is blank and somebody has to say what that means."""
    return cell in NEVER_SILENT and is_blank(raw)
