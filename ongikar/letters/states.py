"""The states of a letter: one that came in is diarised, then dealt with; one that goes out is a draft, then
issued.
"""

IN, OUT = "in", "out"

# Letters in.
DIARISED, MARKED, ANSWERED, FILED, REDIRECTED = "diarised", "marked", "answered", "filed", "redirected"
# Letters out.
DRAFT, INITIALLED, SIGNED, ISSUED = "draft", "initialled", "signed", "issued"
CANCELLED, SUPERSEDED = "cancelled", "superseded"

STATES_IN = (DIARISED, MARKED, ANSWERED, FILED, REDIRECTED)
STATES_OUT = (DRAFT, INITIALLED, SIGNED, ISSUED, CANCELLED, SUPERSEDED)
# What somebody in the office still has in hand.
OPEN_IN = (DIARISED, MARKED)
OPEN_OUT = (DRAFT, INITIALLED, SIGNED)
