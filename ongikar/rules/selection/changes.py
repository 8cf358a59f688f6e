"""What a corrected list changed of the one before it, line by line."""

from dataclasses import dataclass

from .lots import parse_list

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
POINTS, TIES, GROUPS = "points", "ties", "groups"


@dataclass(frozen=True, slots=True)
class LineChange:
    """One roll. `parts`: of a line that is on both lists, what of it changed; `before`, `after`: its
    points.
    """

    roll: int
    what: str
    parts: tuple[str, ...] = ()
    before: int = 0
    after: int = 0


def changed_lines(before: str, after: str) -> list[LineChange]:
    """By roll; both are texts of a list. Raises ValueError for a text that is none."""
    old, new = ({each.roll: each for each in parse_list(text)} for text in (before, after))
    lines = []
    for roll in sorted(old.keys() | new.keys()):
        was, now = old.get(roll), new.get(roll)
        if was is None or now is None:
            lines.append(LineChange(roll, ADDED if was is None else REMOVED))
            continue
        differs = {
            POINTS: was.points != now.points,
            TIES: was.ties != now.ties,
            GROUPS: was.groups != now.groups,
        }
        parts = tuple(name for name, is_other in differs.items() if is_other)
        if parts:
            lines.append(LineChange(roll, CHANGED, parts, was.points, now.points))
    return lines
