"""When an inspection no longer tells of whom it met: who acknowledged it, what was noted and said, photos.
Values, scores, days and hashes stay, so that the register keeps every line and a series its chart.
"""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE
from ongikar.records.retention import forget_people

from .models import AcknowledgeLink, Inspection


def inspections(office: Office, before: datetime) -> QuerySet[Inspection]:
    return Inspection.objects.filter(office=office, finished_at__lt=before, is_emptied=False)


def empty_inspection(inspection: Inspection) -> None:
    """Safe to run twice, in the caller's transaction."""
    AcknowledgeLink.objects.filter(inspection=inspection).delete()
    forget_people(inspection)
    inspection.photos.update(latitude=None, longitude=None, accuracy_m=None, position_source="none")
    empty_letters_of(inspection.reference)
    if inspection.acknowledged_by:
        inspection.acknowledged_by = GONE
    inspection.is_emptied = True
    inspection.save(update_fields=["acknowledged_by", "is_emptied"])


register_retention(
    RetentionClass("inspections", "inspections", inspections, "finished_at", empty_inspection),
)
