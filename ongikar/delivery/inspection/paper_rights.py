"""Who may see the photos of an inspection: staff alone, since they say where and when."""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.rules.calendar.office_calendar import TZ

from .models import Inspection
from .rights import READER_ROLES


@register_reader(Inspection.SUBJECT)
def may_see_photo(request: HttpRequest, paper: Paper) -> bool:
    """Neither the head by a link nor the institution sees any."""
    if not request.user.is_authenticated:
        return False
    desk = desk_of(request.user, timezone.now().astimezone(TZ).date())
    return desk.has(paper.office_id, READER_ROLES)
