"""What stands on the officer's Today while complaints about the own post wait for an answer."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.grievances.unanswered import unanswered
from ongikar.grievances.words import ABOUT

SHOWN = 5


def complaints_to_answer(*, request: HttpRequest, now: datetime):
    """Number and matter alone: who complains is told, or not told, on the page of the complaint."""
    found = list(unanswered(request.desk, request.office.pk)[: SHOWN + 1])
    if not found:
        return None
    lines = [(each, ABOUT[each.about]) for each in found[:SHOWN]]
    return "website/complaints_to_answer.html", {"lines": lines, "has_more": len(found) > SHOWN}
