"""Who carries the demonstration's letters to those who have no e-mail address."""

from datetime import datetime

from ongikar.journal.actions import Reference
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing.dispatching import dispatch, waiting_recipients

CARRIER = "অফিস সহায়ক (নমুনা)"


def carry_letter(letter: Letter, *, actor: Reference, now: datetime) -> None:
    """Enter in the peon book that it was carried to everybody who waits for it still."""
    for recipient in waiting_recipients(letter):
        dispatch(letter, recipient, channel=Dispatch.HAND, carried_by=CARRIER, actor=actor, now=now)
