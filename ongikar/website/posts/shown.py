"""The posts of an office as the page shows them: who holds each today, who comes, and what lies on its desk."""

from dataclasses import dataclass, field
from datetime import date

from ongikar.cases.desks import open_on_desks
from ongikar.frame.say import say
from ongikar.offices.models import Office, Post
from ongikar.people.desk import STAFF_ROLES, Desk
from ongikar.people.models import Holding
from ongikar.rules.holdings import CHARGE_WORDS

from ..rights import may_end


@dataclass(frozen=True, slots=True)
class HoldingLine:
    holding: Holding
    charge: str
    may_end: bool
    has_begun: bool


@dataclass
class PostLine:
    """`on_desk`: open cases at its desk; None for a post at whose desk none can lie."""

    post: Post
    on_desk: int | None
    now: list[HoldingLine] = field(default_factory=list)
    coming: list[HoldingLine] = field(default_factory=list)
    before: list[HoldingLine] = field(default_factory=list)


def post_lines(office: Office, day: date, desk: Desk) -> list[PostLine]:
    """Every post of the office; `desk` is of the person at the screen."""
    desks = open_on_desks(office.pk)
    lines = {
        post.pk: PostLine(post, desks.get(post.pk, 0) if post.role in STAFF_ROLES else None)
        for post in office.posts.order_by("pk")
    }
    holdings = (
        Holding.objects.filter(post__office=office).select_related("user", "post").order_by("-since", "-id")
    )
    for holding in holdings:
        group = group_of(lines[holding.post_id], holding, day)
        lasts = holding.until is None or holding.until > day
        group.append(
            HoldingLine(
                holding,
                say(*CHARGE_WORDS[holding.charge]),
                lasts and may_end(desk, holding),
                has_begun=holding.since <= day,
            )
        )
    return list(lines.values())


def group_of(line: PostLine, holding: Holding, day: date) -> list[HoldingLine]:
    if holding.since > day:
        return line.coming
    return line.now if holding.until is None or holding.until >= day else line.before
