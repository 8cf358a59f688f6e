"""How a class is named where something points at it, and who may fetch what was handed out in it."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.citizen.track.applicant_proof import proof_of
from ongikar.cases.rights import READER_ROLES, may_read
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Lecture


def load_lectures(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Lecture.objects.filter(pk__in=list(keys)).values_list("pk", "case__number", "topic", "office_id")
    return {
        pk: SubjectLine(number, topic, reverse("lecture", args=[pk]), office_id)
        for pk, number, topic, office_id in found
    }


LECTURE_SUBJECT = SubjectType(
    Lecture.SUBJECT, ("অন্যের প্রশিক্ষণে ক্লাস", "Class given"), load_lectures, readable_by_roles(READER_ROLES)
)


def may_read_material(request: HttpRequest, paper: Paper) -> bool:
    """The host who showed that it is them, and those who read the office's cases."""
    now = timezone.now()
    lecture = Lecture.objects.filter(pk=paper.subject_id).first()
    if lecture and proof_of(request, ("case", lecture.case_id), now):
        return True
    return request.user.is_authenticated and may_read(
        desk_of(request.user, timezone.localdate(now)), paper.office_id
    )
