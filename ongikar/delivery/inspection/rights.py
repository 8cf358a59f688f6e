"""Who may open what of inspections: the office's staff and its auditor."""

from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, DeskRequest, for_roles

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}

for_inspectors = for_roles(*STAFF_ROLES)
for_inspection_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)


def may_act(request: DeskRequest) -> bool:
    return request.desk.has(request.office.pk, STAFF_ROLES)
