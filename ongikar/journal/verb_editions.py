"""The editions of what each act may write (journal/rules/verb_writes.py): one file each beside this module,
and an entry that says from when on it is in force here.
"""

from datetime import datetime

from django.db import transaction

from ongikar.journal.rules.verb_writes import EditionsInForce

from .actions import WORKER, record
from .macs import SUBJECT
from .raw_reads import readable_entries
from .verb_lists import editions

BEGUN = "ledger.edition_begun"


def begin_edition(now: datetime) -> bool:
    """Before anything serves: what is written from now on is judged by the newest edition. Says whether that
    is new here.
    """
    newest = max(editions(), default=0)
    if not newest or any(version >= newest for _, version in begun_versions()[-1:]):
        return False
    with transaction.atomic():
        record(BEGUN, subject=SUBJECT, actor=WORKER, office_id=None, now=now, version=newest)
    return True


def editions_in_force() -> EditionsInForce:
    return EditionsInForce(begun_versions(), editions())


def begun_versions() -> list[tuple[int, int]]:
    """From which entry on which edition is in force; 0, which is none, where it says no number."""
    told = [(each.key, each.facts.get("version")) for each in readable_entries(SUBJECT, BEGUN)]
    return [(key, version if isinstance(version, int) else 0) for key, version in told]
