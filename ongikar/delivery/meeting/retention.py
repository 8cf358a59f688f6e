"""When a meeting no longer tells of who sat there."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention

from .anonymise import empty_meeting
from .models import Meeting


def meetings(office: Office, before: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(office=office, ended_at__lt=before, is_emptied=False)


register_retention(
    RetentionClass("meetings", "meetings", meetings, "ended_at", empty_meeting),
)
