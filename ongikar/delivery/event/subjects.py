"""How an event is named where something points at it: a gathering, a letter, a task."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.cases.rights import READER_ROLES
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Event


def load_events(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Event.objects.filter(pk__in=list(keys)).values_list("pk", "case__number", "title", "office_id")
    return {
        pk: SubjectLine(number, title, reverse("event", args=[pk]), office_id)
        for pk, number, title, office_id in found
    }


EVENT_SUBJECT = SubjectType(Event.SUBJECT, ("আয়োজন", "Event"), load_events, readable_by_roles(READER_ROLES))
