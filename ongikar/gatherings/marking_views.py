"""Writing down who is there: the list, the door, the code on the wall, the signed sheet, and photos."""

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.keys import renew_key
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.gatherings.rules import door_code
from ongikar.offices.sites import site_of
from ongikar.papers.actions import check_upload, take_files
from ongikar.papers.check import Clean
from ongikar.papers.pdf import square_code
from ongikar.papers.quota import count_paper
from ongikar.papers.views import pdf_download
from ongikar.people.desk import DeskRequest
from ongikar.rules.bangla.text import digits, latin_digits

from . import actions, transitions
from .attendance_list import AttendanceList
from .door_lines import take_lines
from .forms import DoorForm, OfficeForm, PhotoForm, SheetForm
from .gathering_views import find_gathering, show_gathering
from .models import Gathering, Mark
from .rights import for_gathering_readers, for_gathering_staff
from .sheet import sheet_pdf
from .tickets import ensure_secret
from .transitions import GatheringFault
from .words import span_words


@for_gathering_staff
@require_POST
def gathering_list(request: DeskRequest, pk: int) -> HttpResponse:
    """The attendance list as it was ticked: all of it, or what is wrong beside its row."""
    found, now = find_gathering(request, pk), timezone.now()
    attendance = AttendanceList(found, request.POST.dict())
    nonce = f"list-{pk}-{secrets.token_hex(8)}"
    try:
        count = attendance.save(nonce=nonce, actor=request.desk.actor, now=now)
    except GatheringFault as fault:
        messages.error(request, say(fault.bn, fault.en))
        return redirect("gathering", pk)
    if count is None:
        return show_gathering(request, find_gathering(request, pk), now, attendance=attendance)
    words = say("{n} জনের উপস্থিতি লেখা হয়েছে।", "{n} [mark|marks] entered.", n=count)
    messages.success(request, words)
    return redirect("gathering", pk)


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_door(request: DeskRequest, pk: int) -> HttpResponse:
    """The door: tickets scanned or typed, or the lines a phone kept. What could not be read stays to be put
    right.
    """
    found, now = find_gathering(request, pk), timezone.now()
    form = DoorForm(request.POST if request.method == "POST" else None, office=request.office, now=now)
    lines = []
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        nonce = f"door-{cleaned['submission'] or secrets.token_urlsafe(12)}"
        lines = take_lines(found, cleaned["tickets"], nonce=nonce, actor=request.desk.actor, now=now)
        renew_key(request)
        wrong = "\n".join(line.typed for line in lines if line.is_wrong) if len(lines) > 1 else ""
        form = DoorForm(office=request.office, now=now, initial={"tickets": wrong})
    there = Mark.objects.that_say_who_was_there().filter(gathering=found).count()
    context = {
        "gathering": found,
        "when": span_words(found),
        "form": form,
        "lines": lines,
        "there": there,
        "members": found.roster.members.on(found.day).count(),
        "is_open": found.is_open(now),
        "opens_at": found.opens_at,
        "current": "gatherings",
    }
    return render(request, "gatherings/door.html", context, status=422 if form.errors else 200)


@for_gathering_staff
@require_safe
def gathering_wall(request: DeskRequest, pk: int) -> HttpResponse:
    """What a screen on the wall shows: a square code and six figures, new every half minute."""
    found, now = find_gathering(request, pk), timezone.now()
    if not found.is_open(now):
        messages.error(
            request,
            say(
                "দেয়ালের সংখ্যা দেখানো যায় শুরুর ৩০ মিনিট আগে থেকে শেষ পর্যন্ত।",
                "The code is shown from 30 minutes before it begins until it ends.",
            ),
        )
        return redirect("gathering", pk)
    code = door_code.code_at(ensure_secret(found), now)
    address = f"{site_of(request.office)}{reverse('gathering_here', args=[pk])}?code={code}"
    context = {
        "gathering": found,
        "when": span_words(found),
        "code": digits(f"{code[:3]} {code[3:]}", language()),
        "square": square_code(address),
        "address": f"{site_of(request.office)}{reverse('gathering_here', args=[pk])}".partition("://")[2],
        "there": Mark.objects.that_say_who_was_there().filter(gathering=found).count(),
    }
    response = render(request, "gatherings/wall.html", context)
    # Without script: the browser asks again when the next code stands.
    response["Refresh"] = str(door_code.seconds_left(now))
    response["Cache-Control"] = "private, no-store"
    return response


