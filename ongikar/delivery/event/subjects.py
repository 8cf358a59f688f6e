"""How an event is named where something points at it: a gathering, a letter, a task; and who may read its
papers.
"""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.rights import READER_ROLES, may_read
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Event


def load_events(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Event.objects.filter(pk__in=list(keys)).values_list("pk", "case__number", "title", "office_id")
    return {
        pk: SubjectLine(number, title, reverse("event", args=[pk]), office_id)
        for pk, number, title, office_id in found
    }


EVENT_SUBJECT = SubjectType(Event.SUBJECT, ("আয়োজন", "Event"), load_events, readable_by_roles(READER_ROLES))


def may_read_event_paper(request: HttpRequest, paper: Paper) -> bool:
    """Vouchers are the office's own: whoever reads its cases reads them, nobody else."""
    return request.user.is_authenticated and may_read(
        desk_of(request.user, timezone.localdate()), paper.office_id
    )
