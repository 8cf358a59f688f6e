"""The open cases of a desk, for whoever hands over charge of it."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from ongikar.cases.desks import hand_over
from ongikar.cases.models import Case
from ongikar.core.i18n.say import language
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from .case.case_summary import applicant_words, is_late


def charge_cases(post: Post, most: int) -> list[ChargeLine]:
    """The first due first, as they stand at the moment of the paper."""
    now = timezone.now()
    found = Case.objects.filter(desk=post, closed_at=None).select_related("applicant", "clock")
    return [
        ChargeLine(
            digits(case.number, language()),
            f"{applicant_words(case)}: {case.row.short}",
            date_words(case.clock.due_at.astimezone(TZ).date(), language()),
            reverse("case", args=[case.number]),
            is_late(case, now),
            case.row.short,
        )
        for case in found.order_by("clock__due_at", "clock_id")[:most]
    ]


def count_charge_cases(post: Post) -> int:
    return Case.objects.filter(desk=post, closed_at=None).count()


def transfer_cases(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Each by the act by which one case is reassigned: no day moves, and each says who has it."""
    moved = 0
    for case in Case.objects.filter(desk=post, closed_at=None).select_related("post").order_by("pk"):
        hand_over(case, to=to, words=reason, actor=actor, now=now)
        moved += 1
    return moved


CASE_CHARGE = ChargeSource(
    "cases", ("আবেদন", "Cases"), charge_cases, count_charge_cases, transfer_cases, order=10
)
