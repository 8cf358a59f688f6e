"""Who may do what with gatherings: the staff of the office act, its auditor reads, also photos and
signed sheets.

A hearing tells who complains of whom: a gathering of a private subject stands on the page of what it is
about, for those who may open that, and nowhere else.
"""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ongikar.offices.models import Post
from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.post_holders import STAFF_ROLES, for_roles, holder_of
from ongikar.rules.calendar.office_calendar import TZ

from .models import Gathering

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}

for_gathering_staff = for_roles(*STAFF_ROLES)
for_gathering_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)


@register_reader(Gathering.SUBJECT)
def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """A member's own page shows no photo and no sheet: other people stand on them."""
    if not request.user.is_authenticated:
        return False
    holder = holder_of(request.user, timezone.now().astimezone(TZ).date())
    about = shown_to_staff(Gathering.objects).filter(pk=paper.subject_id)
    return holder.has(paper.office_id, READER_ROLES) and about.exists()


# Types of subjects; an app above names its own in its `declarations`.
PRIVATE_SUBJECTS: set[str] = set()


def register_private_subject(name: str) -> None:
    PRIVATE_SUBJECTS.add(name)


def shown_to_staff(rows: Any, path: str = "") -> Any:
    """Of these gatherings, rosters or members those that every member of the staff may see.

    `path`: how the row that has the subject is reached from these, such as "roster__".
    """
    return rows.exclude(**{f"{path}subject_type__in": sorted(PRIVATE_SUBJECTS)})
