"""A pack: one inspection taken along on one phone, by one person, for seven days."""

from uuid import uuid4

from django.db import models

from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.people.models import User

from .inspection import Inspection


class OfflinePack(models.Model):
    """What its address says is signed (offline/packs.py); the row tells whether it was called back."""

    SUBJECT = "offline_pack"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="packs")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True, default=uuid4)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # When the phone last sent anything, and by how many seconds its clock was behind ours.
    sent_at = models.DateTimeField(null=True)
    behind_seconds = models.IntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"pack {self.pk} of inspection {self.inspection_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def source(self) -> str:
        """What its answers say of where they come from: two phones are two packs."""
        return f"pack-{self.pk}"