@for_gathering_readers
@require_safe
def gathering_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """The attendance sheet to print and sign; its square code leads back to where it is filed."""
    found, now = find_gathering(request, pk), timezone.now()
    name = f"{say('হাজিরা', 'Attendance')} {found.day:%Y-%m-%d}.pdf"
    return pdf_download(sheet_pdf(found, language(), now), name)


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_signed(request: DeskRequest, pk: int) -> HttpResponse:
    """The signed sheet comes back: its scan is filed, and only those who did not sign are typed."""
    found, now = find_gathering(request, pk), timezone.now()
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        office=request.office,
        now=now,
    )
    attendance = AttendanceList(found)
    if request.method == "POST" and form.is_valid():
        absent = read_numbers(form, "absent", attendance)
        files = None if form.errors else taken_file(request, found, form, "scan")
        if files:
            try:
                count = file_sheet(request, found, attendance, absent, files[0], now)
            except GatheringFault as fault:
                form.add_fault(fault)
            else:
                if count is not None:
                    messages.success(request, say("কাগজটি রাখা হয়েছে, উপস্থিতি লেখা হয়েছে।", "Filed and marked."))
                    return redirect("gathering", pk)
                form.add_error(
                    None,
                    ValidationError(
                        say(
                            "তালিকায় এর মধ্যে কিছু বদলেছে। আবার পাঠান।",
                            "The list has changed meanwhile. Send it again.",
                        ),
                        NAMELESS,
                    ),
                )
    context = {
        "gathering": found,
        "when": span_words(found),
        "form": form,
        "list": attendance,
        "current": "gatherings",
    }
    return render(request, "gatherings/signed.html", context, status=422 if form.errors else 200)


def read_numbers(form: SheetForm, name: str, attendance: AttendanceList) -> set[int]:
    """The numbers of the list that were typed; one that is not on it is a fault beside the field."""
    typed = latin_digits(form.cleaned_data[name]).replace(",", " ").replace("।", " ").replace(";", " ")
    known = {str(row.number): row.number for row in attendance.rows}
    wrong = [word for word in typed.split() if word not in known]
    if wrong:
        fault = say(
            "তালিকায় এই ক্রমিক নেই: {n}",
            "Not a number of the list: {n}",
            n=digits(", ".join(wrong[:5]), language()),
        )
        form.add_error(name, ValidationError(fault, NAMELESS))
    return {known[word] for word in typed.split() if word in known}


def taken_file(request: DeskRequest, found: Gathering, form: OfficeForm, name: str) -> list[Clean] | None:
    """The file of this field made safe; None where it is not, and then the form is at fault."""
    upload = form.cleaned_data.get(name)
    if not upload:
        return None

    def take(title: str, file: Any) -> Clean:
        clean = check_upload(file)
        count_paper(
            subject=found.reference, size=len(clean.content), address=client_ip(request), now=form.now
        )
        return clean

    return take_files(form, [(name, "", upload)], take)


@transaction.atomic
def file_sheet(
    request: DeskRequest,
    found: Gathering,
    attendance: AttendanceList,
    absent: set[int],
    content: Clean,
    now: datetime,
) -> int | None:
    """The scan kept, and everybody marked: who did not sign is absent, what stands otherwise stays."""
    data: dict[str, str] = {}
    for row in attendance.rows:
        if row.number in absent:
            value = Mark.ABSENT
        else:
            value = row.value if row.value in (Mark.LATE, Mark.LEFT_EARLY, Mark.EXCUSED) else Mark.PRESENT
        data |= {
            f"v{row.member.pk}": value,
            f"m{row.member.pk}": row.minutes,
            f"w{row.member.pk}": str(row.was),
        }
    attendance.read(data)
    nonce = f"sheet-{found.pk}-{content.sha256[:24]}-{secrets.token_hex(4)}"
    count = attendance.save(via=Mark.SHEET, nonce=nonce, actor=request.desk.actor, now=now)
    if count is not None:
        with_title = say(*actions.SHEET)
        actions.add_photo(found, title=with_title, content=content, actor=request.desk.actor, now=now)
    return count


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_photo(request: DeskRequest, pk: int) -> HttpResponse:
    """A photo of it, with a word of what it shows."""
    found, now = find_gathering(request, pk), timezone.now()
    form = PhotoForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        office=request.office,
        now=now,
    )
    if found.state not in (transitions.OPENED, transitions.RECORDED):
        messages.error(request, say("শুরু হলে ছবি যোগ করা যাবে।", "Photos can be added once it is open."))
        return redirect("gathering", pk)
    if request.method == "POST" and form.is_valid():
        files = taken_file(request, found, form, "photo")
        if files:
            title = form.cleaned_data["words"] or say("ছবি", "Photo")
            actions.add_photo(found, title=title, content=files[0], actor=request.desk.actor, now=now)
            messages.success(request, say("ছবিটি রাখা হয়েছে।", "The photo is kept."))
            return redirect("gathering", pk)
    context = {"gathering": found, "when": span_words(found), "form": form, "current": "gatherings"}
    return render(request, "gatherings/photo.html", context, status=422 if form.errors else 200)
