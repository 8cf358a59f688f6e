"""The words of a column heading, and the column they mean. Two offices of one department print different
orders, so a column is known by its words and never by its place.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.fuzzy_regex import has_phrase

from .scores import column_kind, heading_scores
from .words import KNOWN

# How many rows show what a column holds.
MOST_CELLS = 12
# Half of the cells that say anything must be of a kind.
MOST = 0.5
LONGEST_TOLD = 80
# A column whose cells are times or sums is the time or the fee even under a heading nobody has met.
OF_A_KIND = 2.0
RATHER = 1.6
A_LITTLE = 1.0
# Nothing but the tiers of a grievance table says "… না পারলে" in row after row.
SURE = 9.0


def column_evidence(cells: Sequence[str]) -> dict[str, float]:
    """Kind of column → how strongly the look of its cells speaks for it."""
    filled = [
        cell for cell in cells[:MOST_CELLS] if cell and not marks.is_blank(cell) and not marks.is_ditto(cell)
    ]
    if not filled:
        return {}
    if _share(filled, marks.looks_like_when) > MOST:
        return {"when": SURE}
    scores: dict[str, float] = {}
    serials = _share(filled, marks.is_serial)
    times = _share(filled, lambda cell: len(cell) <= LONGEST_TOLD and marks.looks_like_time(cell))
    fees = _share(filled, lambda cell: len(cell) <= LONGEST_TOLD and marks.looks_like_fee(cell))
    if serials > MOST:
        # Numbers alone may be rooms, or sums without their taka; one after another they are serials.
        in_order = [marks.serial_number(cell) for cell in filled][:3] in ([1, 2, 3], [1, 2], [1])
        return {"serial": OF_A_KIND} if in_order else {"fee": A_LITTLE / 2}
    if times > MOST and times >= fees:
        scores["time"] = OF_A_KIND * times
    if fees > MOST and fees > times:
        scores["fee"] = OF_A_KIND * fees
    if _share(filled, marks.looks_like_officer) > MOST:
        scores["officer"], scores["superior"] = RATHER, A_LITTLE
    for kind in ("documents", "place", "method"):
        if _share(filled, partial(marks.looks_like_text_of, kind=kind)) > MOST:
            scores[kind] = A_LITTLE / 2
    if not scores and len(set(filled)) == len(filled) == len([cell for cell in cells[:MOST_CELLS] if cell]):
        scores["name"] = A_LITTLE
    return scores


def _share(cells: Sequence[str], looks: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if looks(cell)) / len(cells)


# Under a heading of unknown words the cells alone must speak as strongly as this.
LEAST = 1.5
# Several columns may be fees (court fee and other charges), and several nothing that we know.
AGAIN = ("extra", "fee")
# A grievance table's own words for what a table of services calls otherwise.
OF_SERVICES = {"whom": "officer", "limit": "time"}
OF_TIERS = {"time": "limit", "officer": "whom", "superior": "whom", "place": "address"}
# A table of expectations is a list; among more columns "সেবা প্রাপ্তির জন্য করণীয়" is what the applicant does.
WIDEST_LIST = 3
# Where a row of headings has this many ways to be read, the likeliest are followed.
WAYS = 60
# An unknown heading is the name of the service rather than nothing at all.
NAMELESS = -2.5
UNKNOWN_NAME = 0.4
# A heading that says so names the service, whatever the cells look like.
NAMED = 3.5

Scores = dict[str, float]
Way = tuple[float, tuple[str, ...]]


def kinds_of(labels: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> list[str]:
    """The kind of each column from its heading's words and, where rows are given, from its cells."""
    said = [heading_scores(label) for label in labels]
    whole = [row for row in rows if len(row) == len(labels)]
    seen = [column_evidence([row[at] for row in whole]) for at in range(len(labels))]
    if any(scores.get("name", 0.0) >= KNOWN for scores in said):
        # A service told with "… না পেলে" is no tier.
        seen = [{kind: weight for kind, weight in scores.items() if kind != "when"} for scores in seen]
    if any(scores.get("name", 0.0) >= NAMED for scores in said):
        # "সেবার ধরন" names the service, though of "প্রাপ্তির ধরন" no two cells are the same.
        seen = [
            {
                kind: weight
                for kind, weight in looks.items()
                if kind != "name" or words.get(kind, 0.0) >= NAMED
            }
            for words, looks in zip(said, seen, strict=True)
        ]
    if any("when" in scores for scores in [*said, *seen]):
        return list(_best([_tiers(*scores) for scores in zip(said, seen, strict=True)], named=False))
    if len([label for label in labels if label.strip()]) > WIDEST_LIST:
        said = [_rename_kinds(words, {"expectation": "extra"}) for words in said]
    options = [
        _services(words, looks, bool(label.strip()))
        for words, looks, label in zip(said, seen, labels, strict=True)
    ]
    return list(_best(options, named=not any("expectation" in scores for scores in said)))


def _tiers(words: Scores, seen: Scores) -> Scores:
    return {"when": seen["when"]} if "when" in seen else _rename_kinds(words, OF_TIERS)


def _services(words: Scores, seen: Scores, headed: bool) -> Scores:
    words = _rename_kinds(words, OF_SERVICES)
    both = {kind: words.get(kind, 0.0) + seen.get(kind, 0.0) for kind in {*words, *seen}}
    kept = {kind: weight for kind, weight in both.items() if weight >= LEAST}
    if headed and "serial" not in words:
        kept.setdefault("name", max(UNKNOWN_NAME, both.get("name", 0.0)) if not _is_known(words) else 0.0)
    return {kind: weight for kind, weight in kept.items() if weight}


def _is_known(words: Scores) -> bool:
    return any(weight >= LEAST for kind, weight in words.items() if kind != "name")


def _rename_kinds(words: Scores, names: dict[str, str]) -> Scores:
    """The same weights under the names that the columns of this table have."""
    kept: Scores = {}
    for kind, weight in words.items():
        meant = names.get(kind, kind)
        kept[meant] = max(kept.get(meant, 0.0), weight)
    return kept


def _best(options: list[Scores], *, named: bool) -> tuple[str, ...]:
    """The way to give each column a kind, none but fees and extras twice, that fits the headings best."""
    ways: list[Way] = [(0.0, ())]
    for option in options:
        choices = {"extra": 0.0, **option}
        longer = [
            (total + weight, (*kinds, kind))
            for total, kinds in ways
            for kind, weight in choices.items()
            if kind in AGAIN or kind not in kinds
        ]
        ways = sorted(longer, key=lambda way: -way[0])[:WAYS]
    return max(ways, key=lambda way: way[0] + (NAMELESS if named and "name" not in way[1] else 0.0))[1]


class TableColumn(NamedTuple):
    kind: str  # a kind of heading_words.WORDS, or "extra" where the heading is known to us only as printed
    label: str


# One heading of a table names the service, the grievance's occasion, or the serial; and this many of all are
# headings.
ANCHORS = {"name", "when", "serial"}
SHARE = 0.6
# Serials, people and addresses alone head a list of staff, and tell no service.
OF_A_LIST = {"serial", "officer", "superior", "whom", "address", "extra", "place"}
# How many different columns make a row of headings, whatever the service is called.
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
