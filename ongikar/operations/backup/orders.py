"""A backup or a drill that an administrator asks for on screen: the web writes down that it was asked for,
and the worker begins it within a minute.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.journal.actions import Reference, record
from ongikar.journal.restores import OF_ALL

from .folder import backup_folder, read_state, write_state

BACKUP, DRILL = "backup", "drill"
ORDERS = (BACKUP, DRILL)
ASKED = "asked"
SUBJECT = "backup"


def asked_since(state: Mapping[str, Any], what: str, *ended: datetime | None) -> datetime | None:
    """When it was asked for, if nothing of its sort ended since, well or not; None where nothing waits."""
    told = state.get(ASKED)
    text = told.get(what) if isinstance(told, dict) else None
    if not isinstance(text, str):
        return None
    asked = datetime.fromisoformat(text)
    return None if any(end is not None and end >= asked for end in ended) else asked


@transaction.atomic
def order_backup(what: str, *, actor: Reference, now: datetime) -> None:
    """Raises OSError where the folder of backups takes no file: then nothing was entered either."""
    record(f"backup.{what}_asked", subject=(SUBJECT, OF_ALL), actor=actor, office_id=None, now=now)
    folder = backup_folder()
    told = read_state(folder).get(ASKED)
    write_state(folder, asked={**(told if isinstance(told, dict) else {}), what: now.isoformat()})
