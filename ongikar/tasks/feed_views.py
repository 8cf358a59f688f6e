"""The due days of a post as a calendar file that other programs subscribe to (RFC 5545): its private address
is made, ended, and read.
"""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.core.forms.keys import show_once
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.offices.sites import site_of
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.ical import DayEvent, day_events_file
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .link_views import WRONG_FROM_ADDRESS
from .links import end_feed, find_feed, make_feed, standing_feeds
from .lists import TaskSelection, tasks_page
from .models import Task
from .rights import for_task_staff
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


def posts_in_office(request: StaffRequest) -> list[Post]:
    return [post for post in request.holder.posts if post.office_id == request.office.pk]


@for_task_staff
@require_safe
def feeds(request: StaffRequest) -> HttpResponse:
    """The posts of the person, each with its calendar's address or without."""
    return show_feeds(request)


def show_feeds(request: StaffRequest, made: tuple[int, str] | None = None) -> HttpResponse:
    """`made`: the post and the address that was just made, which is shown this once."""
    posts = posts_in_office(request)
    since = {feed.post_id: feed.made_at for feed in standing_feeds(posts, timezone.now())}
    rows = [(post, since.get(post.pk), made[1] if made and made[0] == post.pk else "") for post in posts]
    response = render(request, "tasks/feeds.html", {"rows": rows, "current": "tasks"})
    response["Cache-Control"] = "private, no-store"
    return response


@for_task_staff
@require_POST
def change_feed(request: StaffRequest, pk: int) -> HttpResponse:
    """A new address, which ends the one before; or none any more."""
    post = next((post for post in posts_in_office(request) if post.pk == pk), None)
    if post is None:
        raise Http404
    now = timezone.now()
    if "end" in request.POST:
        end_feed(post, actor=request.holder.actor, now=now)
        messages.success(request, say("ঠিকানাটি বন্ধ হয়েছে।", "The address is ended."))
        return redirect("task_feeds")
    token = make_feed(post, actor=request.holder.actor, now=now)
    show_once(request)
    address = f"{site_of(request.office)}{reverse('task_feed', args=[token])}"
    return show_feeds(request, (post.pk, address))


@require_safe
def feed_file(request: OfficeRequest, token: str) -> HttpResponse:
    """The calendar itself. A wrong address is counted, as that of a task is."""
    now, counter_keys = timezone.now(), [f"task link from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=WRONG_FROM_ADDRESS, now=now):
        return HttpResponse(status=429, content_type="text/plain")
    post = find_feed(request.office, token, now)
    if post is None:
        Attempt.count_failure(counter_keys, now=now)
        raise Http404
    site = site_of(request.office)
    content = feed_of(
        post,
        host=site.partition("://")[2] or request.office.slug,
        address=f"{site}{reverse('tasks')}",
        now=now,
        language=language(),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
