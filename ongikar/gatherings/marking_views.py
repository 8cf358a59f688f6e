"""Writing down who is there: the list, the door, the code on the wall, the signed sheet, and photos."""

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time
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
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, override_language, say, say_in
from ongikar.gatherings.rules import door_code
from ongikar.journal.actions import Reference
from ongikar.offices.sites import site_of
from ongikar.papers.actions import check_upload, take_files
from ongikar.papers.check import Clean
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, square_code
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.quota import count_paper
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from . import actions, transitions
from .actions import check_in
from .attendance_list import AttendanceList, ListRow
from .forms import DoorForm, OfficeForm, PhotoForm, SheetForm
from .gathering_views import find_gathering, form_of_gathering, show_gathering
from .models import Gathering, Mark, Member
from .rights import for_gathering_readers, for_gathering_staff
from .tickets import ensure_secret, find_members, normal_ticket
from .transitions import GatheringFault
from .words import ROLES, SORTS, hour_words, mark_words, span_words

# How many lines are taken at once: a hall of people, several times over.
MOST_LINES = 1000
# 2026-11-22 10:05, 22/11/2026 10:05, 10:05:30, at the end or the beginning of a line.
DAY = r"(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}))"
WHEN = re.compile(
    rf"(?:{DAY}[T ,]+)?(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?(?:Z|\+06:?00)?"
)


@dataclass(frozen=True, slots=True)
class DoorLine:
    """What became of one line. `words`: for whoever stands at the door; `is_wrong`: nothing was written."""

    typed: str
    words: str
    name: str = ""
    is_wrong: bool = False


