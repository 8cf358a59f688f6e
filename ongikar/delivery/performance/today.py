"""On Today: the plans whose time is over and whose report is not issued yet."""

from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.urls import reverse

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.people.today_lines import AsideRow, TodayCountedFor, TodayQuestion, TodayShare
from ongikar.rules.calendar.office_calendar import TZ

from .models import Plan

# Rows of the right column of Today; plans that wait are few, and more than so many are not looked through.
MOST_ROWS, MOST_READ = 4, 100


def open_plans(office: Office | Value) -> QuerySet[Plan]:
    rows = Plan.objects.filter(office=office, issued_at__isnull=True, case__closed_at__isnull=True)
    return rows.order_by("pk")


def plans_counted(counted: TodayCountedFor) -> Combinable:
    """Whether there are any."""
    return CappedCount(open_plans(counted.office), 1)


def today_of_plans(question: TodayQuestion) -> TodayShare:
    """The oldest first."""
    if not question.count("plans"):
        return TodayShare()
    today = question.now.astimezone(TZ).date()
    over = [plan for plan in open_plans(question.office)[:MOST_READ] if plan.days[1] < today]
    return TodayShare(
        in_office=[
            AsideRow(
                say("প্রতিবেদন বাকি: {title}", "Report to issue: {title}", title=plan.title),
                reverse("performance_plan", args=[plan.pk]),
                plan.period_words,
            )
            for plan in over[:MOST_ROWS]
        ]
    )
