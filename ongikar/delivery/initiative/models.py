"""An idea for a better service on its way: what was done with it, what was measured, and where it was
spread.
"""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place


class Initiative(models.Model):
    """What belongs to a case about an idea beside its answers. Where it stands is the fold of its acts."""

    SUBJECT = "initiative"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="initiatives", db_index=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="initiative")
    # A gap-free number of the office and the fiscal year.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_initiative_a_serial"
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="initiatives_newest")]

    def __str__(self) -> str:
        return f"initiative {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class InitiativeAct(models.Model):
    """One act (transitions.py): what happened, when, by whom, and its words. Only ever added."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12)
    # The day on which it was so, where that is not the day on which it was written.
    on = models.DateField()
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    # Of a pilot: where, and until when.
    where = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} of initiative {self.initiative_id}"


class Measurement(models.Model):
    """What one service took before and takes now: the mean of so many that were looked at, by one measure.

    Corrected by a new line that strikes the old one through.
    """

    TIME, COST, VISITS = "time", "cost", "visits"
    MEASURES = (TIME, COST, VISITS)
    MINUTES, HOURS, DAYS, TAKA, TIMES = "minutes", "hours", "days", "taka", "times"

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="measurements")
    measure = models.CharField(max_length=6)
    unit = models.CharField(max_length=7)
    before = models.DecimalField(max_digits=9, decimal_places=1)
    after = models.DecimalField(max_digits=9, decimal_places=1)
    # How many were looked at.
    n_before = models.PositiveIntegerField()
    n_after = models.PositiveIntegerField()
    measured_on = models.DateField()
    how = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    # Sent twice is kept once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(n_before__gte=1, n_after__gte=1), name="a_measurement_looked_at_something"
            ),
            models.CheckConstraint(
                condition=Q(before__gte=0, after__gte=0), name="a_measurement_is_never_negative"
            ),
            models.UniqueConstraint(
                fields=["initiative", "measure"],
                name="one_living_measurement_a_measure",
                condition=Q(struck_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} of initiative {self.initiative_id}"


class SpreadPlace(models.Model):
    """One more office or place at which it is done now."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="spread_places")
    # As it is called; the place of the office's own list, where it is one.
    name = models.CharField(max_length=200)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="spread_initiatives")
    since = models.DateField()
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "name"],
                name="spread_to_a_place_once",
                condition=Q(struck_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"spread of initiative {self.initiative_id}"
