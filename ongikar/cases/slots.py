"""The places on a case's pages where rooms above this one may stand."""

from ongikar.frame.slots import Slot

# Parts are called with request, case and now. The tracking page shows them right under the promise bar.
TRACKING = Slot("tracking")
# The officer's case page; called with request, case and now.
CASE = Slot("case")
