"""Hearings and remedies before those who decide: what is owed first, then what is over."""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.db.pages import page_links, read_key
from ongikar.core.i18n.say import language, say
from ongikar.gatherings.words import time_words
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.records.lines import PLAIN, Head, Line, LineCell, NextAct, Table, table_of
from ongikar.records.words import State, show_value
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import due_day, is_task_late

from ..models import Grievance, Hearing, Remedy
from ..rights import for_deciders
from ..upward.registers import hearing_state
from .matter_lists import coming_hearings, is_today_or_before, open_remedies, past_hearings, past_remedies
from .redaction import matter_of_list, read_former_names
from .stage_list import DeskStages
from .steps import WRITE_DOWN


class MatterGroup(NamedTuple):
    """A part of the page: its heading with how many stand in it, and its rows as a list has them."""

    key: str
    heading: str
    table: Table | None


def group(key: str, words: str, lines: list[Line], *, is_more: bool = False) -> MatterGroup:
    figure = digits(f"{len(lines)}+" if is_more else len(lines), language())
    return MatterGroup(key, f"{words}: {figure}", table_of_matters(lines) if lines else None)


def table_of_matters(lines: list[Line]) -> Table:
    heads = [Head(say("কী নিয়ে", "The matter"), "first")]
    heads += [Head(cell.label, cell.look or PLAIN) for cell in lines[0].cells]
    return table_of(heads, lines)


def matter_line(
    grievance: Grievance,
    address: str,
    who: str,
    where: tuple[str, str],
    when: str,
    state: State,
    act: NextAct | None = None,
) -> Line:
    """`where`: a column of their own, with its words. The title says the matter, and no name of whoever
    complains. `act`: where nothing is likely, the page is opened.
    """
    cells = [
        LineCell(where[0], show_value(where[1])),
        LineCell(say("কবে", "When"), when),
        LineCell(say("অবস্থা", "State"), show_value(state), "state"),
    ]
    below = f"{digits(grievance.number, language())} · {who}"
    title = show_value(matter_of_list(grievance, grievance.text))
    return Line(address, title, show_value(below), cells, act or NextAct(address, say("দেখুন", "Open")))


def hearing_row(hearing: Hearing, now: datetime) -> Line:
    starts, grievance = hearing.gathering.starts_at, hearing.stage.grievance
    state = "kept" if hearing.recorded_at else "shut" if hearing.ended_at else "open"
    words = hearing_state(hearing)
    address, act = reverse("desk_grievance", args=[grievance.number]), None
    if hearing.is_coming and hearing.last_begins_at <= now:
        act = NextAct(address, say(*WRITE_DOWN))
    if hearing.is_coming and starts < now:
        state, words = "late", say("লেখা বাকি", "to be written down")
    elif hearing.is_coming and starts.astimezone(TZ).date() == now.astimezone(TZ).date():
        words = say("আজ", "today")
    return matter_line(
        grievance,
        address,
        grievance.respondent.title,
        (say("কোথায়", "Where"), hearing.gathering.where),
        time_words(starts, language()),
        State(words, words, state),
        act,
    )


def remedy_row(remedy: Remedy, holder: PostHolder, now: datetime) -> Line:
    """Whoever only checks it opens the task: the complaint itself never lay with them."""
    task, grievance = remedy.task, remedy.stage.grievance
    state, words = ("kept" if task.state == "done" else "open"), task.get_state_display()
    act = None
    if task.check_clock_id:
        words = say("আপনার যাচাই বাকি", "waits for your check")
        act = NextAct(reverse("task_act", args=[task.number, "check"]), say("যাচাই করুন", "Check"))
    elif task.ended_at is None and is_task_late(task, now):
        state, words = "late", say("দেরি হয়ে গেছে", "Late")
    is_decider = holder.holds(remedy.stage.post_id)
    address = ("desk_grievance", grievance.number) if is_decider else ("task", task.number)
    return matter_line(
        grievance,
        reverse(address[0], args=address[1:]),
        owner_words(task),
        (say("প্রতিকার", "Remedy"), task.title),
        say("শেষ দিন {day}", "Due {day}", day=due_day(task.clock, now)),
        State(words, words, state),
        act,
    )


@for_deciders
@require_safe
def hearings(request: StaffRequest) -> HttpResponse:
    """Of today and not yet written down, to come, and over."""
    desk_stages, now = DeskStages(request.holder, request.office), timezone.now()
    before = read_key(request.GET.get("after", ""))
    past = past_hearings(desk_stages, before)
    coming = [] if before else coming_hearings(desk_stages)
    read_former_names([each.stage.grievance for each in (*coming, *past.rows)])
    groups = []
    if not before:
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
    owed = [] if before else open_remedies(desk_stages)
    read_former_names([each.stage.grievance for each in (*owed, *past.rows)])
    groups = []
    if not before:
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
