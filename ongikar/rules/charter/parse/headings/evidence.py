"""Derives from the cells under a heading which column it is: times, sums, or a different text in each row for
the name.
"""

from collections.abc import Callable, Sequence
from functools import partial

from ongikar.rules.charter.parse.cells import marks

# So many rows show what a column holds.
ENOUGH = 12
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
    told = [cell for cell in cells[:ENOUGH] if cell and not marks.is_blank(cell) and not marks.is_ditto(cell)]
    if not told:
        return {}
    if _share(told, marks.looks_like_when) > MOST:
        return {"when": SURE}
    found: dict[str, float] = {}
    serials = _share(told, marks.is_serial)
    times = _share(told, lambda cell: len(cell) <= LONGEST_TOLD and marks.looks_like_time(cell))
    fees = _share(told, lambda cell: len(cell) <= LONGEST_TOLD and marks.looks_like_fee(cell))
    if serials > MOST:
        # Numbers alone may be rooms, or sums without their taka; one after another they are serials.
        in_order = [marks.serial_number(cell) for cell in told][:3] in ([1, 2, 3], [1, 2], [1])
        return {"serial": OF_A_KIND} if in_order else {"fee": A_LITTLE / 2}
    if times > MOST and times >= fees:
        found["time"] = OF_A_KIND * times
    if fees > MOST and fees > times:
        found["fee"] = OF_A_KIND * fees
    if _share(told, marks.looks_like_officer) > MOST:
        found["officer"], found["superior"] = RATHER, A_LITTLE
    for kind in ("documents", "place", "method"):
        if _share(told, partial(marks.looks_like_text_of, kind=kind)) > MOST:
            found[kind] = A_LITTLE / 2
    if not found and len(set(told)) == len(told) == len([cell for cell in cells[:ENOUGH] if cell]):
        found["name"] = A_LITTLE
    return found


def _share(cells: Sequence[str], looks: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if looks(cell)) / len(cells)
