"""Spare parts and consumables: what the office has of each, and every movement by which it came or went."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from ongikar.core.db.sort_keys import SortKeyField, WithSortKeys
from ongikar.core.i18n.say import InTwoLanguages, language, say_lazy
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_columns import VALUE
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place
from ongikar.places.rules.part_stock import MOVEMENTS
from ongikar.places.words import MOVEMENT_WORDS, quantity_words
from ongikar.records.models import Record
from ongikar.rules.bangla.text import date_words

from .device import Device


class PartQuerySet(SealedQuerySet):
    def in_use(self) -> Self:
        return self.filter(ended_on__isnull=True).order_by("sort_key", "pk")

    def low(self) -> Self:
        """Those of which less is there than the office wants to have."""
        return self.in_use().filter(balance__lt=F("least"))


class Part(InTwoLanguages, WithSortKeys, Record):  # type: ignore[misc]  # a name in two languages; a part is no line
    """A sort of part: a mouse, a toner, a metre of cable. `balance` is a cache of the fold of its
    movements (places/rules/part_stock.py).
    """

    SUBJECT = "part"
    UNSEALED = {
        "name_key": "the name folded, for comparing",
        "sort_key": "the name as a key, for the order of lists",
    }
    SEALED_AS = {"name_bn": VALUE, "name_en": VALUE}

    name_bn = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    # The name folded: a part is entered once, however it is spelt.
    name_key = models.CharField(max_length=120)
    sort_key = SortKeyField(of=["name_bn"])
    # What it is counted in: piece, metre, packet.
    unit_bn = models.CharField(max_length=20)
    unit_en = models.CharField(max_length=20)
    # How many the office wants to have at least; 0: it does not say.
    least = models.PositiveIntegerField(default=0)
    balance = models.PositiveIntegerField(default=0)
    # The day from which it is not kept any more.
    ended_on = models.DateField(null=True)

    objects = PartQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta:
        verbose_name = say_lazy("যন্ত্রাংশ", "part")
        verbose_name_plural = say_lazy("যন্ত্রাংশের মজুত", "Spare parts")
        constraints = [
            models.UniqueConstraint(fields=["office", "name_key"], name="one_part_a_name"),
        ]
        indexes = [
            models.Index(fields=["office", "sort_key", "id"], name="parts_by_name"),
            models.Index(
                fields=["office", "sort_key", "id"],
                name="parts_that_run_low",
                condition=Q(ended_on__isnull=True, balance__lt=F("least")),
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> str:
        return self.in_words("name")

    @property
    def unit(self) -> str:
        return self.in_words("unit")

    @property
    def in_stock(self) -> str:
        """How many there are, with their unit, in the language at hand."""
        return self.quantity_words(self.balance)

    @property
    def wanted_words(self) -> str:
        return self.quantity_words(self.least)

    def quantity_words(self, number: int) -> str:
        return quantity_words(number, self.unit, language())

    @property
    def is_low(self) -> bool:
        return self.ended_on is None and self.balance < self.least


class PartMovement(models.Model):
    """So many came or went. Only ever added: what was entered wrongly is taken back by another one, which
    names it.
    """

    MOST_WORDS = 300

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="movements", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The line of the stock book.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    movement = models.CharField(max_length=12, choices=[*MOVEMENT_WORDS.items()])
    # How many more there are, or below nought how many fewer, and how many there are then.
    change = models.IntegerField()
    balance = models.PositiveIntegerField()
    on = models.DateField()
    # For a receipt: what each cost, in taka, and from whom or by which order.
    price = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    source = models.CharField(max_length=200, blank=True)
    # For a use: for what, where, in which device.
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    device = models.ForeignKey(
        Device, null=True, on_delete=models.PROTECT, related_name="parts_used", db_index=False
    )
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    # The movement that this one takes back.
    # Most take none back: an index that held these too would be believed to find nothing.
    takes_back = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="taken_back", db_index=False
    )
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    # Idempotency key: a form sent twice makes one movement.
    submission = models.CharField(max_length=80, null=True, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_line_of_the_stock_book"
            ),
            models.UniqueConstraint(
                fields=["takes_back"],
                name="a_movement_is_taken_back_once",
                condition=Q(takes_back__isnull=False),
            ),
            models.CheckConstraint(condition=Q(movement__in=MOVEMENTS), name="a_part_moves_as_we_know"),
            models.CheckConstraint(condition=~Q(change=0), name="a_movement_moves_something"),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_a_movement_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["part", "-id"], name="movements_of_a_part"),
            models.Index(
                fields=["device", "-id"], name="parts_of_a_device", condition=Q(device__isnull=False)
            ),
            models.Index(
                fields=["subject_type", "subject_id", "id"],
                name="parts_of_a_subject",
                condition=Q(subject_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.movement} {self.change} of part {self.part_id}"

    def in_words(self) -> str:
        """As the page of the part tells it in one line."""
        said = f"{self.get_movement_display()}, {date_words(self.on, language())}"
        return f"{said}: {self.part.quantity_words(self.change)}"

    @property
    def reference(self) -> SubjectReference:
        return ("part_movement", self.pk)

    @property
    def taken_back_by(self) -> "PartMovement | None":
        """The line that took this one back; fetched with `prefetch_related("taken_back")`."""
        return next(iter(self.taken_back.all()), None)
