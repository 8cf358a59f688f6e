"""What things to be bought must be like: an item of the office's library, and its versions."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Max

from ongikar.core.i18n.say import choices_of, say
from ongikar.delivery.procurement.rules.specification import Clause, clauses_from, digest_of, mandatory_keys
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import DIGEST
from ongikar.offices.models import Office
from ongikar.records.models import Record, RowOfRecord


class SpecItem(Record):
    """A sort of thing that offices buy: a laptop, a printer. Those of the program have its key; of its own an
    office adds others.
    """

    SUBJECT, VERBS_OF = "spec_item", "specification"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="spec_items", db_index=False)
    key = models.CharField(max_length=40)
    name_bn = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_spec_item_a_key")]

    @property
    def name(self) -> str:
        return say(self.name_bn, self.name_en)


class SpecVersion(RowOfRecord):
    """The clauses of an item as they stood from a day on. Never edited: what changes is the next version.

    One that was adapted to a purchase belongs to it alone (`purchase`) and is no version of the library.
    """

    PARENT, VERB, SEALED_AS = "item", "written", {"clauses": DIGEST}
    # Of the program's own library, or written by the office.
    PROGRAM, OFFICE = "program", "office"
    SOURCE_WORDS = {PROGRAM: ("অঙ্গীকারের ভান্ডার", "The program"), OFFICE: ("এই কার্যালয়", "This office")}

    item = models.ForeignKey(SpecItem, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=8, choices=choices_of(SOURCE_WORDS))
    purchase = models.ForeignKey(
        "procurement.Purchase", null=True, on_delete=models.PROTECT, related_name="own_versions"
    )
    since = models.DateField()
    # As delivery/procurement/rules/specification.py reads them.
    clauses = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_spec_version_a_number")]

    @classmethod
    def of(cls, item: SpecItem, clauses: Iterable[Clause], **more: Any) -> "SpecVersion":
        """One that is not written yet."""
        told = tuple(clauses)
        return cls(item=item, clauses=[clause.as_data() for clause in told], sha256=digest_of(told), **more)

    @cached_property
    def terms(self) -> tuple[Clause, ...]:
        return clauses_from(self.clauses)

    @property
    def mandatory(self) -> frozenset[str]:
        return mandatory_keys(self.terms)

    def find_known(self) -> Any:
        """The same again is no new version."""
        held = self.purchase_id is None and standing_version(self.item, self.since)
        return held if held and held.sha256 == self.sha256 else None

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.number = (self.item.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        self.at, self.by_id = now, actor[1] if actor[0] == "user" else None

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"version": self.number}

    def in_words(self) -> str:
        return f"{self.item.name}, {say('সংস্করণ {n}', 'version {n}', n=self.number)}"


def standing_version(item: SpecItem, day: date) -> SpecVersion | None:
    """The newest version of the library that holds on a day."""
    held = item.versions.filter(purchase__isnull=True, since__lte=day)
    return held.order_by("since", "number").last()
