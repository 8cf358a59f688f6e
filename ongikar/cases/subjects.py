"""How a case is named where something points at it."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.charter.models import service_of
from ongikar.offices.models import Office
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Case
from .rights import READER_ROLES


def load_cases(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Case.objects.filter(pk__in=list(keys)).values_list("pk", "number", "service_id", "office_id")
    return {
        pk: SubjectLine(number, service_of(service_id).name, reverse("case", args=[number]), office_id)
        for pk, number, service_id, office_id in found
    }


def find_case(office: Office, number: str) -> int | None:
    return Case.objects.filter(office=office, number=number).values_list("pk", flat=True).first()


CASE_SUBJECT = SubjectType("case", ("আবেদন", "Case"), load_cases, readable_by_roles(READER_ROLES), find_case)
