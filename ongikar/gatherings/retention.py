"""When a roster whose gatherings are over no longer tells of its members."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.rules.calendar.office_calendar import TZ

from .anonymise import empty_roster
from .models import Roster


def rosters(office: Office, before: datetime) -> QuerySet[Roster]:
    """Those whose last gathering is over for so long, and that still tell of their members."""
    return Roster.objects.filter(
        office=office, last_on__lt=before.astimezone(TZ).date(), emptied_at__isnull=True
    )


register_retention(
    RetentionClass("rosters", "gatherings", rosters, "last_on", empty_roster),
)
