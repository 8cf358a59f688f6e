"""When an inspection no longer tells of whom it met."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention

from .anonymise import empty_inspection
from .models import Inspection


def inspections(office: Office, before: datetime) -> QuerySet[Inspection]:
    return Inspection.objects.filter(office=office, finished_at__lt=before, is_emptied=False)


register_retention(
    RetentionClass("inspections", "inspections", inspections, "finished_at", empty_inspection),
)
