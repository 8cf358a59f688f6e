"""Who calls people at the counter, and who sees how long they wait."""

from ongikar.offices.models import Post
from ongikar.people.post_holders import OVERSEERS, STAFF_ROLES, TIER_ROLES, for_roles

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}
# Figures name nobody.
FIGURE_ROLES = STAFF_ROLES | TIER_ROLES | OVERSEERS

for_counter_staff = for_roles(*STAFF_ROLES)
for_queue_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)
for_figure_readers = for_roles(*STAFF_ROLES, readers=FIGURE_ROLES)
