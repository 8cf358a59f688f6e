"""Answering and deciding: the officer complained of answers; the deciding officer decides, does not accept,
or redirects.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.officer.case.notes import is_double_press
from ongikar.cases.result_paper import post_with_phone
from ongikar.clock import actions as clocks
from ongikar.core.i18n.say import language, override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter, Recipient
from ongikar.letters.outgoing import kinds
from ongikar.letters.outgoing.actions import Addressee, IssuingOffice, Wording, issue_letter_at_once
from ongikar.letters.outgoing.dispatching import dispatch_on_page
from ongikar.letters.outgoing.paper import draft_marks, paper_data, signer_lines
from ongikar.offices.models import Post
from ongikar.papers.letterhead import letterhead
from ongikar.people.post_holders import PostHolder
from ongikar.rules import case_transitions as case_moves
from ongikar.rules import tiers as tier_words
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ

from .. import transitions
from ..act_log import add_act, enter_decision, latest_act, lock_grievance, record_act
from ..hearing.actions import require_no_coming_hearing
from ..hearing.words import hearing_sentence
from ..inquiry.open_matters import end_open_matters, require_no_open_inquiry
from ..ladder.conflicts import matter_of
from ..ladder.tiers import hearing_post_id, next_tier, window_days
from ..models import Act, DecisionDraft, Grievance, Stage
from ..remedy.actions import RemedyEntry, give_remedies, remedy_words
from ..rights import is_respondent, may_decide
from ..upward.stage_counts import count_ending
from ..words import finding_words, own_words
from .deciding_office import issuing_office
from .redaction import text_for_respondent


@transaction.atomic
def answer_complaint(*, grievance: Grievance, words: str, actor: PostHolder, now: datetime) -> None:
    """What the officer complained of says to it. Sent twice, it is said once. Raises PermissionDenied for
    anybody else.
    """
    if not is_respondent(actor, grievance):
        raise PermissionDenied
    lock_grievance(grievance)
    said = Act.objects.filter(grievance=grievance, name="answer", words=words)
    if said.filter(by_type=actor.actor[0], by_id=actor.actor[1]).exists():
        return
    add_act(grievance, "answer", actor=actor.actor, now=now, words=words)
    record_act("answered", grievance, actor=actor.actor, now=now, tier=grievance.current.number)


@transaction.atomic
def add_note(*, stage: Stage, words: str, actor: PostHolder, now: datetime) -> None:
    """A remark for those who decide only. Pressed twice, it is written once. Raises PermissionDenied for
    anybody else.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    if is_double_press(latest_act(stage.grievance), words, actor.actor, now):
        return
    add_act(stage.grievance, "note", actor=actor.actor, now=now, words=words, data={"tier": stage.number})
    record_act("noted", stage.grievance, actor=actor.actor, now=now)


# What the tier's own promise, to answer in writing, came to. Whether the complaint was right is another
# matter.
CLOCK_OUTCOMES = {
    transitions.DECIDED: case_moves.KEPT,
    transitions.NOT_ACCEPTED: case_moves.REFUSED,
    transitions.REDIRECTED: case_moves.REDIRECTED,
}


@transaction.atomic
def decide(
    *,
    stage: Stage,
    decision: str,
    reasons: str,
    upheld: bool,
    partly: bool = False,
    remedy: str = "",
    remedies: Sequence[RemedyEntry] = (),
    cause: str = "",
    actor: PostHolder,
    now: datetime,
) -> None:
    """The written decision, with reasons, remedy and cause: as a letter to both. Stops the tier's clock.
    `partly`: only a part of what was complained of was found right.

    `remedies` become tasks; `remedy` is what is told of one that nobody is given. Raises PermissionDenied
    unless `actor` holds the stage's post and is not in conflict, MoveFault once it is closed, GrievanceFault
    while an inquiry is open or a hearing is to come.
    """
    lock_grievance(stage.grievance)
    require_nothing_open(stage)
    if remedies:
        remedy = remedy_words(remedies, stage.grievance.tongue)
    close_stage(
        stage,
        "decide",
        transitions.DECIDED,
        actor=actor,
        now=now,
        words=decision,
        decision=decision,
        reasons=reasons,
        remedy=remedy,
        upheld=upheld,
        partly=upheld and partly,
        cause=cause,
    )
    give_remedies(stage, remedies, actor=actor.actor, now=now)
    issue_decision_letter(stage, actor=actor.actor, now=now)
    record_act("decided", stage.grievance, actor=actor.actor, now=now, tier=stage.number, upheld=upheld)


def require_nothing_open(stage: Stage) -> None:
    """Raises GrievanceFault while an inquiry is open or a hearing is to come."""
    require_no_open_inquiry(stage)
    require_no_coming_hearing(stage)


