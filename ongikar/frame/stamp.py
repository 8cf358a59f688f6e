"""The public stamp: one file whose time says when published things last changed, seen by every process."""

import os

from django.conf import settings
from django.db import transaction


def read() -> int:
    """The stamp as it stands; 0 before the first. Costs one stat call."""
    try:
        return os.stat(settings.ONGIKAR_PUBLIC_STAMP).st_mtime_ns
    except FileNotFoundError:
        return 0


def touch() -> None:
    """What is published has changed: cached pages made before now are dropped, once the change is committed."""
    transaction.on_commit(_touch)


def _touch() -> None:
    settings.ONGIKAR_PUBLIC_STAMP.parent.mkdir(parents=True, exist_ok=True)
    # Nothing is written into it: what is committed by now must not fail because the disk is full.
    settings.ONGIKAR_PUBLIC_STAMP.touch()
