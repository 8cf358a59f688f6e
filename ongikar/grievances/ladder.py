"""Which tier hears it: the charter's ladder, without the posts that would be judging themselves."""

from datetime import date, datetime

from ongikar.cases.drops import allowed_drop
from ongikar.charter.models import CharterVersion, Tier
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.rules.calendar import TZ
from ongikar.rules.tiers import Step, conflicted, next_step


class NoLadder(LookupError):
    """The office's charter prints nobody to complain to."""


def ladder_of(office: Office, day: date) -> list[Tier]:
    """The tiers of the charter in force on `day`, the lowest first."""
    version = CharterVersion.objects.in_force(office, day)
    return list(version.tiers.select_related("post")) if version else []


def next_tier(
    tiers: list[Tier], *, respondent: Post, above: int, now: datetime, case_id: int | None = None
) -> Tier | None:
    """The tier over number `above` (0: the first) that may hear a complaint of `respondent`; None past the top.

    A tier is passed over when its post is the respondent or stands below, or when everybody who holds it today does
    so through another post or allowed the case complained of to be dropped. Where that leaves nobody, the highest tier
    hears it.
    """
    superiors = Post.objects.filter(office_id=respondent.office_id).superiors()
    day = now.astimezone(TZ).date()
    higher = [tier for tier in tiers if tier.number > above]
    free = [tier for tier in higher if not barred(tier.post_id, superiors, respondent.pk, day, case_id)]
    step = next_step([Step(tier.number, tier.post_id) for tier in free or higher[-1:]], above)
    return next((tier for tier in tiers if step and tier.number == step.tier), None)


def barred(
    post_id: int, superiors: dict[int, int | None], respondent_id: int, day: date, case_id: int | None = None
) -> bool:
    """Whether a post cannot decide: it is in conflict itself, or all who hold it are."""
    if conflicted(superiors, respondent_id, [post_id]):
        return True
    holders = Holding.objects.on(day).filter(post_id=post_id).values("user")
    posts_of: dict[int, list[int]] = {}
    for user_id, held in Holding.objects.on(day).filter(user__in=holders).values_list("user_id", "post_id"):
        posts_of.setdefault(user_id, []).append(held)
    return bool(posts_of) and all(
        conflicted(superiors, respondent_id, held) or allowed_drop(user_id, case_id)
        for user_id, held in posts_of.items()
    )
