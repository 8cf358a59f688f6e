"""Parts of a charter that are reviewed one by one: the charter as a whole, each service, each tier."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from ongikar.rules.charter_review.cells import (
    CHARTER_CELLS,
    SERVICE_CELLS,
    SHOWN_IF_PRINTED,
    TIER_CELLS,
    Cell,
    Piece,
)

CHARTER, SERVICE, TIER = "charter", "service", "tier"
# A charter without categories is one for the citizens, until the officer says otherwise.
USUAL_CATEGORY = "citizen"


class Part(NamedTuple):
    """`code`: the first half of every `where` in it; `piece`: what the reading holds of it; `path`: as findings say it."""

    code: str
    sort: str
    piece: Piece
    path: str
    cells: Mapping[str, Cell]

    def raw(self, cell: str) -> str:
        return self.cells[cell].raw(self.piece, cell)

    @property
    def shown(self) -> list[str]:
        return [name for name in self.cells if name not in SHOWN_IF_PRINTED or self.raw(name)]

    def put(self, cell: str, text: str) -> "Part":
        return self._replace(piece=self.cells[cell].put(self.piece, cell, text))


def codes_of(services: list[dict[str, Any]]) -> list[str]:
    """citizen-1 …: the code of each service; a number printed twice gets a mark, so that no two are alike."""
    codes: list[str] = []
    times: Counter[str] = Counter()
    for service in services:
        code = f"{service['category'] or USUAL_CATEGORY}-{service['number']}"
        times[code] += 1
        codes.append(f"{code}.{times[code]}" if times[code] > 1 else code)
    return codes


def parts_of(reading: dict[str, Any]) -> list[Part]:
    """All parts in the order they are looked at: what is found of the charter as a whole settles itself with its rows."""
    services, tiers = reading["services"], reading["grievance_tiers"]
    return [
        *(
            Part(code, SERVICE, each, f"{each['category'] or 'services'}/{each['number']}", SERVICE_CELLS)
            for code, each in zip(codes_of(services), services, strict=True)
        ),
        *(
            Part(f"tier-{place}", TIER, each, f"tiers/{each['tier']}", TIER_CELLS)
            for place, each in enumerate(tiers, start=1)
        ),
        Part(CHARTER, CHARTER, reading, "", CHARTER_CELLS),
    ]


def together(parts: list[Part]) -> dict[str, Any]:
    """The reading that the parts make up."""
    whole = next(part.piece for part in parts if part.sort == CHARTER)
    return whole | {
        "services": [part.piece for part in parts if part.sort == SERVICE],
        "grievance_tiers": [part.piece for part in parts if part.sort == TIER],
    }
