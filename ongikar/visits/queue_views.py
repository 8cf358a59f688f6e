"""The queue at the counter: who waits, in which order and why, with every press of it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.charter.models import Service, charter_in_force
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import STAFF_ROLES, PostHolder, StaffRequest
from ongikar.people.subjects import SubjectLine, load_subjects
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import actions, transitions
from .figures import figures_of_day, minutes_of_one
from .forms import NEXT, SERVE_AND_NEXT, QueueForm, TokenForm
from .models import Visit, VisitCall
from .rights import for_counter_staff, for_queue_readers
from .rules.estimate import estimate
from .settings import queue_rules
from .slots import AT_DESK
from .words import group_words, reason_words, rules_in_words, slip_words

# More than wait in any room here; whoever stands behind them is told by the count.
SHOWN = 100
# Of those who are set aside or were missed.
ASIDE = (transitions.PENDING, transitions.PARKED, transitions.MISSED)


@for_queue_readers
@require_http_methods(["GET", "POST"])
def show_queue(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    if request.method == "GET":
        return render_queue(request, now, QueueForm(office=request.office))
    form = QueueForm(request.POST, office=request.office)
    if form.is_valid():
        try:
            said = press(request, form, now)
        except ActFault as fault:
            add_fault(form, fault)
        else:
            if said:
                messages.success(request, said)
            return redirect("visit_queue")
    return render_queue(request, now, form)


@for_counter_staff
@require_POST
def give_token(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    form = token_form(request.office, now, request.POST)
    if form.is_valid():
        try:
            visit = actions.arrive(
                office=request.office,
                purpose=form.cleaned_data["purpose"],
                priority=form.cleaned_data["priority"],
                actor=request.holder.actor,
                now=now,
                submission=f"visit-{request.office.pk}-{key_of(request.POST)}",
            )
        except ActFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, token_given(visit))
            return redirect("visit_queue")
    return render_queue(request, now, form)


def token_given(visit: Visit) -> SafeString:
    """The new token, with its slip one press away."""
    papers = format_html_join(
        " · ",
        '<a href="{}">{}</a>',
        ((reverse("visit_slip", args=[visit.pk, form]), words) for form, words in slip_words()),
    )
    return format_html(
        "{} {} {}",
        say("টোকেন {number}।", "Token {number}.", number=visit.number),
        say("স্লিপ:", "Slip:"),
        papers,
    )


def token_form(office: Office, now: datetime, *data: Any) -> TokenForm:
    return TokenForm(*data, office=office, day=now.astimezone(TZ).date(), services=services_of(office, now))


def services_of(office: Office, now: datetime) -> list[Service]:
    """What a citizen or an institution may come for; the office's own work is nobody's visit."""
    rows = charter_in_force(office, now.astimezone(TZ).date()).services
    return [row for row in rows if row.category != Service.INTERNAL]


def desk_of(holder: PostHolder, office: Office) -> Post | None:
    """The desk of whoever looks: their post of the staff, None of an auditor."""
    posts = (post for post in holder.posts if post.office_id == office.pk)
    return next((post for post in posts if post.role in STAFF_ROLES), None)


def press(request: StaffRequest, form: QueueForm, now: datetime) -> str:
    """Do what the button says; what is said of it, "" where the page itself shows it. Raises ActFault."""
    desk = desk_of(request.holder, request.office)
    assert desk is not None, "only the staff may press"
    said: dict[str, Any] = {
        "actor": request.holder.actor,
        "now": now,
        "submission": f"visit-{request.office.pk}-{key_of(request.POST)}",
    }
    act, visit = form.cleaned_data["do"], form.visit
    if act == NEXT:
        actions.call_next(desk=desk, **said)
        return ""
    assert visit is not None, "the form asks for one"
    if act == SERVE_AND_NEXT:
        following = actions.serve_and_call_next(visit, desk=desk, **said)
        return "" if following else say(*actions.NOBODY_WAITS)
    if act in (claims := CLAIMS):
        claims[act](visit, desk=desk, **said)
    elif act == transitions.CALL_AGAIN:
        actions.call_again(visit, **said)
    elif act == transitions.BEGIN:
        actions.begin(visit, **said)
    else:
        actions.finish(visit, act, **said)
    return ""


CLAIMS: dict[str, Callable[..., Visit]] = {
    transitions.CALL: actions.call_visit,
    transitions.TAKE_UP: actions.take_up,
}


def about(holder: PostHolder, visit: Visit) -> SubjectLine | None:
    """What the visit is about, as whoever looks may know it."""
    if not visit.subject_type or visit.subject_id is None:
        return None
    reference = (visit.subject_type, visit.subject_id)
    return load_subjects([reference], holder).get(reference)


def aside_lines(
    holder: PostHolder, visits: Iterable[Visit]
) -> list[tuple[Visit, str, str, SubjectLine | None]]:
    """Each with its look, its state in words, and what it is about, with which they come back."""
    rows = list(visits)
    references = [(each.subject_type, each.subject_id) for each in rows if each.subject_id]
    lines = load_subjects(references, holder) if references else {}
    states = [transitions.STATES[each.state] for each in rows]
    return [
        (each, state.look, str(state), lines.get((each.subject_type, each.subject_id or 0)))
        for each, state in zip(rows, states, strict=True)
    ]


def render_queue(request: StaffRequest, now: datetime, form: QueueForm | TokenForm) -> HttpResponse:
    office, day = request.office, now.astimezone(TZ).date()
    rules = queue_rules(office, day)
    desk = desk_of(request.holder, office)
    turns = actions.turns(office, now)
    calls = list(
        VisitCall.objects.filter(office=office, day=day, ended_at__isnull=True)
        .select_related("visit__office", "desk")
        .order_by("called_at")
    )
    figures = figures_of_day(office, day)
    mine = next((call for call in calls if desk and call.desk_id == desk.pk), None)
    names = {row.code: row.short for row in services_of(office, now)}
    aside = Visit.objects.of_day(office, day).filter(state__in=ASIDE)[:SHOWN]
    minutes = minutes_of_one(figures.whole, rules.service_minutes)
    context = {
        "form": form,
        "tokens": form if isinstance(form, TokenForm) else token_form(office, now),
        "current": "counter",
        "desk": desk,
        "mine": mine,
        "mine_for": names.get(mine.visit.purpose, "") if mine else "",
        "mine_about": about(request.holder, mine.visit) if mine else None,
        "may_miss": mine is not None and mine.times >= rules.calls,
        "calls_needed": rules.calls,
        "others": [call for call in calls if call is not mine],
        "rows": [
            (visit, reason_words(turn, rules), names.get(visit.purpose, "")) for visit, turn in turns[:SHOWN]
        ],
        "waiting": len(turns),
        "aside": aside_lines(request.holder, aside),
        "rules": rules_in_words(rules),
        "figures": figures.whole,
        "span": estimate(len(turns), max(len(calls), 1), minutes),
        "groups": [(group.key, group_words(group)) for group in rules.groups],
        "at_desk": AT_DESK.answers(request, visit=mine.visit, now=now) if mine else [],
        "shown": digits(SHOWN, language()),
    }
    return render_form(request, "visits/queue.html", context)
