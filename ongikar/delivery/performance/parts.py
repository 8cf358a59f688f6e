"""What a plan shows elsewhere: on the page of its case, and where something points at it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.rights import READER_ROLES, may_read
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.offices.models import Office
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.people.today_lines import AsideRow, TodayCountedFor, TodayQuestion, TodayShare
from ongikar.rules.calendar.office_calendar import TZ

from .models import Plan
from .readings import days_of, progress_of
from .words import number_words, period_words

# Rows of the right column of Today; plans that wait are few, and more than so many are not looked through.
MOST_ROWS, MOST_READ = 4, 100


def officers_plan_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if case.row.kind != "performance":
        return None
    plan = Plan.objects.filter(case=case).first()
    if plan is None:
        return None
    found = progress_of(plan)
    return "performance/case_part.html", {"plan": plan, "found": found, "score": number_words(found.score)}


def open_plans(office: Office | Value) -> QuerySet[Plan]:
    rows = Plan.objects.filter(office=office, issued_at__isnull=True, case__closed_at__isnull=True)
    return rows.order_by("pk")


def plans_counted(counted: TodayCountedFor) -> Combinable:
    """Whether there are any."""
    return CappedCount(open_plans(counted.office), 1)


def today_of_plans(question: TodayQuestion) -> TodayShare:
    """Plans whose time is over and whose report is not issued yet, the oldest first."""
    if not question.count("plans"):
        return TodayShare()
    today = question.now.astimezone(TZ).date()
    over = [plan for plan in open_plans(question.office)[:MOST_READ] if days_of(plan)[1] < today]
    return TodayShare(
        in_office=[
            AsideRow(
                say("প্রতিবেদন বাকি: {title}", "Report to issue: {title}", title=plan.title),
                reverse("performance_plan", args=[plan.pk]),
                period_words(plan),
            )
            for plan in over[:MOST_ROWS]
        ]
    )


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
