"""What an office ordered instead of the usual table of triage, from a day on."""

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office


class TriageOrder(models.Model):
    """One table. Only ever added: of several for the same day the newest holds."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="triage_orders")
    since = models.DateField()
    # By urgency and effect the working days within which somebody first looks.
    days = models.JSONField()
    made_at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # Pressed twice is ordered once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"triage of office {self.office_id} from {self.since}"
