"""The pages of events: all of them, one with all that belongs to it, and its programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.db.index_conditions import exactly
from ongikar.core.i18n.say import say
from ongikar.gatherings import transitions
from ongikar.gatherings.payees import codes_to_pay
from ongikar.people.desk import DeskRequest

from . import actions
from .account import EventAccount, is_recorded, people_there, spent_by_event
from .certifying import certificates_given, members_there
from .forms import ProgrammeForm
from .models import Event
from .opening_views import days_to_observe
from .words import EventFault, sort_words, state_of_event, state_words, steps_of_event

PAGE = 50


def event_of_office(request: DeskRequest, event_id: int) -> Event:
    """An event of the office at hand, with its case as the pages read it; 404 for any other."""
    event = get_object_or_404(
        Event.objects.select_related("roster", "office", "opened_from"), pk=event_id, office=request.office
    )
    event.case = Case.objects.with_all().prefetch_related("acts").get(pk=event.case_id)
    return event


@for_readers
@require_safe
def list_events(request: DeskRequest) -> HttpResponse:
    """The newest events, and the national days that are near."""
    now = timezone.now()
    before = request.GET.get("before", "")
    rows = (
        Event.objects.with_all().filter(**exactly(office_id=request.office.pk)).order_by("office_id", "-id")
    )
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows.prefetch_related("case__acts")[: PAGE + 1])
    events, has_more = found[:PAGE], len(found) > PAGE
    money = spent_by_event(events)
    lines = [
        {
            "event": event,
            "sort": sort_words(event.sort),
            "state": state_words(state_of_event(event)),
            "begins": agreed_day_of(event.case).agreed,
            "planned": money[event.pk][0],
            "spent": money[event.pk][1],
        }
        for event in events
    ]
    context = {
        "lines": lines,
        "more": events[-1].pk if has_more else None,
        "days": days_to_observe(request.office, now),
        "may_change": may_handle(request.desk, request.office.pk),
        "current": "events",
    }
    return render(request, "event/list.html", context)


@for_readers
@require_safe
def show_event(request: DeskRequest, event_id: int) -> HttpResponse:
    event = event_of_office(request, event_id)
    gathering = event.gathering
    context = {
        "event": event,
        "case": event.case,
        "sort": sort_words(event.sort),
        "steps": steps_of_event(event),
        "state": state_words(state_of_event(event)),
        "days": agreed_day_of(event.case),
        "gathering": gathering,
        "is_recorded": gathering is not None and gathering.state == transitions.RECORDED,
        "payments": codes_to_pay(event.office) if is_recorded(gathering) else [],
        "came": people_there(gathering) if gathering else None,
        "to_certify": len(members_there(gathering)) if gathering and is_recorded(gathering) else 0,
        "certified": certificates_given(event),
        "programme": event.programmes.last(),
        "account": EventAccount(event),
        "may_certify": may_handle(request.desk, request.office.pk),
        "may_change": may_handle(request.desk, request.office.pk) and event.case.is_open,
        "current": "events",
    }
    return render(request, "event/event.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def edit_programme(request: DeskRequest, event_id: int) -> HttpResponse:
    event = event_of_office(request, event_id)
    last = event.programmes.last()
    form = ProgrammeForm(*posted_data(request)[:1], items=last.items if last else [])
    if form.is_valid():
        try:
            actions.write_programme(event, items=form.items, actor=request.desk.actor, now=timezone.now())
        except EventFault as fault:
            form.add_error(fault.field or None, say(fault.bn, fault.en))
        else:
            messages.success(request, say("কর্মসূচি লেখা হয়েছে।", "The programme is written."))
            return redirect("event", event.pk)
    context = {"event": event, "form": form, "current": "events"}
    return render(request, "event/programme.html", context, status=422 if form.errors else 200)
