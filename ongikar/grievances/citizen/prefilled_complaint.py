"""The words of a complaint or an appeal filled in from what happened, in the citizen's language, and the
offer as the citizen sees it: these words as of today, who will decide, and whether it still comes in time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ongikar.cases.models import Case
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import language, say_in
from ongikar.core.not_none import not_none
from ongikar.offices.models import Post
from ongikar.rules import case_transitions, tiers
from ongikar.rules import case_transitions as case_moves
from ongikar.rules.bangla import text
from ongikar.rules.bangla.text import genitive
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import Breach
from ongikar.rules.promise.terms import Promise

from .. import transitions
from ..ladder.conflicts import matter_of, matter_of_case
from ..ladder.tiers import LATE, appeal_status, due_if_filed, filing_day, hearing_post_id, last_day_of_window
from ..models import Grievance, Offer, Stage

STILL_WAITING = (
    (
        "{received} তারিখে “{service}” সেবাটি চেয়েছিলাম ({number})। {by} মধ্যে দেওয়ার কথা ছিল। {today}"
        " পর্যন্ত পাইনি। প্রতিকার চাই।"
    ),
    (
        "On {received} I asked for “{service}” ({number}). It was promised by {by}. By {today} I have not"
        " received it. I ask for redress."
    ),
)
CAME_LATE = (
    (
        "{received} তারিখে “{service}” সেবাটি চেয়েছিলাম ({number})। {by} মধ্যে দেওয়ার কথা ছিল। নিষ্পত্তি"
        " হয়েছে {closed} তারিখে, দেরিতে। দেরির কারণ জানতে ও প্রতিকার চাই।"
    ),
    (
        "On {received} I asked for “{service}” ({number}). It was promised by {by}. It was settled on"
        " {closed}, late. I ask for the reason and for redress."
    ),
)
GIVEN_UP = (
    (
        "{received} তারিখে “{service}” সেবাটি চেয়েছিলাম ({number})। {by} মধ্যে দেওয়ার কথা ছিল। না পেয়ে {closed}"
        " তারিখে আবেদন তুলে নিয়েছি। দেরির কারণ জানতে ও প্রতিকার চাই।"
    ),
    (
        "On {received} I asked for “{service}” ({number}). It was promised by {by}. I had not received it"
        " when I withdrew my application on {closed}. I ask for the reason and for redress."
    ),
)
STEP_LATE = (
    (
        "{received} তারিখে “{service}” সেবাটি চেয়েছিলাম ({number})। {by} মধ্যে যা করার কথা ছিল, সময়মতো করা"
        " হয়নি। দেরির কারণ জানতে ও প্রতিকার চাই।"
    ),
    (
        "On {received} I asked for “{service}” ({number}). What was promised by {by} was not done in time. I"
        " ask for the reason and for redress."
    ),
)
NOT_DECIDED = {
    "complaint": (
        (
            "{filed} তারিখে অভিযোগ করেছিলাম ({number})। {by} মধ্যে সিদ্ধান্ত দেওয়ার কথা ছিল। {today} পর্যন্ত"
            " সিদ্ধান্ত পাইনি। আপিল করছি।"
        ),
        (
            "On {filed} I complained ({number}). A decision was promised by {by}. By {today} I have not"
            " received it. I appeal."
        ),
    ),
    "appeal": (
        (
            "{filed} তারিখে আপিল করেছিলাম ({number})। {by} মধ্যে সিদ্ধান্ত দেওয়ার কথা ছিল। {today} পর্যন্ত"
            " সিদ্ধান্ত পাইনি। আবার আপিল করছি।"
        ),
        (
            "On {filed} I appealed ({number}). A decision was promised by {by}. By {today} I have not"
            " received it. I appeal again."
        ),
    ),
}
NOT_SATISFIED = (
    (
        "{number} নম্বরে {closed} তারিখে যে সিদ্ধান্ত জানানো হয়েছে, তাতে আমি সন্তুষ্ট নই। বিষয়টি আবার"
        " বিবেচনা করার জন্য আপিল করছি।"
    ),
    (
        "I am not satisfied with what was decided on {closed} about {number}. I appeal for it to be"
        " considered again."
    ),
)


def prefilled_words(offer: Offer, *, now: datetime, tongue: str | None = None) -> str:
    """The words of an offer as they read on the day of `now`."""
    if offer.case:
        language = tongue or not_none(offer.case.applicant).language
        return complaint_words(offer.case, now=now, tongue=language)
    grievance = not_none(offer.grievance)
    below = [stage for stage in grievance.stages.all() if stage.number < offer.tier.number]
    return appeal_words(
        max(below, key=lambda stage: stage.number), now=now, tongue=tongue or grievance.tongue
    )


def complaint_words(case: Case, *, now: datetime, tongue: str) -> str:
    """Of the latest breach: what is late or came late, what its applicant gave up waiting for, a step that
    was late, or what was late before it was reopened.
    """
    then, breach = latest_breach(case, now)
    words = STEP_LATE
    if breach.due == then.clock.due_at:
        ended = GIVEN_UP if then.state == case_transitions.WITHDRAWN else CAME_LATE
        words = ended if then.state in case_transitions.CLOSED else STILL_WAITING
    return fill_sentence(
        words,
        tongue,
        service=case.row.in_words("short", tongue),
        number=case.number,
        received=case.received_at,
        promised=breach,
        closed=then.closed_at,
        today=now,
    )


def latest_breach(case: Case, now: datetime) -> tuple[Case, Breach]:
    """The case as it stands, or as it had ended before it was reopened, and the promise it broke then."""
    for then in (case, *(ending.case_then() for ending in reversed(case.endings_before))):
        if broken := then.clock.broken_promises(now):
            return then, broken[-1]
    return case, Breach(case.clock.due_at, case.clock.running.promise)


def appeal_words(stage: Stage, *, now: datetime, tongue: str) -> str:
    words = NOT_DECIDED[stage.what] if stage.is_open else NOT_SATISFIED
    clock = stage.clock
    return fill_sentence(
        words,
        tongue,
        number=stage.grievance.number,
        filed=stage.filed_at,
        promised=Breach(clock.due_at, clock.running.promise),
        closed=stage.closed_at,
        today=now,
    )


def fill_sentence(
    words: tuple[str, str], tongue: str, *, number: str, promised: Breach, **values: str | datetime | None
) -> str:
    """The sentence with its days written out without weekday, and its number in the digits
    of the language.
    """
    said: dict[str, Any] = {
        name: day_words(value, tongue) if isinstance(value, datetime) else value
        for name, value in values.items()
    }
    return say_in(
        tongue,
        words[0],
        words[1],
        number=text.digits(number, tongue),
        **due_words(promised.due, promised.promise, tongue),
        **said,
    )


def due_words(due: datetime, promise: Promise, tongue: str) -> dict[str, str]:
    """By when it is promised, with the time where hours or minutes are: `due` alone, `by` before মধ্যে or
    after “by”.
    """
    words = (moment_words if promise.is_timed else day_words)(due, tongue)
    in_bangla = genitive(words) if promise.is_timed else f"{words} তারিখের"
    return {"due": words, "by": words if tongue == "en" else in_bangla}


def moment_words(instant: datetime, tongue: str) -> str:
    return f"{day_words(instant, tongue)}, {text.time_words(instant.astimezone(TZ), tongue)}"


def day_words(instant: datetime, tongue: str) -> str:
    day: date = instant.astimezone(TZ).date()
    return text.date_words(day, tongue, weekday=False)


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
    # The day on which it files itself, where the office has set that it does.
    files_itself: date | None
    # Who would decide: the tier’s post, or the one in its place.
    post: Post

    @property
    def due_day(self) -> date:
        return self.due.astimezone(TZ).date()

    @property
    def limit(self) -> str:
        return self.offer.tier.promise.words(language())

    @property
    def last_day(self) -> date | None:
        """Until when an appeal against a decision needs no reason for coming late."""
        if not self.is_answered:
            return None
        return last_day_of_window(not_none(self.offer.grievance).current, self.offer.office.slug)


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
        None if grievance else filing_day(not_none(offer.case), offer.offered_at),
        deciding_post(offer, now),
    )


def deciding_post(offer: Offer, now: datetime) -> Post:
    """The post to which it would go today."""
    tier = offer.tier
    if tier.alternate is None:
        return tier.post
    if offer.grievance:
        matter = matter_of(offer.grievance, tier.number)
    else:
        case = not_none(offer.case)
        matter = matter_of_case(case.post_id, case, now.astimezone(TZ).date())
    is_own = hearing_post_id(tier, matter=matter, office_id=offer.office_id, now=now) == tier.post_id
    return tier.post if is_own else tier.alternate


def compile_offer_query(key: str, **conditions: None) -> CompiledQuery[Offer]:
    """The offer of the highest tier about one thing."""
    return CompiledQuery(
        lambda: (
            Offer.objects.filter(**{key: CompiledQuery.parameter(0)}, **conditions)
            .select_related("office", "tier__post", "tier__alternate")
            .order_by("-tier__number")[:1]
        )
    )


# By what it is about, and whether one that was pressed is left out: every look at a broken promise asks it.
OFFER_QUERIES = {
    (Case, True): compile_offer_query("case", filed_at=None),
    (Case, False): compile_offer_query("case"),
    (Grievance, True): compile_offer_query("grievance", filed_at=None),
    (Grievance, False): compile_offer_query("grievance"),
}


def open_offer(thing: Case | Grievance, *, now: datetime, unless_filed: bool = True) -> OfferSummary | None:
    """The offer that may be pressed now. A case that was withdrawn in time gives none: nothing was owed any
    more.

    `unless_filed`: not one that was pressed; without it also one whose complaint is hidden from who looks on.
    """
    if isinstance(thing, Case) and thing.state == case_moves.WITHDRAWN and not thing.breaches(now):
        return None
    if isinstance(thing, Grievance) and thing.state == transitions.WITHDRAWN:
        return None
    query = OFFER_QUERIES[type(thing), unless_filed]
    offer = next(iter(query(thing.pk)), None)
    if offer is None:
        return None
    # What it is about is at hand already, with its stages and clocks.
    if isinstance(thing, Case):
        offer.case = thing
    else:
        offer.grievance = thing
    return summarise_offer(offer, now=now)
