"""The outbox: its entries are leased, run, tried again with growing pauses, and given up in plain sight.

What is urgent goes before what can wait, and every office in its turn, so that one with ten thousand entries
keeps no other waiting.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime, timedelta
from itertools import chain, zip_longest
from typing import Any, Protocol, cast

from django.db import connection, transaction
from django.db.models import Case, IntegerField, When
from django.utils.module_loading import import_string

from .actions import former_reactions, reactions
from .models import OutboxEntry

log = logging.getLogger("ongikar.worker")

# An entry leased by a worker that dies comes back after this long.
LEASE = timedelta(minutes=2)
# As many as can be done within the lease, were each to wait 20 seconds for a server that does not answer.
BATCH = 5
# Seconds after which a round takes no more: `now` is as old as the round, leases count from it, and clocks
# wait for it.
ROUND = 10.0
PAUSES = [timedelta(seconds=s) for s in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)]
WORKER_ENDED = "the worker ended while it did this"
# As long as no more are due than this, they are simply done, the urgent first.
FEW = 25
# How many offices are looked at, and how many of what each is owed.
MORE = 15
# For each office that is owed anything, how soon it is owed what comes next; null where that is not yet.
# Found by skipping from office to office along one index, however much each is owed.
NEXT_OF_EACH = """
    WITH RECURSIVE waiting (office_id) AS (
        SELECT min(office_id) FROM journal_outboxentry WHERE next_try IS NOT NULL
        UNION ALL
        SELECT (
            SELECT min(later.office_id) FROM journal_outboxentry later
            WHERE later.next_try IS NOT NULL AND later.office_id > waiting.office_id
        ) FROM waiting WHERE waiting.office_id IS NOT NULL
    )
    SELECT waiting.office_id, (
        SELECT first.turn FROM journal_outboxentry first
        WHERE first.office_id = waiting.office_id AND first.next_try IS NOT NULL AND first.next_try <= %s
        ORDER BY first.turn, first.next_try, first.id LIMIT 1
    ) FROM waiting WHERE waiting.office_id IS NOT NULL
"""


class Reaction(Protocol):
    """What follows from an entry, by its name in config/reactions.py. Safe to run twice."""

    def __call__(self, outbox_entry: OutboxEntry, *, now: datetime) -> None: ...


def outside_transaction[R: Reaction](reaction: R) -> R:
    """Marks a reaction that waits for a server outside, lest it hold the database meanwhile."""
    cast(Any, reaction).outside_transaction = True
    return reaction


class LatestMoment(Protocol):
    """Of a reaction that comes again: the latest moment for which it can have asked by `now`; None where it
    has nothing to come for any more, whenever it does.
    """

    def __call__(self, outbox_entry: OutboxEntry, now: datetime) -> datetime | None: ...


def comes_again[R: Reaction](latest: LatestMoment) -> Callable[[R], R]:
    """Marks a reaction that raises RetryLater for longer than a pause between tries: an outbox entry that
    waits longer than `latest` says was put off by another hand (owed_reactions.py).
    """

    def mark(reaction: R) -> R:
        cast(Any, reaction).latest = latest
        return reaction

    return mark


class RetryLater(Exception):
    """Raised by a reaction that has more to do: it comes again at `until`, and that is no failure. Where that
    may be longer than a day the reaction says how long (`comes_again`).
    """

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class UnknownReaction(Exception):
    """No reaction of this name stands in the table, and none can be imported: trying again would find none
    either.
    """


class Turns:
    """One worker's memory of which office it served last; `next_keys` says what to take in hand next."""

    def __init__(self) -> None:
        self.served: dict[int, int] = {}
        self.count = 0

    def note(self, taken: list[OutboxEntry]) -> None:
        """These are taken in hand: the turn of their offices is over."""
        for outbox_entry in taken:
            self.count += 1
            self.served[outbox_entry.office_id] = self.count

    def next_keys(self, now: datetime, most: int) -> list[int]:
        """The keys of what is due, the next first: `most` of them, and some more in case another worker has
        the first in hand.
        """
        due = OutboxEntry.objects.due(now)
        first = list(due.values_list("pk", "office_id", "turn")[: FEW + 1])
        if len(first) <= FEW:
            return [key for key, _, _ in sorted(first, key=lambda each: each[2])]
        offices = [office_id for office_id, _ in self.offices_in_turn(now)][:MORE]
        keys = list(self.of_offices(offices, now))[: most + MORE]
        # Whatever is urgent elsewhere, what has waited longest is not forgotten.
        oldest = first[0][0]
        if oldest in keys[:most]:
            return keys
        others = [key for key in keys if key != oldest]
        return [*others[: most - 1], oldest, *others[most - 1 :]]

    def offices_in_turn(self, now: datetime) -> list[tuple[int, int]]:
        """(office, turn of what it is owed next): the most urgent first, then who was served longest ago."""
        with connection.cursor() as cursor:
            cursor.execute(NEXT_OF_EACH, [connection.ops.adapt_datetimefield_value(now)])
            turns = [(office_id, turn) for office_id, turn in cursor.fetchall() if turn is not None]
        return sorted(turns, key=lambda each: (each[1], self.served.get(each[0], 0), each[0]))

    def of_offices(self, offices: list[int], now: datetime) -> Iterator[int]:
        """The keys of what some offices are owed, one of each in turn."""
        owed = [
            OutboxEntry.objects.filter(office_id=office_id, next_try__isnull=False, next_try__lte=now)
            .order_by("turn", "next_try", "id")
            .values_list("pk", flat=True)[:MORE]
            for office_id in offices
        ]
        return (key for key in chain.from_iterable(zip_longest(*owed)) if key is not None)


