"""Who may open what of committees and meetings: the office's staff, its auditor, and whoever has a seat."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, TIER_ROLES, Asker, DeskRequest, for_roles
from ongikar.records.desk import READER_ROLES

from .models import Committee, Membership

# Posts that may have a seat, and so read what they decided and approve what they presided over.
SEATED_ROLES = STAFF_ROLES | TIER_ROLES | {Post.CHAIR}

for_meeting_staff = for_roles(*STAFF_ROLES)
for_meeting_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES | SEATED_ROLES)


def seats_held(asker: Asker, day: date) -> QuerySet[Membership]:
    return Membership.objects.on(day).order_by().filter(post__in=asker.desk.post_ids)


def reads_all(asker: Asker) -> bool:
    """The staff and the auditor read every committee, anybody else those in which they have a seat."""
    return asker.desk.has(asker.office.pk, READER_ROLES)


def may_read(asker: Asker, committee: Committee) -> bool:
    today = timezone.localdate()
    return reads_all(asker) or seats_held(asker, today).filter(committee=committee).exists()


def may_act(request: DeskRequest) -> bool:
    return request.desk.has(request.office.pk, STAFF_ROLES)
