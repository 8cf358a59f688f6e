"""The places on the pages of tasks where apps above this one may show something."""

from ongikar.core.slots import Slot

# The page of one task; called with request, task and now.
TASK = Slot("task")
