"""Visits where they are met beside their own pages."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.people.subjects import (
    SubjectLine,
    SubjectType,
    readable_by_roles,
    register_referring_model,
    register_subject,
)
from ongikar.rules.bangla.text import day_month

from .models import Visit
from .rights import READER_ROLES


def load_visits(keys: Iterable[int]) -> dict[int, SubjectLine]:
    return {
        visit.pk: SubjectLine(
            visit.number,
            say(
                "{day}-এর টোকেন {number}",
                "Token {number} of {day}",
                day=day_month(visit.day, language()),
                number=visit.number,
            ),
            reverse("visit", args=[visit.pk]),
            visit.office_id,
        )
        for visit in Visit.objects.filter(pk__in=list(keys))
    }


register_subject(
    SubjectType(Visit.SUBJECT, ("কাউন্টারে আসা", "Visit"), load_visits, readable_by_roles(READER_ROLES))
)
register_referring_model(Visit)
