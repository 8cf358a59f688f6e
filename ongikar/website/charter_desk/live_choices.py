"""Which decisions on a cell lead anywhere: one with which the part could never be published is not offered."""

from ongikar.rules.charter_review import ACCEPT, CHOICES, CORRECT, RESERVE, Part, Review
from ongikar.rules.charter_review.cells import WITHOUT_TEXT
from ongikar.rules.charter_review.clockable import promise_of
from ongikar.rules.charter_review.settling import SETTLED_BY


def live_choices(part: Part, cell: str, as_printed: Review) -> list[str]:
    """`part`: as printed. `as_printed`: the review in which nothing is decided yet on the cells of the part.

    To accept a print keeps its errors, but for those that an answer on the same page settles; to leave a cell open keeps a blank
    name and a limit that cannot be counted; and what is no text of the charter cannot be corrected.
    """
    dead = set()
    if cell in WITHOUT_TEXT:
        dead.add(CORRECT)
    if is_wrong_as_printed(part, cell, as_printed):
        dead.add(ACCEPT)
    if must_be_written(part, cell):
        dead |= {ACCEPT, RESERVE}
    return [choice for choice in CHOICES if choice not in dead]


def is_wrong_as_printed(part: Part, cell: str, as_printed: Review) -> bool:
    spots = [spot for spot in as_printed.spots_of(part.code) if spot.cell == cell]
    return any(spot.is_error and spot.finding["code"] not in SETTLED_BY for spot in spots)


def must_be_written(part: Part, cell: str) -> bool:
    """A service needs a name and a step for complaints a limit: without them there is no row."""
    if part.sort == "service":
        return cell == "name" and not part.raw(cell).strip()
    return part.sort == "tier" and cell == "limit" and promise_of(part.piece["limit"]) is None
