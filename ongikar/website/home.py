"""The home page: finding a service, following an application, and how many promises are kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.kinds import is_asked_for
from ongikar.cases.models import Case
from ongikar.cases.slots import HOME
from ongikar.charter.models import Service, charter_in_force, service_of
from ongikar.clock.lateness import IN_TIME, is_open_and_late
from ongikar.clock.models import Clock
from ongikar.core.http.page_cache import cacheable_figures, cacheable_until
from ongikar.core.i18n.say import language
from ongikar.offices.calendar_status import next_change, opening_time, opening_words
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import Calendar, CalendarFault

# So many stitches fit side by side; beyond that each stands for several.
MOST_STITCHES = 24
# Of a stitch's place, so much is drawn.
STITCH_WIDTH = 0.74


@dataclass(frozen=True, slots=True)
class DayTally:
    """What became of promises on one day."""

    kept: int
    late: int

    @property
    def stitches(self) -> list[tuple[str, str, bool]]:
        """(x, width, is_late) of each stitch in per cent, the kept ones first; a late one is never rounded
        away.
        """
        total = self.kept + self.late
        count = min(total, MOST_STITCHES)
        late = max(round(self.late * count / total), 1) if self.late else 0
        step = 100 / max(count, 16)
        return [
            (f"{place * step:.2f}%", f"{step * STITCH_WIDTH:.2f}%", place >= count - late)
            for place in range(count)
        ]


def tally_of_day(office: Office, now: datetime) -> DayTally:
    """Kept: delivered today, in time. Late: delivered today after its day, or fell due today and is still
    owed.
    """
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    until = day + timedelta(days=1)
    cases = Clock.objects.filter(office=office, topic="case")
    delivered = cases.filter(
        stopped_at__isnull=False, stopped_at__gte=day, stopped_at__lt=until, outcome=case_transitions.KEPT
    )
    in_all = delivered.aggregate(many=Count("pk"), kept=Count("pk", filter=IN_TIME))
    broken = cases.filter(is_open_and_late(now), due_at__gte=day, due_at__lt=until).count()
    return DayTally(in_all["kept"], in_all["many"] - in_all["kept"] + broken)


REQUESTS_COUNTED = 300
SERVICES_SHOWN = 6


def popular_services(office: Office, services: Sequence[Service]) -> list[Service]:
    """The most asked-for of the newest requests first; then the charter's own order, so that it is never
    empty.
    """
    # What the office owes by itself, such as the monthly meeting, nobody asked for.
    newest = (
        Case.objects.filter(office=office, applicant__isnull=False)
        .order_by("-id")
        .values_list("service_id", flat=True)[:REQUESTS_COUNTED]
    )
    asked = Counter(service_of(pk).code for pk in newest)
    public = [service for service in services if is_asked_for(service)]
    return sorted(public, key=lambda service: -asked[service.code])[:SERVICES_SHOWN]


DAYS_AHEAD = 45
CLOSED_DAYS_SHOWN = 3


class ClosedDays(NamedTuple):
    """A holiday, from its first to its last day."""

    name: str
    first: date
    last: date


def coming_closed_days(calendar: Calendar, today: date) -> list[ClosedDays]:
    """The next holidays, days of the same one joined; at most three."""
    found: list[ClosedDays] = []
    for ahead in range(DAYS_AHEAD):
        day = today + timedelta(days=ahead)
        try:
            closed = calendar.closed_because(day)
        except CalendarFault:
            break
        if closed is None or closed.kind == "weekly":
            continue
        name = closed.name_en if language() == "en" else closed.name_bn
        if found and found[-1].name == name and (day - found[-1].last).days <= 3:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(ClosedDays(name, day, day))
    return found[:CLOSED_DAYS_SHOWN]


@require_safe
@cacheable_figures
def home(request: OfficeRequest) -> HttpResponse:
    now = timezone.localtime()
    services = charter_in_force(request.office, now.date()).services
    calendar = request.office.calendar
    popular = popular_services(request.office, services)
    parts = HOME.answers(request, now=now)
    response = render(
        request,
        "website/home.html",
        {
            "services": services,
            "popular": popular,
            # Said in this office's own words: what it gives differs from office to office.
            "example": min((service.short for service in popular), key=len, default=""),
            "tally": tally_of_day(request.office, now),
            "closed_days": coming_closed_days(calendar, now.date()),
            "opening": opening_words(calendar, now),
            "is_closed": opening_time(calendar, now) is not None,
            "above": parts,
        },
    )
    until = [next_change(calendar, now), *(own["until"] for _, own in parts if "until" in own)]
    return cacheable_until(response, min(until))
