"""Which tier hears it: the charter's ladder, without the posts that would be judging themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ongikar.cases.models import Case
from ongikar.charter.models import CharterVersion, Tier
from ongikar.charter.tier_terms import tier_terms
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.grievances.rules.conflicts import Matter
from ongikar.offices.models import Office
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import compute_due
from ongikar.rules.tiers import LadderStep, next_step

from ..house_rules import auto_file_days, house_rules
from ..models import Grievance, Stage
from ..words import stage_status
from .conflicts import is_post_barred


class NoLadder(LookupError):
    """The office's charter prints nobody to complain to."""


def ladder_of(office: Office, day: date) -> list[Tier]:
    """The tiers of the charter in force on `day`, the lowest first."""
    version = CharterVersion.objects.in_force(office, day)
    return list(version.tiers.select_related("post", "alternate")) if version else []


def next_tier(tiers: list[Tier], *, matter: Matter, office_id: int, above: int, now: datetime) -> Tier | None:
    """The tier over number `above` (0: the first) that may hear what is complained of; None past the top.

    A tier is passed over when its post is the respondent or stands below, or when everybody who holds it
    today is in conflict (grievances/rules/conflicts.py); not so where its alternate may decide. Where that
    leaves nobody, the highest tier hears it.
    """
    day = now.astimezone(TZ).date()
    by_number = {tier.number: tier for tier in tiers}
    ladder = [LadderStep(tier.number, tier.post_id) for tier in tiers]
    # Step by step: who is free further up is not asked of the database once one is found.
    highest: Tier | None = None
    step = next_step(ladder, above)
    while step is not None:
        highest = by_number[step.tier]
        if free_post_id(highest, matter, office_id, day):
            return highest
        step = next_step(ladder, step.tier)
    return highest


def hearing_post_id(tier: Tier, *, matter: Matter, office_id: int, now: datetime) -> int:
    """The post that decides at a tier which `next_tier` gave: its own, or its alternate."""
    if tier.alternate_id is None:
        return tier.post_id
    return free_post_id(tier, matter, office_id, now.astimezone(TZ).date()) or tier.post_id


def free_post_id(tier: Tier, matter: Matter, office_id: int, day: date) -> int | None:
    """Who may decide at a tier: its own post; its alternate where that is in conflict or held by nobody; None
    where neither may. An alternate that nobody holds does not stand in: then a vacant post waits for its
    next holder, and one in conflict is passed over.
    """
    is_own_barred = is_post_barred(tier.post_id, matter, office_id, day)
    alternate_id = tier.alternate_id
    if (
        alternate_id is not None
        and (is_own_barred or not is_held(tier.post_id, day))
        and is_held(alternate_id, day)
        and not is_post_barred(alternate_id, matter, office_id, day)
    ):
        return alternate_id
    return None if is_own_barred else tier.post_id


def is_held(post_id: int, day: date) -> bool:
    return Holding.objects.on(day).filter(post_id=post_id).exists()


TOO_EARLY, IN_TIME, LATE = "too_early", "in_time", "late"


def appeal_status(stage: Stage, *, office_slug: str, now: datetime) -> str:
    """How an appeal from `stage` would stand. A tier that let its time pass may be appealed from at once, and
    always.
    """
    if stage.is_open:
        return IN_TIME if stage.clock.is_late(now) else TOO_EARLY
    last = last_day_of_window(stage, office_slug)
    return IN_TIME if now.astimezone(TZ).date() <= last else LATE


def last_day_of_window(stage: Stage, office_slug: str) -> date:
    """The last day, to its end, on which an appeal against a stage that was closed needs no reason."""
    closed_on = not_none(stage.closed_at).astimezone(TZ).date()
    return closed_on + timedelta(days=window_days(stage.tier, office_slug))


def window_days(tier: Tier, office_slug: str) -> int:
    """As the tier was published, else as the office's own rules say; of 0 days the day itself is left."""
    return house_rules(office_slug).window_days if tier.window_days is None else tier.window_days


@dataclass(frozen=True, slots=True)
class GrievanceTier:
    """One tier, and its stage where the grievance has reached it. `tag`: (state, words) of that stage."""

    tier: Tier
    stage: Stage | None = None
    tag: tuple[str, str] | None = None

    @property
    def limit(self) -> str:
        return self.tier.promise.words(language())

    @property
    def terms(self) -> list[str]:
        """What it says beside its limit: its extension, its window for appeals, and who stands in."""
        return tier_terms(self.tier)

    @property
    def reservations(self) -> list[str]:
        """What is published open about this tier, and why."""
        return [say(kept["reason_bn"], kept["reason_en"]) for kept in self.tier.reservations]


def rungs(tiers: Iterable[Tier], grievance: Grievance | None, now: datetime) -> list[GrievanceTier]:
    reached = {stage.number: stage for stage in grievance.stages.all()} if grievance else {}
    steps = []
    for tier in tiers:
        stage = reached.get(tier.number)
        steps.append(GrievanceTier(tier, stage, stage_status(stage, now) if stage else None))
    return steps


def due_if_filed(office: Office, tier: Tier, now: datetime) -> datetime:
    """The last moment of a tier's limit, were it filed now."""
    return compute_due(office.calendar, tier.promise, now)


def filing_day(case: Case, offered_at: datetime) -> date | None:
    """The working day at whose end an offer made then files itself; None where the office had not set it when
    the promise broke.
    """
    days = auto_file_days(case.office, case.clock.due_at.astimezone(TZ).date())
    return case.office.calendar.next_open_day(offered_at.astimezone(TZ).date(), days) if days else None
