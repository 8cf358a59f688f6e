"""Which places are inspected in a quarter, in which order, on which days."""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.i18n.say import say_lazy
from ongikar.offices.models import Office, Place
from ongikar.records.models import Record, RowOfRecord


class InspectionPlan(Record):
    """One quarter of the calendar; its visits become cases by one press."""

    SUBJECT = "inspection_plan"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="inspection_plans", db_index=False
    )
    # The first day of the quarter.
    quarter = models.DateField(say_lazy("ত্রৈমাসিক", "Quarter"))
    # The row of the charter under which its cases are opened.
    service_code = models.CharField(max_length=40)
    made_at = models.DateTimeField(say_lazy("কবে করা", "Made"))
    # When its visits became cases; places that are added later become cases by another press.
    opened_at = models.DateTimeField(say_lazy("আবেদন খোলা হয়েছে", "Cases opened"), null=True)

    class Meta:
        verbose_name = say_lazy("পরিদর্শনের পরিকল্পনা", "inspection plan")
        verbose_name_plural = say_lazy("পরিদর্শনের পরিকল্পনা", "Inspection plans")
        constraints = [
            models.UniqueConstraint(fields=["office", "quarter"], name="one_inspection_plan_a_quarter")
        ]
        indexes = [models.Index(fields=["office", "-id"], name="inspection_plans_newest")]

    def __str__(self) -> str:
        return f"inspection plan {self.pk}"


class PlannedVisit(RowOfRecord):
    """A place of a plan and the day on which it is visited."""

    PARENT, VERB = "plan", "made"

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="visits", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="planned_visits")
    # Where it stands on the route.
    position = models.PositiveSmallIntegerField()
    on = models.DateField()
    # Null until the press that makes cases, and of a place that closed before it.
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="planned_visit")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "place"], name="a_place_is_planned_once")]
        indexes = [
            models.Index(fields=["on"], name="visits_not_opened_yet", condition=Q(case__isnull=True)),
        ]

    @property
    def is_shut(self) -> bool:
        """Whether its place has closed by its day."""
        return self.place.closed_on is not None and self.place.closed_on < self.on

    def __str__(self) -> str:
        return f"visit of place {self.place_id} in plan {self.plan_id}"
