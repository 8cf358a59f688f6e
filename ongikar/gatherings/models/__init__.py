"""Gatherings: who belongs to them, when they take place, who was invited and answered, and who was there."""

from .gathering import (
    Gathering,
    GatheringAct,
    GatheringQuerySet,
    HeadCount,
    Invitation,
    Mark,
    MarkQuerySet,
    Reply,
)
from .roster import Member, MemberQuerySet, Roster

__all__ = [
    "Gathering",
    "GatheringAct",
    "GatheringQuerySet",
    "HeadCount",
    "Invitation",
    "Mark",
    "MarkQuerySet",
    "Member",
    "MemberQuerySet",
    "Reply",
    "Roster",
]
