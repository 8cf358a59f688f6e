"""An offer as the citizen sees it: the ready words of today, who will decide, and whether it still comes in
time.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ongikar.cases.models import Case
from ongikar.core.i18n.say import language
from ongikar.core.not_none import not_none
from ongikar.rules import case_transitions as case_moves
from ongikar.rules import tiers
from ongikar.rules.calendar.office_calendar import TZ

from .ladder import LATE, appeal_status, due_if_filed
from .models import Grievance, Offer
from .prefilled_complaint import prefilled_words


@dataclass(frozen=True, slots=True)
class OfferSummary:
    """`what` is "complaint" or "appeal"; `tongue` the language of its words.

    `is_late`: past the window, so that a reason must be written first. `is_answered`: against a decision, not
    silence.
    """

    offer: Offer
    words: str
    what: str
    due: datetime
    is_late: bool
    is_answered: bool
    tongue: str

    @property
    def due_day(self) -> date:
        return self.due.astimezone(TZ).date()

    @property
    def limit(self) -> str:
        return self.offer.tier.promise.words(language())


def summarise_offer(offer: Offer, *, now: datetime) -> OfferSummary:
    grievance = offer.grievance
    below = grievance.current if grievance else None
    is_late = below is not None and appeal_status(below, office_slug=offer.office.slug, now=now) == LATE
    tongue = grievance.tongue if grievance else not_none(not_none(offer.case).applicant).language
    return OfferSummary(
        offer,
        prefilled_words(offer, now=now),
        tiers.tier_kind(offer.tier.number),
        due_if_filed(offer.office, offer.tier, now),
        is_late,
        below is not None and not below.is_open,
        tongue,
    )


def open_offer(thing: Case | Grievance, *, now: datetime, unless_filed: bool = True) -> OfferSummary | None:
    """The offer that may be pressed now. A case that was withdrawn in time gives none: nothing was owed any
    more.

    `unless_filed`: not one that was pressed; without it also one whose complaint is hidden from who looks on.
    """
    if isinstance(thing, Case) and thing.state == case_moves.WITHDRAWN and not thing.breaches(now):
        return None
    offers = thing.offers.filter(filed_at=None) if unless_filed else thing.offers.all()
    offer = offers.select_related("office", "tier__post").order_by("-tier__number").first()
    if offer is None:
        return None
    # What it is about is at hand already, with its stages and clocks.
    if isinstance(thing, Case):
        offer.case = thing
    else:
        offer.grievance = thing
    return summarise_offer(offer, now=now)
