"""The visits of the quarter's plan in the week of the office, as long as they are no cases: each has its day
and no hour. Once opened, each stands there as the case that it is (cases/week.py).
"""

from collections.abc import Iterator
from datetime import datetime, time

from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.week_entries import MOST, WeekEntry, register_week
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder
from ongikar.rules.calendar.office_calendar import TZ

from .models import InspectionPlan, PlannedVisit
from .planning import quarter_of


@register_week
def visits_of_week(office: Office, begin: datetime, end: datetime, holder: PostHolder) -> Iterator[WeekEntry]:
    """A week may lie in two quarters. A place that has closed meanwhile is not visited."""
    first, after = begin.astimezone(TZ).date(), end.astimezone(TZ).date()
    plans = InspectionPlan.objects.filter(office=office, quarter__in={quarter_of(first), quarter_of(after)})
    visits = PlannedVisit.objects.filter(plan__in=list(plans.values_list("pk", flat=True)))
    visits = visits.filter(on__gte=first, on__lt=after, case__isnull=True).select_related("place")
    for each in visits.order_by("on", "position", "pk")[:MOST]:
        if each.is_shut:
            continue
        starts_at = datetime.combine(each.on, time(), TZ)
        yield WeekEntry(
            Gathering.VISIT,
            say("পরিদর্শন", "Inspection"),
            each.place.name,
            reverse("inspection_plan", args=[each.plan_id]),
            starts_at,
            starts_at,
            has_hours=False,
            goes_to=each.place.name,
        )
