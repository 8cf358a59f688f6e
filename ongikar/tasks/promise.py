"""The promise of a task as its pages show it: the bar, the day, and how it stands in words."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.safestring import SafeString

from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import date_words, day_month, time_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise.course import promise_course
from ongikar.rules.promise_bar.drawing import Drawing, draw_bar

from . import transitions
from .models import Task

# What the owner's clock waits for, where a count of days is told.
CHECK_WAIT = ("যাচাইয়ের অপেক্ষা", "waiting for its check")


def draw_task(task: Task, now: datetime) -> Drawing:
    """The bar of the owner's promise, in the page's language."""
    clock, running = task.clock, task.clock.running
    at = clock.stopped_at or now
    explained = running.explain(clock.calendar, at, CHECK_WAIT)
    old = replace(running, extended_by=0).due(clock.calendar, now) if running.extended_by else None
    course = promise_course(
        clock.calendar,
        explained,
        now=now,
        waits=running.waits,
        ended=running.stopped,
        ending="" if running.outcome == case_transitions.KEPT else running.outcome,
        old_due=old,
        is_task=True,
    )
    return draw_bar(course, language=language())


def mini_bar(task: Task, now: datetime) -> SafeString:
    return draw_svg(draw_task(task, now), BAR_FORMS["mini"], f"task-bar-{task.pk}")


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """How a task stands: its tag (look and state), the words beside it, its day, and whether it is late."""

    look: str
    state: str
    words: str
    due_day: str
    is_late: bool


LOOKS = {
    transitions.OPEN: "open",
    transitions.REPORTED: "wait",
    transitions.DONE: "kept",
    transitions.DROPPED: "shut",
}


def due_day(clock: Clock, now: datetime) -> str:
    return date_words(clock.due(clock.stopped_at or now).astimezone(TZ).date(), language(), year=False)


def is_task_late(task: Task, now: datetime) -> bool:
    """Whether its owner let the day pass; what is dropped was owed no more."""
    return task.clock.is_overdue(now) if task.is_running else bool(task.clock.is_late(now))


def task_standing(task: Task, now: datetime) -> TaskStanding:

    late, day = is_task_late(task, now), due_day(task.clock, now)
    look = "late" if late and task.is_running else LOOKS[task.state]
    return TaskStanding(look, task.get_state_display(), standing_words(task, day, late, now), day, late)


def standing_words(task: Task, day: str, late: bool, now: datetime) -> str:
    today, due = now.astimezone(TZ).date(), task.clock.due(task.clock.stopped_at or now).astimezone(TZ).date()
    if task.state == transitions.DROPPED:
        return say("বাদ দেওয়া হয়েছে {ended}", "Dropped on {ended}", ended=ended_words(task))
    if task.state == transitions.DONE:
        words = say("শেষ হয়েছে {ended}", "Done on {ended}", ended=ended_words(task))
        return f"{words}{say(', দেরিতে', ', late')}" if late else words
    if late:
        days = max(task.clock.calendar.count_working_days(due, today), 0)
        if not days:
            return say("শেষ দিন ছিল {day}", "Was due {day}", day=day)
        return say(
            "শেষ দিন ছিল {day}; {n} কার্যদিবস দেরি",
            "Was due {day}; {n} working [day|days] late",
            day=day,
            n=days,
        )
    if task.state == transitions.REPORTED:
        return say("সময়মতো জানানো হয়েছে; শেষ দিন {day}", "Reported in time; due {day}", day=day)
    if due == today:
        return say("শেষ দিন আজ, {day}", "Due today, {day}", day=day)
    left = task.clock.calendar.count_working_days(today, due)
    return say("শেষ দিন {day}: আর {n} কার্যদিবস", "Due {day}: {n} working [day|days] left", day=day, n=left)


def short_standing_words(task: Task, now: datetime) -> str:
    """As short as a row of the day's list has it: how late, or by when."""
    due, today = task.clock.due_at.astimezone(TZ).date(), now.astimezone(TZ).date()
    if task.clock.is_overdue(now):
        days = max(task.clock.calendar.count_working_days(due, today), 0)
        if not days:
            return say("শেষ দিন ছিল {day}", "Was due {day}", day=day_month(due, language()))
        return say("{n} কার্যদিবস দেরি", "{n} working [day|days] late", n=days)
    if due == today:
        return say("আজ শেষ দিন", "Due today")
    return say("শেষ দিন {day}", "Due {day}", day=day_month(due, language()))


def ended_words(task: Task) -> str:
    return date_words(not_none(task.ended_at).astimezone(TZ).date(), language(), year=False)


def check_by(task: Task, now: datetime) -> str:
    """The day by which the check is owed; "" while nothing is to check."""
    return due_day(task.check_clock, now) if task.check_clock else ""


def moment_words(moment: datetime) -> str:
    local = moment.astimezone(TZ)
    return f"{date_words(local.date(), language(), year=False)}, {time_words(local, language())}"
