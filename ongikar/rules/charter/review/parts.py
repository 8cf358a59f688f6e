"""The parts of a charter that are looked at one after another, and to which part and cell a finding
belongs.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, cast

from ongikar.rules.charter.lint import Finding
from ongikar.rules.charter.reading_types import CharterReading, ParsedService, ParsedTier

from .cells import CHARTER_CELLS, SERVICE_CELLS, SHOWN_IF_PRINTED, TIER_CELLS, Piece, ReviewCell

CHARTER, SERVICE, TIER = "charter", "service", "tier"
# A charter without categories is one for the citizens, until the officer says otherwise.
USUAL_CATEGORY = "citizen"


class ReviewPart(NamedTuple):
    """`code`: the first half of every `where` in it; `piece`: what the reading holds of it; `path`: as
    findings say it.
    """

    code: str
    sort: str
    piece: Piece
    path: str
    cells: Mapping[str, ReviewCell]

    def raw(self, cell: str) -> str:
        return self.cells[cell].raw(self.piece, cell)

    @property
    def shown_cells(self) -> list[str]:
        return [name for name in self.cells if name not in SHOWN_IF_PRINTED or self.raw(name)]

    @property
    def service(self) -> ParsedService:
        """The row of a part of the sort SERVICE."""
        return cast(ParsedService, self.piece)

    @property
    def tier(self) -> ParsedTier:
        """The row of a part of the sort TIER."""
        return cast(ParsedTier, self.piece)

    @property
    def charter(self) -> CharterReading:
        """What stands around the rows, of a part of the sort CHARTER."""
        return cast(CharterReading, self.piece)

    def put(self, cell: str, text: str) -> "ReviewPart":
        return self._replace(piece=self.cells[cell].put(self.piece, cell, text))


def codes_of(services: list[ParsedService]) -> list[str]:
    """citizen-1 …: the code of each service; a number printed twice gets a mark, so that no two are alike."""
    codes: list[str] = []
    times: Counter[str] = Counter()
    for service in services:
        code = f"{service['category'] or USUAL_CATEGORY}-{service['number']}"
        times[code] += 1
        codes.append(f"{code}.{times[code]}" if times[code] > 1 else code)
    return codes


def split_reading(reading: CharterReading) -> list[ReviewPart]:
    """All parts in the order they are looked at: what is found of the charter as a whole settles itself with
    its rows.
    """
    services, tiers = reading["services"], reading["grievance_tiers"]
    return [
        *(
            ReviewPart(
                code, SERVICE, each, f"{each['category'] or 'services'}/{each['number']}", SERVICE_CELLS
            )
            for code, each in zip(codes_of(services), services, strict=True)
        ),
        *(
            ReviewPart(f"tier-{place}", TIER, each, f"tiers/{each['tier']}", TIER_CELLS)
            for place, each in enumerate(tiers, start=1)
        ),
        ReviewPart(CHARTER, CHARTER, reading, "", CHARTER_CELLS),
    ]


def join_parts(parts: list[ReviewPart]) -> CharterReading:
    """The reading that the parts make up."""
    whole = next(part.charter for part in parts if part.sort == CHARTER)
    return whole | {
        "services": [part.service for part in parts if part.sort == SERVICE],
        "grievance_tiers": [part.tier for part in parts if part.sort == TIER],
    }


# Where a finding stands that names no cell of its part.
ROW_CELL = {"service": "name", "tier": "address", "charter": "whole"}
# What a finding calls a cell, where the review calls it otherwise.
SAME_CELL = {"email": "address", "phone": "address"}


def parts_by_path(parts: list[ReviewPart]) -> dict[str, list[ReviewPart]]:
    """The parts under the paths by which findings name them; services that share a number share one."""
    by_path: dict[str, list[ReviewPart]] = {}
    for part in parts:
        by_path.setdefault(part.path, []).append(part)
    return by_path


def finding_key(finding: Finding) -> tuple[str, str, str]:
    return finding["code"], finding["where"], finding["raw"]


def places_of(finding: Finding, places: dict[str, list[ReviewPart]]) -> list[tuple[ReviewPart, str]]:
    """The part and the cell of a finding; of services that share a number, those whose words it is about."""
    where = finding["where"]
    here = places.get("/".join(where.split("/")[:2]), [])
    if not here:
        [charter] = places[""]
        cell = where.partition("/")[0]
        return [(charter, cell if cell in charter.cells else ROW_CELL[CHARTER])]
    all_places = [(part, cell_of_finding(where, part)) for part in here]
    about = [(part, cell) for part, cell in all_places if finding["raw"] and finding["raw"] in part.raw(cell)]
    return about or all_places


def cell_of_finding(where: str, part: ReviewPart) -> str:
    cell = where.removeprefix(part.path).strip("/").partition("/")[0]
    cell = SAME_CELL.get(cell, cell)
    return cell if cell in part.cells else ROW_CELL[part.sort]
