"""What a phone sent is kept at once, and becomes a response where nothing is wrong with it; else it waits for
somebody of the office. It is never refused for what it says: a refusal would stick on the phone for ever.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.journal.actions import Reference, SubjectReference, record
from ongikar.papers.actions import keep_paper, move_papers, remove_files
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.models import Paper
from ongikar.questionnaires.books import flow_of
from ongikar.questionnaires.models import (
    Answers,
    Phone,
    PhoneSubmission,
    QuestionnaireFault,
    Response,
    Round,
    Version,
)
from ongikar.questionnaires.purposes import as_on_phones
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import AUDIT
from ongikar.rules.questionnaire.faults import AnswerProblem
from ongikar.rules.questionnaire.instance import Instance, InstanceFault, answers_in, read_instance
from ongikar.rules.questionnaire.photos import SUFFIX

from .submission import AnswersRefused, submit_response

# So a form calls the round that it is filled for.
FORM = "round-"
BY_PHONE = (Round.OFFICER, Round.ANYONE)


class AuditText(str):
    """The order in which questions were opened, as the phone wrote it: kept as an answer, and no file."""

    __slots__ = ()


# Of one file: what it became when it was checked.
Checked = Clean | PaperFault | AuditText
# What a file that was taken became.
WHOLE = frozenset({"paper", "text"})
# What apps above do with photos of items that an app has taken: `follow(response, {item: paper}, now=now)`.
AFTER_PHOTOS: list[Callable[..., None]] = []
UNKNOWN = (
    "এই ফর্ম বা সংস্করণ এই কার্যালয়ের নয়।",
    "This form, or this version of it, is not of this office.",
)
OTHER = (
    "একই নম্বরে আগে অন্য লেখা এসেছে। কোনটি ঠিক, দেখুন।",
    "Other answers came under the same number before. See which are right.",
)


def text_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def form_id(round: Round) -> str:
    return f"{FORM}{round.pk}"


def find_form(office_id: int, instance: Instance) -> tuple[Round | None, Version | None]:
    """The round and the version that it was filled for; both or neither."""
    key, number = instance.form.removeprefix(FORM), instance.version
    if not instance.form.startswith(FORM) or not all(
        part.isascii() and part.isdigit() and len(part) < 10 for part in (key, number)
    ):
        return None, None
    round = Round.objects.filter(pk=int(key), office_id=office_id).select_related("office").first()
    # Of what phones are given no form, they answer nothing (openrosa/forms.py).
    if round is None or round.anonymous or round.minutes or round.respondents not in BY_PHONE:
        return None, None
    version = Version.objects.filter(
        questionnaire=round.questionnaire_id, number=int(number), state=Version.PUBLISHED
    ).first()
    return (round, version) if version else (None, None)


def known_files(phone: Phone, instance: Instance, content: bytes) -> frozenset[str]:
    """The names of files that came before and were taken: they need not be checked again."""
    earlier = PhoneSubmission.objects.filter(
        office=phone.office_id, number=number_of(instance, content), sha256=text_hash(content)
    ).first()
    return (
        frozenset(name for name, kept in earlier.files.items() if kept.keys() & WHOLE)
        if earlier
        else frozenset()
    )


def number_of(instance: Instance, content: bytes) -> str:
    return instance.number or f"sha256:{text_hash(content)}"[:80]


@transaction.atomic
def receive_submission(
    *,
    phone: Phone,
    content: bytes,
    instance: Instance,
    files: Mapping[str, Checked],
    is_incomplete: bool,
    now: datetime,
) -> PhoneSubmission:
    """Keep what was sent, and take it where it is whole and right. `is_incomplete`: more files follow."""
    round, version = find_form(phone.office_id, instance)
    made, is_new = PhoneSubmission.objects.get_or_create(
        office=phone.office,
        number=number_of(instance, content),
        sha256=text_hash(content),
        defaults={"phone": phone, "round": round, "version": version, "came_at": now},
    )
    kept = PhoneSubmission.objects.select_for_update().get(pk=made.pk)
    if kept.state not in PhoneSubmission.WAITING:
        return kept
    if is_new:
        kept.encrypt_text(content.decode("utf-8", "replace"))
    keep_files(kept, files, now)
    kept.save(update_fields=["text", "files"])
    judge(kept, instance, is_incomplete, now)
    return kept


def keep_files(kept: PhoneSubmission, files: Mapping[str, Checked], now: datetime) -> None:
    for name, checked in files.items():
        if kept.files.get(name, {}).keys() & WHOLE:
            continue
        if isinstance(checked, AuditText):
            kept.files[name] = {"text": str(checked)}
        elif isinstance(checked, PaperFault):
            kept.files[name] = {"bn": checked.bn, "en": checked.en}
        else:
            paper = keep_paper(
                office=kept.office, subject=kept.reference, title=name[:200], content=checked, now=now
            )
            kept.files[name] = {"paper": paper.pk}


def judge(kept: PhoneSubmission, instance: Instance, is_incomplete: bool, now: datetime) -> None:
    """Make a response of it, or say why not."""
    before = kept.state
    answers, problems, missing = read_answers(kept, instance, now)
    if missing and is_incomplete:
        return
    problems += missing
    if has_rival(kept):
        problems.append(AnswerProblem("", 0, *OTHER))
    if not problems:
        try:
            become_response(kept, answers, actor=("user", kept.phone.user_id), now=now)
        except AnswersRefused as refused:
            problems = refused.problems
        except QuestionnaireFault as fault:
            problems = [AnswerProblem("", 0, fault.bn, fault.en)]
    if problems:
        kept.state, kept.problems = PhoneSubmission.TO_REVIEW, [asdict(each) for each in problems]
        kept.save(update_fields=["state", "problems"])
        if before != kept.state:
            record(
                "phone_submission.kept",
                subject=kept.reference,
                actor=("user", kept.phone.user_id),
                office_id=kept.office_id,
                now=now,
            )


def has_rival(kept: PhoneSubmission) -> bool:
    """Whether other text came under its number, and was not dropped."""
    same = PhoneSubmission.objects.filter(office=kept.office_id, number=kept.number).exclude(pk=kept.pk)
    return same.exclude(state=PhoneSubmission.DROPPED).exists()


def read_answers(
    kept: PhoneSubmission, instance: Instance, now: datetime
) -> tuple[dict[str, Any], list[AnswerProblem], list[AnswerProblem]]:
    """The answers with their files, what is wrong with them, and which files have not come."""
    if kept.round is None or kept.version is None:
        return {}, [AnswerProblem("", 0, *UNKNOWN)], []
    definition = flow_of(kept.version, kept.office, now.astimezone(TZ).date()).definition
    answers, problems = answers_in(instance, as_on_phones(definition, kept.version.questionnaire))
    missing: list[AnswerProblem] = []
    audits = {question.name for question in definition.questions if question.type == AUDIT}
    for row, number in rows_of(answers):
        for name in [name for name, value in row.items() if isinstance(value, dict)]:
            called = row[name]["name"]
            file = kept.files.get(called)
            if name in audits:
                # What a phone writes of itself keeps no answer from being taken.
                row[name] = file["text"] if file and "text" in file else ""
                continue
            if file and "paper" in file:
                row[name] = {"paper": file["paper"], "name": called}
                continue
            del row[name]
            if file:
                problems.append(AnswerProblem(name, number, file["bn"], file["en"]))
            else:
                missing.append(
                    AnswerProblem(name, number, f"ফাইলটি আসেনি: {called}", f"The file has not come: {called}")
                )
    return answers, problems, missing


def rows_of(answers: dict[str, Any]) -> Iterable[tuple[dict[str, Any], int]]:
    """The answers outside of repeats, and those of each instance of each."""
    yield answers, 0
    for rows in [value for value in answers.values() if isinstance(value, list)]:
        yield from ((row, place) for place, row in enumerate(rows, 1) if isinstance(row, dict))


def become_response(
    kept: PhoneSubmission, answers: dict[str, Any], *, actor: Reference, now: datetime, as_it_is: bool = False
) -> None:
    round = kept.round
    assert round is not None
    # Of the staff's own rounds it is known whose answers they are; of one for anyone, that nobody said.
    respondent: SubjectReference | None = (
        ("user", kept.phone.user_id) if round.respondents == Round.OFFICER else None
    )
    made = submit_response(
        round=round,
        answers=answers,
        respondent=respondent,
        actor=actor,
        via=Answers.ODK,
        instance_id=f"phone_submission:{kept.pk}",
        version=kept.version,
        as_it_is=as_it_is,
        now=now,
    )
    assert isinstance(made, Response)
    move_papers(kept.reference, made.reference)
    for follow in AFTER_PHOTOS:
        follow(made, photos_in(answers), now=now)
    kept.state, kept.response, kept.problems, kept.files = PhoneSubmission.TAKEN, made, [], {}
    # It stands in the response from now on.
    kept.text = ""
    kept.save(update_fields=["state", "response", "problems", "files", "text"])


def photos_in(answers: Mapping[str, Any]) -> dict[str, int]:
    """Item → its photo, of those that the form for phones asks for beside the questions."""
    return {
        name.removesuffix(SUFFIX): value["paper"]
        for name, value in answers.items()
        if name.endswith(SUFFIX) and isinstance(value, dict)
    }


def instance_of(kept: PhoneSubmission) -> Instance | None:
    """What it says; None where it does not open."""
    text = kept.read_text()
    try:
        return read_instance(text.encode()) if text else None
    except InstanceFault:
        return None


@transaction.atomic
def accept_submission(submission: PhoneSubmission, *, actor: Reference, now: datetime) -> PhoneSubmission:
    """Somebody has looked and takes it as it is, with what could be read. Raises QuestionnaireFault where it
    is of no form, or its person has answered already.
    """
    kept = waiting(submission)
    instance = instance_of(kept) if kept else None
    if kept is None:
        return submission
    if instance is None or kept.round is None:
        raise QuestionnaireFault("", *UNKNOWN)
    answers, _, _ = read_answers(kept, instance, now)
    become_response(kept, answers, actor=actor, now=now, as_it_is=True)
    return kept


@transaction.atomic
def drop_submission(submission: PhoneSubmission, *, reason: str, actor: Reference, now: datetime) -> None:
    """It is not taken, and what it said goes; pressed twice, nothing more happens."""
    kept = waiting(submission)
    if kept is not None:
        empty_submission(kept, reason)
        record(
            "phone_submission.dropped",
            subject=kept.reference,
            actor=actor,
            office_id=kept.office_id,
            now=now,
        )


def waiting(submission: PhoneSubmission) -> PhoneSubmission | None:
    locked = PhoneSubmission.objects.select_for_update().get(pk=submission.pk)
    return locked if locked.state in PhoneSubmission.WAITING else None


def empty_submission(kept: PhoneSubmission, reason: str = "") -> None:
    """What it said goes, with its files; that it came stays. Also what retention does with one that nobody
    looked at.
    """
    remove_files(
        Paper.objects.filter(subject_type=PhoneSubmission.SUBJECT, subject_id=kept.pk).exclude(file="")
    )
    kept.state, kept.drop_reason = PhoneSubmission.DROPPED, reason
    kept.text, kept.files, kept.problems = "", {}, []
    kept.save(update_fields=["state", "drop_reason", "text", "files", "problems"])
