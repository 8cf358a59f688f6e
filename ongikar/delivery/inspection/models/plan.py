"""Which places are inspected in a quarter, in which order, on which days."""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place


class InspectionPlan(models.Model):
    """One quarter of the calendar; its visits become cases by one press."""

    SUBJECT = "inspection_plan"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="inspection_plans", db_index=False
    )
    # The first day of the quarter.
    quarter = models.DateField()
    # The row of the charter under which its cases are opened.
    service_code = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    # When its visits became cases; places that are added later become cases by another press.
    opened_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "quarter"], name="one_inspection_plan_a_quarter")
        ]

    def __str__(self) -> str:
        return f"inspection plan {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class PlannedVisit(models.Model):
    """A place of a plan and the day on which it is visited."""

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="visits", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="planned_visits")
    # Where it stands on the route.
    position = models.PositiveSmallIntegerField()
    on = models.DateField()
    # Null until the press that makes cases, and of a place that closed before it.
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="planned_visit")

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "place"], name="a_place_is_planned_once")]
        indexes = [
            models.Index(fields=["on"], name="visits_not_opened_yet", condition=Q(case__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"visit of place {self.place_id} in plan {self.plan_id}"
