"""A round is opened, its respondents get their addresses, and it is closed."""

import base64
import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from ongikar.journal.actions import Reference, SubjectReference, record
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.questionnaires.models import Invitation, Questionnaire, QuestionnaireFault, Round, Version
from ongikar.rules.questionnaire.definition import UPLOADS

# 96 bits, as 16 signs of an address.
TOKEN_BYTES = 12
KEY_LENGTH = 20


def key_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def token_of(questionnaire: Questionnaire, submission: str) -> str:
    """The part of the address that follows from the key of a form. It is no secret: see Round."""
    digest = hashlib.sha256(f"{questionnaire.pk}:{submission}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip("=")


@transaction.atomic
def open_round(
    *,
    questionnaire: Questionnaire,
    opens_at: datetime,
    actor: Reference,
    now: datetime,
    office: Office | None = None,
    subject: SubjectReference | None = None,
    version: Version | None = None,
    closes_at: datetime | None = None,
    respondents: str = Round.LINK,
    anonymous: bool = False,
    once: bool = True,
    minutes: int | None = None,
    pass_percent: int | None = None,
    submission: str = "",
) -> Round:
    """Open one use of a questionnaire; it may be answered from `opens_at` on. Of a form sent twice with the
    same `submission` it is opened once.

    `office`: whose round it is, of a questionnaire that all offices share; else that of the questionnaire.
    `version`: the one that is asked whatever is published meanwhile; None for the newest. Raises
    QuestionnaireFault where nothing was published, or what is wanted contradicts itself.
    """
    held_by = office or questionnaire.office
    if held_by is None:
        raise ValueError("a round of a shared questionnaire names its office")
    if version is None and questionnaire.newest_version() is None:
        raise QuestionnaireFault(
            "", "এই প্রশ্নমালা এখনো প্রকাশ করা হয়নি।", "This questionnaire has not been published yet."
        )
    if version is not None and not version.is_published:
        raise QuestionnaireFault("version", "সংস্করণটি প্রকাশ করা হয়নি।", "This version has not been published.")
    if questionnaire.retired_at is not None:
        raise QuestionnaireFault("", "এই প্রশ্নমালা আর ব্যবহার হয় না।", "This questionnaire is not used any more.")
    if anonymous:
        # Nobody's name: what is asked is known before, and holds no file, which would have a moment.
        version = version or questionnaire.newest_version()
        if version and any(question.type in UPLOADS for question in version.questions.questions):
            raise QuestionnaireFault(
                "anonymous",
                "নাম ছাড়া উত্তরে ছবি বা ফাইল চাওয়া যায় না।",
                "Answers without a name cannot ask for pictures or files.",
            )
    if closes_at is not None and closes_at <= opens_at:
        raise QuestionnaireFault("closes_at", "শেষের সময় শুরুর পরে হতে হবে।", "It must close after it opens.")
    if anonymous and minutes is not None:
        raise QuestionnaireFault(
            "minutes",
            "নাম ছাড়া উত্তরে সময় মাপা যায় না। একটি বাদ দিন।",
            "Answers without a name are not timed. Leave one of the two out.",
        )
    token = token_of(questionnaire, submission) if submission else secrets.token_urlsafe(TOKEN_BYTES)
    if submission and (earlier := Round.objects.filter(token=token).first()):
        return earlier
    made = Round.objects.create(
        office=held_by,
        questionnaire=questionnaire,
        version=version,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        opens_at=opens_at,
        closes_at=closes_at,
        respondents=respondents,
        anonymous=anonymous,
        once=once,
        minutes=minutes,
        pass_percent=pass_percent,
        token=token,
        made_at=now,
    )
    record("round.opened", subject=made.reference, actor=actor, office_id=held_by.pk, now=now)
    return made


@transaction.atomic
def close_round(round: Round, *, actor: Reference, now: datetime) -> None:
    """Nothing more is taken from now on; pressed twice, nothing more happens."""
    fresh = Round.objects.select_for_update().get(pk=round.pk)
    if fresh.closes_at is None or fresh.closes_at > now:
        fresh.closes_at = max(now, fresh.opens_at)
        fresh.save(update_fields=["closes_at"])
        record("round.closed", subject=fresh.reference, actor=actor, office_id=fresh.office_id, now=now)
    round.closes_at = fresh.closes_at


def respondent_key(round: Round, respondent: SubjectReference) -> str:
    """The key of an invited respondent; before `invite_respondent` it opens nothing."""
    of = f"{round.pk}:{respondent[0]}:{respondent[1]}"
    return salted_hmac("ongikar.questionnaires.invitation", of, algorithm="sha256").hexdigest()[:KEY_LENGTH]


def invite_respondent(round: Round, respondent: SubjectReference) -> str:
    """The key of a respondent's own address; asked again, for a reminder, it is the same.

    It is made of the installation's secret and not kept. Where that was changed a new key is made, and the
    address that was sent before goes on opening the round, until another is asked for.
    """
    key = respondent_key(round, respondent)
    Invitation.objects.update_or_create(
        round=round,
        respondent_type=respondent[0],
        respondent_id=respondent[1],
        defaults={"key_hash": key_hash(key)},
    )
    return key


def round_url(round: Round, respondent_key: str = "") -> str:
    """The whole address of a round: that of one respondent with the key that `invite_respondent` gave."""
    names = [round.token, respondent_key] if respondent_key else [round.token]
    return f"{site_of(round.office)}{reverse('fill_own' if respondent_key else 'fill', args=names)}"


def respondent_of_key(round: Round, key: str) -> SubjectReference | None:
    """Whose address it is; None where it is nobody's."""
    invitation = Invitation.objects.filter(round=round, key_hash=key_hash(key)).first()
    return invitation.respondent if invitation else None
