"""The pages of a pack: where it is made and called back, what the phone keeps (all parts of the checklist and
the devices of the place), and where it sends to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, say
from ongikar.delivery.inspection.checklist import FilledChecklist, is_item
from ongikar.delivery.inspection.findings import (
    devices_here,
    finding_words,
    head_of,
    latest_sightings,
    of_item,
)
from ongikar.delivery.inspection.merged_answers import MergedAnswers, filled_checklist, merge_answers
from ongikar.delivery.inspection.words import group_title
from ongikar.offices.middleware import OfficeRequest
from ongikar.packs.actions import OVER, WORDS, revoke_pack, why_shut
from ongikar.packs.views import (
    HERE,
    asked_pack,
    can_go_offline,
    for_packs,
    hide_address,
    sign_in_address,
    signed_in,
)
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import MANY, NUMBERS, Question, words_in
from ongikar.rules.questionnaire.pages import pages_of

from ..models import DeviceSighting, Inspection, OfflinePack
from .by_app import close_by_app, open_by_app, round_by_app
from .packs import make_pack, pack_path, take_photo, take_said


@for_handlers
@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: StaffRequest, pk: int) -> HttpResponse:
    """What taking it along means, and the packs that are out."""
    inspection = get_object_or_404(Inspection.objects.with_related(), pk=pk, office=request.office)
    is_safe = can_go_offline(request)
    if request.method == "POST":
        # An address that is not safe says so on its page, and what to do.
        try:
            if is_safe:
                return redirect(pack_path(make_pack(inspection, user=request.user, now=timezone.now())))
        except ActFault as fault:
            messages.error(request, fault.words)
        return redirect("field_take", pk)
    context = {
        "inspection": inspection,
        "packs": inspection.packs.select_related("user").order_by("-id"),
        "is_safe": is_safe,
        "by_app": round_by_app(inspection, timezone.now()),
        "now": timezone.now(),
        "current": "places",
    }
    return render(request, "inspection/take_along.html", context)


@for_handlers
@require_POST
def call_back(request: StaffRequest, pk: int, pack_id: int) -> HttpResponse:
    pack = get_object_or_404(
        OfflinePack.objects.select_related("inspection"),
        pk=pack_id,
        inspection=pk,
        inspection__office=request.office,
    )
    revoke_pack(pack, actor=request.holder.actor, now=timezone.now())
    return redirect("field_take", pk)


@for_handlers
@require_POST
def by_app(request: StaffRequest, pk: int) -> HttpResponse:
    """Put the checklist on the phones of the staff that have the app, or take it from them."""
    inspection = get_object_or_404(Inspection.objects.with_related(), pk=pk, office=request.office)
    now, actor = timezone.now(), request.holder.actor
    try:
        if request.POST.get("do") == "close":
            close_by_app(inspection, actor=actor, now=now)
        else:
            open_by_app(inspection, actor=actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
    return redirect("field_take", pk)


@never_cache
@require_safe
def show_field(request: OfficeRequest, token: str) -> HttpResponse:
    """The page that the phone keeps. Whoever has its address has the pack: it is signed, and can be called
    back.
    """
    now = timezone.now()
    pack = asked_pack(request, OfflinePack, token, now)
    if pack is None:
        raise Http404
    why = why_shut(pack, signed_in(request), now)
    inspection = Inspection.objects.with_related().get(pk=pack.inspection_id)
    parts, tasks = ([], {}) if why else parts_of(inspection, now.astimezone(TZ).date())
    context: dict[str, Any] = {
        "pack": pack,
        "inspection": inspection,
        "office": request.office,
        "parts": parts,
        "tasks": [(place, owner, due) for (owner, due), place in tasks.items()],
        "why": say(*WORDS[why]) if why else "",
        "is_over": why == OVER,
        "sign_in": sign_in_address(request),
        "is_done": not inspection.is_under_way,
        "paper_url": reverse("inspection_checklist_pdf", args=[inspection.pk]),
        "made": now,
    }
    status = 403 if why and why != OVER else 200
    response = render(request, "inspection/field.html", context, status=status)
    response["Permissions-Policy"] = HERE
    return hide_address(response)


@for_packs(OfflinePack)
def take_answer(request: OfficeRequest, pack: OfflinePack, now: datetime) -> str:
    return take_said(pack, request.body, now)


@for_packs(OfflinePack)
def take_picture(request: OfficeRequest, pack: OfflinePack, now: datetime) -> str:
    upload = request.FILES.get("photo")
    return take_photo(pack, request.POST.dict(), upload if isinstance(upload, UploadedFile) else None, now)


# ---- what stands on it ----

# The condition that a page without a line can judge by itself: one item has one answer.
SIMPLE = re.compile(r"\s*\$\{(\w+)\}\s*=\s*'([^'\"]*)'\s*")


@dataclass(frozen=True, slots=True)
class Box:
    """One item, or one device. `condition`: on whose answer it depends and on which; `is_loose`: it depends
    on more than a page can judge. `seen`: the answers that it was made in knowledge of.
    """

    name: str
    label: str
    choices: list[tuple[str, str, bool]]
    value: str
    note: str
    number: int = 0
    hint: str = ""
    device: int = 0
    seen: str = ""
    is_critical: bool = False
    wants_photo: bool = False
    is_many: bool = False
    is_number: bool = False
    condition: tuple[str, str] = ("", "")
    is_loose: bool = False
    # Which of the tasks it becomes where it fails, 0 of none; and what is wrong then.
    task: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FieldPart:
    title: str
    boxes: list[Box] = field(default_factory=list)


# Who puts it right, by when: its place among those of the page, from 1 on.
Tasks = dict[tuple[str, date], int]


def parts_of(inspection: Inspection, today: date) -> tuple[list[FieldPart], Tasks]:
    """The parts in the order of the sheet, each with its items, last the devices; and the tasks to come."""
    tasks: Tasks = {}
    said = merge_answers(inspection)
    seen = filled_checklist(inspection, today, said)
    head = head_of(inspection, today)
    made: list[FieldPart] = []
    number = 0
    for page in pages_of(inspection.version.questions):
        items = [each for each in page.questions if is_item(each) and seen.is_looked_at(each)]
        if not items:
            continue
        part = FieldPart(group_title(seen, page.group))
        for question in items:
            number += 1
            task = 0
            if seen.is_scored(question):
                proposed = of_item(inspection, question, head, today)
                task = tasks.setdefault((proposed.owner.title, proposed.due), len(tasks) + 1)
            part.boxes.append(box_of(question, number, seen, said, task))
        made.append(part)
    devices = list(device_boxes(inspection))
    if devices:
        made.append(FieldPart(say("যন্ত্র", "Devices"), devices))
    return made, tasks


def box_of(question: Question, number: int, seen: FilledChecklist, said: MergedAnswers, task: int) -> Box:
    tongue, choices = language(), seen.asked.definition.choices_of(question)
    most = max((choice.points for choice in choices if choice.points is not None), default=0)
    simple = SIMPLE.fullmatch(question.relevant)
    row = said.row(question.name)
    return Box(
        name=question.name,
        label=words_in(question.label, tongue),
        choices=[
            (each.name, words_in(each.label, tongue), each.points is not None and each.points < most)
            for each in choices
        ],
        value=row.value if row else "",
        note=row.note if row else "",
        number=number,
        hint=words_in(question.hint, tongue),
        seen=" ".join(said.shown_answers(question.name)),
        is_critical=question.critical,
        wants_photo=question.photo,
        is_many=question.type == MANY,
        is_number=question.type in NUMBERS,
        condition=(simple[1], simple[2]) if simple else ("", ""),
        is_loose=bool(question.relevant) and not simple,
        task=task,
        fault=finding_words(question, tongue) if task else "",
    )


def device_boxes(inspection: Inspection) -> Iterator[Box]:
    known = latest_sightings(inspection)
    for device in devices_here(inspection, known):
        row = known.get(device.pk)
        yield Box(
            name=f"device-{device.pk}",
            label=f"{device.shown_number} {device.shown_name}",
            choices=[
                (name, say(*words), name != DeviceSighting.WORKS)
                for name, words in DeviceSighting.STATE_WORDS.items()
            ],
            value=row.state if row else "",
            note=row.note if row else "",
            device=device.pk,
        )
