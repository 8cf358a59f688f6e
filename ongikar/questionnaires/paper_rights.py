"""Who may read a file that came with answers."""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.rules.calendar.office_calendar import TZ

from .models import Response
from .rights import READER_ROLES


@register_reader(Response.SUBJECT)
def may_read_answer(request: HttpRequest, paper: Paper) -> bool:
    """The staff of the office and its auditor; an address of a respondent shows no file again."""
    if not request.user.is_authenticated:
        return False
    desk = desk_of(request.user, timezone.now().astimezone(TZ).date())
    return desk.has(paper.office_id, READER_ROLES)
