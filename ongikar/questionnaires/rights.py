"""Who may do what with the questionnaires of an office: by the posts they hold there today."""

from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, for_roles

# An auditor reads what is asked and what came of it, and changes nothing.
READER_ROLES = STAFF_ROLES | {Post.AUDITOR}
for_askers = for_roles(*STAFF_ROLES)
for_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)
# Whoever may read answers may take them along; long files are ordered, which is a press.
for_takers = for_roles(*READER_ROLES)
