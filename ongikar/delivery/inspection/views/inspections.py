"""Pages of inspections: the list, one inspection as it stands, and how one is begun."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.cases.officer.queue.pages import read_key
from ongikar.charter.models import Service, charter_in_force
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest
from ongikar.questionnaires.fields import answer_words
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import words_in

from ..actions.beginning import begin_inspection, checklists_of, failed_items, last_inspection
from ..checklist import FilledChecklist, kept_of
from ..comparison import compare
from ..findings import findings_of, head_of, latest_sightings, proposed_findings, shown_words
from ..forms import ALL, FAILED, BeginForm
from ..kind import Inspection as InspectionKind
from ..merged_answers import filled_checklist, merge_answers
from ..models import Inspection, InspectionPlan
from ..report import report_parts
from ..rights import for_inspection_readers, for_inspectors, may_act
from ..transitions import CANCELLED, ISSUED, UNDER_WAY, VISITED, InspectionFault
from ..words import STAGES, STATE_WORDS, inspection_history
from .pages import inspection_for

PAGE = 30
KIND = InspectionKind().name


def rows_of_kind(request: DeskRequest, today: date) -> list[Service]:
    """The rows of the charter in force under which inspections are promised."""
    return [row for row in charter_in_force(request.office, today).services if row.kind == KIND]


@for_inspection_readers
@require_safe
def list_inspections(request: DeskRequest) -> HttpResponse:
    """The newest first, with the cases of which nobody has begun one."""
    before, address = read_key(request.GET.get("after", "")), reverse("inspections")
    rows = Inspection.objects.with_all().filter(office=request.office).order_by("-id")
    found = list(rows.filter(**({"pk__lt": before} if before else {}))[: PAGE + 1])
    context = {
        "rows": [(row, STATE_WORDS[row.state]) for row in found[:PAGE]],
        "first_page": address if before else "",
        "next_page": f"{address}?after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "to_begin": to_begin(request) if may_act(request) else [],
        "plans": InspectionPlan.objects.filter(office=request.office).order_by("-quarter")[:6],
        "may_act": may_act(request),
        "has_checklist": bool(checklists_of(request.office)),
        "current": "inspections",
    }
    return render(request, "inspection/list.html", context)


def to_begin(request: DeskRequest) -> list[Case]:
    """Open cases of which no inspection was begun, those due first on top."""
    rows = list(
        Service.objects.filter(version__office=request.office, kind=KIND).values_list("pk", flat=True)
    )
    # Asked of each open case by itself: what was ever begun is many times as long.
    begun = Inspection.objects.filter(case=OuterRef("pk")).exclude(state=CANCELLED)
    found = Case.objects.filter(~Exists(begun), service__in=rows, closed_at__isnull=True)
    return list(found.select_related("clock", "service").order_by("clock__due_at")[:PAGE])


@for_inspection_readers
@require_safe
def inspection(request: DeskRequest, inspection_id: int) -> HttpResponse:
    now = timezone.now()
    return inspection_page(request, inspection_for(request, inspection_id), now)


def inspection_page(
    request: DeskRequest, found: Inspection, now: datetime, *, code: Any = None, status: int = 200
) -> HttpResponse:
    """One inspection as it stands, with what comes next."""
    today = now.astimezone(TZ).date()
    context: dict[str, Any] = {
        "inspection": found,
        "state_words": STATE_WORDS[found.state],
        "stages": stages_of(found),
        "comparison": compare(found, language()) if found.state in (VISITED, ISSUED) else None,
        "head": head_of(found, today),
        "history": inspection_history(found),
        "photos": list(found.photos.select_related("by")),
        "late": found.answers.filter(is_late=True).count(),
        "code": code,
        "may_act": may_act(request),
        "current": "inspections",
    }
    if found.state == UNDER_WAY:
        context |= visit_context(found, today)
    elif found.state != CANCELLED:
        context |= {
            "parts": [] if found.is_emptied else report_parts(found),
            "findings": [(row, shown_words(row, found.version.questions)) for row in findings_of(found)],
        }
    return render(request, "inspection/inspection.html", context, status=status)


def visit_context(found: Inspection, today: date) -> dict[str, Any]:
    """Of a visit that goes on: its parts with what is still open, and what would be found wrong now."""
    said = merge_answers(found)
    seen = filled_checklist(found, today, said)
    items = list(seen.items())
    sightings = latest_sightings(found)
    names = {question.name: words_in(question.label, language()) for question in items}
    score = seen.score_so_far()
    return {
        "groups": [
            {
                "number": page.number,
                "title": group_title(seen, page.group),
                "count": len(questions),
                "open": sum(seen.is_open(each) and seen.needs_answer(each) for each in questions),
            }
            for page, questions in seen.pages_looked_at()
        ],
        "count": len(items),
        "answered": sum(not seen.is_open(question) for question in items),
        "disputed": [
            (item, names[item], [(row, value_words(seen, item, row.value)) for row in said.rows_of(item)])
            for item in said.disputed_items
            if item in names
        ],
        "proposed": proposed_findings(found, seen, sightings.values(), today),
        "devices_seen": len(sightings),
        "score_so_far": score.percent if score else None,
        "has_critical_fault": bool(score and score.has_critical_fault),
    }


def value_words(seen: FilledChecklist, item: str, value: str) -> str:
    """An answer as a person would say it."""
    question = seen.asked.definition.by_name[item]
    if not value:
        return say("উত্তর নেই", "no answer")
    return answer_words(question, seen.asked.definition.choices_of(question), kept_of(question, value))


def group_title(seen: FilledChecklist, name: str) -> str:
    group = seen.asked.definition.group_by_name.get(name)
    return words_in(group.label, language()) if group else say("প্রশ্ন", "Items")


def stages_of(found: Inspection) -> list[dict[str, Any]]:
    """Where it stands; none of one that was given up."""
    if found.state == CANCELLED:
        return []
    place = {UNDER_WAY: 0, VISITED: 2 if found.acknowledged_at else 1, ISSUED: 3}[found.state]
    return [
        {"words": words, "is_done": at < place, "is_now": at == place} for at, (_, words) in enumerate(STAGES)
    ]


@for_inspectors
@require_http_methods(["GET", "POST"])
def begin(request: DeskRequest, number: str) -> HttpResponse:
    """Begin the inspection of a case: where, by which checklist, and of what."""
    now = timezone.now()
    case = get_object_or_404(Case.objects.select_related("service"), office=request.office, number=number)
    if case.row.kind != KIND or not case.is_open:
        messages.error(request, say("এই আবেদনে পরিদর্শন শুরু করা যায় না।", "No inspection can begin here."))
        return redirect("case", number)
    known = Inspection.objects.filter(case=case).exclude(state=CANCELLED).first()
    if known is not None:
        return redirect("inspection", known.pk)
    return begin_page(request, case, places_of(case, now.astimezone(TZ).date()), now)


def places_of(case: Case, day: date) -> list[Place]:
    """The place that the application names, or those that it may be."""
    rows = Place.objects.filter(office=case.office)
    named = rows.filter(slug=case.answers.get("place") or "").first()
    return [named] if named else list(rows.open_on(day).order_by("name_bn", "pk"))


def begin_page(request: DeskRequest, case: Case, places: list[Place], now: datetime) -> HttpResponse:
    versions = checklists_of(case.office)
    last = last_inspection(places[0]) if len(places) == 1 else None
    failed = failed_items(last) if last else []
    scope = FAILED if failed and case.answers.get("reason") == "again" else ALL
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        places=places,
        versions=versions,
        failed=len(failed),
        initial={"scope": scope},
    )
    if form.is_bound and form.is_valid():
        place = next(each for each in places if str(each.pk) == form.cleaned_data["place"])
        version = next(each for each in versions if str(each.pk) == form.cleaned_data["version"])
        only = failed if form.cleaned_data.get("scope") == FAILED and last else []
        try:
            made = begin_inspection(
                case=case,
                place=place,
                version=last.version if only and last else version,
                only_items=only,
                actor=request.desk.actor,
                now=now,
            )
        except InspectionFault as fault:
            form.add_fault(fault)
        else:
            return redirect("inspection", made.pk)
    context = {
        "form": form,
        "case": case,
        "last": last,
        "failed": len(failed),
        "heading": say("পরিদর্শন শুরু করুন", "Begin the inspection"),
        "button": say("শুরু করুন", "Begin"),
        "back_url": reverse("case", args=[case.number]),
        "back_words": digits(case.number, language()),
        "lead": ""
        if versions
        else say(
            "প্রকাশিত কোনো যাচাই তালিকা নেই। আগে প্রশ্নমালায় একটি প্রকাশ করুন।",
            "There is no published checklist. First publish one among the questionnaires.",
        ),
        "current": "inspections",
    }
    return render(request, "inspection/form.html", context, status=422 if form.errors else 200)


@for_inspectors
@require_POST
def inspect_place(request: DeskRequest, place_id: int) -> HttpResponse:
    """From the page of a place: go on with its open case, or receive one of the office's own motion."""
    now = timezone.now()
    today = now.astimezone(TZ).date()
    place = get_object_or_404(Place, pk=place_id, office=request.office)
    known = Inspection.objects.filter(place=place, state__in=[UNDER_WAY, VISITED]).first()
    if known is not None:
        return redirect("inspection", known.pk)
    rows = rows_of_kind(request, today)
    row = next((each for each in rows if each.options.get("place") == place.kind), None) or next(
        iter(rows), None
    )
    if row is None or (place.closed_on and place.closed_on < today):
        messages.error(
            request,
            say("এখানে পরিদর্শন শুরু করা যায় না।", "No inspection can begin here.")
            if row
            else say("সিটিজেন চার্টারে পরিদর্শনের সেবা নেই।", "The charter has no service of inspection."),
        )
        return redirect("place", place.pk)
    waiting = [case for case in to_begin(request) if case.answers.get("place") == place.slug]
    last = last_inspection(place)
    case = (
        waiting[0]
        if waiting
        else receive_case(
            service=row,
            person=None,
            answers={
                "place": place.slug,
                "reason": "again" if "again" in request.POST and last else "planned",
            },
            channel=Case.PLANNED,
            submission=f"inspect-{place.pk}-{last.pk if last else 0}-{today:%Y%m%d}",
            now=now,
            actor=request.desk.actor,
        )
    )
    return redirect("begin_inspection", case.number)
