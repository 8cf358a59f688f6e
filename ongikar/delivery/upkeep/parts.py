"""What must stay fresh, on the page of the case that named it and on Today."""

from datetime import datetime

from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.cases.rights import may_handle
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.slots import Answer
from ongikar.offices.models import calendar_of
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.people.today_lines import NEWEST_CALENDAR, AsideRow, TodayQuestion, TodayShare

from .actions import lines_of_case
from .models import UpkeepItem
from .words import item_lines, living_items, with_renewal

# Rows of the right column; more stand on the page of what is kept fresh.
MOST_ROWS, MOST_READ = 4, 300


ITEMS_OF_CASE = CompiledQuery(
    lambda: with_renewal(UpkeepItem.objects.filter(case=CompiledQuery.parameter(0))).order_by("id")
)


def officers_upkeep_part(*, request: DeskRequest, case: Case, now: datetime) -> Answer | None:
    if case.row.kind != "upkeep":
        return None
    lines = item_lines(case.office, ITEMS_OF_CASE(case.pk), now)
    may_begin = bool(lines_of_case(case)) and case.is_open and may_handle(request.desk, case.office_id)
    if not lines and not may_begin:
        return None
    return "upkeep/case_part.html", {"case": case, "lines": lines, "may_begin": may_begin}


def today_of_upkeep(question: TodayQuestion) -> TodayShare:
    """What has grown stale in the office, the stalest first; one statement."""
    if not question.desk.has(question.office.pk, STAFF_ROLES):
        return TodayShare()
    version_id = question.count(NEWEST_CALENDAR)
    calendar = calendar_of(version_id) if version_id else None
    rows = living_items(question.office)[:MOST_READ]
    lines = item_lines(question.office, rows, question.now, calendar)
    stale = [line for line in lines if line.fresh.is_stale]
    return TodayShare(
        in_office=[
            AsideRow(line.item.title, reverse("upkeep_item", args=[line.item.pk]), line.words)
            for line in stale[:MOST_ROWS]
        ]
    )
