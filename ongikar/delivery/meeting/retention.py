"""When a meeting no longer tells of who sat there by name, and of what was said. Figures, days and hashes
stay, so that the registers keep every line and an approved version is still known again.
"""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.records.retention import forget_people

from .models import Meeting, MinutesLink


def meetings(office: Office, before: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(office=office, ended_at__lt=before, is_emptied=False)


def empty_meeting(meeting: Meeting) -> None:
    """Safe to run twice, in the caller's transaction."""
    MinutesLink.objects.filter(minutes__meeting=meeting).delete()
    forget_people(meeting)
    empty_letters_of(meeting.reference)
    meeting.is_emptied = True
    meeting.save(update_fields=["is_emptied"])


register_retention(
    RetentionClass("meetings", "meetings", meetings, "ended_at", empty_meeting),
)
