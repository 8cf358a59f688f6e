"""Messages whose state is another than the journal tells: said to have gone though no entry says so, or to be
still on their way though one says that they went.

What became of a message is sealed, so that `ongikar ledger verify` names such a row however old it is. But
nobody would come to it meanwhile. Of the newest ones the worker compares it itself, and puts back what the
entries say.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.owed_reactions import ReactionTables
from ongikar.journal.restores import OF_ALL, RELEASED, VERB
from ongikar.journal.restores import SUBJECT as RESTORE
from ongikar.journal.rules.row_seals import rows_from_text
from ongikar.journal.silences import Look, LookPage, Silence

from .models import Message

PAGE, MESSAGES = 500, "notices_message"
# Longer than any message waits that is not held since a restore: an hour after its state was changed by
# another hand somebody knows.
WITHIN = timedelta(days=40)
# How many later messages at one address are asked whether they took up another.
MOST_LATER = 200
MADE, SENT, FAILED, IN_TRAY = "message.made", "message.sent", "message.failed", "message.kept_in_tray"
# What the newest entry of a message says of its state, where nothing else happened to it.
STATES = {MADE: Message.MADE, SENT: Message.SENT, FAILED: Message.FAILED, IN_TRAY: Message.KEPT_IN_TRAY}
ON_ITS_WAY = frozenset({MADE, FAILED})

# (verb, key) of an entry.
Told = tuple[str, int]
# Of a message: key, office, state, and the digest it went in.
Row = tuple[int, int | None, str, int | None]


def find_false_states(after: Any, now: datetime) -> LookPage:
    """A page of the newest messages, back to those that are too old to wait.

    The rows are read first: what is entered with a row is there once the row is. Messages of before the first
    table of reactions (owed_reactions.py) are not judged, for releases of then entered less.
    """
    since = next(iter(ReactionTables().since), None)
    if since is None:
        return LookPage(None, [])
    rows = Message.objects.order_by("-pk")
    if after:
        rows = rows.filter(pk__lt=after)
    page = list(rows.values_list("pk", "office_id", "status", "digest_id", "made_at")[:PAGE])
    is_last = len(page) < PAGE or page[-1][-1] < now - WITHIN
    silences = false_states([row[:-1] for row in page], since)
    return LookPage(None if is_last else page[-1][0], silences)


def false_states(page: Collection[Row], since: int) -> list[Silence]:
    told = newest_entries([key for key, *_ in page])
    restored = newest_restore()
    in_digests: list[Row] = []
    waiting: list[Row] = []
    rows: list[Row] = []
    for row in page:
        key, _, status, _ = row
        if key not in told or told[key][1] < since:
            # It was never to leave, or too long ago.
            continue
        if status == Message.IN_DIGEST and told[key][0] == MADE:
            in_digests.append(row)
        elif status not in possible_states(told[key], restored):
            rows.append(row)
        elif status == Message.MADE:
            waiting.append(row)
    parts = parts_of_digests({digest for *_, digest in in_digests if digest})
    rows += [row for row in in_digests if (row[3], str(row[0])) not in parts]
    done = set(done_sendings([key for key, *_ in waiting]).values_list("entry__subject_id", flat=True))
    rows += [row for row in waiting if row[0] in done and digest_of(row[0])]
    return [Silence(MESSAGES, "status", str(key), office_id) for key, office_id, *_ in rows]


def done_sendings(messages: Collection[int]) -> Any:
    """The outbox entries that send these, where they count as done."""
    return OutboxEntry.objects.filter(
        entry__subject_type="message",
        entry__subject_id__in=messages,
        entry__verb=MADE,
        next_try__isnull=True,
        done_at__isnull=False,
    )


def newest_entries(keys: Collection[int]) -> dict[int, Told]:
    """The newest entry of each of these messages; that it went, whatever came later."""
    entries = Entry.objects.filter(subject_type="message", subject_id__in=keys, verb__in=[*STATES])
    told: dict[int, Told] = {}
    for pk, key, verb in entries.order_by("pk").values_list("pk", "subject_id", "verb"):
        if told.get(key, ("", 0))[0] != SENT:
            told[key] = verb, pk
    return told


def newest_restore() -> int:
    """The newest entry by which messages were held, or released, all at once."""
    entries = Entry.objects.filter(subject_type=RESTORE, subject_id=OF_ALL, verb__in=[VERB, RELEASED])
    return entries.order_by("-pk").values_list("pk", flat=True).first() or 0


def possible_states(told: Told, restored: int) -> frozenset[str]:
    verb, key = told
    if verb in ON_ITS_WAY and key < restored:
        # It was held then, and a person may have said since what becomes of it.
        return frozenset({STATES[verb], Message.HELD, Message.MADE, Message.KEPT_IN_TRAY})
    # What was made while others were held is held with them.
    also = {Message.HELD} if verb == MADE and restored else set()
    return frozenset({STATES[verb], *also})


def parts_of_digests(digests: Collection[int]) -> set[tuple[int, str]]:
    """(digest, key of a message) of all that these took up, by the entries that made them."""
    made = Entry.objects.filter(subject_type="message", subject_id__in=digests, verb=MADE)
    return {
        (digest, key)
        for digest, text in made.values_list("subject_id", "rows")
        for key, state in written_states(text)
        if state == Message.IN_DIGEST
    }


def digest_of(key: int) -> int | None:
    """The digest whose entry says that it took up this message, whatever the row says; None where none does.

    Asked of single messages only: where the row does not say which it was, those that came after it at the
    same address are gone through.
    """
    message = Message.objects.get(pk=key)
    if message.digest_id and (message.digest_id, str(key)) in parts_of_digests([message.digest_id]):
        return message.digest_id
    later = Message.objects.filter(
        pk__gt=key,
        made_at__lte=message.made_at + WITHIN,
        office=message.office_id,
        channel=message.channel,
        address=message.address,
    )
    parts = parts_of_digests(later.order_by("pk").values_list("pk", flat=True)[:MOST_LATER])
    return next((digest for digest, part in sorted(parts) if part == str(key)), None)


def written_states(text: str | None) -> Iterator[tuple[str, str | None]]:
    """(key, state) of the messages that an entry wrote."""
    rows = (rows_from_text(text or "") or {}).get(MESSAGES, {})
    return ((key, values.get("status")) for key, values in rows.items())


@transaction.atomic
def put_back_state(silence: Silence, now: datetime) -> bool:
    """The state that its entries tell, and what is to be sent is due now. Of what was held since a restore
    they do not tell it: that is left for a person.
    """
    key = int(silence.key)
    message = Message.objects.select_for_update(of=("self",)).get(pk=key)
    since = next(iter(ReactionTables().since), None)
    if since is None or not false_states([(key, None, message.status, message.digest_id)], since):
        return False
    verb, place = newest_entries([key])[key]
    entry = Entry.objects.get(pk=place)
    if verb in ON_ITS_WAY and place < newest_restore():
        return False
    state = dict(written_states(entry.rows)).get(str(key)) or STATES[verb]
    digest = digest_of(key) if verb == MADE else None
    if digest:
        state = Message.IN_DIGEST
    sent_at = entry.at if verb == SENT else None
    Message.objects.filter(pk=key).update(status=state, sent_at=sent_at, digest=digest)
    if verb in ON_ITS_WAY and not digest:
        rows = OutboxEntry.objects.filter(
            entry__subject_type="message", entry__subject_id=key, entry__verb=MADE, given_up_at=None
        )
        rows.filter(next_try=None).update(next_try=now, done_at=None)
    return True


FALSE_STATES = Look(
    "states of messages",
    ("বার্তা, যার অবস্থা নিয়ে কোনো ভুক্তি নেই", "messages whose state no entry tells"),
    find_false_states,
    put_back_state,
)