turns = Turns()


def lease_entries(now: datetime, limit: int = BATCH) -> list[OutboxEntry]:
    """Lease up to `limit` entries that are due: nobody else gets them until the lease ends.

    One that a worker had in hand when it ended may be what ended it. It is taken alone, and counted as
    tried before it is done: were it to end every worker, it would rest longer each time, and what was
    leased with it is not kept waiting.
    """
    with transaction.atomic():
        keys = turns.next_keys(now, limit)
        ready = OutboxEntry.objects.filter(pk__in=keys, next_try__lte=now).order_by(in_order(keys))
        if has_skip_locked():
            ready = ready.select_for_update(skip_locked=True)
        taken = list(ready[:limit]) if keys else []
        turns.note(taken)
        if suspects := [outbox_entry for outbox_entry in taken if outbox_entry.taken_at]:
            return lease_suspect(suspects[0], now)
        OutboxEntry.objects.filter(pk__in=[outbox_entry.pk for outbox_entry in taken]).update(
            next_try=now + LEASE, taken_at=now
        )
    return taken


def in_order(keys: list[int]) -> Case:
    """The order in which they are named."""
    return Case(*(When(pk=key, then=place) for place, key in enumerate(keys)), output_field=IntegerField())


def lease_suspect(outbox_entry: OutboxEntry, now: datetime) -> list[OutboxEntry]:
    if outbox_entry.attempts >= len(PAUSES):
        schedule_retry(outbox_entry, WORKER_ENDED, now)
        return []
    rest = max(LEASE, PAUSES[outbox_entry.attempts])
    # Counted in the database alone: a fault that is told counts this same try there.
    OutboxEntry.objects.filter(pk=outbox_entry.pk).update(
        next_try=now + rest, taken_at=now, attempts=outbox_entry.attempts + 1, fault=WORKER_ENDED
    )
    return [outbox_entry]


def has_skip_locked() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def run_entry(outbox_entry: OutboxEntry, now: datetime) -> bool:
    """Run the reaction of one entry; a fault is written down and the next try put off. Every reaction is
    safe to run twice.

    A reaction runs in one transaction with the mark that it is done, unless it is one of
    `outside_transaction`.
    """
    mine = OutboxEntry.objects.filter(pk=outbox_entry.pk)
    try:
        reaction = find_reaction(outbox_entry)
        with nullcontext() if getattr(reaction, "outside_transaction", False) else transaction.atomic():
            reaction(outbox_entry, now=now)
            mine.update(done_at=now, next_try=None, taken_at=None, fault="")
        return True
    except RetryLater as more:
        mine.update(next_try=more.until, taken_at=None)
        return True
    except (Exception, SystemExit) as fault:
        log.exception("outbox entry %s failed", outbox_entry)
        schedule_retry(
            outbox_entry, f"{type(fault).__name__}: {fault}", now, is_final=isinstance(fault, UnknownReaction)
        )
        return False


def find_reaction(outbox_entry: OutboxEntry) -> Reaction:
    """The function of that name. Raises UnknownReaction where neither the table nor the code knows it."""
    name = former_reactions().get(outbox_entry.reaction, outbox_entry.reaction)
    try:
        return cast(Reaction, import_string(f"ongikar.{name}"))
    except ImportError as fault:
        if any(name in names for names in reactions().values()):
            # Its module does not load just now, as in the middle of an update: that may pass.
            raise
        raise UnknownReaction(outbox_entry.reaction) from fault


def schedule_retry(outbox_entry: OutboxEntry, fault: str, now: datetime, *, is_final: bool = False) -> None:
    """Write down why it failed, and try again after a pause; given up when all pauses are
    used, or at once.
    """
    attempts = outbox_entry.attempts + 1
    given_up = is_final or attempts > len(PAUSES)
    OutboxEntry.objects.filter(pk=outbox_entry.pk).update(
        attempts=attempts,
        # A null character is the one thing in a text that PostgreSQL refuses.
        fault=fault.replace("\0", "")[:2000],
        taken_at=None,
        next_try=None if given_up else now + PAUSES[min(attempts, len(PAUSES)) - 1],
        given_up_at=now if given_up else None,
    )


def run_due_entries(now: datetime, *, limit: int = 1000) -> int:
    """Do what is ready, at most `limit` and for a while; returns how many were tried."""
    tried, until = 0, time.monotonic() + ROUND
    while (
        tried < limit
        and time.monotonic() < until
        and (taken := lease_entries(now, min(BATCH, limit - tried)))
    ):
        for outbox_entry in taken:
            run_entry(outbox_entry, now)
        tried += len(taken)
    return tried


def run_entries_alone(now: datetime) -> int:
    """Some of what is ready, for the only one who runs entries, within a transaction: nothing is leased,
    since what fails takes all of the transaction back. How many were done.

    Raises whatever a reaction raises.
    """
    due = sorted(OutboxEntry.objects.due(now).select_related("entry")[:FEW], key=by_turn)
    if ended := [outbox_entry.pk for outbox_entry in due if react(outbox_entry, now)]:
        OutboxEntry.objects.filter(pk__in=ended).update(done_at=now, next_try=None)
    return len(due)


def by_turn(outbox_entry: OutboxEntry) -> int:
    return outbox_entry.turn


def react(outbox_entry: OutboxEntry, now: datetime) -> bool:
    """Whether that was all; where it was not, when the entry comes again."""
    try:
        find_reaction(outbox_entry)(outbox_entry, now=now)
    except RetryLater as more:
        OutboxEntry.objects.filter(pk=outbox_entry.pk).update(next_try=more.until)
        return False
    return True
