"""The charter in force, judged as it stands today: its rows, what was left open, and who holds the posts it
names.
"""

from dataclasses import dataclass
from datetime import date

from ongikar.charter.models import CharterVersion
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.rules.charter.lint import Finding, grade, improvements, judge, sort_findings
from ongikar.rules.charter.lint.grade import Improvement
from ongikar.rules.charter.lint.published import PublishedState, judge_published, split_answered

from .models import services_in_force, version_in_force
from .publication.as_reading import reading_of_version, version_reservations


@dataclass(frozen=True, slots=True)
class CharterStatus:
    """`open`: what nobody has answered for. `answered`: what stands under a public reservation. Both lower
    the score.
    """

    version: CharterVersion
    open: list[Finding]
    answered: list[Finding]
    score: int
    raises: list[Improvement]

    @property
    def pressing(self) -> list[Finding]:
        """What somebody must see to: notes can wait for the next version."""
        return [found for found in self.open if found["severity"] != "note"]


def charter_status_on(office: Office, day: date) -> CharterStatus | None:
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
    reservations = tuple(version_reservations(version, services, tiers))
    standing = PublishedState(
        version.effective_from, reservations, vacant_posts(named, day), former_mailboxes(office, named, day)
    )
    found = sort_findings([*judge(rows, day), *judge_published(standing, day)])
    open_, answered = split_answered(found, reservations, day)
    return CharterStatus(
        version, open_, answered, grade(len(services), found), improvements(len(services), found)
    )


def vacant_posts(posts: list[Post], day: date) -> tuple[tuple[str, str], ...]:
    """Titles of the posts that nobody holds on the day."""
    held = set(Holding.objects.on(day).filter(post__in=posts).values_list("post_id", flat=True))
    return tuple((post.title_bn, post.title_en) for post in posts if post.pk not in held)


def former_mailboxes(office: Office, posts: list[Post], day: date) -> tuple[str, ...]:
    """Mailboxes of the posts that are somebody's own who once held a post here, and holds none now."""
    printed = {post.email.lower() for post in posts if post.email}
    if not printed:
        return ()
    now_here = Holding.objects.on(day).filter(post__office=office).values("user")
    left = User.objects.filter(holdings__post__office=office).exclude(pk__in=now_here)
    own = {email.lower() for email in left.exclude(email="").values_list("email", flat=True)}
    return tuple(sorted(printed & own))
