"""The places on the pages of letters where apps above this one may show something."""

from ongikar.core.slots import Slot

# The page of a letter that goes out; called with request, letter and now.
LETTER = Slot("letter")
