"""Who may review and publish the charter of an office, and who may read what is open in it."""

from ongikar.offices.models import Post
from ongikar.people.desk import OVERSEERS, STAFF_ROLES, Desk, for_roles

LINT_ROLES = STAFF_ROLES | OVERSEERS

for_lint_readers = for_roles(*STAFF_ROLES, readers=LINT_ROLES)
for_charter_readers = for_roles(*STAFF_ROLES, readers=[Post.AUDITOR])
for_those_who_publish = for_roles(Post.OFFICER)


def may_publish(desk: Desk, office_id: int) -> bool:
    """Whether the person answers for the charter of the office."""
    return desk.has(office_id, {Post.OFFICER})
