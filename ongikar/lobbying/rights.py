"""Who reads an attempt of influence: the post above whoever wrote it down and the auditor, and of both only
somebody who is not named in it.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, PostHolder, for_roles
from ongikar.rules.tiers import posts_above

from .models import Influence
from .rules import is_named, is_titled, reader_above

WRITER_ROLES = STAFF_ROLES | TIER_ROLES | {Post.CHAIR}
READER_ROLES = WRITER_ROLES | {Post.AUDITOR}
# Who has to do with no work of the office reads nothing of it, wherever the post stands.
NEVER_READ = frozenset({Post.AUDITOR, Post.ADMIN, Post.AGENT, Post.VIEWER})

for_influence_writers = for_roles(*WRITER_ROLES)
for_influence_readers = for_roles(*WRITER_ROLES, readers=READER_ROLES)


def is_named_in(holder: PostHolder, attempt: Influence, held: Iterable[Holding]) -> bool:
    """Whether the person is who tried it, or stands in its words. `held`: what they held at any time."""
    if any(
        each.post_id == attempt.inside_post_id and is_held_since(each, attempt.happened_on) for each in held
    ):
        return True
    return is_person_named(holder.user, f"{attempt.who}\n{attempt.words}")


def is_person_named(user: User, text: str) -> bool:
    return any(is_named(name, text) for name in (user.name_bn, user.name_en))


def is_held_since(holding: Holding, day: date) -> bool:
    """Whether somebody held a post on a day, or has come to it since."""
    return holding.until is None or holding.until >= day


def holdings_of(holder: PostHolder) -> list[Holding]:
    return list(Holding.objects.filter(user=holder.user))


def may_read(holder: PostHolder, attempt: Influence, held: Iterable[Holding]) -> bool:
    is_reader = attempt.reader_post_id is not None and holder.holds(attempt.reader_post_id)
    is_auditor = attempt.is_for_auditor and holder.has(attempt.office_id, {Post.AUDITOR})
    return (is_reader or is_auditor) and not is_named_in(holder, attempt, held)


def posts_to_name(office: Office) -> list[Post]:
    """Those of the office and above it, from which somebody may press."""
    strangers = (Post.ADMIN, Post.AGENT, Post.VIEWER)
    return list(Post.objects.filter(office=office).exclude(role__in=strangers).order_by("pk"))


def decide_readers(attempt: Influence, holder: PostHolder, *, is_for_auditor_alone: bool, day: date) -> None:
    """Set who reads it, of an attempt that is not written yet, by who is named in it."""
    own = holder.post_in(attempt.office_id)
    posts = {post.pk: post for post in Post.objects.filter(office=attempt.office_id)}
    superiors = {pk: post.superior_id for pk, post in posts.items()}
    above = [
        pk
        for pk in (posts_above(superiors, own.pk) if own else ())
        if pk in posts and posts[pk].role not in NEVER_READ and not holder.holds(pk)
    ]
    auditors = [pk for pk, post in posts.items() if post.role == Post.AUDITOR]
    named = named_posts(attempt, [*above, *auditors], posts, day)
    # Where nobody audits, the box to tick is no way to hide it from everybody.
    is_auditor_named = any(pk in named for pk in auditors)
    if is_for_auditor_alone and not is_auditor_named:
        named |= set(above)
    attempt.reader_post_id = reader_above(above, named, is_auditor_named=is_auditor_named)
    attempt.is_for_auditor = not is_auditor_named


def named_posts(attempt: Influence, keys: Iterable[int], posts: dict[int, Post], day: date) -> set[int]:
    """Of these posts those that are named: by the post itself, its title, or whoever holds it or held it that
    day, also where they hold the named post beside it.
    """
    text = f"{attempt.who}\n{attempt.words}"
    asked = set(keys) | ({attempt.inside_post_id} if attempt.inside_post_id else set())
    people: dict[int, list[User]] = {}
    since = Q(until=None) | Q(until__gte=attempt.happened_on)
    for each in Holding.objects.filter(since, post__in=asked, since__lte=day).select_related("user"):
        people.setdefault(each.post_id, []).append(each.user)
    accused = {user.pk for user in people.get(attempt.inside_post_id or 0, ())}
    return {
        pk
        for pk in asked
        if pk == attempt.inside_post_id
        or any(is_titled(title, text) for title in (posts[pk].title_bn, posts[pk].title_en))
        or any(user.pk in accused or is_person_named(user, text) for user in people.get(pk, ()))
    }
