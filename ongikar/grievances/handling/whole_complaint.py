"""One complaint with all that its pages show of it: a statement for each kind of thing, however many tiers it
went through.
"""

from django.db.models import Prefetch, prefetch_related_objects

from ..models import Grievance, Hearing, Inquiry, Remedy
from ..models.grievance import GrievanceQuerySet


def with_outcome(rows: GrievanceQuerySet) -> GrievanceQuerySet:
    """With the hearings and the remedies of each stage, as every page of a complaint tells of them."""
    hearings = Hearing.objects.select_related("gathering__place", "apart__place", "recorded_by")
    remedies = Remedy.objects.select_related("task__clock", "task__owner_post", "task__owner_contact")
    return rows.prefetch_related(
        Prefetch("stages__hearings", queryset=hearings),
        "stages__hearings__parties",
        Prefetch("stages__remedies", queryset=remedies),
    )


def with_handling(rows: GrievanceQuerySet) -> GrievanceQuerySet:
    """With what was done at each of its stages, for the page of those who decide."""
    inquiries = Inquiry.objects.select_related("post", "contact")
    return with_outcome(rows).prefetch_related(
        Prefetch("stages__inquiries", queryset=inquiries), "stages__questions", "stages__dossiers"
    )


def read_clocks(grievance: Grievance, *, with_case: bool = False) -> None:
    """The facts of all clocks that its page counts by: of the tiers, of the remedies, and of the case."""
    stages = grievance.stages.all()
    clocks = [stage.clock for stage in stages]
    clocks += [remedy.task.clock for stage in stages for remedy in stage.remedies.all()]
    if with_case and grievance.case:
        clocks.append(grievance.case.clock)
    prefetch_related_objects(clocks, "facts")
