"""What was said at an inspection: answers, photos, and devices seen. Rows are only ever added."""

from typing import Self

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.papers.models import Paper
from ongikar.people.models import User
from ongikar.places.models import Device

from .inspection import Inspection


class AnswerQuerySet(SealedQuerySet):
    def in_time(self) -> Self:
        """Those that came before the visit was ended; what came later is kept and shown, and counts not."""
        return self.filter(is_late=False)


class Answer(models.Model):
    """One answer to one item, from the page or from a phone. Which of several stands is their fold
    (rules/stated_answers.py).
    """

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="answers", db_index=False
    )
    # The name of the question in the checklist's version.
    item = models.CharField(max_length=60)
    value = models.CharField(max_length=500)
    note = models.TextField(blank=True)
    # The device that it is about, where the item asks of one.
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="+")
    # Of the phone; sent again it is the same answer.
    uuid = models.UUIDField(unique=True)
    # The phone or pack it came from; "" of the page, which shows what is known already.
    source = models.CharField(max_length=40, blank=True)
    # The answers that whoever gave this one saw beside it: it stands in their place.
    over = models.JSONField(default=list)
    # By the clock of the phone, and when it reached the office.
    said_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_late = models.BooleanField(default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["inspection", "item", "id"], name="answers_of_an_inspection")]

    def __str__(self) -> str:
        return f"answer {self.uuid}"


class InspectionPhoto(models.Model):
    """A photo taken at an inspection. Where and when is what the phone said; only staff see it."""

    BROWSER, NONE = SOURCES = ("browser", "none")

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="photos", db_index=False
    )
    item = models.CharField(max_length=60)
    uuid = models.UUIDField(unique=True)
    # Of the file as it was sent, which is what the phone is told back; the paper kept is drawn anew.
    sha256 = models.CharField(max_length=64)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    # Whether the phone's clock said what cannot be; then `taken_at` is when it reached the office.
    is_clock_wrong = models.BooleanField(default=False)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    position_source = models.CharField(max_length=8, default=NONE)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position_source="none", latitude__isnull=True, longitude__isnull=True)
                | Q(~Q(position_source="none"), latitude__isnull=False, longitude__isnull=False),
                name="a_photo_has_a_whole_position",
            )
        ]
        indexes = [models.Index(fields=["inspection", "item", "id"], name="photos_of_an_inspection")]

    def __str__(self) -> str:
        return f"photo {self.uuid}"


class DeviceSighting(models.Model):
    """How one device was found at an inspection; it becomes a fact of the device when the visit ends."""

    WORKS, FAULTY, MISSING = STATES = ("works", "faulty", "missing")

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="sightings", db_index=False
    )
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="sightings")
    state = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True)
    uuid = models.UUIDField(unique=True)
    said_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_late = models.BooleanField(default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["works", "faulty", "missing"]),
                name="a_sighting_has_a_state",
            )
        ]
        indexes = [models.Index(fields=["inspection", "device", "id"], name="sightings_of_an_inspection")]

    def __str__(self) -> str:
        return f"device {self.device_id} at inspection {self.inspection_id}"
