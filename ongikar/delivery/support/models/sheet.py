"""The sheet that tells what was done, in versions; and who signed it for the institution."""

from django.db import models

from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.papers.models import Paper

from .job import Job


class Sheet(models.Model):
    """One version. What was signed is never changed: written anew it is another version, to be signed
    anew.
    """

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="sheets")
    version = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10)
    looked_on = models.DateField()
    found = models.TextField()
    done = models.TextField()
    # The devices with what became of them, and the parts used, as they stand on it.
    data = models.JSONField(default=dict)
    # Of all that stands on it: the signature is for this text and no other.
    sha256 = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["job", "version"], name="one_sheet_a_version")]

    def __str__(self) -> str:
        return f"sheet {self.version} of job {self.job_id}"


class Signature(models.Model):
    """Who signed a sheet for the institution: drawn on the screen, or on the printed sheet, whose picture is
    kept.
    """

    SUBJECT = "job"
    DRAWN, ON_PAPER = "drawn", "paper"

    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="signature")
    how = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="job_signature")
    at = models.DateTimeField()
    # In whose presence it was signed.
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"signature of sheet {self.sheet_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.sheet.job_id)

    @property
    def signer(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name
