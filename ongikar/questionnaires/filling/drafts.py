"""What somebody has begun to answer: found again, filled page by page, with its files; and sent in when its
time has run out, whether anybody comes back or not.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import SubjectReference
from ongikar.papers.actions import check_upload, delete_papers, keep_paper
from ongikar.papers.models import Paper
from ongikar.papers.quota import count_paper
from ongikar.questionnaires.actions import submit_response
from ongikar.questionnaires.actions.rounds import key_hash
from ongikar.questionnaires.actions.submission import GRACE, filling_key, moment_of
from ongikar.questionnaires.books import flow_of
from ongikar.questionnaires.models import QuestionnaireFault, ResponseDraft, Round, Version
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import Question, words_in
from ongikar.rules.questionnaire.flow import default_answer

SUBJECT = "response_draft"


def find_draft(round: Round, respondent: SubjectReference | None, secret: str) -> ResponseDraft | None:
    """The draft of a respondent who is known, from any browser; else that of the browser alone."""
    drafts = ResponseDraft.objects.filter(round=round).select_related("version__questionnaire")
    # What it asks is in the memory of the process, by its digest.
    drafts = drafts.defer(*(f"version__{text}" for text in Version.TEXTS))
    if respondent is not None and not round.anonymous:
        return drafts.filter(respondent_type=respondent[0], respondent_id=respondent[1]).first()
    return drafts.filter(key_hash=key_hash(secret)).first() if secret else None


def begin_draft(
    round: Round, respondent: SubjectReference | None, now: datetime
) -> tuple[ResponseDraft, str]:
    """A draft with its defaults, and the secret by which its browser finds it. Two at once begin one."""
    secret = secrets.token_urlsafe(16)
    version = round.version_to_ask()
    known = respondent if respondent is not None and not round.anonymous else None
    today = now.astimezone(TZ).date()
    definition = flow_of(version, round.office, today).definition
    defaults = {
        question.name: default_answer(question, definition, today, moment_of(round, now))
        for question in definition.questions
        if question.default and not question.read_only and not definition.repeat_of[question.name]
    }
    draft = ResponseDraft(
        round=round,
        version=version,
        respondent_type=known[0] if known else "",
        respondent_id=known[1] if known else None,
        key_hash=key_hash(secret),
        answers=defaults,
        begun_at=None if round.anonymous else now,
        ends_at=now + timedelta(minutes=round.minutes) if round.minutes else None,
        saved_on=today,
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        # The other of two windows was quicker; of whoever is not known there can be no other.
        kept = find_draft(round, respondent, "")
        if kept is None:
            raise
        return kept, secret
    return draft, secret


def answers_of(draft: ResponseDraft) -> dict[str, Any]:
    """All of it, the sealed ones opened."""
    sealed = draft.read_sealed_answers()
    return {**draft.answers, **(json.loads(sealed) if sealed else {})}


def save_answers(draft: ResponseDraft, answers: Mapping[str, Any], now: datetime) -> None:
    names = {question.name for question in draft.version.questions.questions if question.sealed}
    draft.answers = {name: value for name, value in answers.items() if name not in names}
    sealed = {name: value for name, value in answers.items() if name in names}
    draft.encrypt_sealed_answers(json.dumps(sealed, ensure_ascii=False) if sealed else "")
    draft.saved_on = now.astimezone(TZ).date()
    draft.save(update_fields=["answers", "sealed_answers", "saved_on"])


@transaction.atomic
def save_page(
    draft: ResponseDraft, repeat: str, instance: int, given: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """Put the answers of a page in place of what stood there; all answers come back. What another window
    saved meanwhile stays.
    """
    fresh = ResponseDraft.objects.select_for_update().get(pk=draft.pk)
    draft.answers, draft.sealed_answers = fresh.answers, fresh.sealed_answers
    answers = with_page(answers_of(draft), repeat, instance, given) if given else answers_of(draft)
    save_answers(draft, answers, now)
    return answers


def with_page(
    answers: Mapping[str, Any], repeat: str, instance: int, given: Mapping[str, Any]
) -> dict[str, Any]:
    """The answers with those of a page in place of what stood there."""
    if not repeat:
        return {**answers, **given}
    rows = [dict(row) for row in answers.get(repeat, []) if isinstance(row, dict)]
    rows += [{} for _ in range(instance - len(rows))]
    rows[instance - 1] = {**rows[instance - 1], **given}
    return {**answers, repeat: rows}


def without_row(answers: Mapping[str, Any], repeat: str, instance: int) -> dict[str, Any]:
    rows = answers.get(repeat)
    if not isinstance(rows, list) or not 1 <= instance <= len(rows):
        return dict(answers)
    return {**answers, repeat: rows[: instance - 1] + rows[instance:]}


def keep_upload(
    draft: ResponseDraft, question: Question, upload: UploadedFile, *, address: str, now: datetime
) -> dict[str, Any]:
    """The file checked and kept with the draft; what stands for it among the answers. Raises PaperFault."""
    content = check_upload(upload)
    subject = (SUBJECT, draft.pk)
    count_paper(subject=subject, size=len(content.content), address=address, now=now)
    paper = keep_paper(
        office=draft.round.office,
        subject=subject,
        title=words_in(question.label, "bn")[:200],
        content=content,
        now=now,
    )
    return {"paper": paper.pk, "name": (upload.name or "")[:100]}


def papers_named(answers: Any) -> set[int]:
    """The files that stand among answers, at any depth."""
    if isinstance(answers, dict):
        own = {answers["paper"]} if isinstance(answers.get("paper"), int) else set()
        return own.union(*map(papers_named, answers.values()))
    return set().union(*map(papers_named, answers)) if isinstance(answers, list) else set()


def remove_unnamed(draft: ResponseDraft) -> None:
    """Files in whose place others came."""
    papers = Paper.objects.filter(subject_type=SUBJECT, subject_id=draft.pk)
    delete_papers(papers.exclude(pk__in=papers_named(draft.answers)))


def discard_draft(draft: ResponseDraft) -> None:
    """It is gone, with its files."""
    delete_papers(Paper.objects.filter(subject_type=SUBJECT, subject_id=draft.pk))
    draft.delete()


# How many a round of the worker; the others wait for the next.
MOST = 100


def submit_timed_drafts(now: datetime) -> int:
    """Returns how many were sent in. One that cannot be, keeps no other from it."""
    drafts = ResponseDraft.objects.filter(ends_at__lt=now - GRACE).order_by("ends_at")
    return sum(
        run_isolated(f"the draft {draft.pk} whose time is over", send_in, draft, now)
        for draft in drafts.select_related("round", "version")[:MOST]
    )


def send_in(draft: ResponseDraft, now: datetime) -> int:
    respondent = (draft.respondent_type, draft.respondent_id) if draft.respondent_id else None
    try:
        submit_response(
            round=draft.round,
            answers=answers_of(draft),
            respondent=respondent,
            draft=draft,
            instance_id=filling_key(draft),
            now=now,
        )
    except QuestionnaireFault:
        # The round has closed meanwhile, or they answered otherwise: retention takes the draft.
        return 0
    return 1
