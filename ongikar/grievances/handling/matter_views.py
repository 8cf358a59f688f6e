"""Two more lists of the desk of those who decide: hearings and remedies, each led to from the menu."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.db.pages import page_links, read_key
from ongikar.core.i18n.say import language, say
from ongikar.gatherings.words import time_words
from ongikar.people.desk import DeskRequest, HeldPosts
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import due_day, is_task_late
from ongikar.tasks.words import state_words

from ..models import Hearing, Remedy
from ..rights import for_deciders
from ..upward.register_words import hearing_state
from .matter_lists import coming_hearings, is_today_or_before, open_remedies, past_hearings, past_remedies
from .stage_list import DeskStages


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


def remedy_row(remedy: Remedy, desk: HeldPosts, now: datetime) -> MatterRow:
    """Whoever only checks it opens the task: the complaint itself never lay with them."""
    task, grievance = remedy.task, remedy.stage.grievance
    state, words = ("kept" if task.state == "done" else "open"), state_words(task)
    if task.check_clock_id:
        words = say("আপনার যাচাই বাকি", "waits for your check")
    elif task.ended_at is None and is_task_late(task, now):
        state, words = "late", say("দেরি হয়ে গেছে", "Late")
    is_decider = desk.holds(remedy.stage.post_id)
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
def hearings(request: DeskRequest) -> HttpResponse:
    """Of today and not yet written down, to come, and over."""
    desk_stages, now = DeskStages(request.desk, request.office), timezone.now()
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
def remedies(request: DeskRequest) -> HttpResponse:
    """What waits for the check, what is late, what is open, and what was done."""
    desk_stages, now = DeskStages(request.desk, request.office), timezone.now()
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
            groups.append(group(key, words, [remedy_row(each, request.desk, now) for each in matters]))
    rows = [remedy_row(each, request.desk, now) for each in past.rows]
    groups.append(group("over", say("শেষ হয়েছে", "Ended"), rows, is_more=past.after is not None))
    return render_matters(request, "desk_remedies", "remedies", groups, before, past.after)


def render_matters(
    request: DeskRequest,
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
