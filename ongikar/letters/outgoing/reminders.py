"""Reminders: of a letter that asked for an answer and has had none, the next letter is drafted by itself."""

from datetime import datetime

from django.db import transaction

from ongikar.core.i18n.say import override_language, say
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, Reference
from ongikar.offices.models import Post
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Letter, Recipient
from ..transitions import ISSUED, OPEN_OUT
from .actions import Addressee, Ties, Wording, draft_letter
from .kinds import REMINDER, RESULT, template_of
from .paper import text_of
from .transitions import LetterFault

# How many are drafted in one round of the worker; the rest wait for the next.
A_ROUND = 50


def draft_due_reminders(now: datetime) -> int:
    """Draft a reminder of each letter whose day has come; how many. Safe to run twice, after any downtime."""
    today = now.astimezone(TZ).date()
    due = Letter.objects.filter(remind_on__lte=today).order_by("remind_on", "id")
    keys = list(due.values_list("pk", flat=True)[:A_ROUND])
    return sum(run_isolated(f"drafting a reminder of letter {key}", draft_if_due, key, now) for key in keys)


@transaction.atomic
def draft_if_due(key: int, now: datetime) -> int:
    """One of them, locked: of two workers the second finds that its day is gone."""
    letter = Letter.objects.select_for_update().get(pk=key)
    if letter.remind_on is None or letter.remind_on > now.astimezone(TZ).date():
        return 0
    letter.remind_on = None
    letter.save(update_fields=["remind_on"])
    if reason_against(letter):
        return 0
    draft_reminder(letter, drafter=letter.drafter, actor=WORKER, now=now, submission=f"reminder of {key} due")
    return 1


def reason_against(letter: Letter) -> LetterFault | None:
    """Why no reminder of it may go; None where one may."""
    if letter.kind == RESULT:
        return LetterFault(
            "আবেদনের ফলাফলের চিঠির উত্তর লাগে না, তাই তাগিদও নেই।",
            "The outcome of an application wants no answer, so there is nothing to remind of.",
        )
    answer = letter.answered_by.order_by("id").first()
    if answer is not None:
        with_number = text.digits(answer.book_serial or "", "bn"), str(answer.book_serial or "")
        return LetterFault(
            f"এর উত্তর এসে গেছে (ডায়েরি {with_number[0]}), তাগিদ লাগবে না।",
            f"It has been answered (diary {with_number[1]}); no reminder is needed.",
        )
    if letter.state != ISSUED:
        return LetterFault(
            "এই চিঠির বদলে আরেকটি গেছে বা চিঠিটি জারি হয়নি।",
            "This letter was replaced, or was not issued.",
        )
    if letter.reminders.filter(state__in=OPEN_OUT).exists():
        return LetterFault("এর তাগিদের খসড়া আছে।", "A reminder of it is being drafted already.")
    return None


@transaction.atomic
def draft_reminder(
    letter: Letter, *, drafter: Post | None, actor: Reference, now: datetime, submission: str
) -> Letter:
    """A reminder to those it went to, through the same and with the same copies. Raises LetterFault where
    none is needed.
    """
    if fault := reason_against(letter):
        raise fault
    first = text_of(letter)
    with override_language(first.language):
        day = letter.issued_at and letter.issued_at.astimezone(TZ).date()
        source = say(
            "এ কার্যালয়ের স্মারক {memo}, তারিখ {day}",
            "This office’s memo {memo} of {day}",
            memo=text.digits(letter.memo_number, first.language),
            day=day,
        )
    assert letter.signer is not None, "an issued letter has a signer"
    return draft_letter(
        office=letter.office,
        kind=REMINDER,
        wording=Wording(
            first.subject_line,
            template_of(REMINDER, first.language),
            source,
            first.language,
        ),
        drafter=drafter,
        signer=letter.signer,
        recipients=[addressee_of(each) for each in letter.recipients.all()],
        submission=submission,
        actor=actor,
        now=now,
        ties=Ties(
            subject=letter.subject,
            reminder_of=letter,
            file=letter.file,
            remind_after=letter.remind_after,
        ),
    )


def addressee_of(recipient: Recipient) -> Addressee:
    return Addressee(
        recipient.name,
        recipient.role,
        recipient.address,
        recipient.email,
        recipient.channel,
        recipient.post,
        recipient.contact,
        recipient.applicant,
    )
