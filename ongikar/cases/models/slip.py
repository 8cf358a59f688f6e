"""Slips for days without power: numbers reserved beforehand, printed, written on by hand, and entered when
power is back.
"""

from django.conf import settings
from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office


class SlipRange(models.Model):
    """The numbers that somebody reserved at once, with who did and when."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="slip_ranges", db_index=False)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    reserved_at = models.DateTimeField()
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Pressed twice is reserved once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="slip_ranges_newest")]

    def __str__(self) -> str:
        return f"slips {self.first} to {self.last} of {self.office_id}"


class Slip(models.Model):
    """One slip: unused until the request written on it is entered, or until it is cancelled. Neither is taken
    back.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="slips", db_index=False)
    range = models.ForeignKey(SlipRange, on_delete=models.PROTECT, related_name="slips")
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=20, unique=True)
    # The request that was written on it.
    case = models.OneToOneField("cases.Case", null=True, on_delete=models.PROTECT, related_name="slip")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "serial"], name="one_slip_a_serial"),
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) | models.Q(cancelled_at__isnull=True),
                name="a_slip_is_used_or_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return self.number
