"""Empties inspections whose retention period is over: who acknowledged it, what was noted and said, photos.
Values, scores, days and hashes stay, so that the register keeps every line and a series its chart.
"""

from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.people.models import GONE
from ongikar.records.retention import forget_people

from .models import AcknowledgeLink, Inspection


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
