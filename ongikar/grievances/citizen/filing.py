"""Filing a complaint, and taking it up the ladder."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction

from ongikar.cases.actions import Person, calendar_in_force
from ongikar.cases.actions.act_log import proof_data
from ongikar.cases.models import Case
from ongikar.charter.models import Tier
from ongikar.clock import actions as clocks
from ongikar.core.db.violations import violates
from ongikar.core.not_none import not_none
from ongikar.grievances import transitions
from ongikar.grievances.handling.evidence import CLIPPING, COMPLAINANT, store_evidence
from ongikar.grievances.ladder.conflicts import matter_of
from ongikar.grievances.ladder.tiers import (
    LATE,
    TOO_EARLY,
    NoLadder,
    appeal_status,
    hearing_post_id,
    ladder_of,
    next_tier,
)
from ongikar.grievances.models import Act, Grievance, Offer, Stage, complaints_of
from ongikar.grievances.upward.stage_counts import count_ending, count_opening
from ongikar.journal.actions import ANYONE, Reference
from ongikar.letters.models import Letter
from ongikar.offices.models import Office, Post
from ongikar.offices.serials import draw_check, next_number
from ongikar.papers.check import Clean
from ongikar.people.models import Applicant
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import grievance_number
from ongikar.rules.promise.undertaking import Undertaking
from ongikar.rules.transitions import TransitionFault

from ..act_log import add_act, record_act
from ..inquiry.open_matters import end_open_matters

# Of one mobile; whoever has more open at once is heard all the same.
MOST_COMPARED = 50


class FurtherFacts(TypedDict, total=False):
    """What some complaints hold besides their words: of staff their service number and post; of what the
    office opened by itself where it was read, and on which day.
    """

    service_no: str
    service_post: str
    source: str
    source_day: date | None


class SameComplaint(Exception):
    """These words came from this mobile before and are still open: `known` is what was filed."""

    def __init__(self, known: Grievance) -> None:
        super().__init__(known.number)
        self.known = known


@transaction.atomic
def file_complaint(
    *,
    office: Office,
    text: str,
    submission: str,
    now: datetime,
    about: str = "delay",
    case: Case | None = None,
    person: Person | None = None,
    respondent: Post | None = None,
    kind: str = Grievance.CITIZEN,
    identity_hidden: bool = False,
    channel: str = Grievance.ONLINE,
    actor: Reference = ANYONE,
    proof: str = "",
    evidence: Sequence[Clean] = (),
    is_once: bool = False,
    letter: Letter | None = None,
    came_at: datetime | None = None,
    **further: Unpack[FurtherFacts],
) -> Grievance:
    """File a complaint about a case, or about none. The same `submission` twice is one complaint.

    About a case, the complainant is its applicant and the respondent its post unless another is named.
    About none, `person` is who complains; without one it is anonymous. `proof`: how they were known
    (cases/citizen/track/applicant_proof.py). `is_once`: words that are open from the same mobile already are
    not filed again. `came_at`: when it reached the office, where that was before it was entered: the tier's
    days run from there. Raises NoLadder where the charter names nobody to hear it, and SameComplaint.
    """
    known = Grievance.objects.filter(submission=submission).first()
    if known:
        return known
    respondent = respondent or not_none(case).post
    if case:
        complainant = case.applicant
    else:
        complainant = create_complainant(office, person) if person else None
    try:
        with transaction.atomic():
            grievance = create_grievance(
                office=office,
                case=case,
                complainant=complainant,
                respondent=respondent,
                kind=kind,
                about=about,
                text=text,
                identity_hidden=bool(identity_hidden and complainant),
                anonymous=complainant is None,
                filed_at=now,
                channel=channel,
                submission=submission,
                letter=letter,
                **further,
            )
    except IntegrityError as fault:
        if not violates(fault, Grievance, "submission"):
            raise
        # The same press arrived twice at once; the other one has filed it.
        return Grievance.objects.get(submission=submission)
    # The book line is drawn, so that of ten at once each sees those before it.
    if is_once and (same := same_complaint(grievance)):
        raise SameComplaint(same)
    tiers = (
        case.row.version.tiers.select_related("post")
        if case
        else ladder_of(office, now.astimezone(TZ).date())
    )
    tier = next_tier(list(tiers), matter=matter_of(grievance), office_id=office.pk, above=0, now=now)
    if tier is None:
        raise NoLadder(office.slug)
    open_stage(grievance, tier, words=text, now=now, received=came_at or now)
    Act.objects.create(
        grievance=grievance,
        name="file",
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=text,
        data=proof_data(proof),
    )
    record_act("filed", grievance, actor=actor, now=now, tier=tier.number)
    side = CLIPPING if channel == Grievance.OWN_MOTION else COMPLAINANT
    store_evidence(grievance, evidence, side=side, now=now)
    return grievance


def same_complaint(new: Grievance) -> Grievance | None:
    """The open complaint of the same words about the same post from the same mobile.

    One whose name is hidden is never told of: whoever guesses the words and knows the mobile would learn of
    it.
    """
    person = new.complainant
    if person is None or not person.mobile or not new.is_open_identity:
        return None
    before = complaints_of(new.office_id, person.mobile).filter(
        identity_hidden=False,
        anonymous=False,
        respondent=new.respondent_id,
        case=new.case_id,
        state__in=transitions.OPEN,
        pk__lt=new.pk,
    )
    words = new.text.split()
    return next((each for each in before[:MOST_COMPARED] if each.text.split() == words), None)


def create_grievance(*, office: Office, filed_at: datetime, **fields: Any) -> Grievance:
    day = filed_at.astimezone(TZ).date()
    year = fiscal_year(day)
    number = next_number(office, "grievances", day.year)
    line = next_number(office, "grievance book", year)
    return Grievance.objects.create(
        office=office,
        filed_at=filed_at,
        state=transitions.FILED,
        fiscal_year=year,
        book_serial=line,
        number=grievance_number(office.geocode, day.year, number, draw_check()),
        **fields,
    )


def create_complainant(office: Office, person: Person) -> Applicant:
    return Applicant.objects.create(
        office=office,
        kind=person.kind,
        name=person.name,
        institution=person.institution,
        address=person.address,
        mobile=person.mobile,
        email=person.email,
        language=person.language,
    )


def open_stage(
    grievance: Grievance,
    tier: Tier,
    *,
    words: str,
    now: datetime,
    received: datetime | None = None,
    **fields: Any,
) -> Stage:
    """Open a tier's stage with its clock: the limit the charter prints for that tier, and by how much it may
    be extended.
    """
    clock = clocks.start_clock(
        office=grievance.office,
        calendar=calendar_in_force(grievance.office),
        topic="grievance",
        promise=Undertaking(tier.promise, may_extend=tier.may_extend),
        received=received or now,
    )
    stage = Stage.objects.create(
        grievance=grievance,
        number=tier.number,
        tier=tier,
        post_id=hearing_post_id(
            tier, matter=matter_of(grievance, tier.number), office_id=grievance.office_id, now=now
        ),
        clock=clock,
        filed_at=now,
        words=words,
        **fields,
    )
    count_opening(stage)
    return stage


@transaction.atomic
def file_appeal(
    *,
    grievance: Grievance,
    words: str,
    now: datetime,
    by: str = Stage.COMPLAINANT,
    late_reason: str = "",
    actor: Reference = ANYONE,
    proof: str = "",
) -> Stage:
    """Take it to the next tier: after a decision, or when a tier let its time pass.

    Raises MoveFault where it is too early, late without a reason, or where no tier stands above.
    """
    grievance = (
        Grievance.objects.select_for_update().select_related("office", "respondent").get(pk=grievance.pk)
    )
    stage = not_none(grievance.stages.select_related("tier__version", "clock").order_by("-number").first())
    tier = next_tier(
        list(stage.tier.version.tiers.select_related("post")),
        matter=matter_of(grievance, stage.number + 1),
        office_id=grievance.office_id,
        above=stage.number,
        now=now,
    )
    if tier is None:
        raise TransitionFault("no tier stands above this one")
    stands = appeal_status(stage, office_slug=grievance.office.slug, now=now)
    if stands == TOO_EARLY:
        raise TransitionFault("the tier still has time to decide")
    if stands == LATE and not late_reason:
        raise TransitionFault("a late appeal needs its reason")
    data = {"tier": tier.number, "by": by} | proof_data(proof)
    add_act(grievance, "appeal", actor=actor, now=now, words=words, data=data)
    if stage.is_open:
        close_passed_up_stage(stage, now)
    begun = open_stage(grievance, tier, words=words, now=now, brought_by=by, late_reason=late_reason)
    grievance.offers.filter(tier=tier, filed_at=None).update(filed_at=now)
    record_act("appealed", grievance, actor=actor, now=now, tier=tier.number)
    return begun


def close_passed_up_stage(stage: Stage, now: datetime) -> None:
    """The tier that let its time pass decides no more; its lateness stays on its clock."""
    stage.closed_at, stage.outcome = now, Stage.PASSED_UP
    stage.save(update_fields=["closed_at", "outcome"])
    end_open_matters(stage, now)
    clocks.stop(stage.clock, outcome=Stage.PASSED_UP, now=now)
    count_ending(stage)


@transaction.atomic
def file_offer(
    *,
    offer: Offer,
    text: str,
    now: datetime,
    identity_hidden: bool = False,
    late_reason: str = "",
    proof: str = "",
    again: str = "",
    channel: str = Grievance.ONLINE,
    actor: Reference = ANYONE,
) -> Grievance:
    """The one press: files what was offered. Pressed twice, it is filed once.

    `again`: a mark of this press, where it was pressed before by somebody of whom this browser may not
    know. Then it is a complaint of its own, so that the answer tells nothing of the other.
    """
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if offer.grievance:
        if offer.filed_at is None:
            file_appeal(grievance=offer.grievance, words=text, late_reason=late_reason, now=now, proof=proof)
        return offer.grievance
    mark = f"offer-{offer.pk}-{again}" if again else f"offer-{offer.pk}"
    grievance = file_complaint(
        office=offer.office,
        case=offer.case,
        text=text,
        identity_hidden=identity_hidden,
        submission=mark,
        now=now,
        proof=proof,
        channel=channel,
        actor=actor,
    )
    if offer.filed_at is None:
        offer.filed_at = now
        offer.save(update_fields=["filed_at"])
    return grievance
