"""Messages that nobody would send: put off further than hours and holidays can give, or counted as done."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.core.db.index_conditions import sql_literal
from ongikar.journal.models import OutboxEntry
from ongikar.journal.owed_reactions import LONGEST
from ongikar.journal.silences import Look, LookPage, Silence

from .letters import is_refusal_entered
from .message_states import MADE, SENT, digest_of, done_sendings, newest_entries
from .models import Message
from .sending import latest_sending, may_be_sent_from

PAGE = 500
MESSAGES, OUTBOX = "notices_message", "journal_outboxentry"
# What has yet to go, or is tried again; each is found along an index of its own.
TO_GO = (Message.MADE, Message.HELD, Message.FAILED)


def find_silent_messages(after: Any, now: datetime) -> LookPage:
    """A page of what has yet to go. What became of a message is sealed, so that the outbox entry that sends
    one that has not gone must not be done.
    """
    place, last = after or (0, 0)
    waiting = Message.objects.filter(status=sql_literal(TO_GO[place]), pk__gt=last).order_by("pk")
    page = list(waiting.only("pk", "office_id", "hours", "status", "made_at", "not_before")[:PAGE])
    silences = [
        Silence(MESSAGES, "not_before", str(each.pk), each.office_id)
        for each in page
        if each.status == Message.MADE and waits_too_long(each, now)
    ]
    offices = {each.pk: each.office_id for each in page}
    done = dict(done_sendings([*offices]).values_list("entry__subject_id", "pk"))
    silences += [Silence(OUTBOX, "done_at", str(done[key]), offices[key]) for key in still_owed(done)]
    if len(page) == PAGE:
        return LookPage((place, page[-1].pk), silences)
    return LookPage((place + 1, 0) if place + 1 < len(TO_GO) else None, silences)


def still_owed(keys: Collection[int]) -> list[int]:
    """Of messages that have not gone, and whose sending counts as done, those of which nothing says why.

    Of a letter that the mail server refused for good its dispatch does. Of one that went, as its entry tells
    or that of its digest, the state is wrong (message_states.py), and it is not sent again.
    """
    if not keys:
        return []
    told = newest_entries(keys)
    rows = Message.objects.filter(pk__in=keys).select_related("outbox_entry__entry").order_by("pk")
    return [
        each.pk
        for each in rows
        if not has_gone(each.pk, told.get(each.pk, ("", 0))[0]) and not is_refusal_entered(each)
    ]


def has_gone(key: int, verb: str) -> bool:
    """By itself or in a digest. `verb`: of the newest entry of the message."""
    return verb == SENT or (verb == MADE and digest_of(key) is not None)


def waits_too_long(message: Message, now: datetime) -> bool:
    """Whether its wait is longer than the hours of its office have given since it was made."""
    if message.not_before is None or message.not_before <= now + LONGEST:
        return False
    return message.not_before > latest_sending(message, now)


@transaction.atomic
def mend_message(silence: Silence, now: datetime) -> bool:
    rows = Message.objects.select_for_update(of=("self",))
    if silence.table == OUTBOX:
        row = OutboxEntry.objects.select_related("entry").get(pk=int(silence.key))
        if rows.get(pk=row.entry.subject_id).status not in TO_GO or not still_owed([row.entry.subject_id]):
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
