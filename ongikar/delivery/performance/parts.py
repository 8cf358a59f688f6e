"""What a plan shows elsewhere: on the page of its case, and where something points at it."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.rights import READER_ROLES, may_read
from ongikar.core.slots import Answer
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Plan
from .readings import progress_of
from .words import number_words


def officers_plan_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if case.row.kind != "performance":
        return None
    plan = Plan.objects.filter(case=case).first()
    if plan is None:
        return None
    found = progress_of(plan)
    return "performance/case_part.html", {"plan": plan, "found": found, "score": number_words(found.score)}


def load_plans(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Plan.objects.filter(pk__in=list(keys)).values_list("pk", "case__number", "title", "office_id")
    return {
        pk: SubjectLine(number, title, reverse("performance_plan", args=[pk]), office_id)
        for pk, number, title, office_id in found
    }


PLAN_SUBJECT = SubjectType(
    Plan.SUBJECT, ("কর্মসম্পাদন পরিকল্পনা", "Performance plan"), load_plans, readable_by_roles(READER_ROLES)
)


def may_read_proof(request: HttpRequest, paper: Paper) -> bool:
    """The papers that prove a value: those who read the office's cases."""
    today = timezone.localdate(timezone.now())
    return request.user.is_authenticated and may_read(desk_of(request.user, today), paper.office_id)
