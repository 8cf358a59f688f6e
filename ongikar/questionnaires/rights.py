"""Who may do what with the questionnaires of an office: by the posts they hold there today."""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.offices.models import Post
from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.post_holders import STAFF_ROLES, for_roles, holder_of
from ongikar.rules.calendar.office_calendar import TZ

from .models import Response

# An auditor reads what is asked and what came of it, and changes nothing.
READER_ROLES = STAFF_ROLES | {Post.AUDITOR}
for_askers = for_roles(*STAFF_ROLES)
for_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)
# Whoever may read answers may take them along; long files are ordered, which is a press.
for_takers = for_roles(*READER_ROLES)


@register_reader(Response.SUBJECT)
def may_read_answer(request: HttpRequest, paper: Paper) -> bool:
    """The staff of the office and its auditor; an address of a respondent shows no file again."""
    if not request.user.is_authenticated:
        return False
    holder = holder_of(request.user, timezone.now().astimezone(TZ).date())
    return holder.has(paper.office_id, READER_ROLES)
