"""Promises nobody applies for: each kind opens those that have come due."""

from datetime import datetime

from ongikar.frame.isolation import run_isolated

from .kinds import Kind, kinds


def raise_due(now: datetime) -> int:
    """Let every kind open what it owes by itself, in whatever office; returns how many cases were opened."""
    return sum(
        run_isolated(f"what {name} owes by itself", open_due, kind, now) for name, kind in kinds().items()
    )


def open_due(kind: Kind, now: datetime) -> int:
    return sum(1 for _ in kind.raise_due(now=now))
