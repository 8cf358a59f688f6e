"""What an initiative shows elsewhere: on the page of its case, and where something points at it."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.cases.rights import READER_ROLES
from ongikar.core.slots import Answer
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

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


def load_initiatives(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Initiative.objects.filter(pk__in=list(keys))
    found = rows.values_list("pk", "case__number", "title", "office_id")
    return {
        pk: SubjectLine(number, title, reverse("initiative", args=[pk]), office_id)
        for pk, number, title, office_id in found
    }


INITIATIVE_SUBJECT = SubjectType(
    Initiative.SUBJECT, ("উদ্যোগ", "Initiative"), load_initiatives, readable_by_roles(READER_ROLES)
)
