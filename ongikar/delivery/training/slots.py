"""Where what comes after the seats stands on the board of a batch."""

from ongikar.core.slots import Slot

# Parts are called with request, batch and now, and stand under the applicants.
BOARD = Slot("batch")
