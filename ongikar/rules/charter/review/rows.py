"""Decisions to leave out or add a row where the reading has one too many or one too few, each with its
reason.

The reader is measured on charters and is never always right: a heading taken for a service, or a service
that a broken table hid, must not keep an office from publishing what its charter says.
"""

from collections.abc import Iterable

from ongikar.rules.charter.parse.cells.fee import read_fee
from ongikar.rules.charter.parse.cells.officer import read_officer
from ongikar.rules.charter.parse.cells.papers import read_documents
from ongikar.rules.charter.parse.cells.time import read_time
from ongikar.rules.charter.reading_types import ParsedService, ParsedTier

from .cells import SERVICE_CELLS, TIER_CELLS
from .decisions import CORRECT, Decision
from .parts import SERVICE, TIER, USUAL_CATEGORY, ReviewPart

LEFT_OUT, ADDED = "left_out", "added"
YES = "yes"
# The cell by which an added row is named, by its sort.
NAMED_BY = {SERVICE: "name", TIER: "officer"}
Held = dict[str, Decision]
NOTHING = Decision("", CORRECT)


def is_left_out(code: str, held: Held) -> bool:
    return held.get(f"{code}/{LEFT_OUT}", NOTHING).text == YES


def leave_out_decision(code: str, reason: str) -> Decision:
    return Decision(f"{code}/{LEFT_OUT}", CORRECT, YES, reason)


def bring_back_decision(code: str) -> Decision:
    return Decision(f"{code}/{LEFT_OUT}", CORRECT)


def add_row_decisions(code: str, named: str, reason: str) -> list[Decision]:
    """The decisions that add a row: that there is one, and what it is called; all else is decided in its
    cells.
    """
    return [
        Decision(f"{code}/{ADDED}", CORRECT, YES, reason),
        Decision(f"{code}/{NAMED_BY[row_sort(code)]}", CORRECT, named, reason),
    ]


def row_sort(code: str) -> str:
    return TIER if code.startswith("tier-") else SERVICE


def next_code(parts: Iterable[ReviewPart], group: str) -> str:
    """The code of the next row of a group, citizen-23 or tier-4: no number is given twice, even of a row left
    out.
    """
    taken = [row_number(part.code) for part in parts if part.code.rpartition("-")[0] == group]
    return f"{group}-{max(taken, default=0) + 1}"


def row_number(code: str) -> int:
    """citizen-12.2 → 12."""
    return int(code.rpartition("-")[2].partition(".")[0])


def added_parts(read: list[ReviewPart], held: Held) -> list[ReviewPart]:
    """The added rows, blank but for what is decided of them, in the order of their codes."""
    known = {part.code for part in read}
    codes = [
        decision.part
        for decision in held.values()
        if decision.cell == ADDED and decision.text == YES and decision.part not in known
    ]
    is_divided = any(part.service["category"] for part in read if part.sort == SERVICE)
    return [
        blank_tier(code) if row_sort(code) == TIER else blank_service(code, is_divided=is_divided)
        for code in sorted(codes, key=lambda code: (code.rpartition("-")[0], row_number(code)))
    ]


def blank_service(code: str, *, is_divided: bool) -> ReviewPart:
    """`is_divided`: whether the charter tells whose services its rows are; where none does, a citizen's row
    does not either.
    """
    category = code.rpartition("-")[0]
    said = category if is_divided or category != USUAL_CATEGORY else None
    piece: ParsedService = {
        "category": said,
        "number": row_number(code),
        "name": "",
        "method": None,
        "time": read_time(""),
        "documents": read_documents(""),
        "form_source": None,
        "fee": read_fee(""),
        "responsible": read_officer(""),
        "superior": read_officer(""),
        "extras": {},
    }
    return ReviewPart(code, SERVICE, piece, f"{said or 'services'}/{row_number(code)}", SERVICE_CELLS)


def blank_tier(code: str) -> ReviewPart:
    number = row_number(code)
    piece: ParsedTier = {
        "tier": number,
        "when": "",
        "officer": "",
        "address": "",
        "phone": None,
        "email": None,
        "web": None,
        "limit": read_time(""),
    }
    return ReviewPart(code, TIER, piece, f"tiers/{number}", TIER_CELLS)
