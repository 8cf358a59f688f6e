"""A device of the office, wherever it stands, everything that was said of it, the counts of what stands at a
place, and the lists that were brought.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from ongikar.core.i18n.say import choices_of, language
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place
from ongikar.people.models import User
from ongikar.places.rules.device_diff import STATES as VERDICTS
from ongikar.places.rules.device_state import (
    CONDEMNED,
    FACTS,
    FAULT,
    FOUND,
    IN_USE,
    MOVED,
    SEEN,
    STATES,
    WORKING,
    SaidOfDevice,
)
from ongikar.places.words import (
    DEVICE_KINDS,
    FACT_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    device_kind_words,
    device_number,
)


class DeviceQuerySet(SealedQuerySet):
    def at(self, place: Place) -> Self:
        """Those that stand at a place, in the order in which its list shows them: also what is missing from
        there; not what was condemned.
        """
        return self.filter(place=place).exclude(state=CONDEMNED).order_by("kind", "number")

    def in_use(self) -> Self:
        return self.exclude(state=CONDEMNED)

    def counted_at(self, places: Iterable[Place], **counts: Count) -> dict[int, tuple[int, ...]]:
        """These counts of the devices in use at each of the places, by its key; none where it has none."""
        keys = [place.pk for place in places]
        rows = self.filter(place__in=keys, state__in=IN_USE).order_by().values_list("place")
        return {place: tuple(counted) for place, *counted in rows.annotate(**counts)}

    def by_number(self, office: Office, number: int) -> Any:
        """The device that bears this number; None where none does."""
        return self.filter(office=office, number=number).select_related("place").first()


class Device(models.Model):
    """`place` and `state` are a cache of the fold of its facts (places/rules/device_state.py).

    It points at no person: who answers for it answers for its place.
    """

    SUBJECT = "device"
    MOST_NAME, MOST_TEXT = 100, 120

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="devices", db_index=False)
    # A gap-free number of the office's own, drawn when it is saved: L-0041.
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[*DEVICE_KINDS.items()])
    # What its place calls it: Desktop 2.
    name = models.CharField(max_length=MOST_NAME, blank=True)
    maker = models.CharField(max_length=MOST_TEXT, blank=True)
    maker_key = models.CharField(max_length=60, blank=True)
    model = models.CharField(max_length=MOST_TEXT, blank=True)
    # As it was typed, junk too; the key is null where it is junk, so that many may bear it.
    serial_no = models.CharField(max_length=MOST_TEXT, blank=True)
    serial_key = models.CharField(max_length=60, null=True)
    # Who gave or bought it: a project, a budget, a gift.
    source = models.CharField(max_length=MOST_TEXT, blank=True)
    warranty_until = models.DateField(null=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="devices", db_index=False)
    state = models.CharField(max_length=10, default=WORKING, choices=[*STATE_WORDS.items()])
    # From which day it is in this state, and when somebody last had it at hand.
    state_since = models.DateField()
    seen_on = models.DateField(null=True)
    registered_at = models.DateTimeField()
    # Idempotency key: a form sent twice registers one device.
    submission = models.CharField(max_length=80, null=True, unique=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="one_device_a_number"),
            models.UniqueConstraint(
                fields=["office", "maker_key", "serial_key"],
                name="one_device_a_serial",
                condition=Q(serial_key__isnull=False),
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_device_has_a_state"),
        ]
        indexes = [
            models.Index(fields=["place", "kind", "number"], name="devices_of_a_place"),
            # Of many places at once the devices are counted by it, without a look at one of them.
            models.Index(fields=["place", "state", "kind"], name="devices_counted_at_a_place"),
            models.Index(fields=["office", "state", "number"], name="devices_by_state"),
            models.Index(fields=["office", "serial_key"], name="devices_by_serial"),
        ]

    def __str__(self) -> str:
        return f"L-{self.number:04d}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def shown_number(self) -> str:
        """ল-০০৪১ or L-0041, in the language at hand."""
        return device_number(self.number, language())

    @property
    def shown_name(self) -> str:
        """What its place calls it, else what it is."""
        return self.name or device_kind_words(self.kind)

    @property
    def make(self) -> str:
        """Maker and model, as far as they are known."""
        return " ".join(filter(None, (self.maker, self.model)))

    @property
    def is_in_use(self) -> bool:
        return self.state != CONDEMNED


class DeviceFact(models.Model):
    """One thing said of a device: seen, moved, broken, repaired, missing. Only ever added; `on` is the day
    that it is about, `at` the moment in which it was entered.
    """

    MOST_WORDS = 500

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="facts", db_index=False)
    fact = models.CharField(max_length=12, choices=[*FACT_WORDS.items()])
    on = models.DateField()
    # Where it was seen or went; null where it says nothing of that.
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Where it stood by what was known when this was entered: in the history of that place it is told.
    stood_at = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Of a correction alone: the state that is right.
    state = models.CharField(max_length=10, blank=True, choices=[*STATE_WORDS.items()])
    # What is wrong, or was done: the office's own words about the device.
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    # What it came from: an inspection, an application for support, a stocktake.
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    # Idempotency key: a phone that got no answer sends again, and one fact is kept.
    submission = models.CharField(max_length=80, null=True, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fact__in=FACTS), name="a_fact_of_a_device_is_one_we_know"),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_a_device_fact_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["device", "-on", "-id"], name="facts_of_a_device"),
            models.Index(
                fields=["subject_type", "subject_id", "id"],
                name="device_facts_of_a_subject",
                condition=Q(subject_id__isnull=False),
            ),
            # What broke lately (delivery/support/repeated_failures.py).
            models.Index(fields=["-on", "-id"], name="device_faults_by_day", condition=Q(fact=FAULT)),
            # The history of a place: all but what was merely seen, and what came from elsewhere.
            # What was brought to a place: it stood elsewhere when that was said.
            models.Index(
                fields=["place", "-on", "-id"],
                name="device_facts_naming_a_place",
                condition=Q(place__isnull=False),
            ),
            models.Index(
                fields=["stood_at", "-on", "-id"], name="device_facts_at_a_place", condition=~Q(fact=SEEN)
            ),
            models.Index(
                fields=["place", "-on", "-id"],
                name="device_facts_brought_to",
                condition=Q(fact__in=(MOVED, FOUND)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} of {self.device_id}"

    @property
    def statement(self) -> SaidOfDevice:
        return SaidOfDevice(self.fact, self.on, self.pk, self.place_id, self.state)

    @property
    def by(self) -> tuple[str, int | None]:
        return (self.by_type, self.by_id)


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
    # Null for a thing that is on no list.
    device = models.ForeignKey(
        Device, null=True, on_delete=models.PROTECT, related_name="stocktake_lines", db_index=False
    )
    result = models.CharField(
        max_length=10,
        choices=choices_of(
            {
                PRESENT: ("আছে", "Present"),
                ELSEWHERE: ("অন্য জায়গায়", "Elsewhere"),
                MISSING: ("পাওয়া যায়নি", "Not found"),
                UNKNOWN: ("তালিকায় নেই", "On no list"),
            }
        ),
    )
    # Where it really is, of one that is elsewhere; of one listed elsewhere and found here, here.
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # What is written on a thing that is on no list.
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


class DeviceImport(models.Model):
    """One list: read once, seen as a diff, applied at once or never."""

    SUBJECT = "device_import"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    file_name = models.CharField(max_length=120)
    # Hash of the file: the same list imported again is recognised.
    sha256 = models.CharField(max_length=64)
    # The day that the list describes.
    on = models.DateField()
    # The place of devices for which the list names none.
    default_place = models.ForeignKey(
        Place, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="imports_of_an_office"),
            # Those that nobody took over, whose rows go (its `retention`).
            models.Index(
                fields=["office", "brought_at"],
                name="imports_not_applied",
                condition=models.Q(applied_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def reference(self) -> tuple[str, int]:
        return (self.SUBJECT, self.pk)


class ImportRow(models.Model):
    """One device of a list: what its cells said, what that would do, and once applied the device it is."""

    # The row as the spreadsheet counts it, in which sheet, and which of the devices that it stands for.
    sheet = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField()
    # What the row said: number, serial key, place, state and the facts by name.
    listed = models.JSONField()
    # What tells it from all other rows of any list (places/importing/rows.py).
    identity = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=choices_of(VERDICT_WORDS))
    # By field what stands there and what would; why it is not taken, in both languages.
    changes = models.JSONField(default=list)
    why = models.JSONField(null=True)
    may_be_taken = models.BooleanField(default=False)
    # In a conflict: somebody decided that the list is right.
    is_taken = models.BooleanField(default=False)
    device = models.ForeignKey(
        Device, null=True, on_delete=models.PROTECT, related_name="import_rows", db_index=False
    )

    # Last of all: below it, `list` is this column and no type.
    list = models.ForeignKey(DeviceImport, on_delete=models.CASCADE, related_name="rows", db_index=False)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "sheet", "number", "part"], name="one_row_a_device_of_a_list"
            ),
            models.CheckConstraint(condition=Q(state__in=VERDICTS), name="a_row_of_a_list_has_a_state"),
        ]
        indexes = [
            models.Index(fields=["list", "state", "id"], name="rows_of_a_list"),
            models.Index(fields=["identity"], name="rows_by_identity"),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of list {self.list_id}"
