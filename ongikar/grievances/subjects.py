"""How a complaint is named where something points at it: to those alone who may study it, for a task or a
letter must not tell of a complaint what its own page would not.
"""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from ongikar.people.desk import HeldPosts
from ongikar.people.subjects import SubjectLine, SubjectType

from .models import Grievance
from .rights import may_study
from .words import ABOUT


def load_grievances(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Grievance.objects.filter(pk__in=list(keys)).values_list("pk", "number", "about", "office_id")
    return {
        pk: SubjectLine(number, str(ABOUT[about]), reverse("desk_grievance", args=[number]), office_id)
        for pk, number, about, office_id in found
    }


def readable(desk: HeldPosts, lines: Mapping[int, SubjectLine]) -> set[int]:
    if not lines or not desk.posts:
        return set()
    rows = Grievance.objects.filter(pk__in=list(lines)).prefetch_related("stages")
    return {grievance.pk for grievance in rows if may_study(desk, grievance)}


GRIEVANCE_SUBJECT = SubjectType(Grievance.SUBJECT, ("অভিযোগ", "Complaint"), load_grievances, readable)
