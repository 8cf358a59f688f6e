"""Promises nobody applies for: each kind opens those that have come due."""

from datetime import datetime

from ongikar.offices.models import Office

from .kinds import kinds


def raise_due(now: datetime) -> int:
    """Let every kind open what it owes by itself in every office; returns how many cases were opened."""
    return sum(
        len(list(kind.raise_due(office, now=now)))
        for office in Office.objects.all()
        for kind in kinds().values()
    )
