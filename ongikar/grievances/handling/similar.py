"""Complaints of this year that are like one: about the same post, and the same service or the same matter;
and what was found of them. They are named by their numbers alone: what they say stands where each reading of
it is recorded.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.i18n.say import language, say
from ongikar.people.post_holders import PostHolder
from ongikar.rules.bangla.text import digits, fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from ..models import NOT_UPHELD, PARTLY, UPHELD, Grievance, Stage
from ..words import outcome_tag

# Of the newest about a post; an office with more than these has seen enough of them.
MOST_LOOKED_AT, MOST_NAMED = 200, 10
COUNTS = (
    (UPHELD, "{n}টি ঠিক", "{n} upheld"),
    (PARTLY, "{n}টি কিছুটা ঠিক", "{n} upheld in part"),
    (NOT_UPHELD, "{n}টি ঠিক নয়", "{n} not upheld"),
)


@dataclass(frozen=True, slots=True)
class SimilarComplaint:
    """`number`: of its page, for whoever holds a post that it came before; else ""."""

    number: str
    tag: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SimilarComplaints:
    count: int
    named: list[SimilarComplaint]
    words: str


def similar_complaints(holder: PostHolder, stage: Stage, now: datetime) -> SimilarComplaints:
    """Those of the fiscal year, the newest first; of each the highest tier it has reached."""
    grievance = stage.grievance
    rows = (
        Grievance.objects.filter(
            office=grievance.office_id, **equal_by_range(respondent_id=grievance.respondent_id)
        )
        .order_by("respondent_id", "-id")
        .select_related("case")
        .defer("text", "case__answers", "case__outcome")
        .prefetch_related("stages")[:MOST_LOOKED_AT]
    )
    year = fiscal_year(now.astimezone(TZ).date())
    alike = [each for each in rows if each.fiscal_year == year and is_alike(each, grievance)]
    found = Counter(each.current.finding for each in alike)
    said = [say(bn, en, n=digits(found[name], language())) for name, bn, en in COUNTS if found[name]]
    return SimilarComplaints(
        len(alike), [name_one(holder, each) for each in alike[:MOST_NAMED]], ", ".join(said)
    )


def is_alike(other: Grievance, grievance: Grievance) -> bool:
    if other.pk == grievance.pk:
        return False
    services = {each.case.service_id for each in (other, grievance) if each.case}
    same_service = bool(other.case and grievance.case) and len(services) == 1
    return same_service or other.about == grievance.about


def name_one(holder: PostHolder, grievance: Grievance) -> SimilarComplaint:
    came_before = any(holder.holds(each.post_id) for each in grievance.stages.all())
    number = grievance.number if came_before else ""
    return SimilarComplaint(number, outcome_tag(grievance.current))
