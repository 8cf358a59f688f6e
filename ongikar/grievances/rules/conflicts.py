"""Who may not handle a complaint: nobody decides, looks into or checks what they are part of themselves.

Judged by posts and by people. A post is handed on while a complaint runs: then whoever holds it now and
whoever held it at the time complained of are both kept out, wherever they sit by now, and so is whoever
stands below one of them. To hold a post for another (additional, acting, cover) is to hold it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...rules.tiers import posts_above, posts_below

OWN_POST, BELOW, HELD_THEN, BELOW_HOLDER = "own_post", "below", "held_then", "below_holder"
ANSWERED, EARLIER_TIER, OWN_COMPLAINT = "answered", "earlier_tier", "own_complaint"
CODES = (OWN_POST, BELOW, HELD_THEN, BELOW_HOLDER, ANSWERED, EARLIER_TIER, OWN_COMPLAINT)

# A complaint about no application does not name the day it tells of: whoever held the post in these days
# before it is taken as meant.
DAYS_BEFORE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person at a post from a day to a day, both included; None: without an end."""

    user: int
    post: int
    since: date
    until: date | None = None

    def meets(self, first: date, last: date | None) -> bool:
        """Whether the person held it on a day between these two."""
        return (last is None or self.since <= last) and (self.until is None or self.until >= first)


@dataclass(frozen=True, slots=True)
class HeardBefore:
    """A tier that heard the complaint already: its post, its days, and who decided."""

    post: int
    first: date
    last: date | None
    decided_by: int | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What is complained of: the post, the days it is about, who answered there, and who complains.

    `complainant`: the mobile of whoever complains; "" where none is known.
    """

    respondent: int
    first: date
    last: date
    answered_by: frozenset[int] = frozenset()
    heard: tuple[HeardBefore, ...] = ()
    complainant: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who would handle it: the posts they hold today, all they ever held (`tenures`); what those who stand
    above them today ever held, and hold today (`held_above`).
    """

    user: int
    posts: frozenset[int]
    tenures: tuple[Tenure, ...] = ()
    tenures_above: tuple[Tenure, ...] = ()
    held_above: frozenset[int] = frozenset()
    mobile: str = ""


def conflicts(person: Person, matter: Matter, superiors: Mapping[int, int | None]) -> list[str]:
    """The codes of all that keeps a person from a complaint, in the order of CODES; [] where nothing does."""

    def held_then(tenures: Collection[Tenure]) -> bool:
        return any(
            each.post == matter.respondent and each.meets(matter.first, matter.last) for each in tenures
        )

    holds = {
        OWN_POST: matter.respondent in person.posts,
        BELOW: not person.posts.isdisjoint(posts_below(superiors, matter.respondent)),
        HELD_THEN: held_then(person.tenures),
        BELOW_HOLDER: matter.respondent in person.held_above or held_then(person.tenures_above),
        ANSWERED: person.user in matter.answered_by,
        EARLIER_TIER: any(has_heard(person, tier) for tier in matter.heard),
        OWN_COMPLAINT: bool(person.mobile) and person.mobile == matter.complainant,
    }
    # One reason says it: the others would only repeat it.
    if holds[OWN_POST]:
        holds[HELD_THEN] = holds[BELOW] = False
    if holds[OWN_POST] or holds[BELOW]:
        holds[BELOW_HOLDER] = False
    return [code for code in CODES if holds[code]]


def has_heard(person: Person, tier: HeardBefore) -> bool:
    """Whether the person decided at that tier, or held its post while the complaint lay there."""
    return tier.decided_by == person.user or any(
        each.post == tier.post and each.meets(tier.first, tier.last) for each in person.tenures
    )


def posts_over(superiors: Mapping[int, int | None], posts: Collection[int]) -> frozenset[int]:
    """All posts above any of these."""
    return frozenset(higher for post in posts for higher in posts_above(superiors, post)).difference(posts)
