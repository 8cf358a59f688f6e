"""A plan of performance or integrity for a quarter or a year: its indicators, and what each came to."""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.letters.models import Letter
from ongikar.offices.models import Office
from ongikar.papers.models import Paper

# The measure of an indicator that no app computes: its value is typed, with proof, and marked as typed.
TYPED = "typed"


class Plan(models.Model):
    """What belongs to a case about an objective beside its answers. It ends with the letter of its report."""

    SUBJECT = "performance_plan"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="performance_plans", db_index=False
    )
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="performance_plan")
    # A gap-free number of the office and the fiscal year in which it was received.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    # Under which plan, and for which time of which fiscal year (rules/performance).
    system = models.CharField(max_length=8)
    period = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    # The report; from then on nothing of it changes.
    letter = models.OneToOneField(
        Letter, null=True, on_delete=models.PROTECT, related_name="performance_plan"
    )
    issued_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_plan_a_serial"
            ),
            models.CheckConstraint(
                condition=Q(letter__isnull=True, issued_at__isnull=True)
                | Q(letter__isnull=False, issued_at__isnull=False),
                name="a_plan_is_reported_by_a_letter",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="performance_plans_newest"),
            models.Index(
                fields=["office", "id"], condition=Q(issued_at__isnull=True), name="plans_without_a_report"
            ),
        ]

    def __str__(self) -> str:
        return f"performance plan {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class Indicator(models.Model):
    """What one part of the plan is measured by. One that is removed or changed is kept, and no longer
    counts.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="indicators")
    # Its place in the plan.
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True)
    # Of a hundred in all; null, as the target, of a line that could not be read.
    weight = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # The values worth 90, 80, 70 and 60 per cent, as texts; empty where the part of the target counts.
    levels = models.JSONField(default=list)
    # The key of a measure (books/measures.py), or TYPED.
    measure = models.CharField(max_length=40, default=TYPED)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    removed_at = models.DateTimeField(null=True)
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0, weight__lte=100),
                name="a_weight_is_of_a_hundred",
            ),
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="one_living_indicator_a_number",
                condition=Q(removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"indicator {self.number} of plan {self.plan_id}"

    @property
    def is_typed(self) -> bool:
        return self.measure == TYPED


class Reading(models.Model):
    """What an indicator came to in the time of its plan, and the records that it was counted from. The newest
    one counts; once the report is issued it is frozen.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="readings")
    # By which measure; TYPED of one that somebody typed.
    measure = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    numerator = models.DecimalField(max_digits=12, decimal_places=2)
    # Null of a plain count, and of what was typed.
    denominator = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # {"subject": "case", "counted": [keys], "others": [keys]}; empty of what was typed.
    records = models.JSONField(default=dict)
    # Of all of the above (readings.py).
    sha256 = models.CharField(max_length=64)
    # Of what was typed: the words or the paper that prove it.
    proof = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    frozen_at = models.DateTimeField(null=True)
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(numerator__gte=0), name="a_reading_is_never_negative"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__lte=models.F("denominator")),
                name="a_part_is_no_more_than_its_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"reading {self.pk} of indicator {self.indicator_id}"

    @property
    def is_typed(self) -> bool:
        return self.measure == TYPED
