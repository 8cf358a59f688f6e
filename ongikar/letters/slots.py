"""The places on the pages of letters where apps above this one may show something."""

from ongikar.core.slots import Slot

# The page of a letter that goes out; called with request, letter and now.
LETTER = Slot("letter")
# The page of a letter that came in; called with request, letter and now.
INCOMING = Slot("incoming letter")
# The page on which a letter is entered in the diary; called with request and now.
DIARY = Slot("diary")
