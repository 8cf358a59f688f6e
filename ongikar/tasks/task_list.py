"""The list of tasks, in the order of their due days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office
from ongikar.people.post_holders import STAFF_ROLES, Asker, PostHolder, StaffRequest
from ongikar.people.subjects import SubjectLine, load_subjects
from ongikar.records.filters import Choice, Filter, Narrowed
from ongikar.records.lines import Line, NextAct, Table, Ticks, draw_lines, table_of
from ongikar.records.lists import ListOfHolder, ListPage
from ongikar.records.registry import register_list
from ongikar.records.words import Due, TwoLines, label
from ongikar.rules.bangla.text import digits

from . import lists, transitions
from .lists import TaskSelection, tasks_page
from .models import Task
from .owners import owner_choices, owner_words
from .promise import TaskStanding, mini_bar, short_standing_words, task_standing
from .rights import READER_ROLES
from .words import ORIGINS, origin_words, task_number

TAB_WORDS = {
    lists.MINE: say_lazy("আমার কাজ", "Mine"),
    lists.LATE: say_lazy("দেরি", "Late"),
    lists.VERIFY: say_lazy("যাচাই করতে হবে", "To check"),
    lists.OPEN: say_lazy("সব চলমান", "All open"),
    lists.ENDED: say_lazy("শেষ হয়েছে", "Ended"),
}


class TaskTabs(Filter):
    name, words = "tab", ("কোন কাজ", "Which tasks")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(name, str(words)) for name, words in TAB_WORDS.items()]


class OwnerFilter(Filter):
    name, words, is_field = "owner", ("কার কাজ", "Whose"), True
    all_words = ("সবার", "Everybody’s")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return owner_choices(office, timezone.localdate())


class OriginFilter(Filter):
    name, words, is_field = "origin", ("কোথা থেকে", "From"), True
    all_words = ("সব জায়গা", "Anywhere")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(code, say(*words)) for code, words in ORIGINS.items()]


TAB, OWNER, ORIGIN = TaskTabs(), OwnerFilter(), OriginFilter()


class TaskQuestion(NamedTuple):
    """What is to be read. `posts`: those of the person in the office."""

    holder: PostHolder
    office: Office
    selection: TaskSelection
    posts: list[int]
    now: datetime


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a row of a list. `due_words`: as short as its column is narrow."""

    task: Task
    number: str
    stands: TaskStanding
    due_words: str
    bar: SafeString
    owner: str
    origin: str
    subject: SubjectLine | None
    act: NextAct | None


def own_posts(holder: PostHolder, office: Office) -> list[int]:
    return [post.pk for post in holder.posts if post.office_id == office.pk]


def likely_act(task: Task, own: set[int]) -> NextAct | None:
    """What usually comes next with a task, for whoever holds these posts. Whoever reported it does not check
    it: that is judged on its page.
    """
    if task.state == transitions.REPORTED and task.check_post_id in own:
        return NextAct(reverse("task", args=[task.number]), say("যাচাই করুন", "Check"))
    if task.state == transitions.OPEN and task.owner_post_id in own:
        return NextAct(reverse("task_act", args=[task.number, transitions.REPORT]), say("জানান", "Report"))
    return None


def task_rows(tasks: list[Task], asker: Asker, now: datetime) -> list[TaskRow]:
    return rows_for(tasks, asker.holder, asker.office, now)


def rows_for(tasks: list[Task], holder: PostHolder, office: Office, now: datetime) -> list[TaskRow]:
    own = set(own_posts(holder, office))
    subjects = load_subjects([task.subject for task in tasks if task.subject], holder)
    return [
        TaskRow(
            task,
            task_number(task.number),
            task_standing(task, now),
            due_words_of(task, now),
            mini_bar(task, now),
            owner_words(task),
            origin_words(task.origin),
            subjects.get(task.subject) if task.subject else None,
            likely_act(task, own),
        )
        for task in tasks
    ]


def due_words_of(task: Task, now: datetime) -> str:
    """Of one that runs how late, or by when; of one that waits to be checked, or has ended, its state."""
    return short_standing_words(task, now) if task.state == transitions.OPEN else task.get_state_display()


def subject_words(subject: SubjectLine) -> SafeString | str:
    if not subject.url:
        return mark_languages(subject.title)
    number = mark_languages(digits(subject.number, language()))
    return format_html('<a href="{}">{}</a>', subject.url, number)


