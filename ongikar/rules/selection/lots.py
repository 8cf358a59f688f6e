"""The list that is frozen, and the lots that are drawn from it: one line of shell recomputes each.

    seed = sha256(sha256 of the list \\n sha256 of the rule \\n value …)
    lot  = sha256(seed|roll)              lowest first

The list is fixed with its hash before the value can be known, so nobody can choose it by the outcome. A lot
hangs on the roll alone: nobody's leaving moves another's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .rule import sha256

LINE = re.compile(r"(\d+)\|(\d+)\|((?:\d+(?:,\d+)*)?)\|((?:[a-z_]+(?:,[a-z_]+)*)?)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One line of the list: what the ranking goes by, and nothing that tells of a person."""

    roll: int
    points: int
    # More goes first, in the order of the rule.
    ties: tuple[int, ...] = ()
    groups: frozenset[str] = frozenset()

    def line(self) -> str:
        ties, groups = ",".join(map(str, self.ties)), ",".join(sorted(self.groups))
        return f"{self.roll}|{self.points}|{ties}|{groups}"


def list_text(candidates: Iterable[Candidate]) -> str:
    """The list as it is hashed and published: by roll, a line each, every line ended. Raises ValueError where
    a roll is there twice.
    """
    ordered = sorted(candidates, key=lambda each: each.roll)
    if len({each.roll for each in ordered}) != len(ordered):
        raise ValueError("a roll is on the list twice")
    return "".join(f"{each.line()}\n" for each in ordered)


def parse_list(text: str) -> list[Candidate]:
    """The inverse of `list_text`; raises ValueError for a line that is none."""
    candidates = []
    for line in text.splitlines():
        read = LINE.fullmatch(line)
        if read is None:
            raise ValueError(f"no line of a list: {line!r}")
        roll, points, ties, groups = read.groups()
        candidates.append(
            Candidate(
                int(roll),
                int(points),
                tuple(map(int, ties.split(","))) if ties else (),
                frozenset(groups.split(",")) if groups else frozenset(),
            )
        )
    return candidates


def make_seed(list_sha256: str, rule_sha256: str, values: Sequence[str]) -> str:
    """The seed of a draw, from both hashes and the values from outside, as they were typed."""
    return sha256("\n".join((list_sha256, rule_sha256, *values)))


def draw_lot(seed: str, roll: int) -> str:
    return sha256(f"{seed}|{roll}")


def rank(candidates: Iterable[Candidate], seed: str) -> list[Candidate]:
    """The strict order: points, then ties, then the lot."""
    return sorted(
        candidates,
        key=lambda each: (-each.points, *(-value for value in each.ties), draw_lot(seed, each.roll)),
    )
