"""Many certificates that were ordered at once and are issued by the worker."""

from django.db import models

from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.people.models import User


class CertificateOrder(models.Model):
    """What the worker is to issue: the lines that are left, each a statement with its holder. Begun again
    after a fall it goes on where it was.
    """

    SUBJECT = "certificate_order"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    template_key = models.CharField(max_length=30)
    # What the certificates are for.
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    # Statement and holder of each (bulk.OrderLine); retention deletes the order.
    lines = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="orders_of_a_subject"),
            # What retention deletes.
            models.Index(fields=["office", "asked_at"], name="certificate_orders_to_delete"),
        ]

    def __str__(self) -> str:
        return f"certificate order {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def subject(self) -> SubjectReference:
        return (self.subject_type, self.subject_id)
