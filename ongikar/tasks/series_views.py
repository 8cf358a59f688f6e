"""Series on screen: which come again and how often, a new one, and ending one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.db.pages import page_before, page_links
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.people.desk import DeskRequest
from ongikar.tasks.rules import Recurrence

from .actions.series import begin_series, end_series
from .forms import SeriesForm
from .models import Series
from .rights import for_task_readers, for_task_staff, posts_above
from .transitions import TaskFault
from .words import due_words, how_often

PAGE = 50


def may_end(request: DeskRequest, found: Series) -> bool:
    superiors = Post.objects.filter(office=request.office).superiors()
    return bool(set(request.desk.post_ids) & posts_above(found.given_by_id, superiors))


@for_task_readers
@require_safe
def series(request: DeskRequest) -> HttpResponse:
    after = request.GET.get("after", "")
    rows = Series.objects.filter(office=request.office).select_related("owner_post", "owner_contact")
    page = page_before(rows.order_by("-id"), after, PAGE)
    lines = []
    for each in page.rows:
        rule = Recurrence.from_data(each.rule)
        owner = each.owner_post or each.owner_contact
        lines.append((each, owner, how_often(rule), due_words(rule), may_end(request, each)))
    context = {
        "lines": lines,
        **page_links(reverse("task_series"), after, page.last_key),
        "current": "tasks",
    }
    return render(request, "tasks/series.html", context)


@for_task_staff
@require_http_methods(["GET", "HEAD", "POST"])
def series_new(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    giver = next(post for post in request.desk.posts if post.office_id == request.office.pk)
    form = SeriesForm(
        request.POST if request.method == "POST" else None,
        office=request.office,
        now=now,
        initial={"check": giver.pk, "every": 1, "starts_on": now.date()},
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            begin_series(
                office=request.office,
                title=cleaned["title"],
                words=cleaned["words"],
                owner=cleaned["owner"],
                given_by=giver,
                check=cleaned["check"],
                evidence=cleaned["evidence"],
                rule=cleaned["rule"],
                starts_on=cleaned["starts_on"],
                until=cleaned["until"],
                submission=cleaned["submission"] or f"desk-{request.desk.user.pk}-{now.timestamp()}",
                actor=request.desk.actor,
                now=now,
            )
        except TaskFault as fault:
            add_fault(form, fault)
        else:
            messages.success(
                request,
                say(
                    "নিয়মিত কাজটি লেখা হয়েছে; দিন এলে নিজে থেকে দেওয়া হবে।",
                    "Entered; its tasks come by themselves.",
                ),
            )
            return redirect("task_series")
    context = {
        "form": form,
        "heading": say("নতুন নিয়মিত কাজ", "New recurring task"),
        "back": reverse("task_series"),
        "back_words": say("নিয়মিত কাজ", "Recurring tasks"),
        "button": say("লিখে রাখুন", "Save"),
        "current": "tasks",
    }
    return render_form(request, "core/staff_form.html", context)


@for_task_staff
@require_POST
def series_end(request: DeskRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Series, office=request.office, pk=pk)
    if not may_end(request, found):
        raise PermissionDenied
    end_series(found, actor=request.desk.actor, now=timezone.now())
    messages.success(request, say("আর কোনো নতুন কাজ আসবে না।", "No further task will come of it."))
    return redirect("task_series")
