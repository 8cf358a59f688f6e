"""What is done with a letter that stands in the diary: marked, answered, filed, sent on, reminded of,
corrected.

Each is one transaction. A wanted answer is a task of the post that the letter is marked to, due by the
letter's own day; it ends with whatever ends the letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.offices.models import Post
from ongikar.papers.check import Clean
from ongikar.rules.bangla.text import date_words, digits

from ..act_log import add_act, is_act_done, lock_letter, record_act
from ..models import File, Letter
from .diary import keep_pages, search_words
from .reply_tasks import drop_reply_task, give_reply_task, report_reply_task

# What may be put right in the diary. The day of the answer is a promise, and moves as a task's does.
CORRECTABLE = ("subject_line", "sender_name", "their_memo", "their_date", "received_on", "channel")


@transaction.atomic
def mark_letter(
    letter: Letter,
    *,
    to: Post,
    by: Post,
    actor: Reference,
    now: datetime,
    due: date | None = None,
    words: str = "",
) -> None:
    """Give it to a post to look at; where it wants an answer, the answer is that post's task.

    `by`: the post that marks it. `due`: the day of the task, where the letter's own has passed.
    """
    add_act(letter, "mark", actor=actor, now=now, words=words, data={"post": to.pk})
    letter.marked = to
    letter.save(update_fields=["marked"])
    # What belongs to a case is answered by it, and its own clock counts.
    if letter.due_on and letter.subject is None:
        give_reply_task(letter, to=to, by=by, due=due or letter.due_on, actor=actor, now=now)
    record_act("marked", letter, actor=actor, now=now, post=to.pk)


@transaction.atomic
def answer_letter(
    letter: Letter, *, actor: Reference, now: datetime, words: str = "", by_letter: Letter | None = None
) -> None:
    """It is answered: by a letter of ours that was issued, or otherwise, in `words`."""
    data = {"letter": by_letter.pk} if by_letter else {}
    add_act(letter, "answer", actor=actor, now=now, words=words, data=data)
    proof = by_letter.reference if by_letter else None
    report_reply_task(letter, words=words, proof=proof, actor=actor, now=now)
    record_act("answered", letter, actor=actor, now=now)


@transaction.atomic
def file_letter(letter: Letter, *, file: File, words: str, actor: Reference, now: datetime) -> None:
    """Nothing is to be done about it: it is put into its file, with the reason."""
    add_act(letter, "file", actor=actor, now=now, words=words, data={"file": file.pk})
    letter.file = file
    letter.save(update_fields=["file"])
    drop_reply_task(letter, reason=words, actor=actor, now=now)
    record_act("filed", letter, actor=actor, now=now)


@transaction.atomic
def redirect_letter(letter: Letter, *, words: str, actor: Reference, now: datetime) -> None:
    """It belongs to another office and was sent on; `words` say where and why."""
    add_act(letter, "redirect", actor=actor, now=now, words=words)
    drop_reply_task(letter, reason=words, actor=actor, now=now)
    record_act("redirected", letter, actor=actor, now=now)


@transaction.atomic
def place_letter(letter: Letter, *, file: File, actor: Reference, now: datetime) -> None:
    """Put it into a file, whatever else becomes of it; where it lies there already nothing is done."""
    lock_letter(letter)
    if Letter.objects.filter(pk=letter.pk, file=file).exists():
        return
    add_act(letter, "place", actor=actor, now=now, data={"file": file.pk})
    letter.file = file
    letter.save(update_fields=["file"])
    record_act("placed", letter, actor=actor, now=now)


@transaction.atomic
def attach_letter(letter: Letter, *, subject: SubjectReference, actor: Reference, now: datetime) -> None:
    """It belongs to this thing from now on: the case that it turned out to be."""
    add_act(letter, "belong", actor=actor, now=now, data={"subject": list(subject)})
    letter.subject_type, letter.subject_id = subject
    letter.save(update_fields=["subject_type", "subject_id"])
    record_act("attached", letter, actor=actor, now=now, of=subject[0], of_id=subject[1])


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter that reminds of one before: it has no number of its own in the diary."""

    received_on: date
    their_memo: str = ""
    their_date: date | None = None
    words: str = ""
    scan: Clean | None = None

    def as_data(self) -> dict[str, Any]:
        return {
            "memo": self.their_memo,
            "date": self.their_date.isoformat() if self.their_date else "",
            "received": self.received_on.isoformat(),
        }


@transaction.atomic
def note_reminder(
    letter: Letter, *, reminder: Reminder, submission: str, actor: Reference, now: datetime
) -> None:
    """Note a reminder at its letter. The same `submission` twice is one."""
    lock_letter(letter)
    if is_act_done(letter, submission):
        return
    data = {**reminder.as_data(), "submission": submission}
    add_act(letter, "remind", actor=actor, now=now, words=reminder.words, data=data)
    keep_pages(letter, reminder.scan, now, title=f"তাগিদ {date_words(reminder.received_on, 'bn')}")
    record_act("reminded", letter, actor=actor, now=now)


@transaction.atomic
def add_pages(
    letter: Letter, *, scan: Clean, words: str, submission: str, actor: Reference, now: datetime
) -> None:
    """Pages that were scanned later. The same `submission` twice adds them once."""
    lock_letter(letter)
    if is_act_done(letter, submission):
        return
    add_act(letter, "add_pages", actor=actor, now=now, words=words, data={"submission": submission})
    keep_pages(letter, scan, now, title=words or "আরও পাতা")
    record_act("pages_added", letter, actor=actor, now=now)


@transaction.atomic
def correct_letter(
    letter: Letter, *, values: Mapping[str, Any], reason: str, actor: Reference, now: datetime
) -> list[str]:
    """Put right what was entered wrongly; returns the names of the fields that changed.

    What stood there before stays in the act, and the register shows it crossed out.
    """
    lock_letter(letter)
    stood = Letter.objects.get(pk=letter.pk)
    changed = [name for name in CORRECTABLE if name in values and values[name] != getattr(stood, name)]
    if not changed:
        return []
    old = {name: as_told(getattr(stood, name)) for name in changed}
    add_act(letter, "correct", actor=actor, now=now, words=reason, data={"old": old})
    for name in changed:
        setattr(letter, name, values[name])
    letter.search = search_words(letter)
    letter.save(update_fields=[*changed, "search"])
    record_act("corrected", letter, actor=actor, now=now, fields=changed)
    return changed


def as_told(value: date | str | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def answered_words(letter: Letter) -> str:
    """How and when it was answered, for whoever brings a reminder of it."""
    answer = letter.acts.filter(name="answer").last()
    if answer is None:
        return ""
    by = Letter.objects.filter(pk=answer.data.get("letter")).first()
    day = not_none(answer).at
    if by and by.memo_number:
        memo = digits(by.memo_number, language())
        return say("স্মারক {memo}, {day}", "memo {memo}, {day}", memo=memo, day=day)
    return say("{day}", "{day}", day=day)
