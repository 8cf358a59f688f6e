"""How an act of a letter is entered: as a row that is only ever added, and with the entry of the journal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts

from .models import Letter, LetterAct


def write_act(
    letter: Letter,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> LetterAct:
    return LetterAct.objects.create(
        letter=letter,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )


def record_act(
    verb: str, letter: Letter, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> None:
    """The entry "letter.{verb}", with an outbox entry for each reaction to it."""
    record(
        f"letter.{verb}",
        subject=letter.reference,
        actor=actor,
        office_id=letter.office_id,
        now=now,
        **facts,
    )
