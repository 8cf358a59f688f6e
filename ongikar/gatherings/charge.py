"""What takes place in the next time, for whoever takes charge: gatherings lie with the office, and stay."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.rules.bangla.text import date_words, digits

from . import transitions
from .models import Gathering
from .rights import shown_to_staff
from .words import sort_words


def coming_gatherings(post: Post, now: datetime) -> QuerySet[Gathering]:
    """A hearing is none of these: it stands with the complaints, for the one who decides them."""
    rows: QuerySet[Gathering] = shown_to_staff(Gathering.objects.filter(office=post.office_id))
    rows = rows.filter(starts_at__gt=now, state__in=transitions.COMING)
    return rows.order_by("office_id", "starts_at", "id")


def gathering_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(
            digits(each.pk, language()),
            f"{each.title} ({sort_words(each.sort)})",
            date_words(each.day, language()),
            reverse("gathering", args=[each.pk]),
        )
        for each in coming_gatherings(post, timezone.now())[:most]
    ]


def count_gatherings(post: Post) -> int:
    return coming_gatherings(post, timezone.now()).count()


GATHERING_CHARGE = ChargeSource(
    "gatherings",
    ("সামনের সভা, ক্লাস ও অনুষ্ঠান", "Gatherings to come"),
    gathering_lines,
    count_gatherings,
    order=70,
)
