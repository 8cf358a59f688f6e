"""What a meeting has beside its case: the committee, the sitting, what was decided, and the minutes."""

from .committee import Committee, Membership
from .meeting import AgendaItem, Attendance, Decision, Meeting, MeetingAct, Minutes, MinutesLink, Ruling

__all__ = [
    "AgendaItem",
    "Attendance",
    "Committee",
    "Decision",
    "Meeting",
    "MeetingAct",
    "Membership",
    "Minutes",
    "MinutesLink",
    "Ruling",
]
