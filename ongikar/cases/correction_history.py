"""What was corrected about an applicant, in order: nothing that stood in a register is overwritten, so the old value is read here.

The old value lies in the act that corrected it, and goes with it when the time of keeping is over (emptying.py).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from ongikar.people.models import User
from ongikar.rules.moves import CORRECT

from .models import Act


class Correction(NamedTuple):
    """One correction of one field. `by`: the name of who made it, "" where that person is no longer known."""

    field: str
    old: str
    new: str
    at: datetime
    by: str


def correction(data: Mapping, at: datetime, by: User | None) -> Correction | None:
    """None once the values were let go with the time of keeping."""
    if "old" not in data:
        return None
    return Correction(data["field"], data["old"], data["new"], at, by.name if by else "")


def corrections_in(acts: Iterable[Act], names: Mapping[int, User]) -> list[Correction]:
    """Those among the acts of one case, the oldest first; `names` are the users who acted, by id."""
    made = (act for act in acts if act.name == CORRECT)
    found = (correction(act.data, act.at, names.get(act.by_id or 0)) for act in made)
    return [each for each in found if each]


def corrections_of(applicants: Collection[int]) -> dict[int, list[Correction]]:
    """By applicant's id, the oldest first; who has none is not in it. Two statements at most, however many are asked for."""
    acts = Act.objects.filter(case__applicant__in=applicants, name=CORRECT).order_by("id")
    rows = list(acts.values_list("case__applicant", "data", "at", "by_id")) if applicants else []
    names = User.objects.in_bulk({by for *_, by in rows if by}) if rows else {}
    found: dict[int, list[Correction]] = defaultdict(list)
    for applicant, data, at, by in rows:
        if made := correction(data, at, names.get(by)):
            found[applicant].append(made)
    return dict(found)


def old_values(
    made: Iterable[Correction], write: Callable[[str, str], str] = lambda field, value: value
) -> dict[str, list[str]]:
    """By field, what stood there before, the oldest first. `write`: how a page shows a field's value."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in made:
        if each.old:
            found[each.field].append(write(each.field, each.old))
    return dict(found)
