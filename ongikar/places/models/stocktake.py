"""One count of what stands at a place, and what was found of each device."""

from django.db import models
from django.db.models import Q

from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place
from ongikar.people.models import User

from .device import Device


class Stocktake(models.Model):
    """Open while somebody goes round with a phone; what was found becomes facts of the devices when it is
    closed, all at once.
    """

    SUBJECT = "stocktake"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="stocktakes", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="stocktakes", db_index=False)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place"], name="one_open_stocktake_a_place", condition=Q(closed_at__isnull=True)
            )
        ]
        indexes = [models.Index(fields=["place", "-id"], name="stocktakes_of_a_place")]

    def __str__(self) -> str:
        return f"stocktake {self.pk} at {self.place_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class StocktakeLine(models.Model):
    """What was found of one device, or a thing that stands there and on no list. The last word counts; each
    change is in the journal.
    """

    PRESENT, ELSEWHERE, MISSING, UNKNOWN = "present", "elsewhere", "missing", "unknown"
    RESULTS = (PRESENT, ELSEWHERE, MISSING, UNKNOWN)

    stocktake = models.ForeignKey(Stocktake, on_delete=models.PROTECT, related_name="lines")
    # Null of what is on no list.
    device = models.ForeignKey(
        Device, null=True, on_delete=models.PROTECT, related_name="stocktake_lines", db_index=False
    )
    result = models.CharField(max_length=10)
    # Where it really is, of one that is elsewhere; of one listed elsewhere and found here, here.
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # What stands on a thing that is on no list.
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stocktake", "device"],
                name="one_line_a_device_of_a_stocktake",
                condition=Q(device__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(result="unknown", device__isnull=True)
                | Q(result__in=("present", "elsewhere", "missing"), device__isnull=False),
                name="a_line_of_a_stocktake_is_of_a_device_or_unknown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result} in stocktake {self.stocktake_id}"
