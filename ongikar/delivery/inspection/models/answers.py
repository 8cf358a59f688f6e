"""What was said at an inspection: answers, photos, and devices seen. Rows are only ever added, each once by
the number that it bears.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import say_lazy
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import KEYED, VALUE
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.papers.models import Paper
from ongikar.people.models import User
from ongikar.places.models import Device
from ongikar.records.models import PaperEntry, RowOfRecord

from .inspection import Inspection


class AnswerQuerySet(SealedQuerySet):
    def in_time(self) -> Self:
        """Those that came before the visit was ended; what came later is kept and shown, and counts not."""
        return self.filter(is_late=False)


class Brought(RowOfRecord):
    """What was brought to the office from the page or from a phone, when, and by whom."""

    PARENT = "inspection"

    # Of the phone; sent again it is the same.
    uuid = models.UUIDField(unique=True)
    kept_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["id"]

    def find_known(self) -> Any:
        known: Any = type(self).objects.filter(uuid=self.uuid).first()
        return known and known.require_of(self.record)

    def require_of(self, inspection: Inspection) -> Self:
        """What is known under its number; raises ActFault where it is another inspection's."""
        is_its = self.inspection_id == inspection.pk  # type: ignore[attr-defined]  # of each that is brought
        require(is_its, "uuid", "এটি অন্য একটি পরিদর্শনের।", "This belongs to another inspection.")
        return self

    def check_act(self, now: datetime) -> None:
        self.record.require_lives()

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.by_id, self.kept_at = not_none(actor[1]), now


class Said(Brought):
    """What somebody says to have seen. Said after the visit was ended it is kept, marked, and counts not."""

    # By the clock of the phone, put right.
    said_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)

    objects = AnswerQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta(Brought.Meta):
        abstract = True

    def enter_who(self, actor: Reference, now: datetime) -> None:
        super().enter_who(actor, now)
        self.said_at, self.is_late = min(self.said_at, now), not self.record.is_under_way


class Answer(Said):
    """One answer to one item, from the page or from a phone. Which of several stands is their fold
    (delivery/inspection/rules/stated_answers.py).
    """

    VERB = "answered"
    SEALED_AS = {"value": VALUE}
    PERSONAL_DATA = {"note": ""}

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="answers", db_index=False
    )
    # The name of the question in the checklist's version.
    item = models.CharField(max_length=60)
    value = models.CharField(max_length=500)
    note = models.TextField(blank=True)
    # The device that it is about, where the item asks of one.
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="+")
    # The phone or pack it came from; "" of the page, which shows what is known already.
    source = models.CharField(max_length=40, blank=True)
    # The answers that whoever gave this one saw beside it: it stands in their place.
    over = models.JSONField(default=list)

    class Meta(Said.Meta):
        verbose_name = say_lazy("উত্তর", "answer")
        indexes = [models.Index(fields=["inspection", "item", "id"], name="answers_of_an_inspection")]

    def __str__(self) -> str:
        return f"answer {self.uuid}"


class InspectionPhoto(PaperEntry, Brought):
    """A photo taken at an inspection. Where and when is what the phone said; only staff see it."""

    BROWSER, NONE = SOURCES = ("browser", "none")
    VERB = "photo_kept"
    # What is left of where it was taken with the person gone, anonymise.py says: a position is whole.
    SEALED_AS = dict.fromkeys(("latitude", "longitude"), KEYED)
    PAPER_TITLE = "পরিদর্শনের ছবি"

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="photos", db_index=False
    )
    item = models.CharField(max_length=60)
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

    class Meta(Brought.Meta):
        verbose_name = say_lazy("ছবি", "photo")
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

    @property
    def paper_title(self) -> str:
        return self.PAPER_TITLE

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "paper", "of_id": self.paper_id}


class DeviceSighting(Said):
    """How one device was found at an inspection; it becomes a fact of the device when the visit ends."""

    WORKS, FAULTY, MISSING = STATES = ("works", "faulty", "missing")
    VERB = "device_seen"
    PERSONAL_DATA = {"note": ""}

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="sightings", db_index=False
    )
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="sightings")
    state = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True)

    class Meta(Said.Meta):
        verbose_name = say_lazy("যন্ত্র দেখা", "device seen")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["works", "faulty", "missing"]),
                name="a_sighting_has_a_state",
            )
        ]
        indexes = [models.Index(fields=["inspection", "device", "id"], name="sightings_of_an_inspection")]

    def __str__(self) -> str:
        return f"device {self.device_id} at inspection {self.inspection_id}"

    def check_act(self, now: datetime) -> None:
        super().check_act(now)
        require_here(self.record, self.device)
        require(self.state in self.STATES, "state", "অবস্থাটি বেছে নিন।", "Choose its state.")

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "device", "of_id": self.device_id}


def require_here(inspection: Inspection, device: Device | None) -> None:
    is_ours = device is None or device.office_id == inspection.office_id
    require(is_ours, "device", "যন্ত্রটি এই কার্যালয়ের নয়।", "The device is not of this office.")
