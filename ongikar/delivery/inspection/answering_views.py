"""Answering on screen: one part of the checklist on a page, or all of it; and the devices there."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.pages import render_asked, render_form
from ongikar.core.i18n.say import language, say
from ongikar.people.models import User
from ongikar.people.post_holders import StaffRequest
from ongikar.places.models import Device
from ongikar.records.views import faults_beside
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import ONE, Question, words_in

from .answering import GivenAnswer, choose_answer, record_answers, record_photo, record_sighting
from .checklist import FilledChecklist
from .desk import DESK
from .findings import ProposedFinding, devices_here, latest_sightings, proposed_findings
from .forms import SeenDeviceForm
from .merged_answers import MergedAnswers, filled_checklist, merge_answers
from .models import Answer, DeviceSighting, Inspection, InspectionPhoto
from .words import group_title


@dataclass(frozen=True)
class ChecklistLine:
    """One item as its page shows it. `typed`: what was sent and not taken, with the sentence about it."""

    question: Question
    number: int
    label: str
    hint: str
    choices: list[tuple[str, str, bool, bool]]
    value: str
    note: str
    seen: str
    photos: list[InspectionPhoto] = field(default_factory=list)
    disputed: list[Answer] = field(default_factory=list)
    finding: ProposedFinding | None = None
    fault: str = ""

    @property
    def what(self) -> str:
        return f"item-{self.question.name}"

    @property
    def is_choice(self) -> bool:
        return self.question.type == ONE

    @property
    def is_number(self) -> bool:
        return self.question.type in ("integer", "decimal", "range")

    @property
    def is_long(self) -> bool:
        return any(len(label) > 14 for _, label, _, _ in self.choices) or len(self.choices) > 4


def item_lines(
    inspection: Inspection,
    seen: FilledChecklist,
    said: MergedAnswers,
    questions: list[Question],
    today: date,
    faults: dict[str, str],
    typed: dict[str, str],
) -> list[ChecklistLine]:
    tongue = language()
    photos: dict[str, list[InspectionPhoto]] = {}
    for photo in inspection.photos.all():
        photos.setdefault(photo.item, []).append(photo)
    proposed = {each.item: each for each in proposed_findings(inspection, seen, (), today) if each.item}
    numbers = {question.name: number for number, question in enumerate(seen.items(), 1)}
    lines = []
    for question in questions:
        value = typed.get(f"v-{question.name}", seen.value_of(question))
        worths = [choice.points for choice in seen.asked.definition.choices_of(question)]
        most = max((worth for worth in worths if worth is not None), default=0)
        lines.append(
            ChecklistLine(
                question,
                numbers[question.name],
                words_in(question.label, tongue),
                words_in(question.hint, tongue),
                [
                    (
                        choice.name,
                        words_in(choice.label, tongue),
                        choice.points is not None and choice.points < most,
                        choice.name == value,
                    )
                    for choice in seen.asked.definition.choices_of(question)
                ],
                value,
                typed.get(f"n-{question.name}", said.note(question.name)),
                " ".join(said.shown_answers(question.name)),
                photos.get(question.name, []),
                said.rows_of(question.name) if question.name in said.disputed_items else [],
                proposed.get(question.name),
                faults.get(question.name, ""),
            )
        )
    return lines


@for_handlers
@require_http_methods(["GET", "POST"])
def part(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One part; 0 is the whole checklist on one page."""
    inspection, now = DESK.find(request.office, pk), timezone.now()
    today = now.astimezone(TZ).date()
    if not inspection.is_under_way:
        return redirect("inspection", pk)
    said = merge_answers(inspection)
    seen = filled_checklist(inspection, today, said)
    groups = seen.pages_looked_at()
    at = next((place for place, (page, _) in enumerate(groups) if page.number == number), None)
    if number and at is None:
        raise Http404
    questions = groups[at][1] if at is not None else list(seen.items())
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = keep_page(request, inspection, said, questions)
        if not faults:
            return after_part(request, inspection, [page.number for page, _ in groups], at)
        said = merge_answers(inspection)
        seen = filled_checklist(inspection, today, said)
    items = list(seen.items())
    context: dict[str, Any] = {
        "inspection": inspection,
        "title": group_title(seen, groups[at][0].group)
        if at is not None
        else inspection.version.questionnaire.title,
        "place_of": at + 1 if at is not None else 0,
        "groups": len(groups),
        "lines": item_lines(
            inspection, seen, said, questions, today, faults, request.POST.dict() if faults else {}
        ),
        "faults": list(faults.items()),
        "count": len(items),
        "answered": sum(not seen.is_open(question) for question in items),
        "before": groups[at - 1][0].number if at else None,
        "is_last": at is None or at == len(groups) - 1,
        "what_seen": say("কী দেখলেন", "What you saw"),
        "photo_words": say("ছবি", "Photo"),
        "photo_wanted": say("ছবি (লাগবে)", "Photo (wanted)"),
        "current": "inspections",
    }
    context["percent"] = context["answered"] * 100 // max(context["count"], 1)
    return render_asked(request, "inspection/part.html", context, faults)


