"""The pages of what must stay fresh: the list, the stalest first; one thing with its proofs; and what is
begun and ended.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task
from ongikar.tasks.promise import task_standing
from ongikar.tasks.transitions import TaskFault

from . import actions
from .catalogue import sorts
from .forms import CaseItemsForm, EndForm, ItemForm
from .models import UpkeepItem
from .proofs import proof_words
from .words import UpkeepFault, item_line, item_lines, living_items, with_renewal

# So many things an office keeps at most on one page, and so many times one was kept.
MOST, MOST_TIMES = 300, 30
CURRENT = {"current": "upkeep"}


@for_readers
@require_safe
def list_items(request: DeskRequest) -> HttpResponse:
    """What must stay fresh, and of the usual things those that nobody keeps yet."""
    rows = list(living_items(request.office)[:MOST])
    kept = {row.sort for row in rows}
    known = sorts(request.office.slug).values()
    context = {
        "lines": item_lines(request.office, rows, timezone.now()),
        "suggested": [sort for sort in known if sort.is_suggested and sort.key not in kept],
        "may_change": may_handle(request.desk, request.office.pk),
    }
    return render(request, "upkeep/list.html", context | CURRENT)


def item_of_office(request: DeskRequest, item_id: int) -> UpkeepItem:
    rows = with_renewal(UpkeepItem.objects.filter(office=request.office)).select_related("case")
    return get_object_or_404(rows, pk=item_id)


@for_readers
@require_safe
def show_item(request: DeskRequest, item_id: int) -> HttpResponse:
    item, now = item_of_office(request, item_id), timezone.now()
    tasks = list(Task.objects.with_all().filter(series=item.series_id).order_by("-period")[:MOST_TIMES])
    proofs = proof_words(task.pk for task in tasks)
    context = {
        "item": item,
        "line": item_line(request.office, item, now),
        "times": [
            {"task": task, "stands": task_standing(task, now), "proof": proofs.get(task.pk, "")}
            for task in tasks
        ],
        "owner": item.series.owner_post,
        "may_change": may_handle(request.desk, request.office.pk) and item.ended_at is None,
    }
    return render(request, "upkeep/item.html", context | CURRENT)


def giver_of(request: DeskRequest) -> Post:
    """The post from which whoever is signed in gives work here."""
    return next(post for post in request.desk.posts if post.office_id == request.office.pk)


@for_handlers
@require_http_methods(["GET", "POST"])
def begin(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    form = ItemForm(
        *posted_data(request)[:1],
        office=request.office,
        today=now.astimezone(TZ).date(),
        sort=request.GET.get("sort", ""),
    )
    if form.is_valid():
        submission = f"{request.office.pk}-{form.cleaned_data['token']}"[:64]

        def act() -> None:
            actions.begin_item(
                office=request.office,
                given_by=giver_of(request),
                submission=submission,
                actor=request.desk.actor,
                now=now,
                **form.facts(),
            )

        if is_done(form, act):
            messages.success(request, say("তালিকায় যোগ হয়েছে।", "It stands in the list now."))
            return redirect("upkeep")
    context = {"form": form, "heading": say("যা হালনাগাদ থাকবে", "What is to stay fresh")}
    return render(request, "upkeep/enter.html", context | CURRENT, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def begin_of_case(request: DeskRequest, number: str) -> HttpResponse:
    """The lines of a case become things of their own."""
    case = get_object_or_404(
        Case.objects.with_all(), number=number, office=request.office, service__kind="upkeep"
    )
    now = timezone.now()
    form = CaseItemsForm(
        *posted_data(request)[:1],
        office=request.office,
        today=now.astimezone(TZ).date(),
        initial={"owner": f"post-{case.post_id}", "how_often": case.answers.get("how_often", "")},
    )
    if form.is_valid():

        def act() -> None:
            actions.begin_items_of_case(case, actor=request.desk.actor, now=now, **form.cleaned_data)

        if is_done(form, act):
            messages.success(request, say("তালিকায় যোগ হয়েছে।", "They stand in the list now."))
            return redirect("case", case.number)
    context = {
        "form": form,
        "case": case,
        "lines": actions.lines_of_case(case),
        "heading": say("প্রতিটি লাইন আলাদা করে হালনাগাদ রাখা", "Keep each line fresh by itself"),
    }
    return render(request, "upkeep/enter.html", context | CURRENT, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def end(request: DeskRequest, item_id: int) -> HttpResponse:
    item = item_of_office(request, item_id)
    form = EndForm(*posted_data(request)[:1])
    if form.is_valid() and is_done(
        form,
        lambda: actions.end_item(
            item, reason=form.cleaned_data["reason"], actor=request.desk.actor, now=timezone.now()
        ),
    ):
        messages.success(request, say("তালিকা থেকে বাদ গেছে।", "It stands in the list no more."))
        return redirect("upkeep")
    context = {"form": form, "item": item, "heading": item.title}
    return render(request, "upkeep/enter.html", context | CURRENT, status=422 if form.errors else 200)


def is_done(form: Form, act: Callable[[], Any]) -> bool:
    """Do it; what stands in the way is said beside its field."""
    try:
        act()
    except (UpkeepFault, TaskFault) as fault:
        add_fault(form, fault)
    else:
        return True
    return False
