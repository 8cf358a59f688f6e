"""When a document by which a post was handed over no longer says what lay on the desk."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import ChargeDocument


def charge_documents(office: Office, before: datetime) -> QuerySet[ChargeDocument]:
    return ChargeDocument.objects.filter(office=office, made_at__lt=before, emptied_at__isnull=True)


def empty_charge_document(document: ChargeDocument) -> None:
    """What the lists said and the scan of the signed sheet; who handed over to whom, and the hash, stay."""
    kept = Paper.objects.filter(subject_type=ChargeDocument.SUBJECT, subject_id=document.pk)
    remove_files(kept.exclude(file=""))
    document.lists, document.emptied_at = [], timezone.now()
    document.save(update_fields=["lists", "emptied_at"])


register_retention(
    RetentionClass("charge", "charge", charge_documents, "made_at", empty_charge_document),
)
