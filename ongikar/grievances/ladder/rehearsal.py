"""Grievances in the rehearsal of the watch: whose clock it is, and what a breach would open."""

from collections.abc import Sequence
from datetime import datetime

from ongikar.cases.case_queries import in_both_languages
from ongikar.cases.models import Case
from ongikar.charter.models import Tier
from ongikar.clock.models import Clock
from ongikar.clock.rehearsal import PromiseOwner
from ongikar.offices.models import Post
from ongikar.rules import tiers
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Grievance, Offer, Stage
from .conflicts import matter_of_case
from .tiers import next_tier


def expected_complaints(cases: Sequence[Case], now: datetime) -> dict[int, str]:
    """The cases whose breach makes a complaint ready: somebody asked, none is made or ready yet, and a tier
    can hear it.

    A hidden complaint changes nothing in what the office foresees of its case.
    """
    is_open = Grievance.objects.filter(case__in=cases, identity_hidden=False, anonymous=False)
    complained = set(is_open.values_list("case_id", flat=True))
    complained |= set(Offer.objects.filter(case__in=cases).values_list("case_id", flat=True))
    lookup = TierLookup(now)
    return {
        case.pk: tiers.COMPLAINT
        for case in cases
        if case.applicant_id
        and case.pk not in complained
        and lookup.find_tier_above(case.row.version_id, case.post, 0)
    }


def stage_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The stages by their clocks: number, complaint or appeal, and the post that must decide."""
    stages = Stage.objects.filter(clock__in=[clock.pk for clock in clocks]).select_related(
        "grievance__respondent", "post", "tier"
    )
    lookup = TierLookup(now)
    return {
        stage.clock_id: PromiseOwner(
            stage.grievance.number,
            tiers.WORDS[stage.what],
            in_both_languages(stage.post, "title"),
            (
                tiers.APPEAL
                if lookup.find_tier_above(stage.tier.version_id, stage.grievance.respondent, stage.number)
                else ""
            ),
        )
        for stage in stages
    }


class TierLookup:
    """The tier above a number, asked once for each charter, post and number."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.tiers: dict[int, list[Tier]] = {}
        self.known: dict[tuple[int, int, int], Tier | None] = {}

    def find_tier_above(self, version_id: int, respondent: Post, above: int) -> Tier | None:
        key = (version_id, respondent.pk, above)
        if key not in self.known:
            if version_id not in self.tiers:
                self.tiers[version_id] = list(Tier.objects.filter(version=version_id).select_related("post"))
            matter = matter_of_case(respondent.pk, None, self.now.astimezone(TZ).date())
            self.known[key] = next_tier(
                self.tiers[version_id],
                matter=matter,
                office_id=respondent.office_id,
                above=above,
                now=self.now,
            )
        return self.known[key]


# What the watch does to a stage, whose parties are others than those of a case.
STAGE_WORDS = {
    ("grievance", "broken"): (
        "নিষ্পত্তির সময় পেরিয়ে যাবে; অভিযোগকারী জানবেন।",
        "The time to decide passes; the complainant is told.",
    ),
}
