"""Addresses without an account: made, found by what was typed, opened, and ended. Only hashes are kept."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ

from .models import PostFeed, Task, TaskLink
from .models.secret_link import good_links, make_secret_link, new_token, token_hash


def make_link(task: Task, now: datetime, *, contact_id: int | None = None) -> tuple[TaskLink, str]:
    """A new link for the owner outside, and the token of its address: the only time that it is known here.

    `contact_id`: whom it was promised to; where another owes the task by now, it opens nothing.
    """
    owed_by = contact_id or not_none(task.owner_contact_id)
    return make_secret_link(TaskLink, now=now, task=task, contact_id=owed_by)


@transaction.atomic
def hand_out_link(task: Task, *, actor: Reference, now: datetime) -> str:
    """A link that the office itself hands over, on paper or by hand; that it was made is entered."""
    _, token = make_link(task, now)
    record("task.link_made", subject=task.reference, actor=actor, office_id=task.office_id, now=now)
    return token


@transaction.atomic
def revoke_all_links(task: Task, *, actor: Reference, now: datetime) -> int:
    """The links of a task open nothing more: one was sent to the wrong person, or shared."""
    count = TaskLink.objects.filter(task=task, revoked_at__isnull=True).update(revoked_at=now)
    if count:
        record("task.links_ended", subject=task.reference, actor=actor, office_id=task.office_id, now=now)
    return count


def find_link(office: Office, token: str, now: datetime) -> TaskLink | None:
    """The link of this address while it is good; None for one that is unknown, over, ended or of another
    owner: all are answered alike.
    """
    link = (
        good_links(TaskLink, token, now)
        .select_related("contact", "task__office", "task__owner_contact")
        .filter(task__office=office)
        .first()
    )
    return link if link and link.task.owner_contact_id == link.contact_id else None


@transaction.atomic
def make_feed(post: Post, *, actor: Reference, now: datetime) -> str:
    """The address of a post's calendar; the one before opens nothing more."""
    Post.objects.select_for_update().get(pk=post.pk)
    PostFeed.objects.filter(post=post, revoked_at__isnull=True).update(revoked_at=now)
    token = new_token()
    PostFeed.objects.create(post=post, token_hash=token_hash(token), made_at=now)
    record("feed.made", subject=("post", post.pk), actor=actor, office_id=post.office_id, now=now)
    return token


@transaction.atomic
def end_feed(post: Post, *, actor: Reference, now: datetime) -> None:
    if PostFeed.objects.filter(post=post, revoked_at__isnull=True).update(revoked_at=now):
        record("feed.ended", subject=("post", post.pk), actor=actor, office_id=post.office_id, now=now)


def standing_feeds(posts: Iterable[Post], now: datetime) -> list[PostFeed]:
    """The addresses that open: each as long as somebody holds the post who held it when it was made. Whoever
    left takes the address along, and must not go on reading what the next one owes.
    """
    live = PostFeed.objects.filter(post__in=posts, revoked_at__isnull=True)
    feeds = list(live.select_related("post__office"))
    held = Holding.objects.on(now.astimezone(TZ).date()).filter(post__in=[feed.post_id for feed in feeds])
    since: dict[int, date] = {}
    for post_id, day in held.values_list("post_id", "since"):
        since[post_id] = min(day, since.get(post_id, day))
    return [feed for feed in feeds if since.get(feed.post_id, date.max) <= feed.made_at.astimezone(TZ).date()]


def find_feed(office: Office, token: str, now: datetime) -> Post | None:
    """Whose due days stand at this address; None for one that is unknown or ended."""
    meant = PostFeed.objects.filter(token_hash=token_hash(token), revoked_at__isnull=True).values("post")
    posts = list(Post.objects.filter(office=office, pk__in=meant))
    return next((feed.post for feed in standing_feeds(posts, now)), None) if posts else None
