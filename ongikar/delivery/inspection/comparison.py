"""An inspection beside the last one: what was put right, what is still wrong, what is new."""

from dataclasses import dataclass
from datetime import date

from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import Question, words_in

from .checklist import FilledChecklist, look
from .findings import fault_words
from .models import Inspection
from .transitions import ISSUED, VISITED

# How many inspections of a place stand in its chart.
MOST_IN_SERIES = 6


@dataclass(frozen=True, slots=True)
class VisitComparison:
    """Item → its words, in three lists. `before`: the score of the last one."""

    fixed: dict[str, str]
    still: dict[str, str]
    new: dict[str, str]
    before: int | None
    on: date | None


def frozen_checklist(inspection: Inspection) -> FilledChecklist:
    """The checklist of an inspection that ended, with its frozen values."""
    day = inspection.visited_on or inspection.begun_at.astimezone(TZ).date()
    return look(inspection.version, inspection.office, inspection.values, day)


def failed_items(inspection: Inspection) -> dict[str, Question]:
    """Of the whole checklist, also of what was not looked at again."""
    return {question.name: question for question in frozen_checklist(inspection).failed_items()}


def compare(inspection: Inspection, language: str) -> VisitComparison | None:
    """None of a first one. An item is known by its name, also where the checklist is a newer one."""
    previous = inspection.previous
    if previous is None:
        return None
    before, now = failed_items(previous), failed_items(inspection)
    return VisitComparison(
        # What was put right is named by what holds now, what is wrong by what is wrong.
        {name: words_in(each.label, language) for name, each in before.items() if name not in now},
        {name: fault_words(each, language) for name, each in now.items() if name in before},
        {name: fault_words(each, language) for name, each in now.items() if name not in before},
        previous.score,
        previous.visited_on,
    )


def series_of(place_id: int) -> list[Inspection]:
    """The last inspections of a place that have a score, the oldest first."""
    rows = Inspection.objects.filter(
        place=place_id, state__in=[VISITED, ISSUED], score__isnull=False
    ).order_by("-pk")
    return list(rows[:MOST_IN_SERIES])[::-1]
