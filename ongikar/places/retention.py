"""When the rows of a list of devices that was brought and not taken over go."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention

from .actions.importing import remove_rows
from .models import DeviceImport, ImportRow


def device_lists(office: Office, before: datetime) -> QuerySet[DeviceImport]:
    # Of one that was applied the rows tell what it did; the list itself stays in either case.
    brought = DeviceImport.objects.filter(office=office, applied_at__isnull=True, brought_at__lt=before)
    return brought.filter(Exists(ImportRow.objects.filter(list=OuterRef("pk"))))


register_retention(
    RetentionClass("device_lists", "device_lists", device_lists, "brought_at", remove_rows),
)
