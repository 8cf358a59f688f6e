"""A visit that goes on: what was answered so far, and what would be found wrong by it now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from ongikar.core.i18n.say import language
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import words_in

from .checklist import FilledChecklist
from .findings import ProposedFinding, latest_sightings, proposed_findings
from .merged_answers import MergedAnswers, filled_checklist, merge_answers
from .models import DeviceSighting, Inspection
from .words import group_title, value_words


@dataclass(frozen=True)
class Visit:
    said: MergedAnswers
    seen: FilledChecklist
    sightings: dict[int, DeviceSighting]
    proposed: list[ProposedFinding]


def visit_of(inspection: Inspection, now: datetime | None = None) -> Visit:
    """Read once for a page."""
    if "visit" not in vars(inspection):
        today = (now or timezone.now()).astimezone(TZ).date()
        said = merge_answers(inspection)
        seen, sightings = filled_checklist(inspection, today, said), latest_sightings(inspection)
        proposed = proposed_findings(inspection, seen, sightings.values(), today)
        inspection.visit = Visit(said, seen, sightings, proposed)  # type: ignore[attr-defined]  # kept for the page
    visit: Visit = inspection.visit  # type: ignore[attr-defined]
    return visit


def visit_context(inspection: Inspection) -> dict[str, Any]:
    """Its parts with what is still open, the answers that differ, and the score so far."""
    visit = visit_of(inspection)
    said, seen = visit.said, visit.seen
    items = list(seen.items())
    names = {question.name: words_in(question.label, language()) for question in items}
    score = seen.score_so_far()
    return {
        "groups": [
            {
                "number": page.number,
                "title": group_title(seen, page.group),
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
        "devices_seen": len(visit.sightings),
        "score_so_far": score.percent if score else None,
        "has_critical_fault": bool(score and score.has_critical_fault),
    }
