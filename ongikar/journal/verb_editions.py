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
from .macs import SUBJECT, ledger_entries

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
    last = ledger_entries(BEGUN).last()
    if not newest or (last and last.facts.get("version", 0) >= newest):
        return False
    with transaction.atomic():
        record(BEGUN, subject=SUBJECT, actor=WORKER, office_id=None, now=now, version=newest)
    return True


def editions_in_force() -> EditionsInForce:
    begins = ledger_entries(BEGUN).values_list("pk", "facts")
    return EditionsInForce([(key, facts.get("version", 0)) for key, facts in begins], editions())
