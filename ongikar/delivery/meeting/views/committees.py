"""Pages of committees: begun, their rule, and who has a seat."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.charter.models import charter_in_force
from ongikar.core.i18n.say import say
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.quorum import Place, compute_quorum

from .. import committees
from ..agenda import open_tasks
from ..forms import CommitteeForm, EndSeatForm, SeatForm, committee_initial
from ..models import Committee, Meeting, Membership
from ..rights import for_meeting_readers, for_meeting_staff, may_act
from ..sitting import quorum_data
from ..transitions import MeetingFault
from ..wording import CAPACITY_WORDS, meeting_title, quorum_words
from .lines import task_lines
from .pages import committee_of, form_page

MEETINGS_SHOWN = 24
KIND = "meeting"


@for_meeting_readers
@require_safe
def committee(request: DeskRequest, committee_id: int) -> HttpResponse:
    """One committee: its table today, how its quorum comes about, what it decided and is not done, its
    meetings.
    """
    now = timezone.now()
    found = committee_of(request, committee_id, now)
    today = now.astimezone(TZ).date()
    seats = committees.seats_on(found, today)
    rows = Meeting.objects.with_all().filter(committee=found).order_by("-starts_at", "-id")
    places = [Place(seat.is_voting, seat.is_chair) for seat in seats]
    context = {
        "committee": found,
        "seats": [(seat, CAPACITY_WORDS[seat.capacity]) for seat in seats],
        "former": found.memberships.filter(until__lt=today).select_related("post", "contact"),
        "quorum": quorum_words(quorum_data(compute_quorum(found.quorum_rule, places)))[0],
        "open": task_lines(open_tasks(found, now), now),
        "meetings": [(row, meeting_title(row)) for row in rows[:MEETINGS_SHOWN]],
        "may_act": may_act(request),
        "current": "meetings",
    }
    return render(request, "meeting/committee.html", context)


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def begin_committee(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    services = [
        row
        for row in charter_in_force(request.office, now.astimezone(TZ).date()).services
        if row.kind == KIND
    ]
    form = CommitteeForm(*posted_data(request)[:1], services=services)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = committees.begin_committee(
                office=request.office,
                sort=given["sort"],
                name_bn=given["name_bn"],
                name_en=given["name_en"],
                service_code=given["service"],
                order_words=given["order_words"],
                rule=form.rule,
                notice_days=given["notice_days"],
                place=given["place"],
                submission=f"{request.office.pk}-{given['token']}"[:64],
                actor=request.desk.actor,
                now=now,
            )
        except MeetingFault as fault:
            form.add_error("service", fault.words)
        else:
            messages.success(
                request,
                say("কমিটি লেখা হয়েছে। এবার সদস্যদের আসন দিন।", "The committee is entered. Now give its seats."),
            )
            return redirect("committee", made.pk)
    return form_page(
        request,
        form,
        say("নতুন কমিটি", "New committee"),
        say("কমিটি লিখুন", "Enter the committee"),
        (reverse("meetings"), say("সভা", "Meetings")),
    )


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def change_committee(request: DeskRequest, committee_id: int) -> HttpResponse:
    now = timezone.now()
    found = committee_of(request, committee_id, now)
    form = CommitteeForm(*posted_data(request)[:1], services=None, initial=committee_initial(found))
    if form.is_valid():
        given, rule = form.cleaned_data, form.rule
        committees.change_committee(
            found,
            name_bn=given["name_bn"],
            name_en=given["name_en"],
            order_words=given["order_words"],
            numerator=rule.numerator,
            denominator=rule.denominator,
            least=rule.least,
            needs_chair=rule.needs_chair,
            notice_days=given["notice_days"],
            place=given["place"],
            actor=request.desk.actor,
            now=now,
        )
        messages.success(request, say("লেখা হয়েছে।", "Entered."))
        return redirect("committee", found.pk)
    return form_page(
        request,
        form,
        say("কমিটির নিয়ম বদলান", "Change the committee’s rule"),
        say("রাখুন", "Keep"),
        (reverse("committee", args=[found.pk]), found.name),
        lead=say("আগে যে সভা হয়ে গেছে, তার কোরাম বদলায় না।", "Meetings that were held keep the quorum they had."),
    )


@for_meeting_staff
@require_POST
def end_committee(request: DeskRequest, committee_id: int) -> HttpResponse:
    now = timezone.now()
    found = committee_of(request, committee_id, now)
    committees.end_committee(found, actor=request.desk.actor, now=now)
    messages.success(
        request,
        say("কমিটি আর বসবে না। যা ঠিক হয়েছে, তা থাকবে।", "It meets no more. What it decided stays."),
    )
    return redirect("meetings")


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def seat_member(request: DeskRequest, committee_id: int) -> HttpResponse:
    now = timezone.now()
    found = committee_of(request, committee_id, now)
    form = SeatForm(*posted_data(request)[:1], office=request.office, now=now)
    if form.is_valid():
        try:
            committees.seat_member(found, actor=request.desk.actor, now=now, **form.cleaned_data)
        except MeetingFault as fault:
            form.add_fault(fault)
        else:
            messages.success(request, say("আসন দেওয়া হয়েছে।", "The seat is given."))
            return redirect("committee", found.pk)
    return form_page(
        request,
        form,
        say("আসন দিন", "Give a seat"),
        say("আসন দিন", "Give the seat"),
        (reverse("committee", args=[found.pk]), found.name),
        new_contact=True,
    )


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def end_seat(request: DeskRequest, seat_id: int) -> HttpResponse:
    now = timezone.now()
    rows = Membership.objects.select_related("committee__office", "post", "contact", "member")
    seat = get_object_or_404(rows, pk=seat_id, committee__office=request.office)
    form = EndSeatForm(*posted_data(request)[:1], initial={"until": now.astimezone(TZ).date()})
    if form.is_valid():
        try:
            committees.end_seat(seat, until=form.cleaned_data["until"], actor=request.desk.actor, now=now)
        except MeetingFault as fault:
            form.add_fault(fault)
        else:
            messages.success(request, say("শেষ দিন লেখা হয়েছে।", "The last day is entered."))
            return redirect("committee", seat.committee_id)
    return form_page(
        request,
        form,
        say("আসনের শেষ দিন", "Last day of a seat"),
        say("শেষ দিন লিখুন", "Enter the last day"),
        (reverse("committee", args=[seat.committee_id]), seat.committee.name),
        lead=seat.title,
    )


def open_committees(request: DeskRequest) -> list[Committee]:
    return list(Committee.objects.filter(office=request.office, ended_at__isnull=True).order_by("id"))
