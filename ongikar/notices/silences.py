"""Messages that nobody would send: put off further than hours and holidays can give, or counted as done."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.journal.models import OutboxEntry
from ongikar.journal.owed_reactions import LONGEST
from ongikar.journal.silences import Look, LookPage, Silence

from .models import Message
from .sending import latest_sending, may_be_sent_from

PAGE = 500
MESSAGES, OUTBOX = "notices_message", "journal_outboxentry"


def find_silent_messages(after: Any, now: datetime) -> LookPage:
    """A page of what has yet to go. What became of a message is sealed, so that of one that is only made the
    outbox entry that sends it must not be done.
    """
    waiting = Message.objects.filter(status=Message.MADE, pk__gt=after or 0).order_by("pk")
    page = list(waiting.only("pk", "office_id", "hours", "status", "made_at", "not_before")[:PAGE])
    found = [
        Silence(MESSAGES, "not_before", str(each.pk), each.office_id)
        for each in page
        if waits_too_long(each, now)
    ]
    offices = {each.pk: each.office_id for each in page}
    found += [
        Silence(OUTBOX, "done_at", str(key), offices[message])
        for key, message in done_sendings([*offices]).values_list("pk", "entry__subject_id")
    ]
    return LookPage(page[-1].pk if len(page) == PAGE else None, found)


def waits_too_long(message: Message, now: datetime) -> bool:
    """Whether its wait is longer than the hours of its office have given since it was made."""
    if message.not_before is None or message.not_before <= now + LONGEST:
        return False
    return message.not_before > latest_sending(message, now)


def done_sendings(messages: list[int]) -> Any:
    """The outbox entries that send these, where they count as done."""
    return OutboxEntry.objects.filter(
        entry__subject_type="message",
        entry__subject_id__in=messages,
        entry__verb="message.made",
        next_try__isnull=True,
        done_at__isnull=False,
    )


@transaction.atomic
def mend_message(silence: Silence, now: datetime) -> bool:
    rows = Message.objects.select_for_update(of=("self",))
    if silence.table == OUTBOX:
        row = OutboxEntry.objects.select_related("entry").get(pk=int(silence.key))
        if rows.get(pk=row.entry.subject_id).status != Message.MADE:
            return False
        return bool(OutboxEntry.objects.filter(pk=row.pk, next_try=None).update(next_try=now, done_at=None))
    message = rows.get(pk=int(silence.key))
    if message.status != Message.MADE or not waits_too_long(message, now):
        return False
    Message.objects.filter(pk=message.pk).update(not_before=may_be_sent_from(message, now))
    return True


SILENT_MESSAGES = Look(
    "messages",
    ("বার্তা, যা কখনো যেত না", "messages that would never go"),
    find_silent_messages,
    mend_message,
)
