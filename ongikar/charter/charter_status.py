"""The charter in force, judged as it stands today: its rows, what was left open, and who holds the posts it names."""

from dataclasses import dataclass
from datetime import date

from ongikar.charter.catalogue import reading_of_version, reservations_of
from ongikar.charter.models import CharterVersion
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.rules.charter.lint import Finding, grade, in_order, judge, raises
from ongikar.rules.charter.lint.grade import Raise
from ongikar.rules.charter.lint.published import Standing, judge_published, split_answered

from .models import services_in_force, version_in_force


@dataclass(frozen=True, slots=True)
class Judged:
    """`open`: what nobody has answered for. `answered`: what stands under a public reservation. Both lower the score."""

    version: CharterVersion
    open: list[Finding]
    answered: list[Finding]
    score: int
    raises: list[Raise]

    @property
    def pressing(self) -> list[Finding]:
        """What somebody must see to: notes can wait for the next version."""
        return [found for found in self.open if found["severity"] != "note"]


def judged(office: Office, day: date) -> Judged | None:
    """None where no charter is in force on the day."""
    version = version_in_force(office, day)
    if version is None:
        return None
    services = services_in_force(version)
    tiers = list(version.tiers.select_related("post").order_by("number"))
    rows = reading_of_version(version, services, tiers)
    posts = {post.pk: post for row in services for post in (row.responsible, row.superior) if post}
    posts |= {tier.post_id: tier.post for tier in tiers}
    named = list(posts.values())
    reservations = tuple(reservations_of(version, services, tiers))
    standing = Standing(version.effective_from, reservations, vacant(named, day), former(office, named, day))
    found = in_order([*judge(rows, day), *judge_published(standing, day)])
    open_, answered = split_answered(found, reservations, day)
    return Judged(version, open_, answered, grade(len(services), found), raises(len(services), found))


def vacant(posts: list[Post], day: date) -> tuple[tuple[str, str], ...]:
    """Titles of the posts that nobody holds on the day."""
    held = set(Holding.objects.on(day).filter(post__in=posts).values_list("post_id", flat=True))
    return tuple((post.title_bn, post.title_en) for post in posts if post.pk not in held)


def former(office: Office, posts: list[Post], day: date) -> tuple[str, ...]:
    """Mailboxes of the posts that are somebody's own who once held a post here, and holds none now."""
    printed = {post.email.lower() for post in posts if post.email}
    if not printed:
        return ()
    now_here = Holding.objects.on(day).filter(post__office=office).values("user")
    left = User.objects.filter(holdings__post__office=office).exclude(pk__in=now_here)
    own = {email.lower() for email in left.exclude(email="").values_list("email", flat=True)}
    return tuple(sorted(printed & own))
