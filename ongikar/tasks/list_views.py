"""The page of all tasks: whose, from where, about what, and late; with many given to another at once."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.people.subjects import SubjectLine, load_subjects
from ongikar.rules.transitions import TransitionFault

from . import actions, lists, transitions
from .forms import TransferForm
from .lists import TaskSelection, tasks_page
from .models import Task
from .owners import owner_choices, owner_words
from .promise import TaskStanding, mini_bar, task_standing
from .rights import for_task_readers, for_task_staff, parts_in
from .transitions import TaskFault
from .words import ORIGINS, origin_words, task_number

TAB_WORDS = {
    lists.MINE: say_lazy("আমার কাজ", "Mine"),
    lists.LATE: say_lazy("দেরি", "Late"),
    lists.VERIFY: say_lazy("যাচাই করতে হবে", "To check"),
    lists.OPEN: say_lazy("সব চলমান", "All open"),
    lists.ENDED: say_lazy("শেষ হয়েছে", "Ended"),
}
# So many are given to another in one press.
MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a row of a list."""

    task: Task
    number: str
    stands: TaskStanding
    bar: SafeString
    owner: str
    origin: str
    subject: SubjectLine | None


def task_rows(tasks: list[Task], request: DeskRequest, now: datetime) -> list[TaskRow]:
    subjects = load_subjects([task.subject for task in tasks if task.subject], request.desk)
    return [
        TaskRow(
            task,
            task_number(task.number),
            task_standing(task, now),
            mini_bar(task, now),
            owner_words(task),
            origin_words(task.origin),
            subjects.get(task.subject) if task.subject else None,
        )
        for task in tasks
    ]


def own_posts(request: DeskRequest) -> list[int]:
    return [post.pk for post in request.desk.posts if post.office_id == request.office.pk]


@for_task_readers
@require_safe
def tasks(request: DeskRequest) -> HttpResponse:
    """Tasks in the order of their due days."""
    now, posts = timezone.now(), own_posts(request)
    is_staff = request.desk.has(request.office.pk, STAFF_ROLES)
    asked = TaskSelection.read(request.GET.dict(), lists.OPEN)
    page = tasks_page(request.office, asked, posts, now)
    root = reverse("tasks")
    tabs = [tab for tab in lists.TABS if is_staff or tab not in (lists.MINE, lists.VERIFY)]
    subject = load_subjects([asked.subject], request.desk).get(asked.subject) if asked.subject else None
    context = {
        "rows": task_rows(page.tasks, request, now),
        "tabs": [(f"{root}?{asked.query(tab=tab)}", TAB_WORDS[tab], tab == asked.tab) for tab in tabs],
        "asked": asked,
        "is_narrowed": asked.tab in lists.NARROWED,
        "owners": owner_choices(request.office, now.date()),
        "origins": [(code, say(*words)) for code, words in ORIGINS.items()],
        "subject": subject,
        "first_page": f"{root}?{asked.query()}" if asked.after else "",
        "next_page": page.after and f"{root}?{asked.query(after=page.after)}",
        "print_url": f"{reverse('tasks_pdf')}?{asked.query()}",
        "may_act": is_staff,
        "may_transfer": is_staff and asked.tab != lists.ENDED,
        "current": "tasks",
    }
    return render(request, "tasks/tasks.html", context)


@for_task_staff
@require_POST
def transfer_several(request: DeskRequest) -> HttpResponse:
    """The ticked tasks go to another, each whole or not at all; one that cannot stops none of the others."""
    now = timezone.now()
    ticked = [key for key in request.POST.getlist("task") if lists.is_key(key)][:MOST_AT_ONCE]
    found = list(
        Task.objects.with_all().filter(office=request.office, pk__in=ticked, state__in=transitions.RUNNING)
    )
    if not found:
        messages.error(request, say("আগে অন্তত একটি কাজে টিক দিন।", "Tick at least one task first."))
        return redirect("tasks")
    is_sent = "owner" in request.POST
    form = TransferForm(request.POST if is_sent else None, office=request.office, now=now)
    if is_sent and form.is_valid():
        moved, left = transfer_each(request, found, form, now)
        if moved:
            words = ("{n}টি কাজ অন্যকে দেওয়া হয়েছে।", "{n} [task was|tasks were] transferred.")
            messages.success(request, say(*words, n=moved))
        if left:
            words = ("যেগুলো দেওয়া যায়নি: {names}", "Not transferred: {names}")
            messages.error(request, say(*words, names=", ".join(left)))
        return redirect("tasks")
    context = {
        "form": form,
        "rows": task_rows(found, request, now),
        "heading": say("বাছাই করা কাজ অন্যকে দিন", "Transfer the selected tasks"),
        "back": reverse("tasks"),
        "back_words": say("কাজ", "Tasks"),
        "button": say("অন্যকে দিন", "Transfer"),
        "current": "tasks",
    }
    return render_form(request, "tasks/transfer.html", context)


def transfer_each(
    request: DeskRequest, found: list[Task], form: TransferForm, now: datetime
) -> tuple[int, list[str]]:
    """How many went, and the numbers of those that could not."""
    superiors, moved, left = Post.objects.filter(office=request.office).superiors(), 0, []
    for task in found:
        try:
            if transitions.GIVER not in parts_in(request.desk, task, superiors):
                raise TransitionFault("not theirs to transfer")
            actions.transfer_task(
                task,
                owner=form.cleaned_data["owner"],
                reason=form.cleaned_data["reason"],
                actor=request.desk.actor,
                now=now,
            )
            moved += 1
        except (TaskFault, TransitionFault):
            left.append(task_number(task.number))
    return moved, left
