"""The states of a letter, and which act may follow which, as a table.

One that came in is diarised, then dealt with; one that goes out is a draft, then issued
(outgoing/transitions.py).
"""

from ongikar.rules.transitions import STAY, Transition, Transitions

IN, OUT = "in", "out"

# Letters in.
DIARISED, MARKED, ANSWERED, FILED, REDIRECTED = "diarised", "marked", "answered", "filed", "redirected"
# Letters out.
DRAFT, INITIALLED, SIGNED, ISSUED = "draft", "initialled", "signed", "issued"
CANCELLED, SUPERSEDED = "cancelled", "superseded"
# Issued, and not sent after all: it keeps its line in the issue book.
WITHHELD = "withheld"

STATES_IN = (DIARISED, MARKED, ANSWERED, FILED, REDIRECTED)
STATES_OUT = (DRAFT, INITIALLED, SIGNED, ISSUED, CANCELLED, SUPERSEDED, WITHHELD)
# What somebody in the office still has in hand.
OPEN_IN = (DIARISED, MARKED)
OPEN_OUT = (DRAFT, INITIALLED, SIGNED)

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
