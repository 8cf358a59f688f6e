"""The due days of a post as a calendar file that other programs subscribe to (RFC 5545)."""

from datetime import datetime

from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.rules.calendar.ical import DayEvent, day_events_file
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .lists import TaskSelection, tasks_page
from .models import Task
from .words import task_number

# A calendar program asks every hour or so: it gets the next of them, and no more than it can show.
MOST = 200


def feed_of(post: Post, *, host: str, address: str, now: datetime, language: str) -> str:
    """What the post owes and has to check, each on its due day; what is done is gone from it."""
    owned = tasks_page(post.office, TaskSelection(owner=f"post-{post.pk}"), [post.pk], now, size=MOST).tasks
    checked = tasks_page(post.office, TaskSelection(tab="verify"), [post.pk], now, size=MOST).tasks
    events = [
        event_of(task, task.clock.due(now), "", address, language)
        for task in owned
        if task.state == transitions.OPEN
    ]
    events += [
        event_of(task, task.check_clock.due(now), say("যাচাই: ", "Check: "), address, language)
        for task in checked
        if task.check_clock
    ]
    name = f"{say('কাজ', 'Tasks')}: {post.title}"
    return day_events_file(events, name=name, language=language, host=host, stamp=now)


def event_of(task: Task, due: datetime, what: str, address: str, language: str) -> DayEvent:
    number = task_number(task.number, language)
    return DayEvent(
        f"{'check' if what else 'task'}-{task.pk}",
        due.astimezone(TZ).date(),
        f"{what}{task.title} ({number})",
        f"{address}{task.number}/",
    )
