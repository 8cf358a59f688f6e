"""What follows from a broken promise: a prefilled complaint is offered, and where a tier fails, the appeal
to the next one; and in the rehearsal of the watch: whose clock it is, and what a breach would open.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet, Value

from ongikar.cases.case_queries import in_both_languages
from ongikar.cases.models import Case
from ongikar.charter.models import Tier
from ongikar.clock.models import Clock
from ongikar.clock.rehearsal import PromiseOwner
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.offices.models import Post
from ongikar.rules import tiers
from ongikar.rules.calendar.office_calendar import TZ

from ..citizen.prefilled_complaint import appeal_words, complaint_words
from ..models import Grievance, Offer, Stage
from .conflicts import matter_of, matter_of_case
from .tiers import next_tier


def offer_complaint(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """At the breach of a case: a ready complaint to the first tier. Nothing files itself."""
    case = Case.objects.with_related().of_clock(outbox_entry.entry.subject_id).first()
    # Nobody applied for what the office owes by itself, so nobody can be offered anything.
    if case is None or case.applicant is None or open_complaints(case).exists():
        return
    tiers = list(case.row.version.tiers.select_related("post"))
    matter = matter_of_case(case.post_id, case, now.astimezone(TZ).date())
    tier = next_tier(tiers, matter=matter, office_id=case.office_id, above=0, now=now)
    if tier is None:
        return
    words = complaint_words(case, now=now, tongue=case.applicant.language)
    Offer.objects.get_or_create(
        case=case, defaults={"office_id": case.office_id, "tier": tier, "offered_at": now, "text": words}
    )


def open_complaints(case: Case) -> QuerySet[Grievance]:
    """The complaints about a case that the office knows to be about it.

    Where the one there is is hidden, the offer is made all the same: its absence would tell of it.
    """
    return case.grievances.filter(identity_hidden=False, anonymous=False)


def offer_next_tier(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """When a tier lets its time pass, or has given its answer: a ready appeal to the next. The citizen
    decides.
    """
    stage = stage_of_entry(outbox_entry.entry)
    # What the office opened by itself has nobody who could appeal.
    if stage is None or stage.grievance.is_own_motion:
        return
    grievance = stage.grievance
    tiers = list(stage.tier.version.tiers.select_related("post"))
    tier = next_tier(
        tiers,
        matter=matter_of(grievance, stage.number + 1),
        office_id=grievance.office_id,
        above=stage.number,
        now=now,
    )
    if tier is None:
        return
    words = appeal_words(stage, now=now, tongue=grievance.tongue)
    Offer.objects.get_or_create(
        grievance=grievance,
        tier=tier,
        defaults={"office_id": grievance.office_id, "offered_at": now, "text": words},
    )


def stages_told_of(**conditions: Value) -> CompiledQuery[Stage]:
    return CompiledQuery(
        lambda: Stage.objects.filter(**conditions).select_related(
            "grievance__office",
            "grievance__complainant",
            "grievance__respondent__office",
            "tier__version",
            "clock",
            "post__office",
        )
    )


ONE, TWO = CompiledQuery.parameter(0), CompiledQuery.parameter(1)
by_clock, by_tier = stages_told_of(clock=ONE), stages_told_of(grievance=ONE, number=TWO)


def stage_of_entry(entry: Entry) -> Stage | None:
    """The stage an entry tells of: by its clock, or by the tier it names."""
    if entry.subject_type == "clock":
        stages = by_clock(entry.subject_id)
    elif entry.subject_type == Grievance.SUBJECT:
        stages = by_tier(entry.subject_id, entry.facts["tier"])
    else:
        return None
    return stages[0] if stages else None


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
