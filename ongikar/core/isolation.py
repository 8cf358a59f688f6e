"""Isolates the jobs of the worker: one that fails is logged and pauses for a while (back-off), and every
other goes on.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, InterfaceError, connection

from .progress import pulse

log = logging.getLogger("ongikar.worker")

# Seconds for which what failed is not tried again: a round must not be spent on a thousand clocks of one
# broken calendar.
REST = 15.0
MOST_RESTING = 10_000

# What failed, with the moment (of time.monotonic) from which it is tried again.
_resting: dict[str, float] = {}


def run_isolated(name: str, work: Callable[..., int], *args: Any) -> int:
    """What `work` returns; 0 where it failed or still rests. Only a database that does not answer is raised.

    `name` says in the log what failed. `work` must leave nothing half done when it raises: its changes
    stand in transactions of its own.
    """
    pulse.beat()
    if _resting and _resting.get(name, 0.0) > time.monotonic():
        return 0
    try:
        done = work(*args)
    except Exception as fault:
        if isinstance(fault, DatabaseError | InterfaceError) and is_database_away():
            raise
        log.exception("%s failed; everything else goes on", name)
        if len(_resting) >= MOST_RESTING:
            _resting.clear()
        _resting[name] = time.monotonic() + REST
        return 0
    _resting.pop(name, None)
    return done


def is_database_away() -> bool:
    """Whether the database answers nothing at all; a statement that it refused is a fault of
    that statement.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return True
    return False


def forget_faults() -> None:
    """Everything is tried again at once."""
    _resting.clear()
