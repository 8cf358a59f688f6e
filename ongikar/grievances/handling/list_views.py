"""The desk of those who decide: what waits for them, sorted by its day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.case_promise import display_promise
from ongikar.core.db.pages import page_links, page_of
from ongikar.core.i18n.say import language, say_lazy
from ongikar.offices.models import Office
from ongikar.people.desk import DeskRequest, HeldPosts
from ongikar.rules.bangla.text import digits
from ongikar.rules.promise_bar.drawing import Drawing

from ..house_rules import house_rules
from ..models import Stage
from ..rights import for_deciders
from ..today import is_screening_late
from ..upward.repeated_complaints import repeated_complaints
from ..words import filed_as, stage_status, stage_title
from .stage_list import DeskStages

DUE_SOON = timedelta(days=5)
MAX_DECIDED = 25


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One stage as a row of the desk."""

    stage: Stage
    what: str
    filed_as: str
    tag: tuple[str, str]
    drawing: Drawing
    waits_for_screening: bool


def desk_row(stage: Stage, now: datetime, days: int) -> DeskRow:
    """`days`: working days after which one that nobody took on is marked."""
    return DeskRow(
        stage,
        stage_title(stage),
        filed_as(stage.grievance),
        stage_status(stage, now),
        display_promise(stage.clock, now).drawing,
        stage.is_open and stage.accepted_at is None and is_screening_late(stage, days, now),
    )


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """A part of the desk: its heading with how many stand in it, and those of them on this page."""

    key: str
    heading: str
    rows: list[DeskRow]


def desk_groups_by_day(
    desk: HeldPosts, office: Office, now: datetime, after: str = ""
) -> tuple[list[DeskGroup], str]:
    """Late, due soon, open, settled, and the mark of the next page. What the person is in conflict with is
    left out.

    A later page tells only of what is on it; the settled stand on the first.
    """
    desk_stages = DeskStages(desk, office)
    page = desk_stages.waiting(after)
    ends = {"late": now, "soon": now + DUE_SOON, "open": None}
    groups, begin, days = [], None, house_rules(office.slug).screening_days
    for key, end in ends.items():
        stages = [stage for stage in page.stages if is_between(stage.clock.due_at, begin, end)]
        count = sum(is_between(due_at, begin, end) for due_at in desk_stages.first_due)
        # Where those counted end in this part, there may be more of it.
        is_more = desk_stages.is_counted_so_far and is_between(desk_stages.first_due[-1], begin, end)
        if stages or not after:
            groups.append(desk_group(key, stages, count, is_more, now, days))
        begin = end
    if not after:
        settled = page_of(desk_stages.settled_stages(MAX_DECIDED + 1), MAX_DECIDED)
        is_more = settled.last is not None
        groups.append(desk_group("decided", settled.rows, len(settled.rows), is_more, now, days))
    return groups, page.after


def is_between(moment: datetime, begin: datetime | None, end: datetime | None) -> bool:
    return (begin is None or moment >= begin) and (end is None or moment < end)


HEADINGS = {
    "late": say_lazy("দেরি হয়ে গেছে", "Late"),
    "soon": say_lazy("শেষ দিন কাছে", "Due soon"),
    "open": say_lazy("চলছে", "Open"),
    "decided": say_lazy("নিষ্পত্তি হয়েছে", "Settled"),
}


def desk_group(
    key: str, stages: list[Stage], count: int, is_more: bool, now: datetime, days: int
) -> DeskGroup:
    figure = digits(f"{count}+" if is_more else count, language())
    return DeskGroup(key, f"{HEADINGS[key]}: {figure}", [desk_row(stage, now, days) for stage in stages])


@for_deciders
@require_safe
def grievances(request: DeskRequest) -> HttpResponse:
    """What waits for the posts this person holds: late, due soon, open, decided."""
    after = request.GET.get("after", "")[:60]
    groups, next_mark = desk_groups_by_day(request.desk, request.office, timezone.now(), after)
    context = {
        "groups": groups,
        "repeated": [] if after else repeated_complaints(request.office, timezone.now()),
        **page_links(reverse("desk_grievances"), after, next_mark),
        "current": "grievances",
    }
    return render(request, "grievances/desk.html", context)
