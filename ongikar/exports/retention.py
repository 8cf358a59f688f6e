"""When the file that somebody ordered, and the order, goes."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention

from .models import Export
from .removal import purge_export


def exports(office: Office, before: datetime) -> QuerySet[Export]:
    return Export.objects.filter(office=office, asked_at__lt=before)


register_retention(
    RetentionClass("exports", "exports", exports, "asked_at", purge_export),
)
