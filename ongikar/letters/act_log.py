"""How an act of a letter is entered: only if it may follow, as a row that is only ever added, and with the
entry of the journal that tells of it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from ongikar.core.db.bulk_sql import insert_row
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts

from .models import Letter, LetterAct
from .transitions import INCOMING


def lock_letter(letter: Letter) -> str:
    """Hold the letter to the end of the transaction, so that two people act in turn; the state it is in."""
    return Letter.objects.select_for_update().values_list("state", flat=True).get(pk=letter.pk)


def is_act_done(letter: Letter, submission: str) -> bool:
    """Whether this press of a form was heard before; to be asked while the letter is locked."""
    return any(data.get("submission") == submission for data in letter.acts.values_list("data", flat=True))


def add_act(
    letter: Letter,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> LetterAct:
    """Add an act of a letter that came in, if it may follow, and bring the state up to date. Raises
    TransitionFault.
    """
    state = INCOMING.require(lock_letter(letter), name)
    act = write_act(letter, name, actor=actor, now=now, words=words, data=data)
    letter.state = state
    letter.save(update_fields=["state"])
    return act


def write_act(
    letter: Letter,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> LetterAct:
    act = LetterAct(
        letter=letter,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )
    return insert_row(act)


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
