"""Who may open the staff's general pages: by the posts they hold in the office today."""

from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, TIER_ROLES, for_roles

# How the office keeps its word, without anybody's name.
OVERSEERS = frozenset({Post.CHAIR, Post.VIEWER, Post.AUDITOR})
CALENDAR_ROLES = STAFF_ROLES | TIER_ROLES | OVERSEERS
LINT_ROLES = STAFF_ROLES | OVERSEERS
OFFICES_ROLES = TIER_ROLES | OVERSEERS
# Who enters who holds which post.
POSTS_ROLES = frozenset({Post.OFFICER, Post.ADMIN})

for_everybody_at_work = for_roles(*Post.ROLES)
for_calendar_readers = for_roles(*STAFF_ROLES, *TIER_ROLES, readers=CALENDAR_ROLES)
for_those_who_order = for_roles(Post.OFFICER, *TIER_ROLES)
for_lint_readers = for_roles(*STAFF_ROLES, readers=LINT_ROLES)
for_overseers = for_roles(readers=OFFICES_ROLES)
for_those_who_fill_posts = for_roles(*POSTS_ROLES, readers=[Post.AUDITOR])
