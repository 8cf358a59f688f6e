"""The places on the pages of the counter where apps above this one may show something."""

from ongikar.core.slots import Slot

# Beside whoever is at a desk; called with request, visit and now.
AT_DESK = Slot("visit at a desk")
# On the page of one visit; called with request, visit and now.
OF_VISIT = Slot("visit")
