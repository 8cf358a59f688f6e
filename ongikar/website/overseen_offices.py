"""The offices a person oversees, side by side: how many promises run and are late in each, without anybody's
name.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.officer.queue.filters import tab_count_words
from ongikar.cases.officer.queue.selection import counts_of_offices
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.figures import Figures, figures_of_offices

from .rights import OFFICES_ROLES, for_overseers

FIGURES = ("late", "today", "soon", "received")
# Of so many days it is told how long people waited at the counter.
COUNTER_DAYS = 7


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office, the address of its public account, and its figures in the order of FIGURES. `counter`: of
    whoever came there lately, None where nobody did; `waits`: the address of how long for whom.
    """

    office: Office
    account: str
    figures: list[str]
    is_late: bool
    counter: Figures | None
    waits: str


@for_overseers
@require_safe
def compare_offices(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    offices = overseen_offices(request.holder)
    found = counts_of_offices(offices, now=now)
    today = now.astimezone(TZ).date()
    counters = figures_of_offices(offices, today - timedelta(days=COUNTER_DAYS - 1), today)
    lines = [
        OfficeLine(
            office,
            site_of(office) + reverse("account"),
            [tab_count_words(found[office.pk][name]) for name in FIGURES],
            bool(found[office.pk]["late"]),
            counters.get(office.pk),
            f"{site_of(office)}{reverse('visit_figures')}?span=week",
        )
        for office in offices
    ]
    return render(request, "website/offices.html", {"lines": lines, "now": now, "current": "offices"})


def overseen_offices(holder: PostHolder) -> list[Office]:
    """Only those in which the person holds a post that oversees: another district's are not told of."""
    held = {post.office_id for post in holder.posts if post.role in OFFICES_ROLES}
    return list(Office.objects.filter(pk__in=held).order_by("geocode", "pk"))
