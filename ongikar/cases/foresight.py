"""Whose clock it is, for the rehearsal of what the watch will do: cases by their number, service and post."""

from collections.abc import Callable, Sequence
from datetime import datetime

from ongikar.clock.models import Clock
from ongikar.clock.rehearsing import Owner

from .models import Case

# What the breach of each of these cases would open for its applicant, by case id: the room that offers it says so.
SETS_OFF: list[Callable[[Sequence[Case], datetime], dict[int, str]]] = []


def owners(clocks: Sequence[Clock], now: datetime) -> dict[int, Owner]:
    cases = list(
        Case.objects.filter(clock__in=[clock.pk for clock in clocks]).select_related("post", "applicant")
    )
    opened: dict[int, str] = {}
    for sets_off in SETS_OFF:
        opened |= sets_off(cases, now)
    return {
        case.clock_id: Owner(
            case.number,
            in_both(case.row, "short"),
            in_both(case.post, "title"),
            opened.get(case.pk, ""),
            is_awaited=case.applicant_id is not None,
        )
        for case in cases
    }


def in_both(thing, field: str) -> tuple[str, str]:
    return thing.in_words(field, "bn"), thing.in_words(field, "en")
