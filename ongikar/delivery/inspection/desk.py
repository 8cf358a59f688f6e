"""What the office sees of inspections and does with them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.cases.actions.sent_letters import CASES_BEHIND
from ongikar.cases.rights import may_handle
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.places.slots import LAB_CARD, PLACE_ACTS, PLACE_SIDE
from ongikar.questionnaires.actions import AFTER_SUBMISSION
from ongikar.questionnaires.actions.phone_submissions import AFTER_PHOTOS
from ongikar.records.acts import Act
from ongikar.records.desk import READER_ROLES, Desk
from ongikar.records.offers import Door, Today
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import label
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import parts
from .acts import ACTS, ISSUE, ISSUE_UNSEEN, OWNER
from .beginning import has_checklist, to_begin
from .findings import findings_of, head_of, shown_words
from .models import Finding, Inspection
from .offline.by_app import take_photos, take_response
from .plan_desk import last_plans
from .report import report_parts
from .reporting import case_of_inspection
from .transitions import CANCELLED, ISSUED, STATE_WORDS, UNDER_WAY, VISITED
from .visit import visit_context, visit_of
from .words import OF_ENTRIES, STAGES, inspection_history


def link(words: Any, name: str, key: Any) -> Any:
    return format_html('<a href="{}">{}</a>', reverse(name, args=[key]), mark_languages(words))


def findings_shown(inspection: Inspection) -> list[Finding]:
    return [] if inspection.state in (UNDER_WAY, CANCELLED) else findings_of(inspection)


def finding_words(row: Finding) -> Any:
    """It leads to the work that puts it right."""
    words = shown_words(row, row.inspection.version.questions)
    return link(words, "task", row.work.number) if row.work else words


def since_earlier(row: Finding) -> Any:
    words = say("আগের পরিদর্শন থেকে বাকি", "open since an earlier visit")
    return link(words, "inspection", row.repeats.inspection_id) if row.repeats else ""


def finding_lines(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Finding.objects.filter(pk__in=list(keys)).select_related("inspection")
    return {
        row.pk: SubjectLine(
            "", row.words, reverse("inspection", args=[row.inspection_id]), row.inspection.office_id
        )
        for row in rows
    }


FINDING = SubjectType(
    Finding.SUBJECT, ("পরিদর্শনের ত্রুটি", "Finding"), finding_lines, readable_by_roles(READER_ROLES)
)


@register
class InspectionDesk(Desk):
    model = Inspection
    name, names, path = "inspection", "inspections", "inspections"
    door = Door(("পরিদর্শন", "Inspections"), 190)
    today = (Today(parts.today_of_inspections, 45),)
    # Photos: neither the head by a link nor the institution sees any.
    has_papers = True
    subjects = (FINDING,)
    title, subtitle = "place_name", "number"
    list_display = ("day", "score", "state")
    search_fields = ("case__number", "place__name_bn", "place__name_en")
    page_of_list = 30
    nothing = ("এখনো কোনো পরিদর্শন নেই।", "There is no inspection yet.")
    list_template, detail_template = "inspection/list.html", "inspection/inspection.html"
    summary = ("union", "checklist", "visited_on", "letter")
    states, way = STATE_WORDS, (UNDER_WAY, VISITED, ISSUED)
    parts = (
        Part(
            ("যে কাজ হবে", "Tasks to come"),
            lambda inspection: visit_of(inspection).proposed if inspection.is_under_way else [],
            (
                Cell(
                    ("কী", "What"),
                    lambda row: (say("জরুরি: ", "Critical: ") if row.is_critical else "") + row.shown,
                ),
                Cell(("কে", "Who"), lambda row: row.owner.title),
                Cell(("কবের মধ্যে", "By when"), lambda row: row.due),
            ),
            acts=(OWNER,),
        ),
        Part(
            ("কাজ", "Tasks"),
            findings_shown,
            (
                Cell(("কী", "What"), finding_words),
                Cell(("কে", "Who"), lambda row: row.owner.title),
                Cell(("কবের মধ্যে", "By when"), lambda row: row.due),
                Cell(("আগে", "Before"), since_earlier),
            ),
        ),
        Part(
            ("যা যা হয়েছে", "What has happened"),
            inspection_history,
            (
                Cell(("কী", "What"), lambda line: line.words),
                Cell(("কবে", "When"), lambda line: line.at),
                Cell(("কে", "By whom"), lambda line: line.by),
                Cell(("কথা", "Words"), lambda line: line.said),
            ),
        ),
    )
    acts = ACTS
    history_words = OF_ENTRIES

    # ---- the list ----

    def rows(self, office: Office) -> QuerySet[Inspection]:
        return super().rows(office).select_related("place", "case")

    def list_context(self, request: StaffRequest, records: list[Any]) -> dict[str, Any]:
        """The cases of which nobody has begun one, and the last plans."""
        office, acts = request.office, may_handle(request.holder, request.office.pk)
        return {
            "to_begin": to_begin(office) if acts else [],
            "plans": last_plans(office),
            "may_act": acts,
            "has_checklist": has_checklist(office),
        }

    @label("জায়গা", "Place")
    def place_name(self, inspection: Inspection) -> str:
        return inspection.place.name

    @label("আবেদন", "Case")
    def number(self, inspection: Inspection) -> str:
        return digits(inspection.case.number, language())

    @label("দিন", "Day")
    def day(self, inspection: Inspection) -> date:
        return inspection.visited_on or inspection.begun_at.astimezone(TZ).date()

    # ---- one inspection ----

    def find(self, office: Office, pk: int) -> Inspection:
        return get_object_or_404(Inspection.objects.with_related(), pk=pk, office=office)

    def caption(self, inspection: Any) -> Any:
        return format_html(
            "{} · {}",
            say("পরিদর্শন", "Inspection"),
            link(self.number(inspection), "case", inspection.case.number),
        )

    def steps(self, inspection: Any) -> list[tuple[str, bool]]:
        """What is done; of one that was given up that alone."""
        if inspection.state == CANCELLED:
            return [(str(STATE_WORDS[CANCELLED]), True)]
        done = {UNDER_WAY: 0, VISITED: 2 if inspection.acknowledged_at else 1, ISSUED: 3}[inspection.state]
        return [(say(*words), place < done) for place, words in enumerate(STAGES)]

    def acts_of(self, inspection: Any) -> list[Act]:
        """Of what has moved on nobody asks why. A report that no head has seen is issued with a reason."""
        acts = [act for act in super().acts_of(inspection) if act.is_open(inspection)]
        return [ISSUE_UNSEEN if act is ISSUE and inspection.waits_for_head else act for act in acts]

    def warning(self, inspection: Any) -> str:
        late = inspection.answers.filter(is_late=True).count()
        words = [
            say(
                "দেখা শেষের পরে আরও {n}টি উত্তর এসেছে। রাখা আছে, নম্বরে ধরা হয়নি।",
                "[One more answer|{n} more answers] came after the end. Kept, and not counted.",
                n=late,
            )
        ]
        emptied = say(
            "রাখার সময় শেষ, তাই লেখাটি মুছে ফেলা হয়েছে। নম্বর ও তারিখ আছে।",
            "Its time is over, so its text was removed. Score and dates stay.",
        )
        return " ".join([*(words if late else []), *([emptied] if inspection.is_emptied else [])])

    def detail_context(self, request: StaffRequest, inspection: Any, *, may_change: bool) -> dict[str, Any]:
        is_told = inspection.state in (VISITED, ISSUED) and not inspection.is_emptied
        context = {
            "inspection": inspection,
            "report": report_parts(inspection) if is_told else [],
            "head": head_of(inspection, timezone.now().astimezone(TZ).date()),
            "photos": list(inspection.photos.select_related("by")),
            "may_act": may_change,
        }
        return context | visit_context(inspection) if inspection.is_under_way else context

    @label("ইউনিয়ন", "Union")
    def union(self, inspection: Inspection) -> str:
        return inspection.place.union

    @label("যাচাই তালিকা", "Checklist")
    def checklist(self, inspection: Inspection) -> list[str]:
        title = inspection.version.questionnaire.title
        if not inspection.only_items:
            return [title]
        only = say(
            "শুধু আগের {n}টি ত্রুটি",
            "only [the earlier fault|the {n} earlier faults]",
            n=len(inspection.only_items),
        )
        return [title, only]

    @label("প্রতিবেদনের চিঠি", "Letter of the report")
    def letter(self, inspection: Inspection) -> Any:
        if (letter := inspection.letter) is None:
            return None
        return link(digits(letter.memo_number, language()), "letter", letter.pk)

    # ---- elsewhere ----

    def subject_lines(self, keys: Iterable[int]) -> dict[int, SubjectLine]:
        rows = Inspection.objects.filter(pk__in=list(keys)).select_related("place", "case")
        return {
            row.pk: SubjectLine(
                row.case.number,
                say("পরিদর্শন: {place}", "Inspection: {place}", place=row.place.name),
                self.url_of(row),
                row.office_id,
            )
            for row in rows
        }


DESK = InspectionDesk()
CASES_BEHIND[Inspection.SUBJECT] = case_of_inspection
AFTER_SUBMISSION.append(take_response)
AFTER_PHOTOS.append(take_photos)
PLACE_ACTS.add(parts.place_act, order=5)
PLACE_SIDE.add(parts.place_side, order=5)
LAB_CARD.add(parts.card_part, order=10)
