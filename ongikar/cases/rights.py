"""Who may do what with the cases of an office: by the posts they hold there today."""

from ongikar.offices.models import Post
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, PostHolder, for_roles

# An auditor reads every case and changes none.
READER_ROLES = STAFF_ROLES | {Post.AUDITOR}

# Pages on which a case is worked on, and pages on which cases are read.
for_handlers = for_roles(*STAFF_ROLES)
for_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)
# A full identity number is read by the officer alone, and each reading is recorded.
for_the_officer = for_roles(Post.OFFICER)
# Who may stand above a post that owes the office's own work; which of it is theirs to decide, the case says.
for_superiors = for_roles(*STAFF_ROLES, *TIER_ROLES, Post.CHAIR)
# What an agent brings to the office, and follows.
for_agents = for_roles(Post.AGENT)


def agent_posts(holder: PostHolder, office_id: int) -> list[Post]:
    """The posts from which the person brings cases to the office: what one brought is seen from it alone."""
    return [post for post in holder.posts if post.office_id == office_id and post.role == Post.AGENT]


def may_handle(holder: PostHolder, office_id: int) -> bool:
    return holder.has(office_id, STAFF_ROLES)


def may_see_identity(holder: PostHolder, office_id: int) -> bool:
    return Post.OFFICER in holder.roles_in(office_id)


def may_read(holder: PostHolder, office_id: int) -> bool:
    return holder.has(office_id, READER_ROLES)
