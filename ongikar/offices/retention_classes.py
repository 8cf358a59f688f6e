"""What is kept for a time and then purged: each app says in its module `retention` which of its rows are
over, and how they go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from .models import Office


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """One class: by which rule, which rows of an office are over at a moment, in which order they are found,
    and how one of them is purged.

    Each is read off an index that holds only what is not purged yet, in the order of the day by which it is
    over: what was purged years ago is not looked at every day. So an order says that day, and conditions of
    an index stand as `literal`. Letters, whose class is their file's, are found file by file, and
    identity numbers in the order of their index.
    """

    what: str
    rule: str
    due: Callable[[Office, datetime], QuerySet]
    order: str
    purge: Callable[[Any], object]


# In the order in which they are purged: what an app above refers to goes first.
RETENTION_CLASSES: list[RetentionClass] = []


def register_retention(*classes: RetentionClass) -> None:
    """Called from an app's module `retention`, which is imported once when Django is ready."""
    RETENTION_CLASSES.extend(classes)
