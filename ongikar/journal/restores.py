"""Restores from a backup, as the ledger tells of them: when, from which backup, which numbers were left out,
and whether messages still wait for a person's word.

A restore happens only while no program runs, so what a process has read of them once stays so for its life.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

from ongikar.core.i18n.say import say
from ongikar.journal.rules.hash_chain import Root
from ongikar.rules.calendar.office_calendar import TZ

from .actions import WORKER
from .models import Entry, EntryFacts, RestoreFacts
from .raw_reads import readable_entries

VERB, RELEASED = "installation.restored", "restore.released"
SUBJECT = "restore"
# The entry of the installation as a whole; each office has its own under its key.
OF_ALL = 0
# What is signed begins with this: a signature of a receipt never stands for one of a restore.
PURPOSE = b"ongikar restore 1\n"


class Restore(NamedTuple):
    """One restore as an office's chain has it. Acts between `made_at` and `at` may be missing. `number`: the
    last seal of this chain in the backup; `gaps`: (book, year, first, last) of the numbers left out.
    """

    entry_id: int
    at: datetime
    backup: str
    made_at: datetime
    last_entry: int
    number: int
    gaps: tuple[tuple[str, int, int, int], ...]

    def has_lost(self, root: Root) -> bool:
        """Whether a root that fits nowhere was printed in the time that this restore lost: between the backup
        and the restore, of more seals than the backup had.
        """
        first, last = (str(moment.astimezone(TZ).date()) for moment in (self.made_at, self.at))
        return first <= root.day <= last and root.number > self.number

    def why_left_out(self, day: Callable[[datetime], str]) -> str:
        """Why numbers are left out, in the page's language; `day` writes a moment's day as the page does."""
        return say(
            "ব্যাকআপ থেকে ফেরানোয় বাদ ({made} থেকে {at}); এই সময়ে দেওয়া নম্বর আবার দেওয়া হয়নি",
            "Left out by a restore from a backup ({made} to {at}):"
            " no number given in that time is given again",
            made=day(self.made_at),
            at=day(self.at),
        )


def signed_text(facts: RestoreFacts, office_id: int) -> bytes:
    told = [
        office_id,
        facts["backup"],
        facts["sha256"],
        facts["made_at"],
        facts["restored_at"],
        facts["last_entry"],
        facts["number"],
        facts["link"],
    ]
    return PURPOSE + json.dumps(told, separators=(",", ":")).encode()


def as_signature(signature: bytes) -> str:
    return b64encode(signature).decode()


def signature_of(facts: RestoreFacts) -> bytes:
    return b64decode(facts["signature"])


def restore_entries(office_id: int) -> list[Entry]:
    """The entries of one office's chain, or of OF_ALL, the oldest first; those that tell of a restore still,
    whatever another hand has done to others.
    """
    keys = [each.key for each in readable_entries((SUBJECT, office_id), VERB) if is_restore(each.facts)]
    return list(Entry.objects.filter(pk__in=keys).order_by("id"))


def is_restore(facts: dict[str, Any]) -> bool:
    try:
        as_restore(Entry(facts=cast(EntryFacts, facts)))
    except (LookupError, TypeError, ValueError, AttributeError):
        return False
    return True


@lru_cache(maxsize=1_000)
def restores_of(office_id: int) -> Sequence[Restore]:
    """Every restore that this office has seen, the oldest first."""
    return tuple(as_restore(entry) for entry in restore_entries(office_id))


def as_restore(entry: Entry) -> Restore:
    facts = entry.facts["restore"]
    return Restore(
        entry.pk,
        entry.at,
        facts["backup"],
        datetime.fromisoformat(facts["made_at"]),
        facts["last_entry"],
        facts["number"],
        tuple((book, year, first, last) for book, year, first, last in facts["gaps"]),
    )


_nothing_waits = False


def waiting_restore() -> Entry | None:
    """The last restore, as long as nobody has said what becomes of the messages that wait since."""
    newest = Entry.objects.filter(subject_type=SUBJECT, subject_id=OF_ALL).order_by("-id").first()
    return newest if newest and newest.verb == VERB else None


def is_held_back(entry: Entry) -> bool:
    """Whether what follows from this entry may have been told to people already, in the time that a restore
    lost: of acts that the backup knew, and of the worker's own, until a person says that messages go on.
    """
    global _nothing_waits
    if _nothing_waits:
        return False
    newest = waiting_restore()
    if newest is None:
        _nothing_waits = True
        return False
    return entry.pk <= newest.facts["restore"]["last_entry"] or entry.actor_type == WORKER[0]


def forget_restores() -> None:
    global _nothing_waits
    _nothing_waits = False
    restores_of.cache_clear()
