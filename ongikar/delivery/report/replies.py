"""The letter that answers a request: drafted from it, and the promise is kept when it has gone to whom it was
promised. The charter promises sending, so an issued letter that lies in the office keeps nothing.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.cases.actions import keep
from ongikar.cases.actions.part_outcomes import keep_part
from ongikar.cases.models import LEFT, LEFT_BY, LEFT_ON, Case
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import language, override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Dispatch, Letter, Recipient
from ongikar.letters.outgoing.actions import Addressee, Ties, Wording, draft_letter
from ongikar.letters.outgoing.dispatching import waiting_recipients
from ongikar.letters.outgoing.kinds import PLACEHOLDER, RESULT, template_of
from ongikar.letters.transitions import ISSUED, OPEN_OUT
from ongikar.offices.models import Post
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import report_task
from ongikar.tasks.models import Task
from ongikar.tasks.models.task import MOST_TITLE

from .items import open_items
from .models import ReplyItem, StandingReturn

# How a letter went, as the outcome of the case has it.
SENT_BY = {Dispatch.DNOTHI: "nothi", Dispatch.EMAIL: "email", Dispatch.POST: "post", Dispatch.HAND: "hand"}
MOST_SUBJECT, MOST_SUBMISSION = 300, 64


@transaction.atomic
def begin_reply(
    case: Case,
    *,
    items: Collection[Task],
    drafter: Post,
    signer: Post,
    submission: str,
    actor: Reference,
    now: datetime,
    language: str = "bn",
) -> Letter:
    """Draft the letter that answers these items of a case, to whoever asked. Pressed twice is one draft."""
    asked = letter_in_of(case)
    letter = draft_letter(
        office=case.office,
        kind="official",
        wording=first_wording(case, asked, items, language),
        drafter=drafter,
        signer=signer,
        recipients=addressees(case, asked),
        submission=submission[:MOST_SUBMISSION],
        actor=actor,
        now=now,
        ties=Ties(subject=case.reference, answers=asked, file=asked.file if asked else None),
    )
    for task in items:
        ReplyItem.objects.get_or_create(letter=letter, task=task)
    return letter


TYPE, KEY = CompiledQuery.parameter(0), CompiledQuery.parameter(1)
# Asked at each look at a case that is answered by a letter.
LETTER_IN = CompiledQuery(
    lambda: (
        Letter.objects.filter(subject_type=TYPE, subject_id=KEY, direction=Letter.IN)
        .select_related("file")
        .order_by("id")[:1]
    )
)
LETTERS_OUT = CompiledQuery(
    lambda: Letter.objects.filter(subject_type=TYPE, subject_id=KEY, direction=Letter.OUT).order_by("id")
)


def letter_in_of(case: Case) -> Letter | None:
    """The letter in the diary by which it was asked for; None where it came otherwise."""
    return next(iter(LETTER_IN(*case.reference)), None)


def letters_out_of(case: Case) -> list[Letter]:
    """The letters of the case that go out, drafts among them, the oldest first."""
    return LETTERS_OUT(*case.reference)


def unsent_letter(case: Case) -> Letter | None:
    """The letter of the case that was begun last and has not gone yet."""
    waiting = Letter.objects.of_subject(case.reference).filter(
        direction=Letter.OUT, dispatched_at__isnull=True
    )
    return waiting.filter(state__in=(*OPEN_OUT, ISSUED)).last()


def first_wording(case: Case, asked: Letter | None, items: Collection[Task], language: str) -> Wording:
    with override_language(language):
        subject = say("{what} প্রেরণ", "{what}: sent herewith", what=subject_of(case, asked))
        return Wording(
            subject_line=subject[:MOST_SUBJECT],
            body=first_body(items, language),
            source=source_words(case, asked),
            language=language,
        )


def first_body(items: Collection[Task], language: str) -> str:
    """What the letter begins with: a numbered place for the answer to each item."""
    opening, *closing = template_of("official", language).split("\n\n")
    if not items:
        return "\n\n".join((opening, *closing))
    lines = [
        f"{text.digits(place, language)}. {task.title}: {PLACEHOLDER}" for place, task in enumerate(items, 1)
    ]
    return "\n\n".join((opening.removesuffix(PLACEHOLDER).strip(), "\n".join(lines), *closing))


def subject_of(case: Case, asked: Letter | None) -> str:
    if asked:
        return asked.subject_line
    named = str(case.answers.get("title") or case.answers.get("items") or case.row.short)
    return next(iter(named.splitlines()), "")[:MOST_TITLE]


def source_words(case: Case, asked: Letter | None) -> str:
    """The letter it answers, as the line “source” of ours names it; "" of a return that nobody asked for."""
    memo = asked.their_memo if asked else str(case.answers.get("memo_number") or "")
    day = asked.their_date if asked else case.answers.get("letter_date")
    if not memo:
        return ""
    memo = text.digits(memo, language())
    written = date.fromisoformat(day) if isinstance(day, str) else day
    if written is None:
        return say("স্মারক নং {memo}", "Memo No. {memo}", memo=memo)
    return say("স্মারক নং {memo}, তারিখ {day}", "Memo No. {memo} dated {day}", memo=memo, day=written)


def addressees(case: Case, asked: Letter | None) -> list[Addressee]:
    """Whoever wrote; else whoever applied; of a standing return the contact that it is owed to."""
    contact = asked.sender if asked else None
    if contact is None and (key := case.answers.get("return")):
        contact = StandingReturn.objects.select_related("contact").get(pk=key).contact
    if contact:
        return [Addressee(contact.full_title, address=contact.address, email=contact.email, contact=contact)]
    if asked and asked.sender_name:
        return [Addressee(asked.sender_name)]
    if who := case.applicant:
        name = "\n".join(filter(None, (who.name, who.institution)))
        return [Addressee(name, address=who.address, email=who.email, applicant=who)]
    return []


def keep_when_sent(letter: Letter, sent: Dispatch, *, actor: Reference, now: datetime) -> None:
    """Called with every dispatch: a report is kept when its letter has gone to everybody but copies.

    Items that the letter answers are done with it. While others are open the case is given in part: what is
    left is named, and its clock runs on.
    """
    if letter.subject is None or letter.subject[0] != "case" or letter.kind == RESULT:
        return
    cases = Case.objects.select_related("office", "clock", "applicant")
    case = cases.filter(pk=letter.subject[1], service__kind="report").first()
    if case is None or not case.is_open:
        return
    if any(each.role != Recipient.COPY for each in waiting_recipients(letter)):
        return
    for task in answered_items(letter, case):
        report_task(
            task,
            words=text.digits(letter.memo_number),
            records=[letter.reference],
            actor=actor,
            now=now,
        )
    outcome = outcome_of(letter, sent)
    if left := open_items(case):
        keep_part(case, outcome=outcome, left=left_words(left), actor=actor, now=now)
    else:
        keep(case, outcome=outcome, actor=actor, now=now, letter=letter)


def answered_items(letter: Letter, case: Case) -> list[Task]:
    """The open items that a letter answers: those that were ticked for it, or all of them where it was begun
    from the diary, where nobody is asked.
    """
    ticked = set(letter.reply_items.values_list("task_id", flat=True))
    return [task for task in open_items(case) if not ticked or task.pk in ticked]


def outcome_of(letter: Letter, sent: Dispatch) -> dict[str, Any]:
    """What the outcome of the case says of the letter: its own text is the letter itself."""
    newest = letter.texts.order_by("-version").first()
    copies = [each.name for each in letter.recipients.all() if each.role == Recipient.COPY]
    outcome: dict[str, Any] = {
        "words": newest.body if newest else letter.subject_line,
        "sent_by": SENT_BY.get(sent.channel, "nothi"),
        "letter": letter.pk,
    }
    if enclosed := letter.enclosures.count():
        outcome["enclosures"] = enclosed
    if copies:
        outcome["copy_to"] = "\n".join(copies)
    return outcome


def left_words(left: list[Task]) -> dict[str, str]:
    last = max(left, key=lambda task: task.clock.due_at)
    return {
        LEFT: "\n".join(task.title for task in left),
        LEFT_BY: last.owner.title,
        LEFT_ON: last.clock.due_at.astimezone(TZ).date().isoformat(),
    }
