"""Who may do what with gatherings: the staff of the office act, its auditor reads."""

from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, for_roles

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}

for_gathering_staff = for_roles(*STAFF_ROLES)
for_gathering_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)
