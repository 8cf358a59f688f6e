"""How a request for information is named where a letter or a task points at it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.people.desk import HeldPosts
from ongikar.people.subjects import SubjectLine, SubjectType

from .models import InformationRequest
from .rights import may_study


def load_requests(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = InformationRequest.objects.filter(pk__in=list(keys)).values_list("pk", "number", "office_id")
    title = say("তথ্যের আবেদন", "Request for information")
    return {
        pk: SubjectLine(number, title, reverse("desk_rti_request", args=[number]), office_id)
        for pk, number, office_id in found
    }


def readable(desk: HeldPosts, lines: Mapping[int, SubjectLine]) -> set[int]:
    if not lines or not desk.posts:
        return set()
    rows = InformationRequest.objects.filter(pk__in=list(lines)).select_related("appeal")
    return {request.pk for request in rows if may_study(desk, request)}


RTI_SUBJECT = SubjectType(
    InformationRequest.SUBJECT, ("তথ্যের আবেদন", "Request for information"), load_requests, readable
)
