"""How a job is named where something points at it, and who may fetch a signature."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.citizen.track.applicant_proof import proof_of
from ongikar.cases.rights import READER_ROLES, may_read
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Job
from .words import job_number


def load_jobs(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Job.objects.filter(pk__in=list(keys)).select_related("place")
    return {
        job.pk: SubjectLine(job_number(job), job.where, reverse("job", args=[job.pk]), job.office_id)
        for job in found
    }


JOB_SUBJECT = SubjectType(
    Job.SUBJECT, ("কারিগরি সহায়তার কাজ", "Job of support"), load_jobs, readable_by_roles(READER_ROLES)
)


def may_read_signature(request: HttpRequest, paper: Paper) -> bool:
    """Whoever showed that the case is theirs, and those who read the office's cases."""
    now = timezone.now()
    case = Job.objects.filter(pk=paper.subject_id).values_list("case", flat=True).first()
    if case and proof_of(request, ("case", case), now):
        return True
    return request.user.is_authenticated and may_read(
        desk_of(request.user, timezone.localdate(now)), paper.office_id
    )
