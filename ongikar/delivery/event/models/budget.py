"""What an event may cost and what was spent: lines of the budget, and the vouchers that prove each sum.

Money is whole taka. Nothing is edited: a line or voucher that is wrong is struck through with the reason.
"""

from django.db import models
from django.db.models import Q

from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.papers.models import Paper

from .event import Event


class BudgetLine(models.Model):
    """So much may be spent under one head."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="budget_lines", db_index=False)
    # As the ledger of accounts has it: a code and its name.
    head = models.CharField(max_length=120)
    planned = models.PositiveIntegerField()
    words = models.CharField(max_length=300, blank=True)
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
            models.CheckConstraint(condition=Q(planned__gt=0), name="a_budget_line_is_of_something"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_budget_line_says_why",
            ),
        ]
        indexes = [models.Index(fields=["event", "id"], name="lines_of_an_event")]

    def __str__(self) -> str:
        return f"budget line {self.pk}"

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None


class Voucher(models.Model):
    """One sum that was paid under a line, with the paper that proves it."""

    SUBJECT = "voucher"

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="vouchers", db_index=False)
    # As it stands on the voucher itself.
    number = models.CharField(max_length=60)
    paid_on = models.DateField()
    paid_to = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    amount = models.PositiveIntegerField()
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="voucher")
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_voucher_is_of_something"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""), name="a_struck_voucher_says_why"
            ),
        ]
        indexes = [models.Index(fields=["line", "id"], name="vouchers_of_a_line")]

    def __str__(self) -> str:
        return f"voucher {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None
