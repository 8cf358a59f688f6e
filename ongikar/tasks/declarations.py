"""Tasks where they are met beside their own pages: on Today, in the search and the menu, where something
points at them, at the handing over of charge, on the page of a place, and in the rehearsal of the watch.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.clock.models import Clock
from ongikar.clock.rehearsal import OWNERS, TOPIC_WORDS, PromiseOwner
from ongikar.core.db.capped_count import COUNTED_UP_TO, CappedCount
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.db.pages import page_of
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place, Post
from ongikar.people.charge import ChargeLine, ChargeSource, register_charge
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource, register_search
from ongikar.people.section_counts import CountedFor, SectionCount, count_words, register_section_count
from ongikar.people.subjects import (
    SubjectLine,
    SubjectType,
    readable_by_roles,
    register_referring_model,
    register_subject,
)
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
    register_today,
)
from ongikar.places.slots import LAB_CARD, PLACE_COUNTS, PLACE_SIDE
from ongikar.rules.bangla.search import fold, stem
from ongikar.rules.bangla.text import day_month, digits, latin_digits, nfc
from ongikar.rules.calendar.office_calendar import TZ

# With `rights` those are entered who say who may read a paper.
from . import (
    lists,
    rights,  # noqa: F401
    transitions,
)
from .actions.directing import direct_task, pass_series, transfer_task
from .lists import TaskSelection, check_page, tasks_page
from .models import Series, Task, TaskProof
from .models.task import TaskQuerySet
from .owners import owner_words
from .promise import due_day, is_task_late, mini_bar, short_standing_words, task_standing
from .rights import READER_ROLES
from .rules import Recurrence
from .words import how_often, origin_words, task_number


def load_tasks(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Task.objects.filter(pk__in=list(keys)).values_list("pk", "number", "title", "office_id")
    return {
        pk: SubjectLine(task_number(number), title, reverse("task", args=[number]), office_id)
        for pk, number, title, office_id in rows
    }


def find_task(office: Office, typed: str) -> int | None:
    """By T-0118, কাজ-০১১৮, কাজ ১১৮ or the figures alone."""
    match = NUMBER.fullmatch(latin_digits(nfc(typed)).strip().upper())
    if match is None:
        return None
    return Task.objects.filter(office=office, number=int(match[1])).values_list("pk", flat=True).first()


NUMBER = re.compile(r"(?:T|TASK|কাজ)?[-\s]*([0-9]{1,9})")


TASK_SUBJECT = SubjectType(
    Task.SUBJECT, ("কাজ", "Task"), load_tasks, readable_by_roles(READER_ROLES), find_task
)


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
    said = short_standing_words(task, now)
    if to_check:
        day = day_month(clock.due_at.astimezone(TZ).date(), language())
        said = say("যাচাইয়ের শেষ দিন {day}", "Check by {day}", day=day)
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
        owed = Task.objects.filter(
            **equal_by_range(owner_post=post), ended_at__isnull=True, state=transitions.OPEN
        )
        check = Task.objects.filter(**equal_by_range(check_post=post), check_clock__isnull=False)
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
    tasks = list(Task.objects.with_related().filter(pk=key)) if key else []
    if len(question.typed) >= 3:
        newest = Task.objects.filter(**equal_by_range(office_id=question.office.pk)).order_by(
            "office_id", "-id"
        )
        wanted = [stem(word) for word in fold(question.typed).split()]
        # Looked through here: a database that guesses how often a word stands would rather read them all.
        titled = [
            pk
            for pk, title in newest.values_list("pk", "title")[:MOST_SEARCHED]
            if pk != key and has_all(wanted, fold(title))
        ]
        tasks += Task.objects.with_related().filter(pk__in=titled[: question.most]).order_by("-id")
    return [search_result(task, question.now) for task in tasks[: question.most]]


def has_all(words: Sequence[str], text: str) -> bool:
    return bool(words) and all(word in text for word in words)


# Among this many of the newest tasks words are looked for; older ones are found by number.
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


def task_line(task: Task, now: datetime, *, with_owner: bool = False) -> ChargeLine:
    return ChargeLine(
        task_number(task.number),
        f"{task.title} ({owner_words(task)})" if with_owner else task.title,
        due_day(task.clock, now),
        reverse("task", args=[task.number]),
        is_task_late(task, now),
    )


def owed_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    asked = TaskSelection(owner=f"post-{post.pk}")
    return [task_line(task, now) for task in tasks_page(post.office, asked, [post.pk], now, size=most).tasks]


def count_owed(post: Post) -> int:
    return Task.objects.filter(owner_post=post, ended_at__isnull=True).count()


def transfer_owed(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """All that lies on a post goes to another. What the other has to check himself stays: nobody checks his
    own work, so it is given to somebody by hand.
    """
    moved = 0
    for task in Task.objects.filter(owner_post=post, ended_at__isnull=True).order_by("id"):
        if task.check_post_id == to.pk:
            continue
        transfer_task(task, owner=to, reason=reason, actor=actor, now=now)
        # What it gave itself it has given to nobody once it is gone.
        direct_task(task, old=post, new=to, reason=reason, actor=actor, now=now)
        moved += 1
    return moved


def watched_tasks(post: Post) -> TaskQuerySet:
    """What others owe, and this post gave or has to check."""
    # Each by its own index: of an OR over both, either database reads all tasks through.
    gave, checks = (
        Task.objects.filter(ended_at__isnull=True, **{column: post}).order_by().values("pk")
        for column in ("given_by", "check_post")
    )
    others = ~Q(owner_post=post) | Q(owner_post__isnull=True)
    return Task.objects.filter(others, pk__in=gave.union(checks)).order_by("id")


def watched_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    tasks = watched_tasks(post).with_related()[:most]
    return [task_line(task, now, with_owner=True) for task in tasks]


def count_watched(post: Post) -> int:
    return watched_tasks(post).count()


def transfer_watched(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Whoever comes gives and checks them from now on; of their own work they stay the giver alone, and who
    checks it is named by hand.
    """
    moved = 0
    for task in watched_tasks(post):
        moved += direct_task(task, old=post, new=to, reason=reason, actor=actor, now=now)
    return moved


