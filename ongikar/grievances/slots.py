"""The places on the pages of a grievance where each part of its handling shows what it holds, in this app and
in those above it.
"""

from ongikar.core.slots import Slot

# The sections of the page of those who decide, and what stands beside them; called with request, stage and
# now. Two sides 10, questions 20, inquiry 30, hearing 40, decision 50, remedy 60, what came of it 70.
HANDLING = Slot("handling")
HANDLING_SIDE = Slot("beside the handling")
# The page on which the complainant follows it; called with request, stage and now.
FOLLOWING = Slot("following")
# The page of the officer complained of; called with request, stage and now. A part shows nothing there that
# redaction.text_for_respondent has not gone through.
RESPONDING = Slot("responding")
