"""What things to be bought must be like: an item of the office's library, and its versions."""

from functools import cached_property

from django.db import models

from ongikar.core.i18n.say import say
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.rules.specification import Clause, clauses_from, mandatory_keys


class SpecItem(models.Model):
    """A sort of thing that offices buy: a laptop, a printer. Those of the program have its key; of its own an
    office adds others.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="spec_items", db_index=False)
    key = models.CharField(max_length=40)
    name_bn = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_spec_item_a_key")]

    def __str__(self) -> str:
        return f"spec item {self.key}"

    @property
    def name(self) -> str:
        return say(self.name_bn, self.name_en)


class SpecVersion(models.Model):
    """The clauses of an item as they stood from a day on. Never edited: what changes is the next version.

    One that was adapted to a purchase belongs to it alone (`purchase`) and is no version of the library.
    """

    # Of the program's own library, or written by the office.
    PROGRAM, OFFICE = "program", "office"

    item = models.ForeignKey(SpecItem, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=8)
    purchase = models.ForeignKey(
        "procurement.Purchase", null=True, on_delete=models.PROTECT, related_name="own_versions"
    )
    since = models.DateField()
    # As rules/specification.py reads them.
    clauses = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_spec_version_a_number")]

    def __str__(self) -> str:
        return f"version {self.number} of spec item {self.item_id}"

    @cached_property
    def terms(self) -> tuple[Clause, ...]:
        return clauses_from(self.clauses)

    @property
    def mandatory(self) -> frozenset[str]:
        return mandatory_keys(self.terms)
