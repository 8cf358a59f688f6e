"""How a standing return is named where something points at it."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.cases.rights import READER_ROLES
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import StandingReturn


def load_returns(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = StandingReturn.objects.filter(pk__in=list(keys)).values_list("pk", "title", "office_id")
    return {pk: SubjectLine("", title, reverse("returns"), office_id) for pk, title, office_id in found}


RETURN_SUBJECT = SubjectType(
    StandingReturn.SUBJECT,
    ("নিয়মিত প্রতিবেদন", "Regular return"),
    load_returns,
    readable_by_roles(READER_ROLES),
)
