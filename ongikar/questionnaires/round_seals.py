"""A round without names is sealed as a whole once it has closed, and compared with that seal: no answer has a
seal of its own, by whose moment and place it would join to whoever gave it.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import batched
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from ongikar.core.crypto.key_registry import key_bytes
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry
from ongikar.journal.raw_reads import read_facts
from ongikar.rules.questionnaire.round_seal import digest_of_answers

from .actions.submission import GRACE
from .models import AnonymousResponse, Round

SEALED = "round.sealed"
# How many in a round of the worker; the others wait for the next.
MOST = 20
CHUNK = 500
COLUMNS = ("id", "version_id", "answers", "score", "score_of", "via", "day")


class ChangedRound(NamedTuple):
    """A round whose answers are no longer those that were sealed, and how many there were and are."""

    round: Round
    sealed_at: datetime
    was: int
    now: int


def seal_closed_rounds(now: datetime) -> int:
    """Those whose time is over, and what was on its way has come; returns how many were sealed."""
    closed = Round.objects.filter(anonymous=True, sealed_at__isnull=True, closes_at__lt=now - 2 * GRACE)
    keys = closed.order_by("closes_at").values_list("pk", flat=True)[:MOST]
    return sum(run_isolated(f"sealing the answers of round {key}", seal_round, key, now) for key in keys)


@transaction.atomic
def seal_round(key: int, now: datetime) -> int:
    """Count and digest of all its answers, in one entry; of two workers the second finds it sealed."""
    round = Round.objects.select_for_update().get(pk=key)
    if round.sealed_at is not None:
        return 0
    count, digest = digest_of_answers(round.pk, answer_rows(round.pk), key_bytes("digests"))
    round.sealed_at = now
    round.save(update_fields=["sealed_at"])
    record(
        SEALED,
        subject=round.reference,
        actor=WORKER,
        office_id=round.office_id,
        now=now,
        count=count,
        digest=digest,
    )
    return 1


def answer_rows(round_id: int) -> Iterator[tuple[Any, ...]]:
    """In the order of their keys, a few in memory at a time; a score as it is written, whatever the
    database gives.
    """
    rows = AnonymousResponse.objects.filter(round=round_id).order_by("id").values_list(*COLUMNS)
    for row in rows.iterator(chunk_size=CHUNK):
        yield tuple(f"{value:.2f}" if isinstance(value, Decimal) else value for value in row)


def find_changed_rounds(office_id: int | None = None) -> Iterator[ChangedRound]:
    """Each sealed round whose answers are otherwise now: changed, added or deleted. Needs the key of the
    digests. The first seal holds: whoever adds another one changes nothing by it.
    """
    rounds = Round.objects.filter(anonymous=True).select_related("questionnaire").order_by("pk")
    if office_id is not None:
        rounds = rounds.filter(office=office_id)
    for page in batched(rounds.iterator(chunk_size=CHUNK), CHUNK):
        seals = first_seals([round.pk for round in page])
        for round in page:
            if (seal := seals.get(round.pk)) is None:
                continue
            facts = seal[1]
            # Its own column says it, too, where the entry says no moment any more.
            at = seal[0] or round.sealed_at
            count, digest = digest_of_answers(round.pk, answer_rows(round.pk), key_bytes("digests"))
            if at and (count, digest) != (facts.get("count"), facts.get("digest")):
                was = facts.get("count")
                yield ChangedRound(round, at, was if isinstance(was, int) else 0, count)


def first_seals(rounds: list[int]) -> dict[int, tuple[datetime | None, dict[str, Any]]]:
    """When each was sealed and with what; nothing where another hand has made something else of it."""
    entries = Entry.objects.filter(subject_type=Round.SUBJECT, subject_id__in=rounds, verb=SEALED)
    told = entries.annotate(told=Cast("facts", TextField())).order_by("-id")
    seals: dict[int, tuple[datetime | None, dict[str, Any]]] = {}
    for round, at, text in told.values_list("subject_id", "at", "told"):
        facts = read_facts(text)
        seals[round] = at, facts if isinstance(facts, dict) else {}
    return seals
