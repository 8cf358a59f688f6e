"""Empties meetings whose retention period is over: who was there by name, and what was said. Figures, days
and hashes stay, so that the registers keep every line and an approved version is still known again.
"""

from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.records.retention import forget_people

from .models import Meeting, MinutesLink


def empty_meeting(meeting: Meeting) -> None:
    """Safe to run twice, in the caller's transaction."""
    MinutesLink.objects.filter(minutes__meeting=meeting).delete()
    forget_people(meeting)
    empty_letters_of(meeting.reference)
    meeting.is_emptied = True
    meeting.save(update_fields=["is_emptied"])
