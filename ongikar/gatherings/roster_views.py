"""The desk's pages of a roster: its members with what they attended, one of them, and their tickets."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.i18n.say import language, say
from ongikar.papers.views import pdf_download
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.people.subjects import load_subjects

from . import actions
from .attendance import attendance_of
from .forms import EndMemberForm, MemberForm, ReplyForm
from .models import Gathering, Member, Reply, Roster
from .replies import last_replies
from .rights import for_gathering_readers, for_gathering_staff, shown_to_staff
from .slots import ROSTER
from .ticket_sheet import tickets_pdf
from .transitions import GatheringFault
from .words import REPLIES, role_words, span_words, state_words


def find_roster(request: DeskRequest, pk: int) -> Roster:
    return get_object_or_404(
        shown_to_staff(Roster.objects.select_related("office")), office=request.office, pk=pk
    )


def find_member_row(request: DeskRequest, pk: int) -> Member:
    rows = Member.objects.select_related("roster__office")
    return get_object_or_404(shown_to_staff(rows, "roster__"), roster__office=request.office, pk=pk)


@for_gathering_readers
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: DeskRequest, pk: int) -> HttpResponse:
    """Its members with their attendance so far, its gatherings, and somebody new."""
    found, now = find_roster(request, pk), timezone.now()
    form = MemberForm(request.POST if request.method == "POST" else None, office=request.office, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_member(found, **form.cleaned_data, actor=request.desk.actor, now=now)
        except GatheringFault as fault:
            form.add_fault(fault)
        else:
            messages.success(request, say("নামটি যোগ হয়েছে।", "The name is added."))
            return redirect("roster", pk)
    return show_roster(request, found, form, now)


def show_roster(request: DeskRequest, found: Roster, form: MemberForm, now: datetime) -> HttpResponse:
    members = list(found.members.order_by("id"))
    totals = attendance_of(found, now=now, members=members)
    subject = found.subject
    rows = Gathering.objects.filter(roster=found).select_related("place").order_by("starts_at", "id")
    context = {
        "roster": found,
        "rows": [
            (number, member, role_words(member.role), totals[member.pk])
            for number, member in enumerate(members, 1)
        ],
        "gatherings": [(each, span_words(each), state_words(each.state)) for each in rows],
        "subject": load_subjects([subject], request.desk).get(subject) if subject else None,
        "form": form,
        "is_staff": request.desk.has(request.office.pk, STAFF_ROLES),
        "slot": ROSTER.answers(request, roster=found, now=now),
        "current": "gatherings",
    }
    return render(request, "gatherings/roster.html", context, status=422 if form.errors else 200)


@for_gathering_readers
@require_safe
def roster_tickets(request: DeskRequest, pk: int) -> HttpResponse:
    """Everybody's ticket on paper, to cut out and hand over."""
    found, now = find_roster(request, pk), timezone.now()
    return pdf_download(tickets_pdf(found, language(), now), f"{say('টিকিট', 'Tickets')} {pk}.pdf")


MEMBER_FIELDS = ("name", "post", "organisation", "mobile", "email", "role")


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def roster_member(request: DeskRequest, pk: int) -> HttpResponse:
    """One member: put right, or off the roster from a day on."""
    found, now = find_member_row(request, pk), timezone.now()
    initial: dict[str, Any] = {name: getattr(found, name) for name in MEMBER_FIELDS}
    does_end = request.method == "POST" and "end" in request.POST
    form = MemberForm(
        request.POST if request.method == "POST" and not does_end else None,
        office=request.office,
        now=now,
        initial=initial,
    )
    end_form = EndMemberForm(
        request.POST if does_end else None,
        office=request.office,
        now=now,
        initial={"until": found.until or now.date()},
    )
    if request.method == "POST":
        bound = end_form if does_end else form
        if bound.is_valid():
            try:
                if does_end:
                    until = end_form.cleaned_data["until"]
                    actions.end_member(found, until=until, actor=request.desk.actor, now=now)
                else:
                    actions.change_member(found, actor=request.desk.actor, now=now, **form.cleaned_data)
            except GatheringFault as fault:
                bound.add_fault(fault)
            else:
                messages.success(request, say("ঠিক করা হয়েছে।", "Changed."))
                return redirect("roster", found.roster_id)
    context = {
        "member": found,
        "form": form,
        "end_form": end_form,
        "totals": attendance_of(found.roster, now=now, members=[found])[found.pk],
        "current": "gatherings",
    }
    wrong = bool(form.errors or end_form.errors)
    return render(request, "gatherings/member.html", context, status=422 if wrong else 200)


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def member_reply(request: DeskRequest, pk: int, member: int) -> HttpResponse:
    """An answer that came by telephone or at the counter."""
    rows = shown_to_staff(Gathering.objects.select_related("roster", "place"))
    found = get_object_or_404(rows, office=request.office, pk=pk)
    who, now = get_object_or_404(Member, roster=found.roster, pk=member), timezone.now()
    last = last_replies([found], who).get(found.pk)
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        office=request.office,
        now=now,
        initial={"answer": last.answer, "delegate": last.delegate} if last else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_to(
                found,
                who,
                answer=form.cleaned_data["answer"],
                delegate=form.cleaned_data["delegate"],
                via=Reply.DESK,
                actor=request.desk.actor,
                now=now,
            )
        except GatheringFault as fault:
            form.add_fault(fault)
        else:
            said = say(*REPLIES[form.cleaned_data["answer"]])
            messages.success(request, f"{who.title}: {said}")
            return redirect("gathering", pk)
    context = {
        "gathering": found,
        "when": span_words(found),
        "member": who,
        "form": form,
        "current": "gatherings",
    }
    return render(request, "gatherings/reply.html", context, status=422 if form.errors else 200)