def after_part(
    request: StaffRequest, inspection: Inspection, numbers: list[int], at: int | None
) -> HttpResponse:
    if at is None or at == len(numbers) - 1:
        return to_inspection(request, inspection)
    return redirect("inspection_part", inspection.pk, numbers[at + 1])


def to_inspection(request: StaffRequest, inspection: Inspection) -> HttpResponse:
    messages.success(request, say("রাখা হয়েছে।", "Kept."))
    return redirect("inspection", inspection.pk)


def keep_page(
    request: StaffRequest, inspection: Inspection, said: MergedAnswers, questions: list[Question]
) -> dict[str, str]:
    """Keep what was changed on the page; returns item → why something of it was not taken."""
    user, now = request.user, timezone.now()
    assert isinstance(user, User)
    given = [each for question in questions if (each := given_of(request, said, question)) is not None]
    # Named by what it says and when: the same act leaves the same row.
    given = [
        replace(each, uuid=uuid5(NAMESPACE_URL, f"{inspection.pk} {user.pk} {now.isoformat()} {each}"))
        for each in given
    ]
    faults: dict[str, str] = {}
    try:
        record_answers(inspection, given, said_at=now, by=user, now=now, source=f"page-{user.pk}")
    except ActFault as fault:
        name = fault.field if fault.field in inspection.version.questions.by_name else ""
        return {name or (given[0].item if given else ""): fault.words}
    for question in questions:
        for upload in request.FILES.getlist(f"p-{question.name}"):
            try:
                record_photo(
                    inspection,
                    item=question.name,
                    uuid=uuid4(),
                    sha256="",
                    file=upload,
                    taken_at=now,
                    by=user,
                    now=now,
                )
            except ActFault as fault:
                faults[question.name] = fault.words
    return faults


def given_of(request: StaffRequest, said: MergedAnswers, question: Question) -> GivenAnswer | None:
    """What was said of an item; None where it is as the page showed it."""
    shown = [key for key in request.POST.get(f"s-{question.name}", "").split() if key in said.rows]
    before = said.rows[shown[0]] if shown else None
    value = request.POST.get(f"v-{question.name}", "").strip()
    note = request.POST.get(f"n-{question.name}", "").replace("\r\n", "\n").strip()
    if (value, note) == ((before.value, before.note) if before else ("", "")):
        return None
    return GivenAnswer(question.name, value, note, over=shown)


@for_handlers
@require_POST
def choose(request: StaffRequest, pk: int) -> HttpResponse:
    """Of two answers that differ the officer takes one."""
    inspection, now = DESK.find(request.office, pk), timezone.now()
    key = request.POST.get("answer", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    answer = get_object_or_404(Answer, pk=int(key), inspection=inspection)
    assert isinstance(request.user, User)
    try:
        choose_answer(inspection, item=answer.item, answer=answer, by=request.user, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
    else:
        messages.success(request, say("উত্তর বেছে নেওয়া হয়েছে।", "The answer is chosen."))
    return redirect("inspection", pk)


@dataclass(frozen=True)
class SightingLine:
    device: Device
    state: str
    note: str
    choices: list[tuple[str, Any, bool]]


@for_handlers
@require_http_methods(["GET", "POST"])
def devices(request: StaffRequest, pk: int) -> HttpResponse:
    """Which devices stand there and work; one from elsewhere by the number on its label."""
    inspection = DESK.find(request.office, pk)
    if not inspection.is_under_way:
        return redirect("inspection", pk)
    known = latest_sightings(inspection)
    here = devices_here(inspection, known)
    form = SeenDeviceForm(request.POST if request.method == "POST" else None, office=inspection.office)
    if form.is_valid():
        with faults_beside(form):
            other = form.device
            keep_devices(request, inspection, here, known, other)
            return (
                redirect("inspection_devices", inspection.pk) if other else to_inspection(request, inspection)
            )
    context = {
        "inspection": inspection,
        "lines": [device_line(device, known.get(device.pk), request) for device in here],
        "form": form,
        "current": "inspections",
    }
    return render_form(request, "inspection/devices.html", context)


def device_line(device: Device, row: DeviceSighting | None, request: StaffRequest) -> SightingLine:
    state = request.POST.get(f"v-{device.pk}", row.state if row else "")
    note = request.POST.get(f"n-{device.pk}", row.note if row else "")
    choices = [(name, say(*words), name == state) for name, words in DeviceSighting.STATE_WORDS.items()]
    return SightingLine(device, state, note, choices)


def keep_devices(
    request: StaffRequest,
    inspection: Inspection,
    here: list[Device],
    known: dict[int, DeviceSighting],
    other: Device | None,
) -> None:
    """Keep what was changed, and one from elsewhere that works. Raises ActFault."""
    now, user = timezone.now(), request.user
    assert isinstance(user, User)
    seen: list[tuple[Device, str, str]] = []
    for device in here:
        state, note = request.POST.get(f"v-{device.pk}", ""), request.POST.get(f"n-{device.pk}", "").strip()
        row = known.get(device.pk)
        if state and (row is None or (row.state, row.note) != (state, note)):
            seen.append((device, state, note))
    if other is not None:
        seen.append((other, DeviceSighting.WORKS, ""))
    for device, state, note in seen:
        record_sighting(
            inspection, device=device, state=state, note=note, uuid=uuid4(), said_at=now, by=user, now=now
        )
