"""Who may do what with the places and devices of an office: by the posts they hold there today."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ongikar.offices.models import Office
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, PostHolder, for_roles, holder_of

# The same who read the book of addresses.
READER_ROLES = ADDRESS_BOOK_ROLES

for_place_staff = for_roles(*STAFF_ROLES)
for_place_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)


def may_write_places(holder: PostHolder, office_id: int) -> bool:
    return holder.has(office_id, STAFF_ROLES)


def reads_places(user: User | AnonymousUser, office: Office) -> bool:
    """Whether whoever opened a public address may see what stands behind it for the staff."""
    if not isinstance(user, User):
        return False
    return holder_of(user, timezone.localdate()).has(office.pk, READER_ROLES)
