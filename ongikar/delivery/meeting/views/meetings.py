"""Pages of meetings: the list, one meeting, and what is done with it before it begins."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.officer.queue.pages import EPOCH, MICROSECOND, read_mark
from ongikar.charter.models import Service
from ongikar.core.i18n.say import say
from ongikar.people.desk import DeskRequest
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.rules.calendar.office_calendar import TZ

from .. import calling
from ..agenda import agenda_of
from ..forms import CallForm, ItemsForm, MoveForm, ReasonForm
from ..history import meeting_history
from ..letters import secretary_post, send_notice
from ..minutes import chair_on, newest_minutes
from ..minutes_text import minutes_parts
from ..models import Committee, Meeting
from ..rights import for_meeting_readers, for_meeting_staff, may_act
from ..sitting import is_time_to_open
from ..transitions import CALLED, CIRCULATED, VOID, MeetingFault
from ..wording import STAGES, STATE_WORDS, is_quorum_met, meeting_title, moment_words, quorum_words
from .committees import KIND, open_committees
from .lines import task_lines
from .pages import back_to, committee_of, form_page, meeting_back, meeting_of, redirect_with_success, refuse

PAGE = 30


@for_meeting_readers
@require_safe
def list_meetings(request: DeskRequest) -> HttpResponse:
    """The committees, and the meetings of the office, the newest first."""
    now = timezone.now()
    mine = open_committees(request)
    if not may_act(request) and not request.desk.has(request.office.pk, {"auditor"}):
        today = now.astimezone(TZ).date()
        held = set(request.desk.post_ids)
        mine = [each for each in mine if any(seat.post_id in held for seat in each.memberships.on(today))]
    rows = Meeting.objects.with_all().filter(office=request.office, committee__in=mine)
    begun, key = read_mark(request.GET.get("after", ""), is_by_due=True)
    if begun:
        rows = rows.filter(Q(starts_at__lt=begun) | Q(starts_at=begun, pk__lt=key))
    found, address = list(rows.order_by("-starts_at", "-id")[: PAGE + 1]), reverse("meetings")
    context = {
        "committees": mine,
        "rows": [(row, meeting_title(row), STATE_WORDS[row.state]) for row in found[:PAGE]],
        "first_page": address if begun else "",
        "next_page": f"{address}?after={page_mark(found[PAGE - 1])}" if len(found) > PAGE else "",
        "to_call": to_call(request) if may_act(request) else [],
        "may_act": may_act(request),
        "current": "meetings",
    }
    return render(request, "meeting/list.html", context)


def page_mark(meeting: Meeting) -> str:
    """What a next page goes on from: no page counts all meetings there ever were."""
    return f"{(meeting.starts_at - EPOCH) // MICROSECOND}.{meeting.pk}"


def to_call(request: DeskRequest) -> list[Case]:
    """Months and requests for which nobody has called a meeting yet."""
    # A few rows of its charters, known beforehand: so their open cases are read off their own index.
    rows = list(
        Service.objects.filter(version__office=request.office, kind=KIND).values_list("pk", flat=True)
    )
    open_cases = Case.objects.filter(service__in=rows, closed_at__isnull=True)
    called = Meeting.objects.exclude(state__in=VOID).filter(case__isnull=False).values("case")
    return list(open_cases.exclude(pk__in=called).select_related("clock").order_by("id")[:PAGE])


@for_meeting_readers
@require_safe
def meeting(request: DeskRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    return meeting_page(request, found, now)


def meeting_page(
    request: DeskRequest, found: Meeting, now: datetime, *, code: Any = None, status: int = 200
) -> HttpResponse:
    """One meeting as it stands, with what comes next."""
    agenda, newest = agenda_of(found, now), newest_minutes(found)
    chair = chair_on(found, now)
    is_chair = chair is not None and chair.post_id in request.desk.post_ids
    secretary = secretary_post(found, now)
    is_secretary = secretary is not None and request.desk.holds(secretary.pk)
    signs = is_secretary and found.state in (CALLED, "approved")
    context: dict[str, Any] = {
        "meeting": found,
        "title": meeting_title(found),
        "when": moment_words(found.starts_at),
        "state_words": STATE_WORDS[found.state],
        "stages": stages_of(found),
        "notice": notice_words(found),
        "agenda": agenda,
        "open": task_lines(agenda.open, now) if found.state == CALLED else [],
        "quorum": quorum_words(found.quorum) if found.quorum else [],
        "has_quorum": bool(found.quorum) and is_quorum_met(found.quorum),
        "parts": minutes_parts(newest.data) if newest and newest.data else [],
        "newest": newest,
        "chair": chair,
        "is_chair": is_chair,
        "is_secretary": is_secretary,
        "can_open": found.state == CALLED and is_time_to_open(found, now),
        "asks_link": found.state == CIRCULATED and chair is not None and chair.contact_id is not None,
        "code": code if code is not None else fresh_code_form(request, now) if signs else None,
        "history": meeting_history(found),
        "may_act": may_act(request),
        "current": "meetings",
    }
    return render(request, "meeting/meeting.html", context, status=status)


def stages_of(found: Meeting) -> list[dict[str, Any]]:
    """The steps of a meeting, with where it stands; none of one that was given up."""
    if found.state in VOID:
        return []
    order = [state for state, _ in STAGES]
    place = order.index(found.state)
    return [
        {"words": words, "is_done": at < place, "is_now": at == place} for at, (_, words) in enumerate(STAGES)
    ]


def notice_words(found: Meeting) -> str:
    """When the notice went and how long before, or that it has not gone."""
    if found.notice is None or found.notice.issued_at is None:
        return say("নোটিশ যায়নি", "the notice has not gone")
    days = calling.notice_given(found.committee, found.notice.issued_at, found.starts_at)
    return say(
        "নোটিশ গেছে {day} ({n} কার্যদিবস আগে)",
        "notice sent {day} ({n} working [day|days] before)",
        day=found.notice.issued_at.astimezone(TZ).date(),
        n=days,
    )


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def call_for_case(request: DeskRequest, number: str) -> HttpResponse:
    """Call the meeting that keeps one case: of the committee of its row of the charter."""
    case = get_object_or_404(Case.objects.with_all(), office=request.office, number=number)
    if case.row.kind != KIND:
        raise Http404
    known = Meeting.objects.filter(case=case).exclude(state__in=VOID).first()
    if known:
        return back_to(known)
    if not case.is_open:
        messages.error(request, say("আবেদনটি শেষ হয়েছে।", "The case has ended."))
        return redirect("case", number)
    committee = Committee.objects.filter(
        office=request.office, service_code=case.row.code, ended_at__isnull=True
    ).first()
    if committee is None:
        messages.info(
            request,
            say(
                "চার্টারের এই সেবার কোনো কমিটি লেখা নেই। আগে কমিটি লিখুন।",
                "No committee is entered for this service of the charter. Enter it first.",
            ),
        )
        return redirect("begin_committee")
    return call_page(request, committee, case)


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def call_meeting(request: DeskRequest, committee_id: int) -> HttpResponse:
    """Call a meeting that the charter promises to nobody: a special one, or of the stakeholders."""
    return call_page(request, committee_of(request, committee_id, timezone.now()), None)


def call_page(request: DeskRequest, committee: Committee, case: Case | None) -> HttpResponse:
    now = timezone.now()
    asked: dict[str, Any] = case.answers if case else {}
    initial = {
        "place": committee.place,
        "title": asked.get("subject", ""),
        "items": asked.get("agenda", ""),
    }
    form = CallForm(*posted_data(request)[:1], initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = calling.call_meeting(
                committee=committee,
                case=case,
                starts_at=form.starts_at,
                place=given["place"],
                title=given["title"],
                items=given["items"].splitlines(),
                haste=given["haste"],
                submission=f"{committee.pk}-{given['token']}"[:64],
                actor=request.desk.actor,
                now=now,
            )
        except MeetingFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(
                request,
                made,
                "সভা ডাকা হয়েছে। এবার নোটিশ পাঠান।",
                "The meeting is called. Now send its notice.",
            )
    hold_by = date.fromisoformat(asked["hold_by"]) if asked.get("hold_by") else None
    return form_page(
        request,
        form,
        say("সভা ডাকুন", "Call a meeting"),
        say("সভা ডাকুন", "Call the meeting"),
        (reverse("committee", args=[committee.pk]), committee.name),
        lead=say("এই সভা {day}-এর মধ্যে হতে হবে।", "It must be held by {day}.", day=hold_by) if hold_by else "",
    )


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def arrange_agenda(request: DeskRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    items = "\n".join(item.subject for item in found.items.all())
    form = ItemsForm(*posted_data(request)[:1], initial={"items": items})
    if form.is_valid():
        try:
            calling.arrange_agenda(
                found, items=form.cleaned_data["items"].splitlines(), actor=request.desk.actor, now=now
            )
        except MeetingFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(request, found, "আলোচ্যসূচি লেখা হয়েছে।", "The agenda is entered.")
    return form_page(
        request,
        form,
        say("আলোচ্যসূচি", "Agenda"),
        say("রাখুন", "Keep"),
        meeting_back(found),
        lead=say(
            "আগের সভার কার্যবিবরণী আর সব খোলা সিদ্ধান্ত প্রতিটি সভার শুরুতে থাকে; সেগুলো তোলা যায় না।",
            "The last minutes and all open decisions open every meeting; they cannot be taken off.",
        ),
    )


@for_meeting_staff
@require_POST
def notice(request: DeskRequest, meeting_id: int) -> HttpResponse:
    """Sign, issue and send the notice in one press, by the secretary."""
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    secretary = secretary_post(found, now)
    if secretary is None or not request.desk.holds(secretary.pk):
        fault = MeetingFault("", "নোটিশ জারি করেন সদস্যসচিব।", "The notice is issued by the secretary.")
        return refuse(request, found, fault)
    code = fresh_code_form(request, now)
    if code is not None:
        if not code.is_valid():
            return meeting_page(request, found, now, code=code, status=422)
        code.save()
    try:
        letter = send_notice(found, signer=secretary, actor=request.desk.actor, now=now)
    except MeetingFault as fault:
        return refuse(request, found, fault)
    return redirect_with_success(
        request,
        found,
        "নোটিশ জারি হয়েছে, স্মারক {memo}। যাঁদের ই-মেইল নেই, তাঁদের কাছে পাঠিয়ে চিঠির পাতায় লিখুন।",
        "The notice is issued, memo {memo}. To members without e-mail send it, and enter that on its page.",
        memo=letter.memo_number,
    )


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def move_meeting(request: DeskRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    local = found.starts_at.astimezone(TZ)
    initial = {"day": local.date(), "time": local.time(), "place": found.place}
    form = MoveForm(*posted_data(request)[:1], initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            calling.move_meeting(
                found,
                starts_at=form.starts_at,
                place=given["place"],
                haste=given["haste"],
                reason=given["reason"],
                actor=request.desk.actor,
                now=now,
            )
        except MeetingFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(
                request,
                found,
                "দিন বদলানো হয়েছে। নতুন নোটিশ পাঠান।",
                "The meeting is moved. Send a new notice.",
            )
    return form_page(
        request, form, say("সভা সরান", "Move the meeting"), say("সরান", "Move it"), meeting_back(found)
    )


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def cancel_meeting(request: DeskRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    form = ReasonForm(*posted_data(request)[:1])
    if form.is_valid():
        try:
            calling.cancel_meeting(
                found, reason=form.cleaned_data["reason"], actor=request.desk.actor, now=now
            )
        except MeetingFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(request, found, "সভা বাতিল হয়েছে।", "The meeting is cancelled.")
    return form_page(
        request,
        form,
        say("সভা বাতিল করুন", "Cancel the meeting"),
        say("বাতিল করুন", "Cancel it"),
        meeting_back(found),
        lead=say(
            "মাসের সভা হলে মাসটি বাকিই থাকে; আরেকটি সভা ডাকতে হবে।",
            "The month is still owed: another meeting must be called.",
        )
        if found.case_id
        else "",
    )
