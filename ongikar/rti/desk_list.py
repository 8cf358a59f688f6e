"""What stands on the desk: what waits for a post, oldest clock first, the appeals, and all of an office by
pages.
"""

from dataclasses import dataclass

from ongikar.core.db.index_conditions import exactly
from ongikar.offices.models import Office, Post
from ongikar.people.desk import STAFF_ROLES, Desk

from .models import InformationRequest, RtiAppeal

# So many of one part stand on the desk; the rest comes up as these are answered, or stands below by pages.
SHOWN, PAGE = 50, 25


def own_posts(desk: Desk, office: Office) -> list[int]:
    return sorted(post.pk for post in desk.posts if post.office_id == office.pk)


def to_answer(desk: Desk, office: Office) -> list[InformationRequest]:
    """What the posts of the person have to answer, the first due first. The urgent few are read by
    themselves: a newer clock may be due long before an older one.
    """
    keys: set[int] = set()
    for post_id in own_posts(desk, office):
        rows = InformationRequest.objects.filter(
            **exactly(post_id=post_id), office=office, closed_at__isnull=True
        )
        for each in (rows, rows.filter(is_urgent=True)):
            keys |= set(each.order_by("post_id", "clock_id").values_list("pk", flat=True)[:SHOWN])
    found = InformationRequest.objects.with_all().filter(pk__in=keys, office=office)
    return sorted(found, key=lambda asked: (asked.open_clock.due_at, asked.pk))[:SHOWN]


def open_appeals(desk: Desk, office: Office) -> list[InformationRequest]:
    """The requests whose appeals the posts of the person have to decide, the first due first."""
    keys: set[int] = set()
    for post_id in own_posts(desk, office):
        rows = RtiAppeal.objects.filter(**exactly(post_id=post_id), closed_at__isnull=True)
        keys |= set(rows.order_by("post_id", "clock_id").values_list("request_id", flat=True)[:SHOWN])
    found = InformationRequest.objects.with_all().filter(pk__in=keys, office=office)
    return sorted(found, key=lambda asked: (asked.appeal.clock.due_at, asked.pk))


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One page, the newest first; `before` leads to the next, 0 where there is none."""

    requests: list[InformationRequest]
    before: int


def newest(desk: Desk, office: Office, before: int | None) -> RequestPage:
    """All that the office was asked, for those who work in it or audit it; of the office above nothing."""
    if not desk.has(office.pk, STAFF_ROLES | {Post.AUDITOR}):
        return RequestPage([], 0)
    rows = InformationRequest.objects.with_all().filter(**exactly(office_id=office.pk))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("office_id", "-id")[: PAGE + 1])
    return RequestPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else 0)
