"""One inspection: of which place, by which checklist, what it came to, and who acknowledged it; the packs in
which phones take it along; and the plan by which places are inspected in a quarter.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import choices_of, say_lazy
from ongikar.journal.sealed_columns import KEYED
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.letters.models import Letter
from ongikar.offices.models import Office, Place
from ongikar.packs.models import Pack
from ongikar.questionnaires.models import Version
from ongikar.records.actions import MOVED_ON
from ongikar.records.models import ActRow, Record, RowOfRecord, StatedRecord
from ongikar.records.words import choices_of_states

from .. import transitions
from ..transitions import CANCELLED, STATE_WORDS, STATES, UNDER_WAY, VISITED


class InspectionQuerySet(SealedQuerySet):
    def with_related(self) -> "InspectionQuerySet":
        related = ("office", "place", "case__applicant", "case__service", "case__post", "letter")
        return self.select_related(*related, "version__questionnaire", "previous")


class Inspection(StatedRecord):
    """`state` is a cache of the fold of its acts (transitions.py). A case has one that was not cancelled."""

    SUBJECT, TRANSITIONS = "inspection", transitions.TRANSITIONS
    PERSONAL_DATA = {"remarks": "", "words": ""}
    # What is left of it with the person gone, retention.py says.
    SEALED_AS = {"acknowledged_by": KEYED}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="inspections", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="inspections")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="inspections", db_index=False)
    # The checklist as it was when it began; a newer one does not reach it.
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="inspections")
    # The last one of this place that was issued or visited before; null of the first.
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    # The names of the items that are looked at again; empty where all are.
    only_items = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=UNDER_WAY, choices=choices_of_states(STATE_WORDS))
    begun_at = models.DateTimeField()
    visited_on = models.DateField(say_lazy("পরিদর্শনের দিন", "Inspected on"), null=True)
    # Frozen when the visit ended: item → value, and what they came to; null where nothing applied.
    values = models.JSONField(default=dict)
    score = models.PositiveSmallIntegerField(say_lazy("নম্বর, ১০০-তে", "Score of 100"), null=True)
    passed = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    applicable = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    is_capped = models.BooleanField(default=False)
    # When the visit ended, or it was given up.
    finished_at = models.DateTimeField(null=True)
    # In the head's own words beside the acknowledgement, and as whom they gave it.
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    remarks = models.TextField(blank=True)
    # The office's summary and advice in the report.
    words = models.TextField(blank=True)
    # When it is looked at again.
    again_on = models.DateField(null=True)
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="inspection")
    # Whether names and words were emptied: its retention period is over.
    is_emptied = models.BooleanField(default=False)

    objects = InspectionQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta:
        verbose_name = say_lazy("পরিদর্শন", "inspection")
        verbose_name_plural = say_lazy("পরিদর্শন", "Inspections")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state=CANCELLED), name="one_inspection_a_case"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="an_inspection_has_a_state"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=100), name="a_score_is_of_a_hundred"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[UNDER_WAY, CANCELLED]) | Q(visited_on__isnull=False),
                name="a_visit_that_ended_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="inspections_newest"),
            models.Index(fields=["place", "-id"], name="inspections_of_a_place"),
            models.Index(fields=["office", "visited_on", "id"], name="inspections_of_a_register"),
            models.Index(
                fields=["office", "begun_at"],
                name="inspections_under_way",
                condition=Q(state__in=[UNDER_WAY, VISITED]),
            ),
            # The last visit of each place, by a day.
            models.Index(
                fields=["place", "-visited_on", "-id"],
                name="visits_of_a_place",
                condition=Q(visited_on__isnull=False),
            ),
            models.Index(
                fields=["office", "finished_at"],
                name="inspections_to_empty",
                condition=Q(is_emptied=False, finished_at__isnull=False),
            ),
        ]

    def act(self, name: str, words: str = "", /, **data: Any) -> "InspectionAct":
        """One that is not written yet."""
        return InspectionAct(inspection=self, name=name, words=words, data=data)

    @property
    def is_under_way(self) -> bool:
        return self.state == UNDER_WAY

    @property
    def waits_for_head(self) -> bool:
        """Visited, and nobody in charge of the place has acknowledged it."""
        return self.state == VISITED and self.acknowledged_at is None

    def require_under_way(self) -> None:
        require(self.is_under_way, "", *MOVED_ON)

    def require_lives(self) -> None:
        require(self.state != CANCELLED, "", "এই পরিদর্শন বাতিল হয়েছে।", "This inspection was cancelled.")


class InspectionAct(ActRow):
    """One act of an inspection: what happened, when, by whom, and its words. Only ever added."""

    PARENT = "inspection"
    VERBS = {
        transitions.BEGIN: "begun",
        transitions.FINISH: "finished",
        transitions.REOPEN: "reopened",
        transitions.CANCEL: "cancelled",
        transitions.ACKNOWLEDGE: "acknowledged",
        transitions.ISSUE: "issued",
    }
    PERSONAL_DATA = {"words": "", "data": {}}

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12, choices=choices_of(transitions.ACT_WORDS))
    data = models.JSONField(default=dict)
    # For the journal, beside the row.
    facts: Mapping[str, Any] = {}

    def __str__(self) -> str:
        return f"{self.name} of inspection {self.inspection_id}"

    def facts_of_act(self) -> Mapping[str, Any]:
        return self.facts


class OfflinePack(Pack):
    """An inspection taken along on a phone."""

    PARENT = "inspection"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="packs")

    class Meta(Pack.Meta):
        verbose_name = say_lazy("সঙ্গে নেওয়া পরিদর্শন", "inspection taken along")

    def check_act(self, now: datetime) -> None:
        self.inspection.require_under_way()


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
