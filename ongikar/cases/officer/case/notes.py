"""A note for the office: pressed twice it is written once, while other acts are refused by the state
machine.
"""

from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from ongikar.cases import actions
from ongikar.cases.models import Act, Case
from ongikar.journal.actions import Reference

# A second press, or a slow line's second try, comes within this; the same words on another day are another
# remark.
DOUBLE_PRESS = timedelta(minutes=10)


class ActLike(Protocol):
    """An act of a case, or of anything else that remarks are made on."""

    name: str
    words: str
    by_type: str
    by_id: int | None
    at: datetime


def is_double_press(last: ActLike | None, words: str, actor: Reference, now: datetime) -> bool:
    """Whether the last thing that happened is this very remark, by the same person, a moment ago."""
    return bool(
        last
        and (last.name, last.words, last.by_type, last.by_id) == ("note", words, *actor)
        and now - last.at < DOUBLE_PRESS
    )


@transaction.atomic
def add_note(case: Case, *, words: str, actor: Reference, now: datetime) -> bool:
    """Write a remark, unless this is the second press of its button: whether it was written."""
    # The row is locked, so that of two presses at once the later one sees what the first has written.
    Case.objects.select_for_update().get(pk=case.pk)
    last = Act.objects.filter(case=case).order_by("-id").first()
    if is_double_press(last, words, actor, now):
        return False
    actions.add_note(case, words=words, actor=actor, now=now)
    return True
