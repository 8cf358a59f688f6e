"""A job without a line: it is taken along on a phone, whose page is that of the desk, and what was written
and signed there comes back by itself. The case is answered at the desk: an address that whoever holds the
phone can use signs no letter of the office.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import say
from ongikar.delivery.support.rules import HEIGHT, WIDTH, StrokesFault, read_strokes
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.packs.actions import (
    OTHER_WORDS,
    OVER,
    WORDS,
    PhoneSending,
    keys_in,
    make_pack,
    pack_token,
    revoke_pack,
    take_said,
    text_in,
    unreadable,
    why_shut,
)
from ongikar.packs.views import (
    asked_pack,
    can_go_offline,
    for_packs,
    hide_address,
    sign_in_address,
    signed_in,
)
from ongikar.people.post_holders import StaffRequest
from ongikar.places.models import Device, Part
from ongikar.places.words import read_device_number
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from .desk import DESK
from .drawn_signature import draw_signature
from .models import Job, JobDevice, JobPack, Signature
from .models.visit import NO_DEVICE
from .transitions import ENDED, REPORTED
from .visit_forms import VisitPage
from .visiting import Receiver, WriteUp, WrittenLine, is_done, sign_sheet, working_on, write_lines, write_up

MOST_PARTS, MOST_OF_ONE = 10, 10_000
KEPT_AFTER_END = (
    "এই কাজ {day} শেষ হয়েছে। ফোনের লেখা রাখা হয়েছে, কাজের পাতায় আছে; বিবরণীতে ধরা হয়নি।",
    "This job ended on {day}. What the phone wrote is kept on the page of the job; no sheet tells it.",
)
NOT_SIGNED_AFTER_END = (
    "এই কাজ {day} শেষ হয়েছে, তাই স্বাক্ষরটি নেওয়া হয়নি। লেখাগুলো কাজের পাতায় আছে।",
    "This job ended on {day}, so the signature was not taken. What was written is on the page of the job.",
)


# ---- at the desk ----


@for_handlers
@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: StaffRequest, pk: int) -> HttpResponse:
    """What taking it along means, and the phones that have it."""
    job = DESK.find(request.office, pk)
    is_safe = can_go_offline(request)
    if request.method == "POST":
        try:
            if is_safe:
                pack = make_pack(JobPack, job, user=request.user, now=timezone.now())
                return redirect("job_field", pack_token(pack))
        except ActFault as fault:
            messages.error(request, fault.words)
        return redirect("job_take", pk)
    context = {
        "job": job,
        "title": DESK.title_of(job),
        "packs": job.packs.select_related("user").order_by("-id"),
        "is_safe": is_safe,
        "is_under_way": job.ended_at is None,
        "home": request.build_absolute_uri(reverse("field_home")),
        "now": timezone.now(),
        "current": DESK.place,
    }
    return render(request, "support/take_along.html", context)


@for_handlers
@require_POST
def call_back(request: StaffRequest, pk: int, pack_id: int) -> HttpResponse:
    rows = JobPack.objects.select_related("job")
    pack = get_object_or_404(rows, pk=pack_id, job=pk, job__office=request.office)
    revoke_pack(pack, actor=request.holder.actor, now=timezone.now())
    return redirect("job_take", pk)


# ---- on the phone ----


@never_cache
@require_safe
def show_field(request: OfficeRequest, token: str) -> HttpResponse:
    """The page that the phone keeps. Whoever has its address has the pack: it is signed, and can be called
    back.
    """
    now = timezone.now()
    pack = asked_pack(request, JobPack, token, now)
    if pack is None:
        raise Http404
    why = why_shut(pack, signed_in(request), now)
    job = DESK.find(request.office, pack.job_id)
    context: dict[str, Any] = {
        "pack": pack,
        "job": job,
        "title": DESK.title_of(job),
        "office": request.office,
        "why": say(*WORDS[why]) if why else "",
        "is_over": why == OVER,
        "sign_in": sign_in_address(request),
        "made": now,
        "of_lines": True,
        "ended": job.ended_at,
        "width": WIDTH,
        "height": HEIGHT,
        "good_time": str(job.case.answers.get("good_time") or ""),
    }
    if not why or why == OVER:
        context["form"] = VisitPage(job=job, case=job.case, now=now)
    response = render(request, "support/field.html", context, status=403 if why and why != OVER else 200)
    return hide_address(response)


@for_packs(JobPack)
def take_line(request: OfficeRequest, pack: JobPack, now: datetime) -> dict[str, Any]:
    job = Job.objects.with_related().get(pk=pack.job_id)

    def take(pack: JobPack, sent: PhoneSending, said: dict[str, Any]) -> None:
        written = read_line(job.office, sent, said)
        (kept,) = write_lines(job, [written], said_at=sent.said_at, actor=("user", pack.user_id), now=now)
        wanted = (
            written.device and written.device.pk,
            written.result,
            [list(each) for each in written.parts],
        )
        # The phone may let go of what stands here, and of nothing else.
        require((kept.device_id, kept.result, kept.parts) == wanted, "", *OTHER_WORDS)

    taken: dict[str, Any] = {"sha256": take_said(pack, request.body, now, take)}
    if job.ended_at:
        taken["note"] = say(*KEPT_AFTER_END, day=job.ended_at.astimezone(TZ).date())
    return taken


def read_line(office: Office, sent: PhoneSending, said: dict[str, Any]) -> WrittenLine:
    """Raises ActFault for what no line can say."""
    words = {name: " ".join(text_in(said, name).replace("\0", "").split()) for name in ("found", "done")}
    for name, most in (("found", 300), ("done", 200)):
        short = (f"লেখাটি {most} অক্ষরের মধ্যে রাখুন।", f"Keep this within {most} characters.")
        require(len(words[name]) <= most, name, *short)
    result = text_in(said, "result")
    if result and result not in JobDevice.Result.values:
        raise unreadable()
    return WrittenLine(
        str(sent.uuid),
        read_device(office, text_in(said, "device")),
        **words,
        result=result,
        parts=read_parts(office, said.get("parts", [])),
        over=keys_in(said, "over"),
    )


def read_device(office: Office, typed: str) -> Device | None:
    """By the number of its label, as it is typed; None for none."""
    if not typed:
        return None
    number = read_device_number(typed)
    device = Device.objects.by_number(office, number) if number is not None else None
    require(device, "device", *NO_DEVICE)
    return device


def read_parts(office: Office, said: Any) -> list[tuple[int, int]]:
    if not isinstance(said, list) or len(said) > MOST_PARTS:
        raise unreadable()
    parts = []
    for each in said:
        if not isinstance(each, list) or len(each) != 2 or not isinstance(each[0], int):
            raise unreadable()
        figures = latin_digits(str(each[1]))
        is_figure = figures.isascii() and figures.isdigit() and len(figures) < 6
        require(
            is_figure and 1 <= int(figures) <= MOST_OF_ONE,
            "parts",
            "যন্ত্রাংশ কয়টি, ১ থেকে ১০,০০০-এর মধ্যে লিখুন।",
            "Write how many parts, from 1 to 10,000.",
        )
        parts.append((each[0], int(figures)))
    keys = {key for key, _ in parts}
    known = Part.objects.filter(pk__in=keys, office=office).count() if keys else 0
    require(known == len(keys), "parts", "এমন কোনো যন্ত্রাংশ নেই।", "There is no such part.")
    return parts


@for_packs(JobPack)
def take_sheet(request: OfficeRequest, pack: JobPack, now: datetime) -> str:
    """The sheet of what that phone showed, signed on it."""
    job = Job.objects.with_related().get(pk=pack.job_id)

    def take(pack: JobPack, sent: PhoneSending, said: dict[str, Any]) -> None:
        sign_on_phone(job, pack, sent, said, now)

    return take_said(pack, request.body, now, take)


def sign_on_phone(job: Job, pack: JobPack, sent: PhoneSending, said: dict[str, Any], now: datetime) -> None:
    actor, key = ("user", pack.user_id), str(sent.uuid)
    by = read_receiver(said, sent.said_at)
    judged = {name: text_in(said, name) for name in ("way", "urgency", "effect")}
    offered = {"way": Job.Way.values, "urgency": Job.Urgency.values, "effect": Job.Effect.values}
    if any(judged[name] and judged[name] not in offered[name] for name in judged) or not judged["way"]:
        raise unreadable()
    with working_on(job) as case:
        if is_done(job, key, actor):
            return
        if job.state == ENDED:
            day = (job.ended_at or now).astimezone(TZ).date()
            raise ActFault("", *NOT_SIGNED_AFTER_END, day=day)
        if job.state == REPORTED and not (judged["urgency"] and judged["effect"]):
            raise unreadable()
        write = WriteUp(
            way=judged["way"],
            on=sent.said_at.astimezone(TZ).date(),
            urgency=judged["urgency"],
            effect=judged["effect"],
            only=keys_in(said, "lines"),
        )
        sheet = write_up(job, case, write, key=key, actor=actor, now=now)
        sign_sheet(job, sheet, by, actor=actor, now=now)


def read_receiver(said: dict[str, Any], at: datetime) -> Receiver:
    name, post = (" ".join(text_in(said, each).replace("\0", "").split())[:120] for each in ("name", "post"))
    require(name, "name", "কে বুঝে নিলেন, নাম লিখুন", "Write the name of who took it over")
    try:
        strokes = read_strokes(text_in(said, "strokes"))
    except StrokesFault as fault:
        raise ActFault("strokes", fault.bn, fault.en) from fault
    return Receiver(name, post, draw_signature(strokes), Signature.DRAWN, at)
