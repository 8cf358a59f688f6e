"""The queue of cases: filtered, searched, a page at a time, and several accepted at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from ongikar.frame.say import say
from ongikar.rules import moves

from .. import actions
from ..models import Case
from ..rights import for_handlers, for_readers, may_handle
from ..seen_papers import papers_to_show
from ..urgent import OPEN_URGENT
from . import queue
from .mini_bars import mini_bars
from .queue_counts import counts_beside
from .queue_filters import Filters
from .queue_lines import lines as lines_of
from .queue_rows import rows, service_choices, tabs
from .queue_search import number_opened, search
from .standing import standings


@for_readers
@require_safe
def show_queue(request: HttpRequest) -> HttpResponse:
    now, office = timezone.now(), request.office
    may_act = may_handle(request.desk, office.pk)
    own = [post.pk for post in request.desk.posts if post.office_id == office.pk] if may_act else []
    filters = Filters.read(request.GET, office, now, own)
    if filters.typed and (number := number_opened(office, filters.typed, now)):
        return redirect("case", number)
    counted, (urgent,) = counts_beside(office, (OPEN_URGENT, office.pk), now=now, desks=own)
    if filters.typed:
        found = search(office, filters.typed, after=filters.asked.after, now=now)
    else:
        found = lines_of(office, filters.asked, now=now, counts=counted)
    lines = standings(found.cases, now)
    bars = mini_bars((case for case in found.cases if case.is_open), now)
    can_accept = (
        may_act and filters.asked.tab == "received" and any(line.case.row.has_limit for line in lines)
    )
    context = {
        "lines": lines, "filters": filters, "tabs": tabs(filters, counted),
        "service_choices": service_choices(filters), "first_page": filters.address(),
        "next_page": found.after and filters.address(after=found.after),
        "rows": rows(lines, bars, root=reverse("queue"), can_accept=can_accept, may_act=may_act),
        "can_accept": can_accept, "current": "queue", "urgent_cases": urgent,
    }  # fmt: skip
    return render(request, "cases/officer/queue.html", context)


@for_handlers
@require_POST
def accept_several(request: HttpRequest) -> HttpResponse:
    """Accept the ticked cases, each whole or not at all; one that no longer can be accepted stops none of the others.

    What is no fault of a case, such as a clock that was moved, is not told as one: it is answered as everywhere else.
    """
    now = timezone.now()
    ticked = [
        int(pk) for pk in request.POST.getlist("case") if pk.isascii() and pk.isdigit() and len(pk) < 19
    ][: queue.PAGE]
    cases = Case.objects.filter(office=request.office, pk__in=ticked).select_related("clock").order_by("pk")
    accepted, left = 0, []
    for case in cases:
        try:
            # Without a limit a day must be named, and a document that is still to be shown must be seen: one case at a time.
            if case.awaits_day or papers_to_show(case):
                raise moves.MoveFault("not with others")
            actions.accept(case, actor=request.desk.actor, now=now)
            accepted += 1
        except moves.MoveFault:
            left.append(case.short_number)
    if accepted:
        messages.success(request, say("{n}টি আবেদন গ্রহণ করা হয়েছে।", "{n} accepted.", n=accepted))
    if left:
        messages.error(
            request,
            say("এগুলো গ্রহণ করা যায়নি, খুলে দেখুন: {left}", "These could not be accepted, open them: {left}", left=", ".join(left)),
        )  # fmt: skip
    if not ticked:
        messages.error(request, say("কোনো আবেদন বাছাই করা হয়নি।", "No case was selected."))
    return redirect(f"{reverse('queue')}?{urlencode({'tab': 'received'})}")
