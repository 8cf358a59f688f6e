"""What of a list anybody may read: lines with small groups covered, and what a corrected list changed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .lots import Candidate, parse_list
from .rule import sha256

# A group of fewer living applicants on a list is not named in public.
SMALL_GROUP = 5
MARK = "~"
SHOWN = 16


def small_groups(texts: Iterable[str], left: Iterable[int] = ()) -> frozenset[str]:
    """The groups that on any of the lists of one batch have too few who are still there. `left`: the rolls of
    those who are not: by the older list nobody may tell what the newer one covers.
    """
    gone, small = frozenset(left), set()
    for text in texts:
        listed = parse_list(text)
        groups = {group for each in listed for group in each.groups}
        many = Counter(group for each in listed if each.roll not in gone for group in each.groups)
        small |= {group for group in groups if many[group] < SMALL_GROUP}
    return frozenset(small)


def covered_groups(candidate: Candidate, small: frozenset[str]) -> str:
    return ",".join(sorted(candidate.groups & small))


def code_of(candidate: Candidate, small: frozenset[str], nonce: str) -> str:
    return sha256(f"{nonce}|{candidate.roll}|{covered_groups(candidate, small)}")[:SHOWN]


def cover_list(text: str, small: frozenset[str], nonce_of: Callable[[int], str]) -> str:
    """The list with the small groups covered; the list itself where there is none."""
    if not small:
        return text
    lines = [f"#{sha256(text)}"]
    for each in parse_list(text):
        shown = [*sorted(each.groups - small), f"{MARK}{code_of(each, small, nonce_of(each.roll))}"]
        ties = ",".join(map(str, each.ties))
        lines.append(f"{each.roll}|{each.points}|{ties}|{','.join(shown)}")
    return "".join(f"{line}\n" for line in lines)


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
