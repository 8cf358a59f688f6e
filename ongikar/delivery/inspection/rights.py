"""Who may open what of inspections: the office's staff and its auditor."""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.desk import STAFF_ROLES, DeskRequest, desk_of, for_roles
from ongikar.records.desk import READER_ROLES
from ongikar.rules.calendar.office_calendar import TZ

from .models import Inspection

for_inspectors = for_roles(*STAFF_ROLES)
for_inspection_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)


def may_act(request: DeskRequest) -> bool:
    return request.desk.has(request.office.pk, STAFF_ROLES)


@register_reader(Inspection.SUBJECT)
def may_see_photo(request: HttpRequest, paper: Paper) -> bool:
    """Neither the head by a link nor the institution sees any."""
    if not request.user.is_authenticated:
        return False
    desk = desk_of(request.user, timezone.now().astimezone(TZ).date())
    return desk.has(paper.office_id, READER_ROLES)
