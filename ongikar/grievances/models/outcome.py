"""What follows a decision: the remedy as a task, what the office is advised to change, what the complainant
thinks of it; and the dossier that goes beyond the office.
"""

from django.db import models

from ongikar.cases.models import Case
from ongikar.core.not_none import not_none
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.tasks.models import Task

from .grievance import Stage


class Remedy(models.Model):
    """One thing that must be done because a complaint was right: a task, checked by whoever decided."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="remedies")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="remedy")

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "remedies"

    def __str__(self) -> str:
        return f"remedy {self.pk}"


class Recommendation(models.Model):
    """How the service should change so that nobody complains of it again. Taken up, it is an initiative."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="recommendations")
    words = models.TextField()
    made_at = models.DateTimeField()
    # The case of the initiative that came of it.
    case = models.OneToOneField(
        Case, null=True, on_delete=models.PROTECT, related_name="recommended_by", db_index=False
    )
    submission = models.CharField(max_length=80, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"


class DecisionRating(models.Model):
    """What the complainant thinks of a decision: one to five, once, with words if they like."""

    LOWEST, HIGHEST = 1, 5

    stage = models.OneToOneField(Stage, on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5), name="a_decision_is_rated_one_to_five"
            )
        ]

    def __str__(self) -> str:
        return f"rating of {self.stage_id}"


class Dossier(models.Model):
    """All of a grievance in one file for an authority beyond the office, as it was when it was made; and
    the reference that authority gave it. A later one does not replace it.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="dossiers")
    made_at = models.DateTimeField()
    # The file lies among the papers of the grievance.
    paper_id = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # When it went, how, and the number under which it is known there.
    sent_on = models.DateField(null=True)
    sent_by = models.CharField(max_length=12, blank=True)
    reference_there = models.CharField(max_length=80, blank=True)
    reference_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"dossier {self.pk}"

    @property
    def digest(self) -> str:
        """The hash of a file that was made."""
        return not_none(self.sha256 or None)
