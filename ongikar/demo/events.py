"""What is done with an event of the demonstration beside the acts of its desk: its day."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.models import Case
from ongikar.core.not_none import not_none
from ongikar.delivery.event.models import Event
from ongikar.gatherings.actions import count_heads, record_gathering
from ongikar.journal.actions import Reference

Answers = Mapping[str, Any]
EventAct = Callable[[Case, Answers, Reference, datetime], object]


def hold(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    """It took place: heads were counted and the list is closed."""
    event = Event.objects.select_related("office", "case").get(case=case)
    gathering = not_none(event.standing_gathering)
    count_heads(gathering, counted=answers["counted"], actor=actor, now=at)
    record_gathering(gathering, rest="present", actor=actor, now=at)


EVENT_ACTS: dict[str, EventAct] = {"hold": hold}
