"""Pages that are being scanned: kept from one press to the next until the letter is entered."""

from django.db import models

from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office
from ongikar.people.models import User


class Scan(models.Model):
    """The pages of one letter as one person scans them. `pages`: of each the key of its file, which page of
    that file, and how far it is turned with the clock.
    """

    SUBJECT = "letter_scan"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    pages = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["office", "begun_at"], name="letter_scans_oldest")]

    def __str__(self) -> str:
        return f"scan {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)
