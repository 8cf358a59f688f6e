"""What every act of a meeting does: it may follow or is refused, it is written down, the journal is told."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Unpack

from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.rules.transitions import TransitionFault

from .models import Committee, Meeting, MeetingAct
from .transitions import TRANSITIONS, MeetingFault


def lock_committee(committee: Committee) -> None:
    """Seats and numbers of one committee are changed in turn."""
    Committee.objects.select_for_update().get(pk=committee.pk)


def lock_meeting(meeting: Meeting) -> None:
    """Hold the meeting to the end of the transaction, so that two people act in turn, and read it anew."""
    fresh = Meeting.objects.select_for_update().get(pk=meeting.pk)
    for field in Meeting._meta.concrete_fields:
        setattr(meeting, field.attname, getattr(fresh, field.attname))


def require_act(meeting: Meeting, name: str) -> str:
    """The state that an act of a locked meeting leads to; raises MeetingFault where it may not follow."""
    try:
        return TRANSITIONS.require(meeting.state, name)
    except TransitionFault as fault:
        raise MeetingFault(
            "",
            "এর মধ্যে সভার অবস্থা বদলে গেছে, তাই এটি আর করা যায় না।",
            "The meeting has moved on meanwhile, so this can no longer be done.",
        ) from fault


def add_act(
    meeting: Meeting,
    name: str,
    verb: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    changed: Iterable[str] = (),
    **facts: Unpack[EntryFacts],
) -> MeetingAct:
    """Write the act of a locked meeting, its state and what else of its row was changed, and the entry."""
    after = require_act(meeting, name)
    fields = [*changed]
    if after != meeting.state:
        meeting.state = after
        fields.append("state")
    if fields:
        meeting.save(update_fields=fields)
    act = MeetingAct.objects.create(
        meeting=meeting,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )
    record_meeting(verb, meeting, actor=actor, now=now, **facts)
    return act


def record_meeting(
    verb: str, meeting: Meeting, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> None:
    record(
        f"meeting.{verb}",
        subject=meeting.reference,
        actor=actor,
        office_id=meeting.office_id,
        now=now,
        **facts,
    )


def require_words(field: str, words: str) -> str:
    """The reason of an act that needs one; raises MeetingFault where there is none."""
    if not (said := words.strip()):
        raise MeetingFault(field, "কারণ লিখুন।", "Write the reason.")
    return said
