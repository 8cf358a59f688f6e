"""The lists of the desk of those who decide: what waits for them by its day, hearings, and remedies."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.case_promise import display_promise
from ongikar.core.db.pages import page_links, page_of, read_key
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.gatherings.words import time_words
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise_bar.drawing import Drawing
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import due_day, is_task_late

from ..house_rules import house_rules
from ..models import Hearing, Remedy, Stage
from ..rights import for_deciders
from ..today import is_screening_late
from ..upward.registers import hearing_state
from ..upward.repeated_complaints import repeated_complaints
from ..words import filed_as, stage_status, stage_title
from .matter_lists import coming_hearings, is_today_or_before, open_remedies, past_hearings, past_remedies
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
    holder: PostHolder, office: Office, now: datetime, after: str = ""
) -> tuple[list[DeskGroup], str]:
    """Late, due soon, open, settled, and the mark of the next page. What the person is in conflict with is
    left out.

    A later page tells only of what is on it; the settled stand on the first.
    """
    desk_stages = DeskStages(holder, office)
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
def grievances(request: StaffRequest) -> HttpResponse:
    """What waits for the posts this person holds: late, due soon, open, decided."""
    after = request.GET.get("after", "")[:60]
    groups, next_mark = desk_groups_by_day(request.holder, request.office, timezone.now(), after)
    context = {
        "groups": groups,
        "repeated": [] if after else repeated_complaints(request.office, timezone.now()),
        **page_links(reverse("desk_grievances"), after, next_mark),
        "current": "grievances",
    }
    return render(request, "grievances/desk.html", context)


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One row: the complaint it belongs to and where it is opened, its own words, when, and how it stands
    (tag's state, words).
    """

    number: str
    address: str
    who: str
    about: str
    when: str
    tag: tuple[str, str]


@dataclass(frozen=True, slots=True)
class MatterGroup:
    key: str
    heading: str
    rows: list[MatterRow]


def group(key: str, words: str, rows: list[MatterRow], *, is_more: bool = False) -> MatterGroup:
    figure = digits(f"{len(rows)}+" if is_more else len(rows), language())
    return MatterGroup(key, f"{words}: {figure}", rows)


def hearing_row(hearing: Hearing, now: datetime) -> MatterRow:
    starts, grievance = hearing.gathering.starts_at, hearing.stage.grievance
    state = "kept" if hearing.recorded_at else "shut" if hearing.ended_at else "open"
    words = hearing_state(hearing)
    if hearing.is_coming and starts < now:
        state, words = "late", say("লেখা বাকি", "to be written down")
    elif hearing.is_coming and starts.astimezone(TZ).date() == now.astimezone(TZ).date():
        words = say("আজ", "today")
    return MatterRow(
        grievance.number,
        reverse("desk_grievance", args=[grievance.number]),
        grievance.respondent.title,
        hearing.gathering.where,
        time_words(starts, language()),
        (state, words),
    )


def remedy_row(remedy: Remedy, holder: PostHolder, now: datetime) -> MatterRow:
    """Whoever only checks it opens the task: the complaint itself never lay with them."""
    task, grievance = remedy.task, remedy.stage.grievance
    state, words = ("kept" if task.state == "done" else "open"), task.get_state_display()
    if task.check_clock_id:
        words = say("আপনার যাচাই বাকি", "waits for your check")
    elif task.ended_at is None and is_task_late(task, now):
        state, words = "late", say("দেরি হয়ে গেছে", "Late")
    is_decider = holder.holds(remedy.stage.post_id)
    address = ("desk_grievance", grievance.number) if is_decider else ("task", task.number)
    return MatterRow(
        grievance.number,
        reverse(address[0], args=address[1:]),
        owner_words(task),
        task.title,
        say("শেষ দিন {day}", "Due {day}", day=due_day(task.clock, now)),
        (state, words),
    )


@for_deciders
@require_safe
def hearings(request: StaffRequest) -> HttpResponse:
    """Of today and not yet written down, to come, and over."""
    desk_stages, now = DeskStages(request.holder, request.office), timezone.now()
    before = read_key(request.GET.get("after", ""))
    past = past_hearings(desk_stages, before)
    groups = []
    if not before:
        coming = coming_hearings(desk_stages)
        now_due = [hearing_row(each, now) for each in coming if is_today_or_before(each, now)]
        later = [hearing_row(each, now) for each in coming if not is_today_or_before(each, now)]
        groups = [
            group("today", say("আজ, আর যা লেখা বাকি", "Today, and what is to be written down"), now_due),
            group("later", say("সামনে", "To come"), later),
        ]
    rows = [hearing_row(each, now) for each in past.rows]
    groups.append(group("over", say("হয়ে গেছে", "Over"), rows, is_more=past.after is not None))
    return render_matters(request, "desk_hearings", "hearings", groups, before, past.after)


@for_deciders
@require_safe
def remedies(request: StaffRequest) -> HttpResponse:
    """What waits for the check, what is late, what is open, and what was done."""
    desk_stages, now = DeskStages(request.holder, request.office), timezone.now()
    before = read_key(request.GET.get("after", ""))
    past = past_remedies(desk_stages, before)
    groups = []
    if not before:
        owed = open_remedies(desk_stages)
        check = [each for each in owed if each.task.check_clock_id]
        late = [each for each in owed if not each.task.check_clock_id and is_task_late(each.task, now)]
        rest = [each for each in owed if each not in check and each not in late]
        for key, words, matters in (
            ("check", say("যাচাই করতে হবে", "To check"), check),
            ("late", say("দেরি হয়ে গেছে", "Late"), late),
            ("open", say("চলছে", "Open"), rest),
        ):
            groups.append(group(key, words, [remedy_row(each, request.holder, now) for each in matters]))
    rows = [remedy_row(each, request.holder, now) for each in past.rows]
    groups.append(group("over", say("শেষ হয়েছে", "Ended"), rows, is_more=past.after is not None))
    return render_matters(request, "desk_remedies", "remedies", groups, before, past.after)


def render_matters(
    request: StaffRequest,
    name: str,
    key: str,
    groups: list[MatterGroup],
    before: int | None,
    after: int | None,
) -> HttpResponse:
    context = {
        "groups": groups,
        "title": say("শুনানি", "Hearings") if key == "hearings" else say("প্রতিকার", "Remedies"),
        **page_links(reverse(name), before, after),
        "current": key,
    }
    return render(request, "grievances/matters.html", context)
