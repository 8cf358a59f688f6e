"""The desk of lines "task, who, by when" that were written before tasks existed: what an officer writes to
make a task of one, or to leave it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.actions import task_lines
from ongikar.cases.actions.task_lines import LineDecided, OpenLine
from ongikar.cases.officer.case.forms import SentenceField
from ongikar.cases.rights import for_handlers, for_readers
from ongikar.core.db.pages import page_links, read_key
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.charter.suggestions import suggest_post
from ongikar.tasks.models.task import MOST_TITLE
from ongikar.tasks.transitions import TaskFault
from ongikar.tasks.words import task_number

MAKE, LEAVE = "make", "leave"
# More than these nobody chooses from in a list.
MOST_CONTACTS = 300


class LineTaskForm(Form):
    """The task as it was read of the line, to be put right before it is given."""

    title = TextField(
        label=say_lazy("কী করতে হবে", "What is to be done"),
        max_length=MOST_TITLE,
    )
    owner = ChoiceField(
        label=say_lazy("কে করবেন", "Who does it"),
        choices=[],
        many=True,
    )
    due = DayField(
        label=say_lazy("কোন দিনের মধ্যে", "Due by"),
    )
    check = CheckboxField(
        label=say_lazy("কাজ শেষ হলে আমি যাচাই করব", "I check the work when it is reported"),
    )

    def __init__(
        self, *args: Any, open_line: OpenLine, office: Office, giver: Post, now: datetime, **kwargs: Any
    ) -> None:
        self.now, self.giver = now, giver
        today = now.astimezone(TZ).date()
        self.owners = possible_owners(office, today)
        named = suggested_owner(open_line.line.who, self.owners)
        kwargs["initial"] = {
            "title": open_line.line.title[:MOST_TITLE],
            "owner": named,
            # A day that has passed is not proposed again: whoever gives the task names a new one.
            "due": open_line.line.due if open_line.line.due and open_line.line.due >= today else None,
        }
        super().__init__(*args, **kwargs)
        self.choice_field("owner").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, owner_title(owner)) for key, owner in self.owners.items()),
        ]
        if open_line.line.who and not named:
            self.fields["owner"].help_text = mark_languages(
                say("লেখা আছে: {who}", "Written: {who}", who=open_line.line.who)
            )
        if open_line.line.due and open_line.line.due < today:
            self.fields["due"].help_text = say(
                "লেখা ছিল {day}, যা পেরিয়ে গেছে। নতুন দিন লিখুন।",
                "Written was {day}, which has passed. Write a new day.",
                day=open_line.line.due,
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What the task is made with."""
        owner = self.owners[self.cleaned_data["owner"]]
        checked = self.cleaned_data["check"] and owner != self.giver
        return {
            "title": self.cleaned_data["title"],
            "owner": owner,
            "due": self.cleaned_data["due"],
            "given_by": self.giver,
            "check": self.giver if checked else None,
        }


class LeaveLineForm(Form):
    reason = SentenceField(
        label=say_lazy("কেন কাজ দেওয়া হবে না", "Why no task is made"),
        lines=3,
        max_length=500,
    )


def possible_owners(office: Office, day: date) -> dict[str, Post | Contact]:
    """Whoever may owe a task of the office: its posts and the contacts that are written to, by the key of the
    choice.
    """
    posts: Sequence[Post | Contact] = list(
        Post.objects.filter(office=office, role__in=(Post.OFFICER, Post.ASSISTANT)).order_by("pk")
    )
    contacts = Contact.objects.filter(office=office).in_use(day).by_name()
    return {f"post:{each.pk}": each for each in posts} | {
        f"contact:{each.pk}": each for each in contacts[:MOST_CONTACTS]
    }


def owner_title(owner: Post | Contact) -> str:
    return owner.full_title if isinstance(owner, Contact) else owner.title


def suggested_owner(who: str, owners: dict[str, Post | Contact]) -> str:
    """The owner that the line most likely names, by its title in either language; "" where none is likely."""
    titles: dict[str, str] = {}
    for key, owner in owners.items():
        if isinstance(owner, Contact):
            titles[key] = owner.title
        else:
            titles |= {f"{key}/bn": owner.title_bn, f"{key}/en": owner.title_en}
    return suggest_post(who, {key: title for key, title in titles.items() if title}).partition("/")[0]


@for_readers
@require_safe
def list_task_lines(request: StaffRequest) -> HttpResponse:
    before = read_key(request.GET.get("before", ""))
    lines, following = task_lines.open_lines(request.office, timezone.now(), before=before)
    context = {
        "lines": lines,
        **page_links(reverse("task_lines"), before, following, name="before"),
        "may_decide": request.holder.has(request.office.pk, STAFF_ROLES),
        "current": "tasks",
    }
    return render(request, "cases/officer/task_lines.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def decide_task_line(request: StaffRequest, number: str, digest: str) -> HttpResponse:
    """One line: a task is made of it, or it is left with a reason."""
    now = timezone.now()
    open_line = task_lines.find_line(request.office, number, digest, now)
    if open_line is None:
        raise Http404
    if task_lines.is_decided(open_line):
        return show_line_decided(request)
    giver = giving_post(request)
    making = request.method == "POST" and request.POST.get("do") != LEAVE
    leaving = request.method == "POST" and not making
    make = LineTaskForm(
        request.POST if making else None, open_line=open_line, office=request.office, giver=giver, now=now
    )
    leave = LeaveLineForm(request.POST if leaving else None)
    try:
        if making and make.is_valid() and (answer := make_task(request, open_line, make)):
            return answer
        if leaving and leave.is_valid():
            task_lines.drop_line(
                open_line, reason=leave.cleaned_data["reason"], actor=request.holder.actor, now=now
            )
            messages.success(request, say("লেখা হয়েছে।", "Written."))
            return redirect("task_lines")
    except LineDecided:
        return show_line_decided(request)
    context = {
        "open_line": open_line,
        "make": make,
        "leave": leave,
        "form": leave if leaving else make,
        "current": "tasks",
    }
    return render_form(request, "cases/officer/task_line.html", context)


def make_task(request: StaffRequest, open_line: OpenLine, form: LineTaskForm) -> HttpResponse | None:
    """None where the form says why no such task can be given."""
    try:
        task = task_lines.make_task_of_line(
            open_line, actor=request.holder.actor, now=timezone.now(), **form.facts
        )
    except TaskFault as fault:
        add_fault(form, fault)
        return None
    messages.success(request, say("{task} দেওয়া হয়েছে।", "{task} is given.", task=task_number(task.number)))
    return redirect("task_lines")


def giving_post(request: StaffRequest) -> Post:
    """The post of the office's staff from which the person gives the task."""
    mine = [post for post in request.holder.posts if post.office_id == request.office.pk]
    return next(post for post in mine if post.role in STAFF_ROLES)


def show_line_decided(request: HttpRequest) -> HttpResponse:
    messages.error(
        request, say("এ কথাটি নিয়ে আর কিছু বাকি নেই।", "Nothing is left to be decided about this line.")
    )
    return redirect("task_lines")