def close_stage(
    stage: Stage,
    name: str,
    outcome: str,
    *,
    actor: PostHolder,
    now: datetime,
    words: str,
    data: Mapping[str, Any] | None = None,
    **fields: Any,
) -> None:
    """Close an open stage by this act, stop its clock, and end what it still waits for."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    data = {"tier": stage.number, **(data or {})}
    add_act(stage.grievance, name, actor=actor.actor, now=now, words=words, data=data)
    fields |= {"closed_at": now, "outcome": outcome, "decided_by": actor.user}
    # Written only onto an open stage, so that a stale page cannot decide twice or decide what was passed up.
    if not Stage.objects.filter(pk=stage.pk, closed_at=None).update(**fields):
        raise case_moves.TransitionFault("this stage is closed")
    for field, value in fields.items():
        setattr(stage, field, value)
    enter_decision(stage, now=now)
    end_open_matters(stage, now)
    DecisionDraft.objects.filter(stage=stage).delete()
    clocks.stop(stage.clock, outcome=CLOCK_OUTCOMES[outcome], now=now)
    count_ending(stage)


@dataclass(frozen=True, slots=True)
class DecisionLetter:
    """What a decision says as a letter, to whom, and whose letter it is."""

    wording: Wording
    recipients: list[Addressee]
    issuing: IssuingOffice | None


def letter_of(stage: Stage, now: datetime) -> DecisionLetter:
    """As the stage says it; in the language at hand, which is that of who complains."""
    grievance = stage.grievance
    number, what = text.digits(grievance.number, language()), say(*tier_words.WORDS[stage.what])
    filed = text.date_words(stage.filed_at.astimezone(TZ).date(), language(), weekday=False)
    wording = Wording(
        say("{what} {number}: সিদ্ধান্ত", "{what} {number}: decision", what=what, number=number),
        "",
        say("{what} {number}, {day}", "{what} {number} of {day}", what=what, number=number, day=filed),
        language(),
        [(label, text_for_respondent(grievance, words)) for label, words in decision_parts(stage, now)],
    )
    return DecisionLetter(wording, addressees(stage), issuing_office(stage))


def issue_decision_letter(stage: Stage, *, actor: Reference, now: datetime) -> Letter:
    """In the transaction of the decision, in the language of who complains."""
    grievance = stage.grievance
    with override_language(grievance.tongue):
        written = letter_of(stage, now)
        letter = issue_letter_at_once(
            office=grievance.office,
            kind=kinds.DECISION,
            subject=grievance.reference,
            title=written.wording.subject_line,
            body=written.wording.body,
            parts=written.wording.parts,
            source=written.wording.source,
            language=written.wording.language,
            signer_post=stage.post,
            recipients=written.recipients,
            submission=f"decision-{stage.pk}",
            actor=actor,
            now=now,
            issuing=written.issuing,
        )
    dispatch_on_page(letter, actor=actor, now=now)
    stage.letter = letter
    stage.save(update_fields=["letter"])
    return letter


def decision_preview(
    stage: Stage,
    *,
    decision: str,
    reasons: str,
    upheld: bool,
    partly: bool = False,
    remedies: Sequence[RemedyEntry] = (),
    cause: str = "",
    actor: PostHolder,
    now: datetime,
) -> dict[str, Any]:
    """The letter as `decide` would issue it now, for its page and its PDF, with nothing written."""
    grievance = stage.grievance
    told = copy(stage)
    told.decision, told.reasons, told.cause = decision, reasons, cause
    told.upheld, told.partly = upheld, upheld and partly
    told.remedy = remedy_words(remedies, grievance.tongue) if remedies else ""
    with override_language(grievance.tongue):
        written = letter_of(told, now)
        paper = paper_data(
            kind=kinds.DECISION,
            wording=written.wording,
            head=written.issuing.head if written.issuing else letterhead(grievance.office),
            recipients=written.recipients,
            signed=signer_lines(actor.user, stage.post, now),
        )
        return paper | draft_marks(language())


def decision_parts(stage: Stage, now: datetime) -> list[tuple[str, str]]:
    """What the paper says, in the language at hand; a part without words is left out."""
    parts = [
        (say("শুনানি", "Hearing"), hearing_sentence(stage)),
        (say("অভিযোগ সঠিক কি", "Was the complaint upheld?"), finding_words(stage)),
        (say("সিদ্ধান্ত", "Decision"), own_words(stage)),
        (say("কারণ", "Reasons"), stage.reasons),
        (say("প্রতিকার", "Remedy"), stage.remedy),
        (say("আপিল", "Appeal"), appeal_words(stage, now)),
    ]
    return [(label, words) for label, words in parts if words]


def appeal_words(stage: Stage, now: datetime) -> str:
    """To whom either side may go from here, and by when; "" where nobody stands above."""
    grievance = stage.grievance
    matter, office_id = matter_of(grievance, stage.number + 1), grievance.office_id
    tiers = list(stage.tier.version.tiers.select_related("post", "alternate"))
    tier = next_tier(tiers, matter=matter, office_id=office_id, above=stage.number, now=now)
    if tier is None:
        return ""
    post_id = hearing_post_id(tier, matter=matter, office_id=office_id, now=now)
    return say(
        "দুই পক্ষই {days} দিনের মধ্যে আপিল করতে পারেন: {decider}। পরে করলে দেরির কারণ লিখতে হয়।",
        "Either side may appeal within {days} [day|days]: {decider}. Later, the reason for coming late is"
        " needed.",
        days=window_days(stage.tier, grievance.office.slug),
        decider=post_with_phone(Post.objects.get(pk=post_id)),
    )


def addressees(stage: Stage) -> list[Addressee]:
    """Both sides, and whoever decided below."""
    grievance = stage.grievance
    below = [each.post for each in grievance.stages.all() if each.number < stage.number]
    return [
        complainant_addressee(grievance),
        post_addressee(grievance.respondent),
        *(post_addressee(post, Recipient.COPY) for post in dict.fromkeys(below)),
    ]


def post_addressee(post: Post, role: str = Recipient.TO) -> Addressee:
    """With the office it sits in: the letter comes from another."""
    return Addressee(post.title, role, address=post.seat, post=post)


def complainant_addressee(grievance: Grievance) -> Addressee:
    who = grievance.complainant
    if who is None:
        return Addressee(say("অভিযোগকারী (নাম দেননি)", "The complainant (no name given)"))
    if grievance.identity_hidden:
        return Addressee(say("অভিযোগকারী (নাম গোপন)", "The complainant (name hidden)"))
    name = "\n".join(filter(None, (who.name, who.institution)))
    return Addressee(name, address=who.address, applicant=who)
