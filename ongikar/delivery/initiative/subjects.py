"""How an initiative is named where something points at it."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.cases.rights import READER_ROLES
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Initiative


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
