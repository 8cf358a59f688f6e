"""What a restore does to the database it brings back, before anybody uses it: the ledger tells of it, no
number is given twice, and no message goes out by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from ongikar.journal.actions import Reference, record
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.keyed_ledger import set_head
from ongikar.journal.models import OutboxEntry, RestoreFacts, Seal
from ongikar.journal.restores import (
    OF_ALL,
    RELEASED,
    SUBJECT,
    VERB,
    as_signature,
    forget_restores,
    signed_text,
)
from ongikar.notices.models import Message
from ongikar.offices.models import Office, Serial
from ongikar.offices.rules.serial_gaps import jump_past
from ongikar.offices.serials import books_of, year_counter
from ongikar.papers.receipt_key import private_key
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

MACHINE = ("machine", None)
# Of each book the last number that was given: (slug of its office, book, year) → number.
Given = Mapping[tuple[str, str, int], int]


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """The backup that is brought back: its name, the hash of the archive, when it was made, and the highest
    key of any entry in it.
    """

    name: str
    sha256: str
    made_at: datetime
    last_entry: int


def settle_restore(backup: RestoredBackup, now: datetime, given: Given | None = None) -> None:
    """All of it, in one transaction; a second call for the same backup and moment changes nothing.

    `given`: by what stood before, where that could be read.
    """
    # What waited for its seal in the backup is sealed first: the chains then end where the backup ended.
    while Sealer()(now):
        pass
    with transaction.atomic():
        hold_messages()
        for office in Office.objects.order_by("pk"):
            gaps = jump_serials(office, backup.made_at, now, given or {})
            enter_restore(backup, office.pk, gaps, now)
        enter_restore(backup, OF_ALL, [], now)
    forget_restores()
    while Sealer()(now):
        pass
    set_head(now)


def hold_messages() -> None:
    """What is unsent in the backup may have been sent since: it waits for a person's word."""
    Message.objects.filter(status__in=[Message.MADE, Message.FAILED]).update(status=Message.HELD)


def enter_restore(backup: RestoredBackup, office_id: int, gaps: list[list[Any]], now: datetime) -> None:
    last = Seal.objects.filter(chain=office_id).order_by("-number").first()
    facts: RestoreFacts = {
        "backup": backup.name,
        "sha256": backup.sha256,
        "made_at": backup.made_at.isoformat(),
        "restored_at": now.isoformat(),
        "last_entry": backup.last_entry,
        "number": last.number if last else 0,
        "link": bytes(last.link).hex() if last else "",
        "gaps": gaps,
    }
    signature = private_key(settings.ONGIKAR_RECEIPT_KEY).sign(signed_text(facts, office_id))
    record(
        VERB,
        subject=(SUBJECT, office_id),
        actor=MACHINE,
        office_id=office_id or None,
        now=now,
        restore={**facts, "signature": as_signature(signature)},
    )


def jump_serials(office: Office, made_at: datetime, now: datetime, given: Given) -> list[list[Any]]:
    """Every book that this office counts goes on past what may have been given; also one that was not begun
    in the backup, and those of a year that began since. Returns the gaps.
    """
    gaps = []
    first, today = made_at.astimezone(TZ).date(), now.astimezone(TZ).date()
    for book in books_of(office):
        year_of = year_counter(book)
        for year in range(year_of(first), year_of(today) + 1):
            serial = Serial.objects.filter(office=office, book=book, year=year).first()
            last = serial.last if serial else 0
            after = jump_past(
                last,
                counted_for=counted_for(book, year, made_at),
                missing=now - made_at,
                known=given.get((office.slug, book, year), 0),
            )
            if serial:
                serial.last = after
                serial.save(update_fields=["last"])
            else:
                Serial.objects.create(office=office, book=book, year=year, last=after)
            gaps.append([book, year, last + 1, after])
    return gaps


def counted_for(book: str, year: int, made_at: datetime) -> timedelta:
    """How long a book of this year had been counted up when the backup was made."""
    if not year:
        return timedelta(days=365)
    begins = date(year, 7 if year_counter(book) is fiscal_year else 1, 1)
    return max(made_at - datetime.combine(begins, time(), TZ), timedelta())


@transaction.atomic
def release_messages(*, is_discarded: bool, now: datetime, actor: Reference = MACHINE) -> int:
    """A person's word on what waits since a restore: it goes out, or stays in the tray; returns how many."""
    waiting = Message.objects.filter(status=Message.HELD)
    keys = list(waiting.values_list("pk", flat=True))
    waiting.update(status=Message.KEPT_IN_TRAY if is_discarded else Message.MADE)
    owed = OutboxEntry.objects.filter(
        next_try__isnull=False, entry__subject_type="message", entry__subject_id__in=keys
    )
    owed.update(next_try=now)
    record(
        RELEASED,
        subject=(SUBJECT, OF_ALL),
        actor=actor,
        office_id=None,
        now=now,
        count=len(keys),
        what="kept in tray" if is_discarded else "sent",
    )
    forget_restores()
    return len(keys)
