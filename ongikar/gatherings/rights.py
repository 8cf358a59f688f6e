"""Who may do what with gatherings: the staff of the office act, its auditor reads, also photos and
signed sheets.
"""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.offices.models import Post
from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.desk import STAFF_ROLES, desk_of, for_roles
from ongikar.rules.calendar.office_calendar import TZ

from .models import Gathering
from .privacy import shown_to_staff

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}

for_gathering_staff = for_roles(*STAFF_ROLES)
for_gathering_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)


@register_reader(Gathering.SUBJECT)
def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """A member's own page shows no photo and no sheet: other people stand on them."""
    if not request.user.is_authenticated:
        return False
    desk = desk_of(request.user, timezone.now().astimezone(TZ).date())
    about = shown_to_staff(Gathering.objects).filter(pk=paper.subject_id)
    return desk.has(paper.office_id, READER_ROLES) and about.exists()
