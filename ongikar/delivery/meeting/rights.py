"""Who may open what of committees and meetings: the office's staff, its auditor, and whoever has a seat."""

from datetime import date

from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, TIER_ROLES, DeskRequest, HeldPosts, for_roles

from .models import Committee, Membership

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}
# Posts that may have a seat, and so read what they decided and approve what they presided over.
SEATED_ROLES = STAFF_ROLES | TIER_ROLES | {Post.CHAIR}

for_meeting_staff = for_roles(*STAFF_ROLES)
for_meeting_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES | SEATED_ROLES)
for_members = for_roles(*SEATED_ROLES)


def has_seat(desk: HeldPosts, committee: Committee, day: date) -> bool:
    return Membership.objects.on(day).filter(committee=committee, post__in=desk.post_ids).exists()


def may_read(request: DeskRequest, committee: Committee, day: date) -> bool:
    """The staff and the auditor read every committee, anybody else those in which they have a seat."""
    if request.desk.has(request.office.pk, READER_ROLES):
        return True
    return has_seat(request.desk, committee, day)


def may_act(request: DeskRequest) -> bool:
    return request.desk.has(request.office.pk, STAFF_ROLES)
