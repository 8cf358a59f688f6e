"""How an issued letter goes to each of those named in it, and what became of it on the way."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import Reference
from ongikar.offices.serials import next_number
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from ..act_log import record_act, write_act
from ..models import Dispatch, Letter, Recipient
from .actions import OFFICE, is_done_before, lock_for_act, user_key
from .transitions import DISPATCH, RESULT, LetterFault

# What apps above do when a letter has gone to somebody, in the same transaction: a case is kept by it.
# Called with letter, dispatch, actor and now.
AFTER_DISPATCH: list[Callable[..., None]] = []


def check_channel(recipient: Recipient, channel: str, reference: str = "") -> None:
    """Raises LetterFault where it cannot go that way."""
    if channel == Dispatch.EMAIL and not recipient.email:
        raise LetterFault(
            "এই প্রাপকের ই-মেইল ঠিকানা নেই। অন্যভাবে পাঠান।",
            "This recipient has no e-mail address. Send it another way.",
            "channel",
        )
    if channel == Dispatch.DNOTHI and not reference:
        raise LetterFault(
            "ডি-নথিতে পাঠানোর নম্বরটি লিখুন।", "Enter the number under which it went in D-Nothi.", "reference"
        )


def check_nothing_sent_since(recipient: Recipient, seen: int | None) -> None:
    """Raises LetterFault where it has gone out since the page was opened: several pages opened before it went
    are one dispatch, and only who has seen that it went sends it again. To be asked while it is locked.
    """
    if seen is not None and recipient.dispatches.count() > seen:
        raise LetterFault(
            "এই প্রাপকের কাছে চিঠিটি এর মধ্যে পাঠানো হয়েছে; এবার আর পাঠানো হয়নি। সত্যিই আরেকবার পাঠাতে হলে"
            " নিচে “আবার পাঠান” চাপুন।",
            "This letter has been sent to this recipient meanwhile, and was not sent a second time. To send"
            " it once more on purpose, press “Send again” below.",
        )


@transaction.atomic
def dispatch(
    letter: Letter,
    recipient: Recipient,
    *,
    channel: str,
    actor: Reference,
    now: datetime,
    reference: str = "",
    taken_by: str = "",
    proof: Clean | None = None,
    submission: str = "",
    seen: int | None = None,
) -> Dispatch:
    """Send an issued letter to one recipient. By hand it takes a line of the peon book; e-mail is sent by the
    worker. Sent again it is another dispatch; the same `submission` twice is one. `seen`: how many dispatches
    to this recipient the person saw who presses; None where nobody looked at a page.
    """
    lock_for_act(letter, DISPATCH)
    if is_done_before(letter, DISPATCH, submission):
        return recipient.dispatches.order_by("-id")[0]
    check_nothing_sent_since(recipient, seen)
    check_channel(recipient, channel, reference)
    sent = Dispatch(
        office=letter.office,
        recipient=recipient,
        channel=channel,
        at=now,
        by_id=user_key(actor),
        reference=reference,
        taken_by=taken_by,
    )
    if channel == Dispatch.HAND:
        year = fiscal_year(now.astimezone(TZ).date())
        sent.fiscal_year, sent.book_serial = year, next_number(letter.office, "peon", year)
        if taken_by or proof:
            sent.result, sent.result_at = Dispatch.DELIVERED, now
    if proof:
        sent.proof = keep_paper(
            office=letter.office,
            subject=letter.reference,
            title="প্রাপ্তির প্রমাণ",
            content=proof,
            now=now,
            brought_by=OFFICE,
        )
    sent.save(force_insert=True)
    if letter.dispatched_at is None and not waiting_recipients(letter):
        letter.dispatched_at = now
        letter.save(update_fields=["dispatched_at"])
    write_act(
        letter,
        DISPATCH,
        actor=actor,
        now=now,
        data={"dispatch": sent.pk, "channel": channel, "token": submission},
    )
    record_act("dispatched", letter, actor=actor, now=now, how=channel, of="dispatch", of_id=sent.pk)
    for follow in AFTER_DISPATCH:
        follow(letter, sent, actor=actor, now=now)
    return sent


def waiting_recipients(letter: Letter) -> list[Recipient]:
    """Those to whom it has not gone yet. Whoever it goes through hands it on, and is sent it too."""
    return [each for each in letter.recipients.prefetch_related("dispatches") if not each.dispatches.all()]


@transaction.atomic
def dispatch_on_page(letter: Letter, *, actor: Reference, now: datetime) -> None:
    """The paper of a case stands on the page of its applicant from now on, and a message says so."""
    for recipient in letter.recipients.all():
        dispatch(letter, recipient, channel=Dispatch.PAGE, actor=actor, now=now)


@transaction.atomic
def record_result(
    sent: Dispatch, *, result: str, actor: Reference, now: datetime, taken_by: str = "", words: str = ""
) -> None:
    """What became of a dispatch: taken by somebody, come back, or not delivered. Entered once; tried again it
    is another dispatch.
    """
    letter = sent.recipient.letter
    lock_for_act(letter, RESULT)
    fresh = Dispatch.objects.select_for_update().get(pk=sent.pk)
    if fresh.result:
        raise LetterFault("এর ফল আগেই লেখা হয়েছে।", "The outcome was entered before.")
    fresh.result, fresh.result_at, fresh.taken_by = result, now, taken_by or fresh.taken_by
    fresh.save(update_fields=["result", "result_at", "taken_by"])
    data = {"dispatch": fresh.pk, "result": result}
    write_act(letter, RESULT, actor=actor, now=now, words=words, data=data)
    record_act("dispatch_result", letter, actor=actor, now=now, what=result, of="dispatch", of_id=fresh.pk)
