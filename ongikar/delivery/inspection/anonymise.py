"""Empties inspections whose retention period is over: who acknowledged it, what was noted and said, photos.
Values, scores, days and hashes stay, so that the register keeps every line and a series its chart.
"""

from django.db.models import Q

from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.papers.actions import papers_of, remove_files
from ongikar.people.models import GONE

from .models import AcknowledgeLink, Inspection


def empty_inspection(inspection: Inspection) -> None:
    """Safe to run twice, in the caller's transaction."""
    AcknowledgeLink.objects.filter(inspection=inspection).delete()
    inspection.acts.exclude(Q(words="") & Q(data={})).update(words="", data={})
    inspection.answers.exclude(note="").update(note="")
    inspection.sightings.exclude(note="").update(note="")
    inspection.photos.update(latitude=None, longitude=None, accuracy_m=None, position_source="none")
    remove_files(paper for paper in papers_of(inspection.reference) if paper.file)
    inspection.findings.update(words=GONE)
    empty_letters_of(inspection.reference)
    if inspection.acknowledged_by:
        inspection.acknowledged_by = GONE
    inspection.remarks, inspection.words, inspection.is_emptied = "", "", True
    inspection.save(update_fields=["acknowledged_by", "remarks", "words", "is_emptied"])
