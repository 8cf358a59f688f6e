"""The lines of the hearing register and of the decision register: each has its serial, given once."""

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office

from .grievance import Stage
from .handling import Hearing


class BookLine(models.Model):
    """A hearing that was called, or a stage that was closed by whoever decides, as a numbered line of its
    book.

    What the line says is read from the hearing or the stage; here stands only its place, so that a page of
    the book is a stretch of serials, whichever of the tiers wrote them.
    """

    HEARINGS, DECISIONS = "hearings", "decisions"
    # Under which the serials are given (offices/serials.py).
    BOOKS = {HEARINGS: "hearing book", DECISIONS: "decision book"}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    book = models.CharField(max_length=10)
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    hearing = models.OneToOneField(Hearing, null=True, on_delete=models.PROTECT, related_name="line")
    stage = models.OneToOneField(Stage, null=True, on_delete=models.PROTECT, related_name="line")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "book", "fiscal_year", "book_serial"], name="one_line_a_serial"
            ),
            models.CheckConstraint(
                condition=Q(book="hearings", hearing__isnull=False, stage__isnull=True)
                | Q(book="decisions", hearing__isnull=True, stage__isnull=False),
                name="a_line_tells_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.book_serial} of {self.book}"
