"""The places on the pages of a grievance where each part of its handling shows what it holds, in this app and
in those above it; and what a text may be instead of a complaint.
"""

from collections.abc import Callable, Iterable

from ongikar.core.slots import Answer, Slot
from ongikar.offices.middleware import OfficeRequest

from .models import Hearing

# The sections of the page of those who decide, and what stands beside them; called with request, stage and
# now. Two sides 10, hearing 11, course 12, questions 20, inquiry 30, decision 50, remedy 60, what came of it
# 70.
HANDLING = Slot("handling")
HANDLING_SIDE = Slot("beside the handling")
# The page on which the complainant follows it; called with request, stage and now.
FOLLOWING = Slot("following")
# The page of the officer complained of; called with request, stage and now. A part shows nothing there that
# redaction.text_for_respondent has not gone through.
RESPONDING = Slot("responding")
# What a text that is about to be filed may be instead, such as a request for information: called with the
# request and the text, each answers what is shown above the form, or None. Whoever sends it again files it.
IntakeHint = Callable[[OfficeRequest, str], Answer | None]
intake_hints: list[IntakeHint] = []


def hints_about(request: OfficeRequest, text: str) -> list[Answer]:
    """What the text may be instead of a complaint, by whoever knows such things."""
    return [answer for hint in intake_hints if (answer := hint(request, text))]


# By what one side of a hearing was told of it, in words: called with the hearing and the side.
NOTICE_PROOFS: list[Callable[[Hearing, str], Iterable[str]]] = []
