"""A purchase on which the office gives advice: its lines, and what the market was seen to ask for each."""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.papers.models import Paper

from .specification import SpecItem, SpecVersion

TAKA, DOLLAR = CURRENCIES = ("BDT", "USD")
# Whether a price holds value added tax and income tax already.
WITH_TAX, WITHOUT_TAX = TAXES = ("with", "without")


class PurchaseQuerySet(SealedQuerySet):
    def with_all(self) -> "PurchaseQuerySet":
        """With what a page about purchases needs."""
        related = ("case__service", "case__applicant", "case__clock", "case__post", "office")
        return self.select_related(*related)


class Purchase(models.Model):
    """What belongs to a case about a purchase beside its answers. Who buys decides: nothing here awards
    anything.
    """

    SUBJECT = "purchase"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="purchases", db_index=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="purchase")
    # A gap-free number of the office and the fiscal year.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    # In which all its quotations are made; another is refused.
    currency = models.CharField(max_length=3, default=TAKA)
    taxes = models.CharField(max_length=8, default=WITH_TAX)
    made_at = models.DateTimeField()

    objects = PurchaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_purchase_a_serial"
            ),
            models.CheckConstraint(condition=Q(currency__in=CURRENCIES), name="a_purchase_has_a_currency"),
            models.CheckConstraint(condition=Q(taxes__in=TAXES), name="a_purchase_has_a_tax_basis"),
        ]
        indexes = [models.Index(fields=["office", "-id"], name="purchases_newest")]

    def __str__(self) -> str:
        return f"purchase {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class PurchaseLine(models.Model):
    """So many of one thing. `version`: what each must be like; none until somebody has said it."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    # As it was asked for.
    name = models.CharField(max_length=200)
    # Null where nobody said how many.
    quantity = models.PositiveIntegerField(null=True)
    version = models.ForeignKey(SpecVersion, null=True, on_delete=models.PROTECT, related_name="lines")
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["purchase", "position"], name="one_purchase_line_a_place"),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="a_purchase_line_is_of_something"
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_purchase_line_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.position} of purchase {self.purchase_id}"

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None

    @property
    def is_specified(self) -> bool:
        return self.version_id is not None and self.quantity is not None


class PriceNote(models.Model):
    """What one piece was seen to cost: where, and on which day."""

    line = models.ForeignKey(
        PurchaseLine, on_delete=models.PROTECT, related_name="price_notes", db_index=False
    )
    # Of which item of the library its line was then: for the next purchase it is found by that.
    item = models.ForeignKey(
        SpecItem, null=True, on_delete=models.PROTECT, related_name="price_notes", db_index=False
    )
    # A shop, a page of the web, an earlier purchase.
    source = models.CharField(max_length=300)
    seen_on = models.DateField()
    # In hundredths of the currency.
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    taxes = models.CharField(max_length=8)
    words = models.CharField(max_length=300, blank=True)
    # A photo of the price tag, or the page as it was printed.
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="price_note")
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    # Sent twice is entered once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_price_note_is_of_something"),
            models.CheckConstraint(condition=Q(currency__in=CURRENCIES), name="a_price_note_has_a_currency"),
            models.CheckConstraint(condition=Q(taxes__in=TAXES), name="a_price_note_has_a_tax_basis"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_price_note_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["line", "id"], name="price_notes_of_a_line"),
            models.Index(fields=["item", "-id"], name="price_notes_of_an_item"),
        ]

    def __str__(self) -> str:
        return f"price note {self.pk}"

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None
