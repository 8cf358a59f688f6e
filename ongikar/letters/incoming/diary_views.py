"""The page on which a letter is entered in the diary: its pages on the left, what stands on it on the right.

Everything works without script: pages are sent, turned and taken out by buttons of the same form, which is
shown again with all that was typed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post, Serial
from ongikar.papers.check import MOST_BYTES, PaperFault
from ongikar.papers.integrity import PaperNotAsKept
from ongikar.papers.responses import with_private_headers
from ongikar.people.contact_actions import add_contact
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Letter, Scan
from ..rights import for_keepers, officer_post
from ..slots import DIARY
from .actions import Reminder, mark_letter, note_reminder
from .diary import ReceivedLetter, enter_letter
from .fields import FILES, sound_pages
from .forms import APPLICATION, NEW, REMINDER, DiaryForm, markable_posts
from .scans import add_files, draw_scanned, join_scanned, remove_scan, scan_of, take_out_page, turn_page
from .senders import contact_facts


@transaction.atomic
def enter_in_diary(
    *,
    office: Office,
    letter: ReceivedLetter,
    new_contact: Mapping[str, str] | None = None,
    answers: Letter | None = None,
    mark_to: Post | None = None,
    marked_by: Post | None = None,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Letter:
    """Enter the letter and, where the person may, mark it at once. The same `submission` twice is one."""
    if known := Letter.objects.filter(submission=submission).first():
        return known
    if new_contact:
        sender = add_contact(
            office=office,
            facts=contact_facts(**new_contact),
            since=now.astimezone(TZ).date(),
            actor=actor,
            now=now,
        )
        letter = replace(letter, sender=sender, sender_name="")
    entered = enter_letter(
        office=office, letter=letter, answers=answers, submission=submission, actor=actor, now=now
    )
    if mark_to and marked_by and not entered.marked_id:
        mark_letter(entered, to=mark_to, by=marked_by, actor=actor, now=now)
    return entered


def enter_reminder(
    letter: Letter, *, received: ReceivedLetter, submission: str, actor: Reference, now: datetime
) -> Letter:
    """Note it at the letter of which it reminds, under that letter's number."""
    reminder = Reminder(
        received.received_on, received.their_memo, received.their_date, received.subject_line, received.scan
    )
    note_reminder(letter, reminder=reminder, submission=submission, actor=actor, now=now)
    return letter


# Buttons that change the pages, or look up the sender, and save nothing else.
ADD, TURN, TAKE_OUT, SHOW, LOOK = "add", "turn", "take_out", "show", "look"
BUTTONS = (ADD, TURN, TAKE_OUT, SHOW, LOOK)


@for_keepers
@require_http_methods(["GET", "POST"])
def diarise(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    by = officer_post(request.holder, request.office.pk)
    posts = markable_posts(request.office, now.astimezone(TZ).date()) if by else []
    options: dict[str, Any] = {"office": request.office, "posts": posts, "now": now}
    if request.method == "GET":
        begun = {
            "received_on": now.astimezone(TZ).date(),
            "channel": Letter.HAND,
            "what": NEW,
            "marked": by.pk if by else "",
        }
        return render_diary(request, DiaryForm(initial=begun, **options), None, 0, now)
    scan = scan_of(request.user, request.office, request.POST.get("scan", ""))
    form = DiaryForm(request.POST, request.FILES, **options)
    is_valid = form.is_valid()
    shown = posted_place(request, SHOW)
    if sound := sound_pages(form):
        shown = len(scan.pages) if scan else 0
        try:
            scan = add_files(scan, sound, office=request.office, user=request.user, now=now)
        except PaperFault as fault:
            form.add_error(FILES, say(fault.bn, fault.en))
    if pressed := next((name for name in BUTTONS if name in request.POST), None):
        form.keep_faults_of(FILES, *(["contact"] if pressed == LOOK else []))
        if scan and pressed in (TURN, TAKE_OUT):
            shown = posted_place(request, pressed)
            (turn_page if pressed == TURN else take_out_page)(scan, shown)
            scan.refresh_from_db()
        return render_diary(request, form, scan, shown, now)
    if is_valid and not form.errors and (answer := save_diary(request, form, scan, now)):
        return answer
    return render_diary(request, form, scan, shown, now)


def posted_place(request: StaffRequest, name: str) -> int:
    """Which page a button means, counted from 0."""
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0


def save_diary(
    request: StaffRequest, form: DiaryForm, scan: Scan | None, now: datetime
) -> HttpResponse | None:
    """The letter entered, or its reminder noted; None where its pages do not become a PDF, and the form says
    so.
    """
    letter = form.letter
    if scan and scan.pages:
        try:
            letter = replace(letter, scan=join_scanned(scan))
        except PaperFault as fault:
            form.add_error(FILES, say(fault.bn, fault.en))
            return None
    what, token = form.cleaned_data["what"], form.cleaned_data["token"]
    press = {"submission": token, "actor": request.holder.actor, "now": now}
    if what == REMINDER and form.letter_meant:
        entered = enter_reminder(form.letter_meant, received=letter, **press)
        words = say(
            "তাগিদটি ডায়েরি {n} নম্বরে টোকা হয়েছে।", "The reminder is noted at no. {n}.", n=entered.book_serial
        )
    else:
        entered = enter_in_diary(
            office=request.office,
            letter=letter,
            new_contact=form.new_contact,
            answers=form.letter_meant,
            mark_to=None if what == APPLICATION else form.mark_to,
            marked_by=officer_post(request.holder, request.office.pk),
            **press,
        )
        words = say("ডায়েরি নম্বর {n}।", "Diary number {n}.", n=entered.book_serial)
    if scan:
        remove_scan(scan)
    messages.success(request, words)
    if what == APPLICATION:
        return redirect(f"{reverse('counter')}?channel=letter&letter={entered.pk}")
    return redirect("diarise") if "next" in request.POST else redirect("letter", entered.pk)


def render_diary(
    request: StaffRequest, form: DiaryForm, scan: Scan | None, shown: int, now: datetime
) -> HttpResponse:
    year = fiscal_year(now.astimezone(TZ).date())
    last = Serial.objects.filter(office=request.office, book="diary", year=year).first()
    pages = scan.pages if scan else []
    context = {
        "form": form,
        "scan": scan,
        "shown": min(shown, max(len(pages) - 1, 0)),
        "places": range(len(pages)),
        "year": fiscal_year_words(year, language()),
        "last": last.last if last else 0,
        "may_mark": bool(form.posts),
        "most_bytes": MOST_BYTES,
        "slot": DIARY.answers(request, now=now),
        "current": "letters",
    }
    return render_form(request, "letters/incoming/diary.html", context)


@for_keepers
@require_safe
def scanned_page(request: StaffRequest, scan_id: int, place: int) -> HttpResponse:
    """One page as a picture, for whoever scans it."""
    scan = scan_of(request.user, request.office, str(scan_id))
    if scan is None or place >= len(scan.pages):
        raise Http404
    try:
        picture = draw_scanned(scan, place)
    except (PaperFault, PaperNotAsKept):
        raise Http404 from None
    return with_private_headers(HttpResponse(picture, content_type="image/jpeg"), "page.jpg", is_shown=True)
