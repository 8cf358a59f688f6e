"""Answers are sent in: checked once more, scored, and kept with whoever gave them, or with nobody."""

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.journal.actions import ANYONE, Reference, SubjectReference, record
from ongikar.papers.actions import move_papers
from ongikar.questionnaires.books import flow_of
from ongikar.questionnaires.models import (
    AnonymousResponse,
    Answered,
    Answers,
    QuestionnaireFault,
    Response,
    ResponseDraft,
    Round,
    Version,
)
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import Definition
from ongikar.rules.questionnaire.faults import AnswerProblem, answer_problems
from ongikar.rules.questionnaire.flow import Evaluation
from ongikar.rules.questionnaire.score import score_of

# What apps above do when answers have come, in the transaction of the act: `follow(response, now=now)`. Of an
# anonymous one they learn its round and its answers, and nobody's name.
AFTER_SUBMISSION: list[Callable[..., None]] = []
# What was on its way when the time was over is taken.
GRACE = timedelta(seconds=60)


class AnswersRefused(QuestionnaireFault):
    """Which questions keep the answers from being taken."""

    def __init__(self, problems: list[AnswerProblem]) -> None:
        super().__init__(problems[0].name, problems[0].bn, problems[0].en)
        self.problems = problems


CLOSED = ("এই প্রশ্নমালার সময় শেষ। আর উত্তর নেওয়া হয় না।", "This is closed. No more answers are taken.")
NOT_YET = ("এই প্রশ্নমালা এখনো খোলেনি।", "This has not opened yet.")
SEALED = (
    "এই প্রশ্নমালার নাম ছাড়া উত্তর গুনে সিল করা হয়েছে। আর উত্তর নেওয়া যায় না।",
    "The answers without a name were counted and sealed. No more can be taken.",
)
ANSWERED = ("আপনি আগেই উত্তর দিয়েছেন। ধন্যবাদ।", "You have answered already. Thank you.")


def check_open(round: Round, now: datetime, grace: timedelta = timedelta()) -> None:
    """Raises QuestionnaireFault where it is not open; what was sent in time may be on its way a while."""
    if now < round.opens_at:
        raise QuestionnaireFault("", *NOT_YET)
    if round.closes_at is not None and now >= round.closes_at + grace:
        raise QuestionnaireFault("", *CLOSED)


def time_is_over(draft: ResponseDraft | None, now: datetime) -> bool:
    """Whether the minutes of whoever began it have run out."""
    return draft is not None and draft.ends_at is not None and now > draft.ends_at + GRACE


def moment_of(round: Round, now: datetime) -> str:
    """What now() is in the answers of a round: "" where nobody may know the hour in which they came."""
    return "" if round.anonymous else now.astimezone(TZ).isoformat(timespec="seconds")


def filling_key(draft: ResponseDraft) -> str:
    """What tells this filling from every other."""
    return f"draft:{draft.key_hash[:40]}"


@transaction.atomic
def submit_response(
    *,
    round: Round,
    answers: Mapping[str, Any],
    now: datetime,
    respondent: SubjectReference | None = None,
    actor: Reference | None = None,
    via: str = Answers.WEB,
    instance_id: str = "",
    version: Version | None = None,
    draft: ResponseDraft | None = None,
    as_it_is: bool = False,
) -> Response | AnonymousResponse:
    """Take the answers, as rules/questionnaire/answers.py keeps them, those of sealed questions among them.

    `instance_id`: sent twice under it, they are taken once. `version`: what was asked, where it was not the
    newest. `draft`: from which they come; it goes with it. `as_it_is`: somebody of the office has looked at
    what was left open or came late, and takes it. Raises AnswersRefused, QuestionnaireFault.
    """
    # Who closes the round waits for those who are sending, and they for whoever closes it.
    round = (
        Round.objects.select_for_update(of=("self",))
        .select_related("office", "questionnaire")
        .get(pk=round.pk)
    )
    if instance_id and (same := Response.objects.filter(instance_id=instance_id).first()):
        return same
    is_late = as_it_is or time_is_over(draft, now)
    if not is_late:
        # Whose own time is over had begun while it was open.
        check_open(round, now, GRACE)
    if round.sealed_at is not None:
        # A second seal would say that this one answer came between the two.
        raise QuestionnaireFault("", *SEALED)
    asked_version = version or (draft.version if draft else round.version_to_ask())
    definition_flow = flow_of(asked_version, round.office, now.astimezone(TZ).date())
    instance_id = instance_id or f"uuid:{secrets.token_hex(16)}"
    asked = definition_flow.ask(
        answers, now.astimezone(TZ).date(), moment=moment_of(round, now), key=instance_id
    )
    # Whose time is over sends what there is: that is what a time is for.
    if not is_late and (problems := list(answer_problems(asked))):
        raise AnswersRefused(problems)
    if respondent is not None and round.once:
        enter_answered(round, respondent)
    kept, sealed = split_sealed(asked, definition_flow.definition)
    points = score_of(asked)
    common: dict[str, Any] = {
        "round": round,
        "version": asked_version,
        "answers": kept,
        "score": points.points if points else None,
        "score_of": points.most if points else None,
        "via": via,
    }
    made = (
        keep_anonymous(common, now)
        if round.anonymous
        else keep_named(common, sealed, respondent, actor or ANYONE, instance_id, draft, now)
    )
    if draft is not None:
        if isinstance(made, Response):
            move_papers(("response_draft", draft.pk), made.reference)
        draft.delete()
    for follow in AFTER_SUBMISSION:
        follow(made, now=now)
    return made


