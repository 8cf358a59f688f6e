"""The list of a post above: what is late below it, what was checked by whoever did it, and dropped late."""

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.clock.models import Clock
from ongikar.core.db.index_conditions import exactly, literal
from ongikar.offices.models import Post
from ongikar.people.desk import DeskRequest

from . import transitions
from .list_views import own_posts, task_rows
from .lists import few_of_posts, page_by_due
from .models import Task
from .rights import for_task_superiors, posts_below

# So many ended in a way that the post above is shown.
MOST_ENDED = 50


@for_task_superiors
@require_safe
def tasks_below(request: DeskRequest) -> HttpResponse:
    """For whoever holds a post above others of the office; a post that stands above none sees nothing."""
    now = timezone.now()
    superiors = Post.objects.filter(office=request.office).superiors()
    below = sorted(posts_below(set(own_posts(request)), superiors))
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
        Task.objects.with_all()
        .filter(of_below, ~Q(exception=literal("")), **exactly(office_id=request.office.pk))
        .order_by("office_id", "-id")[:MOST_ENDED]
    )
    root = reverse("tasks_below")
    context = {
        "rows": task_rows(page.tasks, request, now),
        "ended": [(row, row.task.get_exception_display()) for row in task_rows(list(ended), request, now)],
        "has_below": bool(below),
        "is_later_page": bool(request.GET.get("after")),
        "first_page": root if request.GET.get("after") else "",
        "next_page": page.after and f"{root}?after={page.after}",
        "current": "tasks_below",
    }
    return render(request, "tasks/below.html", context)
