"""Requests for information on a post, for whoever hands over charge of it: what it has to answer goes to the
other post, the appeals it hears stay with whoever holds it.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.clock.models import Clock
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.people.desk import STAFF_ROLES
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .actions.act_log import add_act, record_act
from .models import InformationRequest


def requests_on(post: Post) -> QuerySet[InformationRequest]:
    return InformationRequest.objects.filter(post=post, closed_at__isnull=True).order_by("clock_id")


def request_line(asked: InformationRequest, clock: Clock, now: datetime) -> ChargeLine:
    """Its number and its day; who asks stands on its page."""
    return ChargeLine(
        digits(asked.number, language()),
        say("তথ্যের আবেদন", "Request for information"),
        date_words(clock.due_at.astimezone(TZ).date(), language()),
        reverse("desk_rti_request", args=[asked.number]),
        clock.is_overdue(now),
    )


def request_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    # Their keys first: beside all that is joined PostgreSQL does not see how few they are.
    keys = list(requests_on(post).values_list("pk", flat=True)[:most])
    found = InformationRequest.objects.with_all().filter(pk__in=keys)
    return [request_line(asked, asked.open_clock, now) for asked in found.order_by("clock_id")]


def count_requests(post: Post) -> int:
    return requests_on(post).count()


@transaction.atomic
def transfer_requests(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Another post answers them; no day moves. What the other is to decide on appeal stays, for nobody hears
    the appeal against their own answer.
    """
    if to.role not in STAFF_ROLES:
        return 0
    moved = 0
    for asked in requests_on(post).select_related("appeal"):
        appeal = getattr(asked, "appeal", None)
        if appeal is not None and appeal.post_id == to.pk:
            continue
        data = {"from": post.pk, "to": to.pk}
        add_act(asked, transitions.HAND_ON, actor=actor, now=now, words=reason, data=data, post=to)
        record_act("handed_on", asked, actor=actor, now=now, from_post=post.pk, to_post=to.pk)
        moved += 1
    return moved


def appeal_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    found = InformationRequest.objects.with_all().filter(appeal__post=post, appeal__closed_at__isnull=True)
    return [
        request_line(asked, asked.appeal.clock, now) for asked in found.order_by("appeal__clock_id")[:most]
    ]


def count_appeals(post: Post) -> int:
    return InformationRequest.objects.filter(appeal__post=post, appeal__closed_at__isnull=True).count()


REQUEST_CHARGE = ChargeSource(
    "rti",
    ("তথ্যের আবেদন", "Requests for information"),
    request_lines,
    count_requests,
    transfer_requests,
    order=40,
)
APPEAL_CHARGE = ChargeSource(
    "rti_appeals",
    ("তথ্যের আবেদনের আপিল", "Appeals of requests for information"),
    appeal_lines,
    count_appeals,
    order=41,
    is_secret=True,
)
