"""Who may read a photo or a signed sheet of a gathering: the staff of the office and its auditor."""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.rules.calendar.office_calendar import TZ

from .models import Gathering
from .rights import READER_ROLES


@register_reader(Gathering.SUBJECT)
def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    if not request.user.is_authenticated:
        return False
    desk = desk_of(request.user, timezone.now().astimezone(TZ).date())
    return desk.has(paper.office_id, READER_ROLES)
