"""What will happen in the days to come if nobody acts: the rehearsal on the officer's screen, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.rights import for_readers
from ongikar.clock.rehearsal import Foreseen, foresee, words_of
from ongikar.core.i18n.say import say
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.watch import BROKEN

PAGE = 50
SPANS = (7, 14, 30)
# Further than this nobody reads by turning pages.
MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One event: when, of which case and service, whose post answers, and what happens. `is_bad`: a promise breaks."""

    at: datetime
    number: str
    service: str
    post: str
    words: str
    is_bad: bool


@for_readers
@require_safe
def foreseen(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    days, page = read_days(request.GET.get("days", "")), read_page(request.GET.get("page", ""))
    events = foresee(request.office, now=now, until=now + timedelta(days=days), topics=("case",))
    found = [line(event) for event in islice(events, (page - 1) * PAGE, page * PAGE + 1)]
    context = {
        "days": by_day(found[:PAGE]), "span": days, "spans": SPANS, "page": page, "now": now,
        "next_page": page + 1 if len(found) > PAGE else None, "current": "queue",
    }  # fmt: skip
    return render(request, "cases/officer/foreseen.html", context)


def read_days(text: str) -> int:
    return int(text) if text in map(str, SPANS) else SPANS[0]


def read_page(text: str) -> int:
    """The page asked for; whatever is no page is the first."""
    is_page = text.isascii() and text.isdigit() and 1 <= len(text) <= 4
    return min(max(int(text), 1), MOST_PAGES) if is_page else 1


def line(event: Foreseen) -> Line:
    owner = event.owner
    return Line(
        event.at, owner.number, say(*owner.what), say(*owner.post), say(*words_of(event)),
        event.what == BROKEN,
    )  # fmt: skip


def by_day(lines: list[Line]) -> list[tuple[date, list[Line]]]:
    days = groupby(lines, key=lambda each: each.at.astimezone(TZ).date())
    return [(day, list(of_day)) for day, of_day in days]
