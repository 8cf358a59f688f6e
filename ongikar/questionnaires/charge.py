"""The rounds of questions that run, for whoever takes charge: they lie with the office, and stay."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from .models import Round


def running_rounds(post: Post) -> QuerySet[Round]:
    now = timezone.now()
    running = Round.objects.filter(office=post.office_id, opens_at__lte=now)
    # Of one without a last day nobody waits for the end: it is part of a service.
    return running.filter(Q(closes_at__gt=now)).select_related("questionnaire").order_by("closes_at", "id")


def round_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(
            digits(each.pk, language()),
            each.questionnaire.title,
            date_words(each.closes_at.astimezone(TZ).date(), language()) if each.closes_at else "",
            reverse("round", args=[each.pk]),
        )
        for each in running_rounds(post)[:most]
    ]


def count_rounds(post: Post) -> int:
    return running_rounds(post).count()


ROUND_CHARGE = ChargeSource(
    "rounds", ("চলমান প্রশ্নমালা", "Questionnaires that run"), round_lines, count_rounds, order=71
)
