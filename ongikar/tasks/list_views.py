"""Lists of tasks: on the page of all of them, on paper, of the posts below, with many given to another at
once; and the due days of a post as a calendar file that other programs subscribe to (RFC 5545).
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Q, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.clock.models import Clock
from ongikar.core.db.index_conditions import equal_by_range, sql_literal
from ongikar.core.forms.keys import show_once
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.records.lines import TICKED
from ongikar.rules.bangla.text import date_words, fiscal_year, fiscal_year_words
from ongikar.rules.calendar.ical import DayEvent, day_events_file
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from . import actions, lists, transitions
from .forms import TransferForm
from .link_views import WRONG_FROM_ADDRESS
from .links import end_feed, find_feed, make_feed, standing_feeds
from .lists import TaskSelection, few_of_posts, page_by_due, tasks_page
from .models import Task
from .rights import for_task_readers, for_task_staff, for_task_superiors, parts_in, posts_below
from .task_list import TAB_WORDS, TaskList, TaskRow, own_posts, task_rows
from .transitions import TaskFault
from .words import task_number

LISTED = TaskList()
# How many are given to another in one press.
MOST_AT_ONCE = 100


@for_task_staff
@require_POST
def transfer_several(request: StaffRequest) -> HttpResponse:
    """The ticked tasks go to another, each whole or not at all; one that cannot stops none of the others."""
    now = timezone.now()
    ticked = [key for key in request.POST.getlist(TICKED) if lists.is_key(key)][:MOST_AT_ONCE]
    tasks = list(
        Task.objects.with_related().filter(
            office=request.office, pk__in=ticked, state__in=transitions.RUNNING
        )
    )
    if not tasks:
        messages.error(request, say("আগে অন্তত একটি কাজে টিক দিন।", "Tick at least one task first."))
        return redirect("tasks")
    is_sent = "owner" in request.POST
    form = TransferForm(request.POST if is_sent else None, office=request.office, now=now)
    if is_sent and form.is_valid():
        moved, left = transfer_each(request, tasks, form, now)
        if moved:
            words = ("{n}টি কাজ অন্যকে দেওয়া হয়েছে।", "{n} [task was|tasks were] transferred.")
            messages.success(request, say(*words, n=moved))
        if left:
            words = ("যেগুলো দেওয়া যায়নি: {names}", "Not transferred: {names}")
            messages.error(request, say(*words, names=", ".join(left)))
        return redirect("tasks")
    context = {
        "form": form,
        "rows": task_rows(tasks, request, now),
        "heading": say("বাছাই করা কাজ অন্যকে দিন", "Transfer the selected tasks"),
        "back": reverse("tasks"),
        "back_words": say("কাজ", "Tasks"),
        "button": say("অন্যকে দিন", "Transfer"),
        "current": "tasks",
    }
    return render_form(request, "tasks/transfer.html", context)


def transfer_each(
    request: StaffRequest, tasks: list[Task], form: TransferForm, now: datetime
) -> tuple[int, list[str]]:
    """How many went, and the numbers of those that could not."""
    superiors, moved, left = Post.objects.filter(office=request.office).superiors(), 0, []
    for task in tasks:
        try:
            if transitions.GIVER not in parts_in(request.holder, task, superiors):
                raise TransitionFault("not theirs to transfer")
            actions.transfer_task(
                task,
                owner=form.cleaned_data["owner"],
                reason=form.cleaned_data["reason"],
                actor=request.holder.actor,
                now=now,
            )
            moved += 1
        except (TaskFault, TransitionFault):
            left.append(task_number(task.number))
    return moved, left


# A sheet for the wall or the meeting; a year's tasks are a register (books).
MOST_PRINTED = 150


@for_task_readers
@require_safe
def tasks_pdf(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    asked = TaskSelection.read(request.GET.dict(), lists.OPEN).without_page
    page = tasks_page(
        request.office, asked, own_posts(request.holder, request.office), now, size=MOST_PRINTED
    )
    rows = task_rows(page.tasks, request, now)
    content = render_pdf("register", list_data(request, asked, rows, bool(page.after), now), made_at=now)
    return pdf_download(content, f"{say('কাজের তালিকা', 'Task list')} {now.astimezone(TZ):%Y-%m-%d}.pdf")


# The columns with their share of the line; the last stays empty, for a signature.
COLUMNS = (
    (say_lazy("নম্বর", "No."), 9),
    (say_lazy("কাজ", "Task"), 34),
    (say_lazy("কোথা থেকে", "From"), 14),
    (say_lazy("কার কাজ", "Whose"), 20),
    (say_lazy("শেষ দিন", "Due"), 12),
    (say_lazy("অবস্থা", "State"), 22),
    (say_lazy("স্বাক্ষর", "Signature"), 12),
)


def list_data(
    request: StaffRequest, asked: TaskSelection, rows: list[TaskRow], has_more: bool, now: datetime
) -> dict[str, Any]:
    """What the sheet of a register takes (papers/typst/register.typ)."""
    office, today = request.office, now.astimezone(TZ).date()
    more = say("তালিকা লম্বা; প্রথম {n}টি এখানে আছে।", "The list is long; its first {n} are here.", n=MOST_PRINTED)
    title = f"{say('কাজের তালিকা', 'Task list')}: {TAB_WORDS[asked.tab]}, {date_words(today, language())}"
    return {
        "language": language(),
        "office": letterhead(office),
        "title": title,
        "fiscal_year": fiscal_year_words(fiscal_year(today), language()),
        "columns": [{"label": str(label), "width": width} for label, width in COLUMNS],
        "rows": [
            {
                "cells": [
                    row.number,
                    row.task.title,
                    row.origin,
                    row.owner,
                    row.stands.due_day,
                    row.stands.words,
                    "",
                ]
            }
            for row in rows
        ],
        "note": more if has_more else "",
    }


# How many ended in a way that the post above is shown.
MOST_ENDED = 50


@for_task_superiors
@require_safe
def tasks_below(request: StaffRequest) -> HttpResponse:
    """For whoever holds a post above others of the office; a post that stands above none sees nothing."""
    now = timezone.now()
    superiors = Post.objects.filter(office=request.office).superiors()
    below = sorted(posts_below(set(own_posts(request.holder, request.office)), superiors))
    of_below = Q(owner_post__in=below) | Q(owner_contact__isnull=False, given_by__in=below)
    clocks = Clock.objects.filter(
        office=request.office, topic=Task.SUBJECT, stopped_at__isnull=True, due_at__lt=now
    )
    owned = few_of_posts(request.office, "owner_post_id", "clock_id", below, Q(ended_at__isnull=True))
    outside = few_of_posts(
        request.office,
        "given_by_id",
        "clock_id",
        below,
        Q(ended_at__isnull=True, owner_contact__isnull=False),
    )
    late = Task.objects.filter(of_below, state=transitions.OPEN)
    if owned is None or outside is None:
        mine = late.filter(clock=OuterRef("pk")).order_by().values("pk")[:1]
        clocks = clocks.alias(mine=Subquery(mine)).filter(mine__isnull=False)
    else:
        clocks = clocks.filter(pk__in=late.filter(clock__in=[*owned, *outside]).values("clock_id"))
    page = page_by_due(clocks, request.GET.get("after", "")[:60], "clock", 25)
    ended = (
        Task.objects.with_related()
        .filter(of_below, ~Q(exception=sql_literal("")), **equal_by_range(office_id=request.office.pk))
        .order_by("office_id", "-id")[:MOST_ENDED]
    )
    root = reverse("tasks_below")
    context = {
        "caption": say("দেরি হয়ে গেছে", "Late"),
        "table": LISTED.plain_table(request, task_rows(page.tasks, request, now)),
        "ended": [(row, row.task.get_exception_display()) for row in task_rows(list(ended), request, now)],
        "has_below": bool(below),
        "is_later_page": bool(request.GET.get("after")),
        "first_page": root if request.GET.get("after") else "",
        "next_page": page.after and f"{root}?after={page.after}",
        "current": "tasks_below",
    }
    return render(request, "tasks/below.html", context)


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
