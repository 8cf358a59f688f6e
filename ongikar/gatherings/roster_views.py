"""The desk's pages of a roster: its members with what they attended, one of them, and their tickets."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, override_language, say, say_in
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.people.subjects import load_subjects

from . import actions
from .attendance import attendance_of
from .forms import EndMemberForm, MemberForm, ReplyForm
from .gathering_views import form_of_gathering
from .models import Gathering, Member, Reply, Roster
from .replies import last_replies
from .rights import for_gathering_readers, for_gathering_staff, shown_to_staff
from .slots import ROSTER
from .tickets import shown_ticket
from .transitions import GatheringFault
from .words import REPLIES, span_words


def ticket_address(member: Member, ticket: str) -> str:
    return f"{site_of(member.roster.office)}{reverse('ticket', args=[ticket])}"


def tickets_pdf(roster: Roster, in_language: str, now: datetime) -> bytes:
    """The tickets of those who belong to it now, eight to a page."""
    rows = roster.members.filter(until__isnull=True).order_by("id").select_related("roster__office")
    tickets = [(member, member.read_ticket() or "") for member in rows]
    with override_language(in_language):
        data = {
            "language": in_language,
            "office": letterhead(roster.office),
            "title": f"{say_in(in_language, 'টিকিট', 'Tickets')}: {roster.title}",
            "roster": roster.title,
            "rows": [
                {
                    "name": member.title,
                    "beside": member.beside,
                    "ticket": shown_ticket(ticket),
                    "code": qr(ticket_address(member, ticket)),
                }
                for member, ticket in tickets
                if ticket
            ],
        }
        return render_pdf("tickets", data, made_at=now)


def find_roster(request: StaffRequest, pk: int) -> Roster:
    return get_object_or_404(
        shown_to_staff(Roster.objects.select_related("office")), office=request.office, pk=pk
    )


def find_member_row(request: StaffRequest, pk: int) -> Member:
    rows = Member.objects.select_related("roster__office")
    return get_object_or_404(shown_to_staff(rows, "roster__"), roster__office=request.office, pk=pk)


@for_gathering_readers
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: StaffRequest, pk: int) -> HttpResponse:
    """Its members with their attendance so far, its gatherings, and somebody new."""
    roster, now = find_roster(request, pk), timezone.now()
    form = MemberForm(request.POST if request.method == "POST" else None, office=request.office, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_member(roster, **form.cleaned_data, actor=request.holder.actor, now=now)
        except GatheringFault as fault:
            form.add_fault(fault)
        else:
            messages.success(request, say("নামটি যোগ হয়েছে।", "The name is added."))
            return redirect("roster", pk)
    return show_roster(request, roster, form, now)


def show_roster(request: StaffRequest, roster: Roster, form: MemberForm, now: datetime) -> HttpResponse:
    members = list(roster.members.order_by("id"))
    totals = attendance_of(roster, now=now, members=members)
    subject = roster.subject
    rows = Gathering.objects.filter(roster=roster).select_related("place").order_by("starts_at", "id")
    context = {
        "roster": roster,
        "rows": [
            (number, member, member.get_role_display(), totals[member.pk])
            for number, member in enumerate(members, 1)
        ],
        "gatherings": [(each, span_words(each), each.get_state_display()) for each in rows],
        "subject": load_subjects([subject], request.holder).get(subject) if subject else None,
        "form": form,
        "is_staff": request.holder.has(request.office.pk, STAFF_ROLES),
        "slot": ROSTER.answers(request, roster=roster, now=now),
        "current": "gatherings",
    }
    return render_form(request, "gatherings/roster.html", context)


@for_gathering_readers
@require_safe
def roster_tickets(request: StaffRequest, pk: int) -> HttpResponse:
    """Everybody's ticket on paper, to cut out and hand over."""
    roster, now = find_roster(request, pk), timezone.now()
    return pdf_download(tickets_pdf(roster, language(), now), f"{say('টিকিট', 'Tickets')} {pk}.pdf")


MEMBER_FIELDS = ("name", "post", "organisation", "mobile", "email", "role")


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def roster_member(request: StaffRequest, pk: int) -> HttpResponse:
    """One member: put right, or off the roster from a day on."""
    member, now = find_member_row(request, pk), timezone.now()
    initial: dict[str, Any] = {name: getattr(member, name) for name in MEMBER_FIELDS}
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
        initial={"until": member.until or now.date()},
    )
    if request.method == "POST":
        bound = end_form if does_end else form
        if bound.is_valid():
            try:
                if does_end:
                    until = end_form.cleaned_data["until"]
                    actions.end_member(member, until=until, actor=request.holder.actor, now=now)
                else:
                    actions.change_member(member, actor=request.holder.actor, now=now, **form.cleaned_data)
            except GatheringFault as fault:
                bound.add_fault(fault)
            else:
                messages.success(request, say("ঠিক করা হয়েছে।", "Changed."))
                return redirect("roster", member.roster_id)
    context = {
        "member": member,
        "form": form,
        "end_form": end_form,
        "totals": attendance_of(member.roster, now=now, members=[member])[member.pk],
        "current": "gatherings",
    }
    return render_form(request, "gatherings/member.html", context, form, end_form)


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def member_reply(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    """An answer that came by telephone or at the counter."""
    rows = shown_to_staff(Gathering.objects.select_related("roster", "place"))
    gathering = get_object_or_404(rows, office=request.office, pk=pk)
    who, now = get_object_or_404(Member, roster=gathering.roster, pk=member), timezone.now()
    last = last_replies([gathering], who).get(gathering.pk)
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        office=request.office,
        now=now,
        initial={"answer": last.answer, "delegate": last.delegate} if last else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_to(
                gathering,
                who,
                answer=form.cleaned_data["answer"],
                delegate=form.cleaned_data["delegate"],
                via=Reply.DESK,
                actor=request.holder.actor,
                now=now,
            )
        except GatheringFault as fault:
            form.add_fault(fault)
        else:
            said = say(*REPLIES[form.cleaned_data["answer"]])
            messages.success(request, f"{who.title}: {said}")
            return redirect("gathering", pk)
    context = form_of_gathering(gathering, form, heading=who.title, button=say("লিখুন", "Enter"))
    return render_form(request, "core/staff_form.html", context)
