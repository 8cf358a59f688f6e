"""Maps a finding to its place in a review: the part, and the cell of that part."""

from ongikar.rules.charter_lint import Finding
from ongikar.rules.charter_review.parts import CHARTER, Part

# Where a finding stands that names no cell of its part.
ROW_CELL = {"service": "name", "tier": "address", "charter": "whole"}
# What a finding calls a cell, where the review calls it otherwise.
SAME_CELL = {"email": "address", "phone": "address"}


def by_path(parts: list[Part]) -> dict[str, list[Part]]:
    """The parts under the paths by which findings name them; services that share a number share one."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.path, []).append(part)
    return found


def key_of(finding: Finding) -> tuple[str, str, str]:
    return finding["code"], finding["where"], finding["raw"]


def places_of(finding: Finding, places: dict[str, list[Part]]) -> list[tuple[Part, str]]:
    """The part and the cell of a finding; of services that share a number, those whose words it is about."""
    where = finding["where"]
    here = places.get("/".join(where.split("/")[:2]), [])
    if not here:
        [charter] = places[""]
        cell = where.partition("/")[0]
        return [(charter, cell if cell in charter.cells else ROW_CELL[CHARTER])]
    found = [(part, cell_of(where, part)) for part in here]
    about = [(part, cell) for part, cell in found if finding["raw"] and finding["raw"] in part.raw(cell)]
    return about or found


def cell_of(where: str, part: Part) -> str:
    cell = where.removeprefix(part.path).strip("/").partition("/")[0]
    cell = SAME_CELL.get(cell, cell)
    return cell if cell in part.cells else ROW_CELL[part.sort]
