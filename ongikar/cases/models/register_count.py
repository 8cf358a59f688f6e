"""What registers keep beside the cases, so that no page goes through a year: how many lines have each
outcome, and the lines of the registers of kinds.
"""

from django.db import models
from django.db.models import Q

from ongikar.charter.models import Service
from ongikar.core.i18n.say import choices_of
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office

from .case import Case
from .words import LATE, OUTCOMES, REOPENED


class RegisterYear(models.Model):
    """A year of a register for which all is kept that is kept of it. Of one that is not there, or of which
    the worker has only come as far as `reached`, a page goes through the cases itself.
    """

    # The service register, of which the sums are kept; of the registers of kinds, by their names, the lines.
    SERVICES = "services"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    book = models.CharField(max_length=20)
    fiscal_year = models.PositiveSmallIntegerField()
    # The serial of the last case whose lines are stored, while there are others; null where it is whole.
    reached = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "book", "fiscal_year"], name="one_year_of_a_register")
        ]

    def __str__(self) -> str:
        return f"{self.book} of {self.fiscal_year}"


class KindLine(models.Model):
    """A case on its numbered line in a register of its kind: for each round a line, where the kind says so.

    What the line says is read from the case; here stands its place, which no later act moves, and by which
    list of columns it was begun (`edition`).
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    book = models.CharField(max_length=20)
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    edition = models.PositiveSmallIntegerField(default=1, db_default=1)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "book", "fiscal_year", "book_serial"], name="one_kind_line_a_serial"
            ),
            models.UniqueConstraint(fields=["case", "book", "round"], name="one_kind_line_a_round"),
        ]

    def __str__(self) -> str:
        return f"line {self.book_serial} of {self.book}"


class RegisterCount(models.Model):
    """So many cases more, or fewer, of one month and service with one outcome.

    What an act changes is a row of its own, for nobody then waits for the row of another; the worker adds
    those of an act to the sum (`is_change` tells them apart).
    """

    REOPENED, LATE = REOPENED, LATE

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    fiscal_year = models.PositiveSmallIntegerField()
    # The first day of the month of receipt.
    month = models.DateField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=12, choices=choices_of(OUTCOMES))
    many = models.IntegerField()
    is_change = models.BooleanField(default=True, db_default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "month", "service", "outcome"],
                name="one_sum_of_an_outcome",
                condition=Q(is_change=False),
            )
        ]
        indexes = [
            models.Index(fields=["office", "fiscal_year"], name="counts_of_a_register"),
            models.Index(fields=["id"], name="counts_to_add_up", condition=Q(is_change=True)),
        ]

    def __str__(self) -> str:
        return f"{self.many} {self.outcome}"
