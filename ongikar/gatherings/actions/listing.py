"""The attendance list saved as a whole: what was changed on it is marked, the rest stays as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, Mark, Member
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.actions import Reference

from .act_log import add_act, lock_gathering, record_act
from .marking import open_if_coming, require_member, require_minutes


@dataclass(frozen=True, slots=True)
class ListedMark:
    """What a list says of one member. `was`: the key of the mark that it showed; 0 where it showed none."""

    member: Member
    value: str
    minutes: int | None = None
    was: int = 0


class ListFault(ValueError):
    """What stands in the way, by the key of the member it is about."""

    def __init__(self, faults: Mapping[int, GatheringFault]) -> None:
        super().__init__("; ".join(map(str, faults.values())))
        self.faults = dict(faults)


CHANGED = (
    "এর মধ্যে অন্য কিছু লেখা হয়েছে। নতুনটি দেখে ঠিক করুন।",
    "It was marked otherwise meanwhile. Look and decide.",
)


@transaction.atomic
def mark_list(
    gathering: Gathering,
    listed: Iterable[ListedMark],
    *,
    via: str = Mark.LIST,
    nonce: str,
    actor: Reference,
    now: datetime,
) -> int:
    """Write the marks that differ from what stands; how many there were. All of them, or none.

    Raises ListFault with a sentence for each member whose mark cannot be written.
    """
    lock_gathering(gathering)
    open_if_coming(gathering, actor=actor, now=now)
    standing = {each.member_id: each for each in Mark.objects.that_stand().filter(gathering=gathering)}
    faults: dict[int, GatheringFault] = {}
    made: list[Mark] = []
    for each in listed:
        stands = standing.get(each.member.pk)
        is_same = stands is not None and (stands.value, stands.minutes) == (each.value, each.minutes)
        if is_same and not (stands is not None and stands.is_claim):
            continue
        try:
            require_member(gathering, each.member)
            require_minutes(gathering, each.value, each.minutes)
            if (stands.pk if stands else 0) != each.was:
                raise GatheringFault("value", *CHANGED)
        except GatheringFault as fault:
            faults[each.member.pk] = fault
            continue
        made.append(
            Mark(
                gathering=gathering,
                member=each.member,
                value=each.value,
                minutes=each.minutes,
                at=min(now, gathering.ends_at),
                recorded_at=now,
                by_type=actor[0],
                by_id=actor[1],
                via=via,
                nonce=f"{nonce}-{each.member.pk}",
                corrects=stands,
            )
        )
    if faults:
        raise ListFault(faults)
    if not made:
        return 0
    struck = sum(1 for each in made if each.corrects_id)
    Mark.objects.bulk_create(made)
    if gathering.state == transitions.RECORDED:
        add_act(gathering, transitions.CORRECT, actor=actor, now=now, data={"count": len(made)})
    record_act("listed", gathering, actor=actor, now=now, count=len(made), rows=struck, how=via)
    return len(made)
