"""The MAC that each entry bears, and what the journal tells of the ledger itself."""

import os
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from ongikar.rules.entry_macs import NONCE_BYTES, entry_text, make_entry_mac

from .ledger_keys import ledger_keys
from .models import Entry

SUBJECT = ("ledger", 0)
KEYED, ROTATED, ACCEPTED = "ledger.keyed", "ledger.key_rotated", "ledger.head_accepted"


def mac_of(plain: Sequence[Any], rows: str | None) -> bytes:
    """The MAC of an entry that is written now. `plain`: as `entry_text` takes it."""
    return make_entry_mac(ledger_keys().newest, os.urandom(NONCE_BYTES), entry_text(plain, rows))


def ledger_entries(*verbs: str) -> QuerySet[Entry]:
    """Of these verbs, the oldest first."""
    found = Entry.objects.filter(subject_type=SUBJECT[0], subject_id=SUBJECT[1], verb__in=verbs)
    return found.order_by("id")
