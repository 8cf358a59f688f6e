"""Who takes the seats, of those ranked: minimums inside the open seats, then the open seats by rank, then the
seats set aside over and above.

The order of filling is the meaning of a quota: reserved first, it is a minimum that may bind nobody; reserved
last, it is over and above. Whoever has two groups counts for one; who counts for which is found so that as
many reserved seats as can be are filled, and the higher rank goes first (a maximum matching, taken greedily:
Sönmez and Yenmez 2022).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .lots import Candidate
from .rule import Quota, Rule

OPEN_SEAT, MINIMUM, SET_ASIDE = "open", "minimum", "set_aside"


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is chosen, by roll: for an open seat, one that a minimum asks for, or one set aside."""

    sorts: dict[int, str]

    def __contains__(self, roll: int) -> bool:
        return roll in self.sorts

    @property
    def rolls(self) -> frozenset[int]:
        return frozenset(self.sorts)


def select(rule: Rule, ranked: Sequence[Candidate]) -> Selection:
    """Fill the seats from the ranked. Those who have left are left out of `ranked`: whoever had a seat keeps
    it, and the free ones go to the next.
    """
    sorts: dict[int, str] = {}
    for roll, group in match_groups(rule.minimum, ranked).items():
        sorts[roll] = f"{MINIMUM}:{group}"
    fill(sorts, ranked, rule.open_seats)
    left = [each for each in ranked if each.roll not in sorts]
    for roll, group in match_groups(rule.set_aside, left).items():
        sorts[roll] = f"{SET_ASIDE}:{group}"
    # What nobody of its group fills is everybody's.
    fill(sorts, ranked, rule.seats)
    return Selection(name_by_merit(rule, ranked, sorts))


def fill(sorts: dict[int, str], ranked: Iterable[Candidate], seats: int) -> None:
    """Give open seats by rank until so many are taken."""
    for each in ranked:
        if len(sorts) >= seats:
            return
        sorts.setdefault(each.roll, OPEN_SEAT)


def match_groups(quotas: Sequence[Quota], ranked: Iterable[Candidate]) -> dict[int, str]:
    """By roll the group for which each is counted, the highest rank first."""
    holders: dict[str, list[Candidate]] = {quota.group: [] for quota in quotas}
    room = {quota.group: quota.seats for quota in quotas}
    free = sum(room.values())
    for each in ranked:
        if not free:
            break
        if place(each, holders, room, set()):
            free -= 1
    return {each.roll: group for group, of_group in holders.items() for each in of_group}


def place(
    candidate: Candidate, holders: dict[str, list[Candidate]], room: dict[str, int], tried: set[str]
) -> bool:
    """Count a candidate for one of their groups; somebody counted there may be moved to another of theirs."""
    for group in holders:
        if group not in candidate.groups or group in tried:
            continue
        tried.add(group)
        if len(holders[group]) < room[group]:
            holders[group].append(candidate)
            return True
        for other in list(holders[group]):
            if place(other, holders, room, tried):
                holders[group].remove(other)
                holders[group].append(candidate)
                return True
    return False


def name_by_merit(rule: Rule, ranked: Sequence[Candidate], sorts: dict[int, str]) -> dict[int, str]:
    """Whoever is counted for a minimum and would have had an open seat by rank anyway is told so: it says
    that the minimum was needed only where it was.
    """
    by_rank = {each.roll for each in ranked[: rule.open_seats]}
    return {
        roll: OPEN_SEAT if sort.startswith(MINIMUM) and roll in by_rank else sort
        for roll, sort in sorts.items()
    }
