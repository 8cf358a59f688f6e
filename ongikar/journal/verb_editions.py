"""The editions of what each act may write (rules/verb_writes.py): one file each beside this module, and an
entry that says from when on it is in force here.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction

from ongikar.rules.verb_writes import Edition, EditionsInForce, read_edition

from .actions import WORKER, record
from .macs import SUBJECT
from .raw_reads import readable_entries

FOLDER = Path(__file__).with_name("verb_editions")
BEGUN = "ledger.edition_begun"


@cache
def editions() -> Mapping[int, Edition]:
    return {int(path.stem): read_edition(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")}


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
