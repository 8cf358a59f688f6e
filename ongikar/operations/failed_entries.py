"""What the worker has given up: what an administrator reads of it, and having it tried again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import OutboxEntry, OutboxQuerySet
from ongikar.journal.restores import OF_ALL

SUBJECT, RETRIED = "outbox", "outbox.retried"
LONGEST_FAULT = 200


@dataclass(frozen=True, slots=True)
class GivenUpLine:
    """Never what was to be said, or to whom: the fault is the program's own words, of one line."""

    key: int
    reaction: str
    verb: str
    at: datetime
    fault: str


def given_up_entries() -> OutboxQuerySet:
    """The oldest first; the index `outbox_entries_given_up` holds these alone."""
    return OutboxEntry.objects.filter(given_up_at__isnull=False).order_by("given_up_at", "id")


def given_up_lines(most: int | None = None) -> list[GivenUpLine]:
    return [
        GivenUpLine(
            each.pk,
            each.reaction,
            each.entry.verb,
            not_none(each.given_up_at),
            each.fault.partition("\n")[0][:LONGEST_FAULT],
        )
        for each in given_up_entries().select_related("entry")[:most]
    ]


@transaction.atomic
def retry_given_up(*, actor: Reference, now: datetime) -> int:
    """All of it, from the first pause on; returns how many. Who said so is entered where there was any."""
    count = given_up_entries().update(given_up_at=None, attempts=0, taken_at=None, fault="", next_try=now)
    if count:
        record(RETRIED, subject=(SUBJECT, OF_ALL), actor=actor, office_id=None, now=now, count=count)
    return count
