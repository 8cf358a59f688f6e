"""The share of tasks in Today, in the menu's counts, and in the search."""

from datetime import datetime, timedelta
from functools import reduce
from operator import add

from django.db.models import Value
from django.db.models.expressions import Combinable
from django.urls import reverse

from ongikar.core.db.capped_count import COUNTED_UP_TO, CappedCount
from ongikar.core.db.index_conditions import exactly
from ongikar.core.i18n.say import say
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.people.section_counts import CountedFor, SectionCount, count_words
from ongikar.people.today_lines import (
    DUE_TODAY,
    LATE,
    SHOWN,
    TO_VERIFY,
    AsideRow,
    TodayCount,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)
from ongikar.rules.calendar.office_calendar import TZ

from . import lists, transitions
from .lists import TaskSelection, check_page
from .models import Task
from .owners import owner_words
from .promise import check_by, mini_bar, task_standing
from .rights import READER_ROLES
from .subjects import find_task
from .words import origin_words, task_number

WEEK = timedelta(days=7)


def today_of_tasks(question: TodayQuestion) -> TodayShare:
    """What the posts of the person owe and have to check, and how much of theirs lies outside."""
    office, posts, now = question.office, question.posts, question.now
    if not posts:
        return TodayShare()
    tonight = datetime.combine(now.astimezone(TZ).date() + timedelta(days=1), datetime.min.time(), TZ)
    owed = lists.owed_soon(office, posts, now=now, tonight=tonight, until=tonight + WEEK, most=SHOWN + 1)
    check = (
        check_page(office, TaskSelection(tab=lists.VERIFY), posts, SHOWN + 1).tasks
        if question.count("tasks_to_check")
        else []
    )
    sections = [
        section(LATE, owed.late, "mine", now),
        section(DUE_TODAY, owed.today, "mine", now),
        section(TO_VERIFY, check, "verify", now),
    ]
    return TodayShare(
        sections=[each for each in sections if each.lines],
        for_others=outside_rows(question.count("tasks_outside")),
        soon=owed.soon,
    )


def section(name: str, tasks: list[Task], tab: str, now: datetime) -> TodayLines:
    is_more = len(tasks) > SHOWN
    return TodayLines(
        name,
        [today_line(task, name, now) for task in tasks[:SHOWN]],
        # Not counted further: the heading says that there are more.
        COUNTED_UP_TO if is_more else None,
        f"{reverse('tasks')}?tab={tab}",
    )


def today_line(task: Task, name: str, now: datetime) -> TodayLine:
    to_check = name == TO_VERIFY and task.check_clock is not None
    act, words = ("check", say("যাচাই করুন", "Check")) if to_check else ("report", say("জানান", "Report"))
    clock = task.check_clock if to_check and task.check_clock else task.clock
    late = clock.is_overdue(now)
    said = task_standing(task, now).words
    if to_check:
        said = say("যাচাই {day}-এর মধ্যে", "Check by {day}", day=check_by(task, now))
    number = task_number(task.number)
    return TodayLine(
        due=clock.due_at,
        who=task.title,
        url=reverse("task", args=[task.number]),
        what=task.words.splitlines()[0] if task.words else "",
        about=origin_words(task.origin),
        owner_and_number=f"{owner_words(task)} · {number}" if to_check else number,
        bar=mini_bar(task, now),
        words=said,
        act_url=reverse("task_act", args=[task.number, act]),
        act_words=words,
        is_late=late,
    )


def outside_rows(count: int) -> list[AsideRow]:
    """How many of the tasks that the person's posts gave lie with somebody outside."""
    if not count:
        return []
    return [AsideRow(say("বাইরের কাজ", "Tasks outside"), f"{reverse('tasks')}?tab=open", count_words(count))]


def tasks_outside(wanted: CountedFor) -> Combinable:
    outside = Task.objects.filter(ended_at__isnull=True, owner_contact__isnull=False).order_by("clock_id")
    return sum((CappedCount(outside.filter(given_by=post)) for post in wanted.posts), Value(0))


def tasks_to_check(wanted: CountedFor) -> Combinable:
    """Whether there is any."""
    rows = Task.objects.filter(check_clock__isnull=False).order_by("check_post", "check_clock_id")
    return sum((CappedCount(rows.filter(check_post=post), 1) for post in wanted.posts), Value(0))


TODAY_COUNTS: dict[str, TodayCount] = {"tasks_outside": tasks_outside, "tasks_to_check": tasks_to_check}


def count_of_tasks(wanted: CountedFor) -> Combinable:
    """What the posts owe and have to check, by two indexes of what is open."""
    counts: list[Combinable] = []
    for post in wanted.posts:
        owed = Task.objects.filter(**exactly(owner_post=post), ended_at__isnull=True, state=transitions.OPEN)
        check = Task.objects.filter(**exactly(check_post=post), check_clock__isnull=False)
        counts += [
            CappedCount(owed.order_by("owner_post", "clock_id")),
            CappedCount(check.order_by("check_post", "check_clock_id")),
        ]
    return reduce(add, counts)


TASK_COUNT = SectionCount("tasks", STAFF_ROLES, count_of_tasks)


def find_by_number(question: SearchQuestion) -> str:
    key = find_task(question.office, question.typed)
    if key is None:
        return ""
    number = Task.objects.values_list("number", flat=True).get(pk=key)
    return reverse("task", args=[number])


def search_tasks(question: SearchQuestion) -> list[SearchResult]:
    """By number, and by the words of the title among the newest."""
    key = find_task(question.office, question.typed)
    found = list(Task.objects.with_all().filter(pk=key)) if key else []
    if len(question.typed) >= 3:
        newest = Task.objects.filter(**exactly(office_id=question.office.pk)).order_by("office_id", "-id")
        wanted = question.typed.casefold()
        # Looked through here: a database that guesses how often a word stands would rather read them all.
        titled = [
            pk
            for pk, title in newest.values_list("pk", "title")[:MOST_SEARCHED]
            if wanted in title.casefold() and pk != key
        ]
        found += Task.objects.with_all().filter(pk__in=titled[: question.most]).order_by("-id")
    return [search_result(task, question.now) for task in found[: question.most]]


# Among so many of the newest tasks words are looked for; older ones are found by number.
MOST_SEARCHED = 1_000


def search_result(task: Task, now: datetime) -> SearchResult:
    stands = task_standing(task, now)
    return SearchResult(
        reverse("task", args=[task.number]),
        task.title,
        f"{task_number(task.number)} · {owner_words(task)}",
        stands.look,
        stands.state,
    )


TASK_SEARCH = SearchSource(
    "tasks", ("কাজ", "Tasks"), READER_ROLES, search_tasks, exact=find_by_number, order=20
)
