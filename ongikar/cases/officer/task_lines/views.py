"""The desk of lines "task, who, by when" that were written before tasks existed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.actions import task_lines
from ongikar.cases.actions.task_lines import LineDecided, OpenLine
from ongikar.cases.rights import for_handlers, for_readers
from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.tasks.transitions import TaskFault
from ongikar.tasks.words import task_number

from .forms import LeaveLineForm, LineTaskForm

MAKE, LEAVE = "make", "leave"


@for_readers
@require_safe
def list_task_lines(request: DeskRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    lines, after = task_lines.open_lines(
        request.office, timezone.now(), before=int(before) if before.isascii() and before.isdigit() else None
    )
    context = {
        "lines": lines,
        "after": after,
        "is_first": not before,
        "may_decide": request.desk.has(request.office.pk, STAFF_ROLES),
        "current": "tasks",
    }
    return render(request, "cases/officer/task_lines.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def decide_task_line(request: DeskRequest, number: str, digest: str) -> HttpResponse:
    """One line: a task is made of it, or it is left with a reason."""
    now = timezone.now()
    found = task_lines.find_line(request.office, number, digest, now)
    if found is None:
        raise Http404
    if task_lines.is_decided(found):
        return show_line_decided(request)
    giver = giving_post(request)
    making = request.method == "POST" and request.POST.get("do") != LEAVE
    leaving = request.method == "POST" and not making
    make = LineTaskForm(
        request.POST if making else None, found=found, office=request.office, giver=giver, now=now
    )
    leave = LeaveLineForm(request.POST if leaving else None)
    try:
        if making and make.is_valid():
            return task_made(request, found, make)
        if leaving and leave.is_valid():
            task_lines.drop_line(
                found, reason=leave.cleaned_data["reason"], actor=request.desk.actor, now=now
            )
            messages.success(request, say("লেখা হয়েছে।", "Written."))
            return redirect("task_lines")
    except LineDecided:
        return show_line_decided(request)
    context = {
        "found": found,
        "make": make,
        "leave": leave,
        "form": leave if leaving else make,
        "current": "tasks",
    }
    is_wrong = make.errors or leave.errors
    return render(request, "cases/officer/task_line.html", context, status=422 if is_wrong else 200)


def task_made(request: DeskRequest, found: OpenLine, form: LineTaskForm) -> HttpResponse:
    try:
        task = task_lines.make_task_of_line(found, actor=request.desk.actor, now=timezone.now(), **form.facts)
    except TaskFault as fault:
        form.add_task_fault(fault)
        context = {"found": found, "make": form, "leave": LeaveLineForm(), "form": form, "current": "tasks"}
        return render(request, "cases/officer/task_line.html", context, status=422)
    messages.success(request, say("{task} দেওয়া হয়েছে।", "{task} is given.", task=task_number(task.number)))
    return redirect("task_lines")


def giving_post(request: DeskRequest) -> Post:
    """The post of the office's staff from which the person gives the task."""
    mine = [post for post in request.desk.posts if post.office_id == request.office.pk]
    return next(post for post in mine if post.role in STAFF_ROLES)


def show_line_decided(request: HttpRequest) -> HttpResponse:
    messages.error(
        request, say("এ কথাটি নিয়ে আর কিছু বাকি নেই।", "Nothing is left to be decided about this line.")
    )
    return redirect("task_lines")
