"""The places on the pages of places and devices where apps above this one may show something."""

from ongikar.core.slots import Slot

# The page of one place, below its devices; called with request, place and now.
PLACE = Slot("place")
# The same page, in the column beside: what was inspected, what is still to be done. Same facts.
PLACE_SIDE = Slot("place side")
# The same page, among its counts at the head: one <li> of its own. Same facts.
PLACE_COUNTS = Slot("place counts")
# The same page, among its buttons: what is begun there. Same facts.
PLACE_ACTS = Slot("place acts")
# The page of one device, below its history; called with request, device and now.
DEVICE = Slot("device")
# The public card of a place, below its working devices; called with request, place and now. Nothing that
# helps a thief: figures and days, no words of a task or a finding.
LAB_CARD = Slot("lab card")