@register_list
class TaskList(ListOfHolder):
    model = Task
    names = path = place = "tasks"
    readers = READER_ROLES
    title, subtitle = "name", "number"
    list_display = ("origin", "owner", "due")
    list_filter = (TAB, OWNER, ORIGIN)
    page_of_list, mark_name = lists.PAGE, "after"
    list_template = "tasks/tasks.html"

    @property
    def list_title(self) -> str:
        return say("কাজ", "Tasks")

    def open_url(self, asker: Asker) -> str:
        return reverse("task_new") if asker.holder.has(asker.office.pk, STAFF_ROLES) else ""

    @property
    def open_words(self) -> str:
        return say("কাজ দিন", "Give a task")

    # ---- which tasks ----

    def narrow_for(self, holder: PostHolder, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        selection = TaskSelection.read(asked, lists.OPEN)
        question = TaskQuestion(holder, office, selection, own_posts(holder, office), timezone.now())
        rows = Task.objects.filter(office=office).order_by("-id")
        return Narrowed(rows, "id", TAB, selection.in_address, question)

    def read_page(self, narrowed: Narrowed, mark: str, most: int) -> ListPage:
        holder, office, selection, posts, now = narrowed.selection
        page = tasks_page(office, selection.going_on_from(mark), posts, now, size=most)
        return ListPage(rows_for(page.tasks, holder, office, now), page.after)

    def choices_of(self, each: Filter, narrowed: Narrowed, office: Office) -> list[Choice]:
        question = narrowed.selection
        if each is not TAB:
            is_narrowed = question.selection.tab in lists.NARROWED
            return [Choice(*choice) for choice in each.choices(office)] if is_narrowed else []
        is_staff = question.holder.has(office.pk, STAFF_ROLES)
        own = (lists.MINE, lists.VERIFY)
        return [Choice(name, words) for name, words in each.choices(office) if is_staff or name not in own]

    def url_of_choice(self, narrowed: Narrowed, each: Filter, value: str) -> str:
        return self.url_narrowed(narrowed, **{TAB.name: value})

    def is_chosen(self, narrowed: Narrowed, each: Filter, value: str) -> bool:
        return value == narrowed.selection.selection.tab

    def nothing_words(self, narrowed: Narrowed) -> str:
        return say("এখানে এখন কিছু নেই।", "There is nothing here now.")

    # ---- what a row says ----

    def url_of(self, record: TaskRow) -> str:
        return reverse("task", args=[record.task.number])

    @label("কী কাজ", "What")
    def name(self, row: TaskRow) -> str:
        return row.task.title

    @label("নম্বর", "No.")
    def number(self, row: TaskRow) -> str:
        return row.number

    @label("কোথা থেকে", "From", look="svc meta")
    def origin(self, row: TaskRow) -> TwoLines | str:
        return TwoLines(row.origin, subject_words(row.subject)) if row.subject else row.origin

    @label("কার কাজ", "Whose", look="own")
    def owner(self, row: TaskRow) -> str:
        return row.owner

    @label("শেষ দিন", "Due")
    def due(self, row: TaskRow) -> Due:
        return Due(row.task.clock.due_at, row.due_words, row.stands.is_late, row.bar)

    def next_act(self, asker: Asker, record: TaskRow) -> NextAct | None:
        return record.act

    def line_of(self, record: TaskRow) -> Line:
        return super().line_of(record)._replace(tick=str(record.task.pk))

    def table(self, asker: Asker, narrowed: Narrowed, page: ListPage) -> Table:
        """Several that run are given to another together."""
        may_transfer = asker.holder.has(asker.office.pk, STAFF_ROLES)
        if not may_transfer or narrowed.selection.selection.tab == lists.ENDED:
            return self.plain_table(asker, page.records)
        lines = self.lines_of(asker, page.records)
        table = table_of(self.heads(narrowed), lines)
        rows = draw_lines(lines, has_acts=table.has_acts, has_ticks=True)
        ticks = Ticks(reverse("tasks_transfer"), say("বাছাই করা কাজ অন্যকে দিন", "Transfer selected"))
        return table._replace(rows=SafeString(rows), ticks=ticks)

    def plain_table(self, asker: Asker, rows: list[TaskRow]) -> Table:
        lines = [line._replace(tick="") for line in self.lines_of(asker, rows)]
        return table_of(self.heads(), lines)

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: Any) -> dict[str, Any]:
        about = narrowed.selection.selection.subject
        return {
            "subject": load_subjects([about], request.holder).get(about) if about else None,
            "print_url": f"{reverse('tasks_pdf')}?{narrowed.selection.selection.query()}",
            "may_act": request.holder.has(request.office.pk, STAFF_ROLES),
        }
