"""Papers that came in or were made: what they are, where they lie, whose they are."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models

from ongikar.offices.models import Office


def private_storage() -> FileSystemStorage:
    """A folder that no web server reaches: every paper is handed out by a view that asks who wants it."""
    return FileSystemStorage(location=settings.ONGIKAR_PAPERS, base_url=None)


class Paper(models.Model):
    """One uploaded or produced document, known to its owner by (type, id)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="papers")
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    # What it is, in the words it was asked for: "জাতীয় পরিচয়পত্র".
    title = models.CharField(max_length=200)
    file = models.FileField(storage=private_storage, max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    came_at = models.DateTimeField()
    brought_by = models.CharField(max_length=20, default="citizen")

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="papers_of_a_subject")]

    def __str__(self):
        return f"paper {self.pk}"