def split_sealed(asked: Evaluation, definition: Definition) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is kept openly, and what is kept sealed."""
    kept = asked.kept_answers()
    names = {question.name for question in definition.questions if question.sealed}
    return (
        {name: value for name, value in kept.items() if name not in names},
        {name: value for name, value in kept.items() if name in names},
    )


def enter_answered(round: Round, respondent: SubjectReference) -> None:
    try:
        with transaction.atomic():
            Answered.objects.create(round=round, respondent_type=respondent[0], respondent_id=respondent[1])
    except IntegrityError as fault:
        if not violates(fault, Answered, "round", "respondent_type", "respondent_id"):
            raise
        raise QuestionnaireFault("", *ANSWERED) from fault


def keep_anonymous(common: dict[str, Any], now: datetime) -> AnonymousResponse:
    """Without an entry of its own: it would have a moment, and stand beside whoever has just answered."""
    return AnonymousResponse.objects.create(**common, day=now.astimezone(TZ).date())


def keep_named(
    common: dict[str, Any],
    sealed: Mapping[str, Any],
    respondent: SubjectReference | None,
    actor: Reference,
    instance_id: str,
    draft: ResponseDraft | None,
    now: datetime,
) -> Response:
    round: Round = common["round"]
    made = Response.objects.create(
        **common,
        respondent_type=respondent[0] if respondent else "",
        respondent_id=respondent[1] if respondent else None,
        instance_id=instance_id,
        begun_at=draft.begun_at if draft else None,
        submitted_at=now,
    )
    if sealed:
        # Encrypted for its row, which must have its key first.
        made.encrypt_sealed_answers(json.dumps(sealed, ensure_ascii=False))
        made.save(update_fields=["sealed_answers"])
    record("response.submitted", subject=made.reference, actor=actor, office_id=round.office_id, now=now)
    return made


@transaction.atomic
def void_response(response: Response, *, reason: str, actor: Reference, now: datetime) -> None:
    """It counts no more, and its respondent may answer again; pressed twice, nothing more happens."""
    fresh = Response.objects.select_for_update().get(pk=response.pk)
    if fresh.state != Response.VOID:
        fresh.state, fresh.void_reason = Response.VOID, reason
        fresh.save(update_fields=["state", "void_reason"])
        if respondent := fresh.respondent:
            Answered.objects.filter(
                round=fresh.round_id, respondent_type=respondent[0], respondent_id=respondent[1]
            ).delete()
        record(
            "response.voided",
            subject=fresh.reference,
            actor=actor,
            office_id=response.round.office_id,
            now=now,
        )
    response.state = Response.VOID


def response_for(round: Round, respondent: SubjectReference) -> Response | None:
    """What a respondent has answered, in a round that is not anonymous; None before."""
    responses = Response.objects.filter(
        round=round, respondent_type=respondent[0], respondent_id=respondent[1]
    ).exclude(state=Response.VOID)
    return responses.order_by("-id").first()


def has_answered(round: Round, respondent: SubjectReference) -> bool:
    """Whether a respondent has answered, also where nobody may know what."""
    return Answered.objects.filter(
        round=round, respondent_type=respondent[0], respondent_id=respondent[1]
    ).exists()
