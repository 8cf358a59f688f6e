"""The words of a column heading, and the column they mean. Two offices of one department print different
orders, so a column is known by its words and never by its place.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ongikar.rules.charter.parse.fuzzy_regex import has_phrase

from .fit import kinds_of
from .scores import column_kind, heading_scores
from .words import KNOWN


class TableColumn(NamedTuple):
    kind: str  # a kind of heading_words.WORDS, or "extra" where the heading is known to us only as printed
    label: str


# One heading of a table names the service, the grievance's occasion, or the serial; and so many of all are
# headings.
ANCHORS = {"name", "when", "serial"}
SHARE = 0.6
# Serials, people and addresses alone head a list of staff, and tell no service.
OF_A_LIST = {"serial", "officer", "superior", "whom", "address", "extra", "place"}
# So many different columns make a row of headings, whatever the service is called.
ENOUGH = 3
# "সেবা প্রদানের নূন্যতম সময় সীমা" promises the least time, where a promise must name the most.
LEAST_TIME = ("নূন্যতম", "ন্যূনতম", "নুন্যতম", "minimum")


def holds_several_headings(cell: str) -> bool:
    """Whether a cell holds several headings, because the spaces between the columns were lost."""
    met = {kind for kind, weight in heading_scores(cell).items() if weight >= KNOWN}
    return {"name", "time"} <= met and len(met - {"documents_and_place"}) > 2


def is_header(cells: list[str]) -> bool:
    """Whether a row of cells is a row of headings: one names the service or the tier, and most are known."""
    filled = [cell for cell in cells if cell.strip()]
    kinds = [column_kind(cell) for cell in filled]
    known = [kind for kind in kinds if kind]
    if not set(known) - OF_A_LIST:
        return False
    if len(set(known)) < 2 or not (ANCHORS & set(known) or len(set(known)) >= ENOUGH):
        return False
    # Three headings that are sure of themselves vouch for others that only hint.
    hinted = sum(1 for cell, kind in zip(filled, kinds, strict=True) if not kind and heading_scores(cell))
    return len(known) + (hinted if len(set(known)) > 2 else 0) >= SHARE * len(filled)


def read_columns(cells: list[str], rows: Sequence[Sequence[str]] = ()) -> list[TableColumn]:
    """The columns under a row of headings, from all of them together and from the rows under them."""
    kinds = kinds_of(cells, rows)
    if "when" in kinds and "address" not in kinds and "whom" in kinds:
        # "কার সঙ্গে যোগাযোগ করবেন" and "যোগাযোগের ঠিকানা" both say where to turn.
        turned_to = [
            at
            for at, cell in enumerate(cells)
            if kinds[at] == "extra" and column_kind(cell) in ("officer", "whom")
        ]
        for at in turned_to[-1:]:
            kinds[at] = "address"
    if "documents" not in kinds:
        # One merged column for papers and place goes to the papers.
        merged = [at for at, kind in enumerate(kinds) if kind == "documents_and_place"]
        merged += [
            at
            for at, kind in enumerate(kinds)
            if kind == "place" and "documents" in heading_scores(cells[at])
        ]
        for at in merged[:1]:
            kinds[at] = "documents"
        if "place" in kinds and not merged:
            # Where no papers are asked for, "কোথায় পাবেন" is where the service is had.
            at = kinds.index("place")
            kinds[at] = (
                "place"
                if "documents" in heading_scores(cells[at]) or has_phrase(cells[at], "ফরম", "form")
                else "extra"
            )
    kinds = ["place" if kind == "documents_and_place" else kind for kind in kinds]
    for at, kind in enumerate(kinds):
        if kind == "place" and "place" in kinds[:at]:
            kinds[at] = "extra"
    return [TableColumn(kind, cell) for kind, cell in zip(kinds, cells, strict=True)]
