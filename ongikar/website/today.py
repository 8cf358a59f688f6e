"""The officer's Today: what is owed now, in the order it is owed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.case_promise import promise_of
from ongikar.cases.models import Case
from ongikar.cases.officer import queue
from ongikar.cases.officer.queue_counts import counts as counts_of
from ongikar.cases.officer.queue_filters import shown
from ongikar.cases.officer.standing import Standing, standing
from ongikar.cases.urgent import open_urgent
from ongikar.frame.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.people.desk import STAFF_ROLES
from ongikar.rules import moves
from ongikar.rules.bangla import bangla_date_words
from ongikar.rules.calendar import TZ
from ongikar.rules.promise_bar import Drawing

from .rights import for_everybody_at_work
from .slots import TODAY


@dataclass(frozen=True, slots=True)
class Line:
    stands: Standing
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the day: its lines, how many there are, and the tab of the queue that shows the rest."""

    key: str
    heading: str
    count: str
    lines: list[Line]
    tab: str
    has_more: bool


HEADINGS = {
    "late": ("দেরি হয়ে গেছে", "Late", "late"),
    "today": ("আজ শেষ দিন", "Due today", "today"),
    "answered": ("কাগজ এসেছে, দেখা বাকি", "Papers have come, to be seen", "open"),
    "received": ("গ্রহণ করা বাকি", "To be accepted", "received"),
    "waiting": ("নাগরিকের কাগজের অপেক্ষা", "Waiting for the citizen", "waiting"),
}


# Where the work of a post begins; of several posts, the first here.
FIRST_PAGES = {
    Post.GRO: "desk_grievances", Post.APPEAL: "desk_grievances", Post.CELL: "desk_grievances", Post.AGENT: "agent",
    Post.AUDITOR: "queue", Post.VIEWER: "desk_offices", Post.CHAIR: "desk_offices", Post.ADMIN: "desk_people",
}  # fmt: skip


def first_page(roles: frozenset[str]) -> str | None:
    """The page of those who have no Today; None for those who have."""
    if roles & STAFF_ROLES:
        return None
    return next(page for role, page in FIRST_PAGES.items() if role in roles)


@for_everybody_at_work
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    roles = request.desk.roles_in(request.office.pk)
    if elsewhere := first_page(roles):
        return redirect(elsewhere)
    now = timezone.now()
    counts = counts_of(request.office, now=now)
    context = {
        "now": now, "counts": counts, "counts_shown": {key: shown(count) for key, count in counts.items()},
        "bangla_day": bangla_date_words(now.astimezone(TZ).date()) if language() == "bn" else "", "sections": sections(request.office, counts, now),
        "urgent_cases": open_urgent(request.office), "soon": shown(counts["soon"]), "slot": TODAY.answers(request, now=now), "current": "today",
    }  # fmt: skip
    return render(request, "website/today.html", context)


def sections(office: Office, counts: dict[str, int], now: datetime) -> list[Section]:
    """The sections that have something in them. A case stands in the first it belongs to, and only there."""
    found = {
        "late": queue.by_due(queue.running(office).filter(queue.late(now)), queue.PAGE),
        "today": queue.by_due(
            queue.running(office).filter(queue.due_today(now, queue.end_of_day(now))), queue.PAGE
        ),
    }
    for key, state in (
        ("answered", moves.ANSWERED),
        ("received", moves.RECEIVED),
        ("waiting", moves.WAITING),
    ):
        found[key] = list(queue.of_state(office, state).order_by("id")[: queue.PAGE]) if counts[key] else []
    seen: set[int] = set()
    alone = {
        key: [case for case in cases if not (case.pk in seen or seen.add(case.pk))]
        for key, cases in found.items()
    }
    prefetch_related_objects([case for cases in alone.values() for case in cases], "clock__facts")
    return [
        section(key, cases, now, in_all=counts[key] if len(found[key]) == queue.PAGE else None)
        for key, cases in alone.items()
        if cases
    ]


def section(key: str, cases: list[Case], now: datetime, *, in_all: int | None) -> Section:
    """`in_all`: how many there are where they are more than a page; else the lines below are counted."""
    bn, en, tab = HEADINGS[key]
    count = shown(len(cases) if in_all is None else in_all)
    return Section(key, say(bn, en), count, [line(case, now) for case in cases], tab, in_all is not None)


def line(case: Case, now: datetime) -> Line:
    return Line(standing(case, now), promise_of(case.clock, now).drawing)
