"""The MAC that each entry bears, and what the journal tells of the ledger itself."""

import os
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from ongikar.journal.rules.entry_macs import NONCE_BYTES, entry_text, make_entry_mac

from .ledger_keys import ledger_keys
from .models import Entry
from .raw_reads import readable_entries

SUBJECT = ("ledger", 0)
KEYED, ROTATED, ACCEPTED = "ledger.keyed", "ledger.key_rotated", "ledger.head_accepted"


def mac_of(plain: Sequence[Any], rows: str | None) -> bytes:
    """The MAC of an entry that is written now. `plain`: as `entry_text` takes it."""
    return make_entry_mac(ledger_keys().newest, os.urandom(NONCE_BYTES), entry_text(plain, rows))


def ledger_entries(*verbs: str) -> QuerySet[Entry]:
    """Of these verbs, the oldest first; those that can be read."""
    keys = [each.key for each in readable_entries(SUBJECT, *verbs)]
    return Entry.objects.filter(pk__in=keys).order_by("id")
