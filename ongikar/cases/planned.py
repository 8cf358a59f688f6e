"""Promises nobody applies for: each kind opens those that have come due."""

from datetime import datetime

from .kinds import kinds


def raise_due(now: datetime) -> int:
    """Let every kind open what it owes by itself, in whatever office; returns how many cases were opened."""
    return sum(len(list(kind.raise_due(now=now))) for kind in kinds().values())
