"""The page of one visit: its times and calls, and its token on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.i18n.say import say
from ongikar.papers.responses import with_private_headers
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Visit
from .queue_views import about, desk_of
from .rights import for_counter_staff, for_queue_readers
from .rules.times import times_of
from .settings import queue_rules
from .slip import PAPERS, SHEET, service_of, slip_file
from .slots import OF_VISIT
from .words import group_words, slip_words


@for_queue_readers
@require_safe
def show_visit(request: StaffRequest, pk: int) -> HttpResponse:
    visit = get_object_or_404(Visit.objects.select_related("office"), office=request.office, pk=pk)
    now = timezone.now()
    calls = list(visit.calls.select_related("desk").order_by("called_at", "pk"))
    group = queue_rules(request.office, visit.day).group(visit.priority)
    state = transitions.STATES[visit.state]
    context = {
        "visit": visit,
        "look": state.look,
        "state": str(state),
        "purpose": service.short if (service := service_of(visit)) else "",
        "group": group_words(group) if group else "",
        "calls": [(call, call_end(call.ended_by)) for call in calls],
        "times": times_of(visit.waits_from, (call.stretch for call in calls)),
        "about": about(request.holder, visit),
        "is_printable": desk_of(request.holder, request.office) is not None
        and visit.state in transitions.OPEN
        and visit.day == now.astimezone(TZ).date(),
        "slips": slip_words(),
        "parts_of_visit": OF_VISIT.answers(request, visit=visit, now=now),
        "current": "counter",
    }
    return render(request, "visits/visit.html", context)


def call_end(act: str) -> str:
    return say(*transitions.ACTS[act]) if act else say("এখন ডেস্কে", "At the desk now")


@for_counter_staff
@require_safe
def visit_slip(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """`form`: the width of the roll in millimetres, or a4."""
    if form not in PAPERS:
        raise Http404
    visit = get_object_or_404(Visit.objects.select_related("office"), office=request.office, pk=pk)
    content, media_type = slip_file(visit, form)
    name = f"token-{visit.day}-{visit.token}.{'pdf' if form == SHEET else 'png'}"
    return with_private_headers(HttpResponse(content, content_type=media_type), name, is_shown=form != SHEET)
