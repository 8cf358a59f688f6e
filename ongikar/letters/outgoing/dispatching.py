"""How an issued letter goes to each of those named in it, and what became of it on the way.

No line of a dispatch is written for what nobody did: what is carried is entered by whoever hands it over,
with who carries it or what was given for it; an e-mail is sent by the worker with the letter in it; on a page
or at the counter it lies from the moment it is put there (decision 093).
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.offices.serials import next_number
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from ..act_log import record_act, write_act
from ..models import Dispatch, Letter, Recipient
from .actions import OFFICE, do_act, is_done_before, lock_for_act, user_key
from .transitions import DISPATCH, RESULT, WITHHOLD, LetterFault
from .ways import Sending, asked_channel, check_way, has_email

# What apps above do in the same transaction: when a letter has gone to somebody (a case is kept by it; one
# that may not go any more raises LetterFault), when it came back or was refused on the way, and when it is
# not to be sent after all. Called with letter, the dispatch (not of the last), actor and now.
AFTER_DISPATCH: list[Callable[..., None]] = []
AFTER_RETURN: list[Callable[..., None]] = []
AFTER_WITHHOLDING: list[Callable[..., None]] = []


@transaction.atomic
def dispatch(
    letter: Letter,
    recipient: Recipient,
    *,
    channel: str,
    actor: Reference,
    now: datetime,
    reference: str = "",
    carried_by: str = "",
    taken_by: str = "",
    address: str = "",
    reason: str = "",
    proof: Clean | None = None,
    submission: str = "",
    seen: int | None = None,
) -> Dispatch:
    """Send an issued letter to one recipient. What is carried takes a line of the peon book; e-mail is sent
    by the worker. Sent again it is another dispatch; the same `submission` twice is one. `seen`: how many
    dispatches to this recipient the person saw who presses; None where nobody looked at a page.

    Raises LetterFault where it cannot go that way or nothing shows that it went (ways.py).
    """
    lock_for_act(letter, DISPATCH)
    if is_done_before(letter, DISPATCH, submission):
        return recipient.dispatches.order_by("-id")[0]
    sending = Sending(channel, reference, carried_by, taken_by, address, reason, proof)
    check_nothing_sent_since(recipient, seen)
    check_way(recipient, sending, is_demo=letter.office.is_demo)
    sent = write_dispatch(letter, recipient, sending, actor=actor, now=now)
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


def write_dispatch(
    letter: Letter, recipient: Recipient, sending: Sending, *, actor: Reference, now: datetime
) -> Dispatch:
    sent = Dispatch(
        office=letter.office,
        recipient=recipient,
        channel=sending.channel,
        at=now,
        by_id=user_key(actor),
        reference=sending.reference,
        carried_by=sending.carried_by,
        taken_by=sending.taken_by,
        address=(sending.address or recipient.address) if sending.channel == Dispatch.POST else "",
        reason=sending.reason,
    )
    if sending.channel in Dispatch.CARRIED:
        year = fiscal_year(now.astimezone(TZ).date())
        sent.fiscal_year, sent.book_serial = year, next_number(letter.office, "peon", year)
    if sending.channel == Dispatch.HAND and (sending.taken_by or sending.proof):
        sent.result, sent.result_at = Dispatch.DELIVERED, now
    if sending.proof:
        sent.proof = keep_paper(
            office=letter.office,
            subject=letter.reference,
            title="প্রাপ্তির প্রমাণ",
            content=sending.proof,
            now=now,
            brought_by=OFFICE,
        )
    sent.save(force_insert=True)
    return sent


def waiting_recipients(letter: Letter) -> list[Recipient]:
    """Those to whom it has not gone yet, or from whom it came back. Whoever it goes through hands it on, and
    is sent it too.
    """
    return [
        each
        for each in letter.recipients.prefetch_related("dispatches")
        if not any(sent.is_standing for sent in each.dispatches.all())
    ]


def has_left(letter: Letter) -> bool:
    """Whether it is on its way to everybody that it is for: a copy that lies behind delays nobody."""
    return not any(each.role != Recipient.COPY for each in waiting_recipients(letter))


def leaving_words(letter: Letter) -> str:
    """What is said after the issue: that it has left for everybody, or that somebody must carry it still."""
    if has_left(letter):
        return say("সবার কাছে গেছে।", "It has left for everybody.")
    return say(
        "যাঁর কাছে নিজে থেকে যায় না, তাঁর কাছে পাঠিয়ে চিঠির পাতায় লিখুন; তখনই কথা রাখা হবে।",
        "Send it to whoever it does not reach by itself, and enter that on its page: that keeps the promise.",
    )


@transaction.atomic
def dispatch_by_itself(letter: Letter, *, actor: Reference, now: datetime) -> None:
    """Send an issued letter to those whom it reaches without anybody carrying it: by the way that was asked
    for where that is the page, the counter or e-mail; to others by e-mail where they have an address. Whoever
    must be brought it waits among the letters to be dispatched.
    """
    for recipient in letter.recipients.select_related("post"):
        if channel := channel_by_itself(letter, recipient):
            dispatch(letter, recipient, channel=channel, actor=actor, now=now)


def channel_by_itself(letter: Letter, recipient: Recipient) -> str:
    """The way on which it leaves with the press that issues it; "" where somebody must carry it."""
    if recipient.post is not None and recipient.post.office_id == letter.office_id:
        # Whoever holds a post here has it on the desk from the moment it is issued.
        return Dispatch.PAGE
    asked, mailed = asked_channel(recipient), has_email(recipient, is_demo=letter.office.is_demo)
    if asked in (Dispatch.PAGE, Dispatch.COUNTER) or (asked == Dispatch.EMAIL and mailed):
        return asked
    is_free = not asked and recipient.channel in ("", Dispatch.EMAIL)
    return Dispatch.EMAIL if is_free and mailed else ""


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
    is another dispatch. Of what came back the letter waits to be sent again, and what it kept is owed again.
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
    is_owed_again = not fresh.is_standing and bool(waiting_recipients(letter))
    if is_owed_again and letter.dispatched_at is not None:
        letter.dispatched_at = None
        letter.save(update_fields=["dispatched_at"])
    record_act("dispatch_result", letter, actor=actor, now=now, what=result, of="dispatch", of_id=fresh.pk)
    if is_owed_again:
        for follow in AFTER_RETURN:
            follow(letter, fresh, words=words, actor=actor, now=now)


@transaction.atomic
def withhold(letter: Letter, *, reason: str, actor: Reference, now: datetime) -> None:
    """An issued letter that has gone to nobody is not sent after all; it keeps its line in the issue book."""
    lock_for_act(letter, WITHHOLD)
    if any(each.is_standing for each in Dispatch.objects.filter(recipient__letter=letter)):
        raise LetterFault(
            "চিঠিটি কারও কাছে গেছে, তাই আর আটকানো যায় না। ভুল হলে বদলে নতুন চিঠি দিন।",
            "It has gone to somebody, so it cannot be kept back. If it is wrong, send another in its place.",
        )
    letter.remind_on = None
    do_act(letter, WITHHOLD, "withheld", actor=actor, now=now, words=reason, changed=("remind_on",))
    for follow in AFTER_WITHHOLDING:
        follow(letter, actor=actor, now=now)
