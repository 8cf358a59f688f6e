"""What an initiative shows on the page of its case."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.slots import Answer

from .models import Initiative
from .words import state_of_initiative, state_words


def officers_initiative_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if case.row.kind != "initiative":
        return None
    initiative = Initiative.objects.filter(case=case).prefetch_related("acts").first()
    if initiative is None:
        return None
    initiative.case = case
    state = state_words(state_of_initiative(initiative))
    return "initiative/case_part.html", {"initiative": initiative, "state": state}
