"""What will happen in the days to come if nobody acts: the rehearsal on the officer's screen, a page at a
time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, islice

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.rights import for_readers
from ongikar.clock.rehearsal import ExpectedEvent, event_words, expected_events
from ongikar.core.i18n.say import say
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.watch import BROKEN

PAGE = 50
DAY_CHOICES = (7, 14, 30)
# Further than this nobody reads by turning pages.
MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event: when, of which case and service, whose post answers, and what happens. `is_bad`: a promise
    breaks.
    """

    at: datetime
    number: str
    service: str
    post: str
    words: str
    is_bad: bool


@for_readers
@require_safe
def show_rehearsal(request: OfficeRequest) -> HttpResponse:
    now = timezone.now()
    days, page = read_days(request.GET.get("days", "")), read_page(request.GET.get("page", ""))
    events = expected_events(request.office, now=now, until=now + timedelta(days=days), topics=("case",))
    found = [event_line(event) for event in islice(events, (page - 1) * PAGE, page * PAGE + 1)]
    context = {
        "days": lines_by_day(found[:PAGE]),
        "span": days,
        "spans": DAY_CHOICES,
        "page": page,
        "now": now,
        "next_page": page + 1 if len(found) > PAGE else None,
        "current": "queue",
    }
    return render(request, "cases/officer/foreseen.html", context)


def read_days(text: str) -> int:
    return int(text) if text in map(str, DAY_CHOICES) else DAY_CHOICES[0]


def read_page(text: str) -> int:
    """The page asked for; whatever is no page is the first."""
    is_page = text.isascii() and text.isdigit() and 1 <= len(text) <= 4
    return min(max(int(text), 1), MOST_PAGES) if is_page else 1


def event_line(event: ExpectedEvent) -> EventLine:
    owner = event.owner
    return EventLine(
        event.at,
        owner.number,
        say(*owner.what),
        say(*owner.post),
        say(*event_words(event)),
        event.what == BROKEN,
    )


def lines_by_day(lines: list[EventLine]) -> list[tuple[date, list[EventLine]]]:
    days = groupby(lines, key=lambda each: each.at.astimezone(TZ).date())
    return [(day, list(of_day)) for day, of_day in days]
