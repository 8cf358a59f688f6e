"""Which act may follow which in the life of a letter, a table for each direction."""

from ongikar.rules.transitions import STAY, Transition, Transitions

from .states import (
    ANSWERED,
    DIARISED,
    FILED,
    MARKED,
    OPEN_IN,
    REDIRECTED,
    STATES_IN,
)

OPEN = frozenset(OPEN_IN)
ANY = frozenset(STATES_IN)
ASSISTANT, OFFICER = "assistant", "officer"

INCOMING = Transitions(
    "letter",
    ("diarise", DIARISED),
    (
        # Marked again, it goes to another desk.
        Transition("mark", OPEN, MARKED, OFFICER),
        # By a letter of ours, or by word of mouth.
        Transition("answer", OPEN, ANSWERED, OFFICER),
        # Nothing else is to be done about it.
        Transition("file", OPEN, FILED, OFFICER),
        # It belongs to another office and was sent on.
        Transition("redirect", OPEN, REDIRECTED, OFFICER),
        # What comes after stands at the letter itself, under its number (Bengal Records Manual, rule 21).
        Transition("remind", ANY, STAY, ASSISTANT),
        Transition("add_pages", ANY, STAY, ASSISTANT),
        Transition("correct", ANY, STAY, ASSISTANT),
        # Into which file it is put, and what it turns out to belong to.
        Transition("place", ANY, STAY, ASSISTANT),
        Transition("belong", ANY, STAY, ASSISTANT),
    ),
)
