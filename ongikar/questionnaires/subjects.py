"""How a questionnaire and a round are named where something points at them."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.core.i18n.say import language
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.rules.bangla.text import digits

from .models import Response, Round
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
    found = Response.objects.filter(pk__in=list(keys)).select_related("round__questionnaire")
    return {
        each.pk: SubjectLine(
            digits(each.pk, language()),
            each.round.questionnaire.title,
            reverse("response", args=[each.pk]),
            each.round.office_id,
        )
        for each in found
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
