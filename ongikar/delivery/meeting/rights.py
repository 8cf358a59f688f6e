"""Who may open what of committees and meetings: the office's staff, its auditor, and whoever has a seat."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.offices.models import Post
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, Asker, StaffRequest, for_roles
from ongikar.records.lists import READER_ROLES

from .models import Committee, Membership

# Posts that may have a seat, and so read what they decided and approve what they presided over.
SEATED_ROLES = STAFF_ROLES | TIER_ROLES | {Post.CHAIR}

for_meeting_staff = for_roles(*STAFF_ROLES)
for_meeting_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES | SEATED_ROLES)


def seats_held(asker: Asker, day: date) -> QuerySet[Membership]:
    return Membership.objects.on(day).order_by().filter(post__in=asker.holder.post_ids)


def reads_all(asker: Asker) -> bool:
    """The staff and the auditor read every committee, anybody else those in which they have a seat."""
    return asker.holder.has(asker.office.pk, READER_ROLES)


def may_read(asker: Asker, committee: Committee) -> bool:
    today = timezone.localdate()
    return reads_all(asker) or seats_held(asker, today).filter(committee=committee).exists()


def may_act(request: StaffRequest) -> bool:
    return request.holder.has(request.office.pk, STAFF_ROLES)
