"""What stands on the desk: what waits for a post, oldest clock first, the appeals, and all of an office by
pages.
"""

from collections.abc import Sequence

from django.db.models import Value
from django.db.models.expressions import Combinable

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.db.index_conditions import exactly
from ongikar.core.db.pages import Page, page_before
from ongikar.offices.models import Office, Post
from ongikar.people.desk import STAFF_ROLES, HeldPosts

from .models import InformationRequest, RtiAppeal

# So many of one part stand on the desk; the rest comes up as these are answered, or stands below by pages.
SHOWN, PAGE = 50, 25


def own_posts(desk: HeldPosts, office: Office) -> list[int]:
    return sorted(post.pk for post in desk.posts if post.office_id == office.pk)


def to_answer(desk: HeldPosts, office: Office) -> list[InformationRequest]:
    """What the posts of the person have to answer, the first due first. The urgent few are read by
    themselves: a newer clock may be due long before an older one.
    """
    keys: set[int] = set()
    for post_id in own_posts(desk, office):
        rows = InformationRequest.objects.filter(
            **exactly(post_id=post_id), office=office, closed_at__isnull=True
        ).order_by("post_id", "clock_id")
        first = list(rows.values_list("pk", flat=True)[:SHOWN])
        keys |= set(first)
        # Where those are not all.
        if len(first) == SHOWN:
            keys |= set(rows.filter(is_urgent=True).values_list("pk", flat=True)[:SHOWN])
    if not keys:
        return []
    found = InformationRequest.objects.with_all().filter(pk__in=keys, office=office)
    return sorted(found, key=lambda asked: (asked.open_clock.due_at, asked.pk))[:SHOWN]


def open_appeals(desk: HeldPosts, office: Office) -> list[InformationRequest]:
    """The requests whose appeals the posts of the person have to decide, the first due first."""
    keys: set[int] = set()
    for post_id in own_posts(desk, office):
        rows = RtiAppeal.objects.filter(**exactly(post_id=post_id), closed_at__isnull=True)
        keys |= set(rows.order_by("post_id", "clock_id").values_list("request_id", flat=True)[:SHOWN])
    if not keys:
        return []
    found = InformationRequest.objects.with_all().filter(pk__in=keys, office=office)
    return sorted(found, key=lambda asked: (asked.appeal.clock.due_at, asked.pk))


def count_open_appeals(posts: Sequence[Value], office: Value) -> Combinable:
    """How many those are, up to as many as are shown of each post."""
    rows = RtiAppeal.objects.filter(closed_at__isnull=True, request__office=office)
    rows = rows.order_by("post_id", "clock_id")
    return sum((CappedCount(rows.filter(post=post), SHOWN) for post in posts), Value(0))


def count_to_answer(posts: Sequence[Value], office: Value) -> Combinable:
    """Whether there is any."""
    rows = InformationRequest.objects.filter(office=office, closed_at__isnull=True)
    rows = rows.order_by("post_id", "clock_id")
    return sum((CappedCount(rows.filter(post=post), 1) for post in posts), Value(0))


def newest(desk: HeldPosts, office: Office, before: str) -> Page[InformationRequest]:
    """All that the office was asked, the newest first, for those who work in it or audit it; of the office
    above nothing.
    """
    if not desk.has(office.pk, STAFF_ROLES | {Post.AUDITOR}):
        return Page([])
    rows = InformationRequest.objects.with_all().filter(**exactly(office_id=office.pk))
    return page_before(rows.order_by("office_id", "-id"), before, PAGE)
