"""Where rounds of questions show elsewhere: Today, exports, the handing over of charge, who reads answers."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils import timezone

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import language, say
from ongikar.exports.makers import register_maker
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource, register_charge
from ongikar.people.section_counts import count_words
from ongikar.people.subjects import (
    SubjectLine,
    SubjectType,
    readable_by_roles,
    register_referring_model,
    register_subject,
)
from ongikar.people.today_lines import AsideRow, TodayCountedFor, TodayQuestion, TodayShare, register_today
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from .answer_export import ANSWERS
from .models import PhoneSubmission, Response, Round
from .rights import READER_ROLES


def load_rounds(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rounds = Round.objects.filter(pk__in=list(keys)).select_related("questionnaire")
    return {
        round.pk: SubjectLine(
            digits(round.pk, language()),
            round.questionnaire.title,
            reverse("round", args=[round.pk]),
            round.office_id,
        )
        for round in rounds
    }


def load_responses(keys: Iterable[int]) -> dict[int, SubjectLine]:
    responses = Response.objects.filter(pk__in=list(keys)).select_related("round__questionnaire")
    return {
        each.pk: SubjectLine(
            digits(each.pk, language()),
            each.round.questionnaire.title,
            reverse("response", args=[each.pk]),
            each.round.office_id,
        )
        for each in responses
    }


ROUND_SUBJECT = SubjectType(
    Round.SUBJECT,
    ("প্রশ্নমালার উত্তর গ্রহণ", "Round of a questionnaire"),
    load_rounds,
    readable_by_roles(READER_ROLES),
)
RESPONSE_SUBJECT = SubjectType(
    Response.SUBJECT, ("প্রশ্নমালার উত্তর", "Response"), load_responses, readable_by_roles(READER_ROLES)
)


def phones_to_review(counted: TodayCountedFor) -> Combinable:
    waiting = PhoneSubmission.objects.waiting(counted.office)
    return CappedCount(waiting.filter(state=PhoneSubmission.TO_REVIEW))


def today_of_phones(question: TodayQuestion) -> TodayShare:
    """What only waits for its files is the phone's to finish, and nobody's work."""
    to_review = question.count("phones")
    if not to_review:
        return TodayShare()
    words = say("ফোন থেকে আসা, দেখা বাকি", "Sent from phones, to be looked at")
    return TodayShare(in_office=[AsideRow(words, reverse("phones"), count_words(to_review))])


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


# Entered with those who say who may read a paper.

register_subject(ROUND_SUBJECT)
register_subject(RESPONSE_SUBJECT)
register_referring_model(Round)
register_maker(ANSWERS)
register_charge(ROUND_CHARGE)
register_today("phones", today_of_phones, order=50, counts={"phones": phones_to_review})
