"""What bidders ask: a quotation, and its price for each line of the purchase. Nothing is edited: a wrong one
is struck through and entered anew.
"""

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.papers.models import Paper
from ongikar.people.models import GONE

from .purchase import CURRENCIES, TAXES, Purchase, PurchaseLine

OF_BIDDER = ("bidder", "address", "number")


class Quotation(models.Model):
    """One bidder's quotation, as it was received. In the currency and on the tax basis of its purchase."""

    purchase = models.ForeignKey(
        Purchase, on_delete=models.PROTECT, related_name="quotations", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    bidder = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    # As it stands on the quotation itself.
    number = models.CharField(max_length=60, blank=True)
    quoted_on = models.DateField()
    valid_until = models.DateField(null=True)
    currency = models.CharField(max_length=3)
    taxes = models.CharField(max_length=8)
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="quotation")
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    # Sent twice is entered once.
    submission = models.CharField(max_length=64, unique=True)

    # The names that were put right, where a page shows them.
    old_names: list[str]

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["purchase", "position"], name="one_quotation_a_place"),
            models.UniqueConstraint(
                fields=["purchase", "bidder"],
                # Those whose names retention has emptied bear the same.
                condition=Q(struck_at__isnull=True) & ~Q(bidder=GONE),
                name="one_standing_quotation_a_bidder",
            ),
            models.CheckConstraint(condition=Q(currency__in=CURRENCIES), name="a_quotation_has_a_currency"),
            models.CheckConstraint(condition=Q(taxes__in=TAXES), name="a_quotation_has_a_tax_basis"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_quotation_says_why",
            ),
        ]
        indexes = [models.Index(fields=["bidder", "-id"], name="quotations_of_a_bidder")]

    def __str__(self) -> str:
        return f"quotation {self.position} of purchase {self.purchase_id}"

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None

    @property
    def said_of_bidder(self) -> dict[str, str]:
        """What it says of who quoted: a bidder is often one person."""
        return {name: getattr(self, name) for name in OF_BIDDER}


class BidderChange(models.Model):
    """What was put right of who quoted: what stood there before stays readable, crossed out."""

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="changes", db_index=False)
    field = models.CharField(max_length=10)
    old = models.CharField(max_length=300, blank=True)
    new = models.CharField(max_length=300, blank=True)
    # Who asked for it, and by which document.
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(field__in=OF_BIDDER), name="a_bidder_has_such_a_field")
        ]
        indexes = [models.Index(fields=["quotation", "id"], name="changes_of_a_bidder")]

    def __str__(self) -> str:
        return f"{self.field} of quotation {self.quotation_id}"


class QuotationLine(models.Model):
    """What a quotation asks for one piece of a line, and what it says of each clause."""

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="lines", db_index=False)
    line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="quoted")
    # In hundredths of the currency; null where it was not quoted, never nought.
    price = models.PositiveBigIntegerField(null=True)
    # Which make and model is offered: in an offer, unlike a specification, it is named.
    offered = models.CharField(max_length=200, blank=True)
    # What the offer says of each clause of the line's version, by its key: yes, no, unclear.
    answers = models.JSONField(default=dict)
    words = models.CharField(max_length=300, blank=True)
    judged_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["quotation", "line"], name="a_line_is_quoted_once"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gt=0), name="a_price_is_never_nought"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.line_id} of quotation {self.quotation_id}"