def take_lines(
    gathering: Gathering, typed: str, *, nonce: str, actor: Reference, now: datetime
) -> list[DoorLine]:
    """Check in whoever these lines name, each by itself: a wrong one keeps no other from being written."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    taken = lines[:MOST_LINES]
    parts = [split_line(line, gathering) for line in taken]
    members = find_members(gathering.office, [ticket for ticket, _ in parts if ticket])
    door_lines = [
        take_line(gathering, line, ticket, at, members.get(ticket), f"{nonce}-{place}", actor, now)
        for place, (line, (ticket, at)) in enumerate(zip(taken, parts, strict=True))
    ]
    too_many = say("একবারে {n}টি লাইন পর্যন্ত।", "At most {n} lines at once.", n=MOST_LINES)
    return door_lines + [DoorLine(line, too_many, is_wrong=True) for line in lines[MOST_LINES:]]


def split_line(line: str, gathering: Gathering) -> tuple[str, datetime | None]:
    """The ticket of a line, and the moment beside it where one is."""
    line = latin_digits(line)
    at, rest = None, line
    if match := WHEN.search(line):
        at, rest = moment_of(match, gathering), line[: match.start()] + " " + line[match.end() :]
    words = rest.replace(",", " ").replace(";", " ").split()
    tickets = [ticket for word in [*words, rest] if (ticket := normal_ticket(word))]
    return (tickets[0] if tickets else ""), at


def moment_of(match: re.Match[str], gathering: Gathering) -> datetime | None:
    """A time alone is one of the day of the gathering."""
    try:
        day = gathering.day
        if match["iso"]:
            day = date(*map(int, match["iso"].split("-")))
        elif match["y"]:
            day = day.replace(year=int(match["y"]), month=int(match["m"]), day=int(match["d"]))
        moment = datetime.combine(day, time(int(match["hour"]), int(match["minute"])), TZ)
    except ValueError:
        return None
    return moment


def take_line(
    gathering: Gathering,
    line: str,
    ticket: str,
    at: datetime | None,
    member: Member | None,
    nonce: str,
    actor: Reference,
    now: datetime,
) -> DoorLine:
    if member is None:
        words = (
            say("এই টিকিট আমাদের তালিকায় নেই।", "This ticket is on no list of ours.")
            if ticket
            else say("এখানে কোনো টিকিট নেই।", "There is no ticket here.")
        )
        return DoorLine(line, words, is_wrong=True)
    if at is None and now > gathering.ends_at:
        words = say(
            "কখন এসেছিলেন, পাশে লিখুন; যেমন ১০:০৫।",
            "Write beside it when they came, such as 10:05.",
        )
        return DoorLine(line, words, member.title, is_wrong=True)
    # What a phone kept is the same line however often it is sent.
    kept = f"phone-{gathering.pk}-{member.pk}-{at:%Y%m%d%H%M}" if at else nonce
    try:
        mark, is_new = check_in(
            gathering,
            member,
            via=Mark.PHONE if at else Mark.TICKET,
            nonce=kept,
            at=at,
            actor=actor,
            now=now,
        )
    except GatheringFault as fault:
        return DoorLine(line, say(fault.bn, fault.en), member.title, is_wrong=True)
    when = hour_words(mark.at)
    if is_new:
        return DoorLine(line, f"{mark_words(mark.value)}, {when}", member.title)
    return DoorLine(line, say("আগেই লেখা হয়েছে, {when}", "Already marked at {when}", when=when), member.title)


def sheet_pdf(gathering: Gathering, in_language: str, now: datetime) -> bytes:
    """The sheet of one gathering. Kinds hand it out on their own pages, too."""
    with override_language(in_language):
        return render_pdf("attendance_sheet", sheet_data(gathering, in_language), made_at=now)


def sheet_data(gathering: Gathering, tongue: str) -> dict[str, Any]:
    office = gathering.office
    address = f"{site_of(office)}{reverse('gathering_signed', args=[gathering.pk])}"
    facts = [
        (say_in(tongue, "কখন", "When"), span_words(gathering, tongue)),
        (say_in(tongue, "কোথায়", "Where"), gathering.where),
        (say_in(tongue, "কাদের", "Of"), gathering.roster.title),
    ]
    return {
        "language": tongue,
        "office": letterhead(office),
        "title": f"{say_in(tongue, 'হাজিরা', 'Attendance')}: {gathering.title}",
        "sort": say_in(tongue, *SORTS[gathering.sort]),
        "facts": [list(fact) for fact in facts if fact[1]],
        "rows": [row_cells(row, tongue) for row in AttendanceList(gathering).rows],
        "code": qr(address),
        "note": say_in(
            tongue,
            "শেষে QR কোডটি স্ক্যান করে কাগজের ছবি তুলুন; যাঁরা স্বাক্ষর করেননি, কেবল তাঁদের ক্রমিক লিখতে হয়।",
            "Afterwards scan the code and photograph the sheet; only those who did not sign are typed.",
        ),
    }


def row_cells(row: ListRow, tongue: str) -> list[str]:
    member = row.member
    beside = ", ".join(filter(None, (member.beside, say_in(tongue, *ROLES[member.role]) if row.role else "")))
    return [digits(str(row.number), tongue), member.title, beside]


@for_gathering_staff
@require_POST
def gathering_list(request: StaffRequest, pk: int) -> HttpResponse:
    """The attendance list as it was ticked: all of it, or what is wrong beside its row."""
    gathering, now = find_gathering(request, pk), timezone.now()
    attendance = AttendanceList(gathering, request.POST.dict())
    nonce = f"list-{pk}-{secrets.token_hex(8)}"
    try:
        count = attendance.save(nonce=nonce, actor=request.holder.actor, now=now)
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
def gathering_door(request: StaffRequest, pk: int) -> HttpResponse:
    """The door: tickets scanned or typed, or the lines a phone kept. What could not be read stays to be put
    right.
    """
    gathering, now = find_gathering(request, pk), timezone.now()
    form = DoorForm(request.POST if request.method == "POST" else None, office=request.office, now=now)
    lines = []
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        nonce = f"door-{cleaned['submission'] or secrets.token_urlsafe(12)}"
        lines = take_lines(gathering, cleaned["tickets"], nonce=nonce, actor=request.holder.actor, now=now)
        renew_key(request)
        wrong = "\n".join(line.typed for line in lines if line.is_wrong) if len(lines) > 1 else ""
        form = DoorForm(office=request.office, now=now, initial={"tickets": wrong})
    there = Mark.objects.that_say_who_was_there().filter(gathering=gathering).count()
    heading, button = say("দরজায় টিকিট", "Tickets at the door"), say("উপস্থিত লিখুন", "Mark as present")
    context = {
        **form_of_gathering(gathering, form, heading=heading, button=button),
        "lines": lines,
        "there": there,
        "members": gathering.roster.members.on(gathering.day).count(),
    }
    return render_form(request, "gatherings/door.html", context)


@for_gathering_staff
@require_safe
def gathering_wall(request: StaffRequest, pk: int) -> HttpResponse:
    """What a screen on the wall shows: a square code and six figures, new every half minute."""
    gathering, now = find_gathering(request, pk), timezone.now()
    if not gathering.is_open(now):
        messages.error(
            request,
            say(
                "দেয়ালের সংখ্যা দেখানো যায় শুরুর ৩০ মিনিট আগে থেকে শেষ পর্যন্ত।",
                "The code is shown from 30 minutes before it begins until it ends.",
            ),
        )
        return redirect("gathering", pk)
    code = door_code.code_at(ensure_secret(gathering), now)
    address = f"{site_of(request.office)}{reverse('gathering_here', args=[pk])}?code={code}"
    context = {
        "gathering": gathering,
        "when": span_words(gathering),
        "code": digits(f"{code[:3]} {code[3:]}", language()),
        "square": square_code(address),
        "address": f"{site_of(request.office)}{reverse('gathering_here', args=[pk])}".partition("://")[2],
        "there": Mark.objects.that_say_who_was_there().filter(gathering=gathering).count(),
    }
    response = render(request, "gatherings/wall.html", context)
    # Without script: the browser asks again when the next code stands.
    response["Refresh"] = str(door_code.seconds_left(now))
    response["Cache-Control"] = "private, no-store"
    return response


@for_gathering_readers
@require_safe
def gathering_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """The attendance sheet to print and sign; its square code leads back to where it is filed."""
    gathering, now = find_gathering(request, pk), timezone.now()
    name = f"{say('হাজিরা', 'Attendance')} {gathering.day:%Y-%m-%d}.pdf"
    return pdf_download(sheet_pdf(gathering, language(), now), name)


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_signed(request: StaffRequest, pk: int) -> HttpResponse:
    """The signed sheet comes back: its scan is filed, and only those who did not sign are typed."""
    gathering, now = find_gathering(request, pk), timezone.now()
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        office=request.office,
        now=now,
    )
    attendance = AttendanceList(gathering)
    if request.method == "POST" and form.is_valid():
        absent = read_numbers(form, "absent", attendance)
        files = None if form.errors else taken_file(request, gathering, form, "scan")
        if files:
            try:
                count = file_sheet(request, gathering, attendance, absent, files[0], now)
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
    heading, button = say("স্বাক্ষরের কাগজ জমা", "File the signed sheet"), say("জমা দিন", "File it")
    context = {
        **form_of_gathering(gathering, form, heading=heading, button=button),
        "list": attendance,
    }
    return render_form(request, "gatherings/signed.html", context)


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


def taken_file(
    request: StaffRequest, gathering: Gathering, form: OfficeForm, name: str
) -> list[Clean] | None:
    """The file of this field made safe; None where it is not, and then the form is at fault."""
    upload = form.cleaned_data.get(name)
    if not upload:
        return None

    def take(title: str, file: Any) -> Clean:
        clean = check_upload(file)
        count_paper(
            subject=gathering.reference, size=len(clean.content), address=client_ip(request), now=form.now
        )
        return clean

    return take_files(form, [(name, "", upload)], take)


@transaction.atomic
def file_sheet(
    request: StaffRequest,
    gathering: Gathering,
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
    nonce = f"sheet-{gathering.pk}-{content.sha256[:24]}-{secrets.token_hex(4)}"
    count = attendance.save(via=Mark.SHEET, nonce=nonce, actor=request.holder.actor, now=now)
    if count is not None:
        with_title = say(*actions.SHEET)
        actions.add_photo(gathering, title=with_title, content=content, actor=request.holder.actor, now=now)
    return count


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_photo(request: StaffRequest, pk: int) -> HttpResponse:
    """A photo of it, with a word of what it shows."""
    gathering, now = find_gathering(request, pk), timezone.now()
    form = PhotoForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        office=request.office,
        now=now,
    )
    if gathering.state not in (transitions.OPENED, transitions.RECORDED):
        messages.error(request, say("শুরু হলে ছবি যোগ করা যাবে।", "Photos can be added once it is open."))
        return redirect("gathering", pk)
    if request.method == "POST" and form.is_valid():
        files = taken_file(request, gathering, form, "photo")
        if files:
            title = form.cleaned_data["words"] or say("ছবি", "Photo")
            actions.add_photo(gathering, title=title, content=files[0], actor=request.holder.actor, now=now)
            messages.success(request, say("ছবিটি রাখা হয়েছে।", "The photo is kept."))
            return redirect("gathering", pk)
    context = form_of_gathering(
        gathering, form, heading=say("ছবি যোগ করুন", "Add a photo"), button=say("রাখুন", "Keep it")
    )
    return render_form(request, "core/staff_form.html", context)
