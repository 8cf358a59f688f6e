"""A list of devices that was brought, and what each of its rows would do or did."""

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place
from ongikar.people.models import User
from ongikar.places.rules.device_diff import STATES

from .device import Device


class DeviceImport(models.Model):
    """One list: read once, seen as a diff, applied at once or never."""

    SUBJECT = "device_import"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    file_name = models.CharField(max_length=120)
    # Of the bytes of the file: the same list brought again is known.
    sha256 = models.CharField(max_length=64)
    # The day of which the list speaks.
    on = models.DateField()
    # Where the devices stand of which it does not say it.
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
            # Those that nobody took over, whose rows go (operations/retention.py).
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
    state = models.CharField(max_length=8)
    # By field what stands there and what would; why it is not taken, in both languages.
    changes = models.JSONField(default=list)
    why = models.JSONField(null=True)
    may_be_taken = models.BooleanField(default=False)
    # In a conflict: somebody took the word of the list.
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
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_row_of_a_list_has_a_state"),
        ]
        indexes = [
            models.Index(fields=["list", "state", "id"], name="rows_of_a_list"),
            models.Index(fields=["identity"], name="rows_by_identity"),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of list {self.list_id}"
