"""The page of a sitting: opened, kept as a draft, ended, or adjourned for want of a quorum."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.gatherings.models import Reply
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits, fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from .agenda import agenda_of, done_since, task_line, task_lines
from .committees import names_on, seats_on
from .invitations import replies_of
from .models import Meeting
from .rights import for_meeting_readers, for_meeting_staff
from .sitting import (
    adjourn_sitting,
    day_of,
    finish_sitting,
    open_sitting,
    quorum_at,
    quorum_data,
    record_sitting,
)
from .sitting_form import SittingForm
from .transitions import SITTING
from .views import meeting_of
from .wording import CAPACITY_WORDS, meeting_title, moment_words, quorum_words

DRAFT, FINISH, ADJOURN = "draft", "finish", "adjourn"
REPLY_WORDS = {
    Reply.YES: say_lazy("আসবেন বলেছেন", "said they would come"),
    Reply.NO: say_lazy("আসবেন না বলেছেন", "said they would not come"),
    Reply.DELEGATE: say_lazy("প্রতিনিধি পাঠাবেন: {who}", "sends a delegate: {who}"),
}


@for_meeting_staff
@require_POST
def begin_sitting(request: StaffRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    _, meeting = meeting_of(request, pk)
    try:
        open_sitting(meeting, actor=request.holder.actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("meeting", pk)
    return redirect("sitting", meeting.pk)


@for_meeting_staff
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole sheet is sent with each press; a draft is kept, and may be changed until the sitting ends."""
    now = timezone.now()
    _, meeting = meeting_of(request, pk)
    if meeting.state != SITTING:
        return redirect("meeting", pk)
    agenda = agenda_of(meeting, now)
    seats = seats_on(meeting.committee, day_of(meeting))
    sent = request.POST if request.method == "POST" else None
    form = SittingForm(sent, meeting=meeting, seats=seats, agenda=agenda, now=now)
    if form.is_valid():
        press = request.POST.get("do", DRAFT)
        act = {FINISH: finish_sitting, ADJOURN: adjourn_sitting}.get(press, record_sitting)
        try:
            act(meeting, form.sheet, actor=request.holder.actor, now=now)
        except ActFault as fault:
            meeting.refresh_from_db()
            place = fault.field if fault.field in form.fields else None
            form.add_error(place, ValidationError(fault.words, NAMELESS))
        else:
            return after(request, meeting, press)
    return sitting_page(request, meeting, form, now)


AFTER = {
    FINISH: (
        "সভা শেষ। সিদ্ধান্তগুলো কাজ হয়ে গেছে, কার্যবিবরণীর প্রথম সংস্করণ তৈরি।",
        "The sitting has ended. Its decisions are tasks, and the first version of the minutes stands.",
    ),
    ADJOURN: (
        "কোরামের অভাবে সভা মুলতবি হলো। কথা রাখা হয়নি; আরেকটি সভা ডাকুন।",
        "Adjourned for want of a quorum. Nothing is kept by it; call another meeting.",
    ),
}


def after(request: StaffRequest, meeting: Meeting, press: str) -> HttpResponse:
    if press not in AFTER:
        return redirect("sitting", meeting.pk)
    messages.success(request, say(*AFTER[press]))
    return redirect("meeting", meeting.pk)


def sitting_page(request: StaffRequest, meeting: Meeting, form: SittingForm, now: datetime) -> HttpResponse:
    values = {seat.pk: str(form[f"seat-{seat.pk}"].value() or "") for seat in form.seats}
    quorum = quorum_at(meeting, form.seats, values)
    replies = {
        key: str(REPLY_WORDS[reply.answer]).format(who=reply.delegate)
        for key, reply in replies_of(meeting, list(form.seats)).items()
    }
    last = form.agenda.last
    context = {
        "meeting": meeting,
        "title": meeting_title(meeting),
        "when": moment_words(meeting.starts_at),
        "form": form,
        "seats": form.seat_lines(replies),
        "tasks": [(row, task_line(row.task, now)) for row in form.task_rows()],
        "done": task_lines(done_since(meeting, last), now),
        "items": form.item_parts(),
        "last": last,
        "last_title": meeting_title(last) if last else "",
        "first_item": 3 if last else 2,
        "quorum": quorum,
        "quorum_words": quorum_words(quorum_data(quorum)),
        "order": meeting.committee.order_words,
        "current": "meetings",
    }
    return render_form(request, "meeting/sitting.html", context)


@for_meeting_readers
@require_safe
def attendance_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The sheet that is signed at the table: the seats of the day, with room for a signature."""
    now = timezone.now()
    _, meeting = meeting_of(request, pk)
    seats, tongue = seats_on(meeting.committee, day_of(meeting)), language()
    names = names_on(seats, day_of(meeting))
    columns = (
        (say("ক্রমিক", "No."), 6),
        (say("নাম ও পদ", "Name and post"), 40),
        (say("কী হিসেবে", "As what"), 14),
        (say("প্রতিনিধি হলে নাম", "Name of the delegate"), 22),
        (say("স্বাক্ষর", "Signature"), 18),
    )
    day = now.astimezone(TZ).date()
    data = {
        "language": tongue,
        "office": letterhead(meeting.office),
        "title": f"{meeting_title(meeting)}: {say('হাজিরা', 'attendance')}, {moment_words(meeting.starts_at)}",
        "fiscal_year": fiscal_year_words(fiscal_year(day), tongue),
        "columns": [{"label": label, "width": width} for label, width in columns],
        "rows": [
            {"cells": [digits(place, tongue), names[seat.pk], str(CAPACITY_WORDS[seat.capacity]), "", ""]}
            for place, seat in enumerate(seats, 1)
        ],
        "note": "",
    }
    return pdf_download(
        render_pdf("register", data, made_at=now), f"{say('হাজিরা', 'Attendance')} {meeting.number}.pdf"
    )