def series_of(post: Post) -> QuerySet[Series]:
    named = Q(owner_post=post) | Q(given_by=post) | Q(check_post=post)
    return Series.objects.filter(named, office=post.office_id, ended_at__isnull=True).order_by("id")


def series_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(digits(row.pk, language()), f"{row.title} ({how_often(Recurrence.from_data(row.rule))})")
        for row in series_of(post)[:most]
    ]


def count_series(post: Post) -> int:
    return series_of(post).count()


def transfer_series(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    return sum(
        pass_series(series, old=post, new=to, actor=actor, now=now) for series in list(series_of(post))
    )


TASK_CHARGE = ChargeSource("tasks", ("কাজ", "Tasks"), owed_lines, count_owed, transfer_owed, order=20)
WATCHED_CHARGE = ChargeSource(
    "tasks_given",
    ("অন্যের কাজ, যা এই পদ দিয়েছে বা যাচাই করে", "Tasks of others that this post gave or checks"),
    watched_lines,
    count_watched,
    transfer_watched,
    order=21,
)
SERIES_CHARGE = ChargeSource(
    "series",
    ("বারবার আসা কাজ", "Tasks that come again"),
    series_lines,
    count_series,
    transfer_series,
    order=22,
)


# A place with more has them in the list of tasks.
MOST = 8


def open_tasks(place: Place) -> TaskQuerySet:
    return Task.objects.filter(place=place, ended_at__isnull=True)


def count_line(request: StaffRequest, *, place: Place, **facts: Any) -> Answer | None:
    count = open_tasks(place).count()
    return ("tasks/place_count.html", {"open_tasks": count}) if count else None


def side_part(request: StaffRequest, *, place: Place, now: datetime, **facts: Any) -> Answer | None:
    """Those that are owed first. Who may not read tasks sees none."""
    if not request.holder.has(place.office_id, READER_ROLES):
        return None
    page = page_of(open_tasks(place).with_related().order_by("clock__due_at", "id"), MOST)
    lines = [(task, task_standing(task, now)) for task in page.rows]
    return "tasks/place_side.html", {"tasks": lines, "has_more": page.last is not None}


def card_line(request: HttpRequest, *, place: Place, **facts: Any) -> Answer | None:
    """For the public a figure alone: the words of a task tell where a lock is missing."""
    return "tasks/place_card.html", {"open_tasks": open_tasks(place).count()}


PROMISE_WORDS = (
    "সময় পেরিয়ে যাবে; যিনি কাজ দিয়েছেন ও ঊর্ধ্বতন কর্মকর্তা জানবেন।",
    "The time passes; whoever gave the work and the superior officer are told.",
)
EVENT_WORDS = {("task", "broken"): PROMISE_WORDS, ("task_check", "broken"): PROMISE_WORDS}


def task_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The tasks by their clocks: number, title, and whoever owes the work."""
    tasks = Task.objects.filter(clock__in=[clock.pk for clock in clocks])
    return {
        task.clock_id: owner_of(task, title_of(task))
        for task in tasks.select_related("owner_post", "owner_contact")
    }


def check_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The same by the clocks of their checks: whoever owes the check."""
    tasks = Task.objects.filter(check_clock__in=[clock.pk for clock in clocks])
    return {
        task.check_clock_id: owner_of(task, post_titles(task.check_post))
        for task in tasks.select_related("check_post")
        if task.check_clock_id and task.check_post
    }


def owner_of(task: Task, post: tuple[str, str]) -> PromiseOwner:
    return PromiseOwner(task_number(task.number, "en"), (task.title, task.title), post, is_awaited=False)


def title_of(task: Task) -> tuple[str, str]:
    if task.owner_post:
        return post_titles(task.owner_post)
    return (task.owner_contact.title,) * 2 if task.owner_contact else ("", "")


def post_titles(post: Post) -> tuple[str, str]:
    return post.in_words("title", "bn"), post.in_words("title", "en")


register_subject(TASK_SUBJECT)
PLACE_COUNTS.add(count_line)
PLACE_SIDE.add(side_part, order=60)
LAB_CARD.add(card_line, order=60)
register_today("tasks", today_of_tasks, order=20, counts=TODAY_COUNTS)
register_section_count(TASK_COUNT)
register_search(TASK_SEARCH)
for source in (TASK_CHARGE, WATCHED_CHARGE, SERIES_CHARGE):
    register_charge(source)
for model in (Task, Series, TaskProof):
    register_referring_model(model)
OWNERS["task"], OWNERS["task_check"] = task_owners, check_owners
TOPIC_WORDS.update(EVENT_WORDS)
