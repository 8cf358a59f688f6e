"""Who may open the staff's general pages: by the posts they hold in the office today."""

from ongikar.offices.models import Post
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.models import Holding
from ongikar.people.post_holders import OVERSEERS, STAFF_ROLES, TIER_ROLES, PostHolder, for_roles

CALENDAR_ROLES = STAFF_ROLES | TIER_ROLES | OVERSEERS
OFFICES_ROLES = TIER_ROLES | OVERSEERS
# Who changes the settings of the office, and who reads them.
SETTING_ROLES = frozenset({Post.OFFICER, Post.ADMIN})
SETTING_READER_ROLES = SETTING_ROLES | STAFF_ROLES | {Post.AUDITOR}
# Who enters who holds which post.
POSTS_ROLES = frozenset({Post.OFFICER, Post.ADMIN})

for_all_staff = for_roles(*Post.ROLES)
for_calendar_readers = for_roles(*STAFF_ROLES, *TIER_ROLES, readers=CALENDAR_ROLES)
for_order_givers = for_roles(Post.OFFICER, *TIER_ROLES)
for_overseers = for_roles(readers=OFFICES_ROLES)
for_administrators = for_roles(Post.ADMIN)
# Who answers for the office, and who sees to its installation.
for_setting_readers = for_roles(*SETTING_ROLES, readers=SETTING_READER_ROLES)
# The book of addresses.
for_address_book = for_roles(*STAFF_ROLES)
# Who hands over charge of a desk, and who reads what lies on it.
for_charge = for_roles(*STAFF_ROLES, Post.ADMIN)
for_charge_keepers = for_roles(*STAFF_ROLES, *TIER_ROLES)
for_charge_readers = for_roles(*STAFF_ROLES, *TIER_ROLES, Post.ADMIN, readers=[Post.AUDITOR])
# Whoever answers for the office brings what it knew before it began with the program.
for_the_first_day = for_roles(Post.OFFICER, Post.ASSISTANT)
for_address_book_readers = for_roles(*STAFF_ROLES, readers=ADDRESS_BOOK_ROLES)
for_post_fillers = for_roles(*POSTS_ROLES, readers=[Post.AUDITOR])

# What each may fill: an officer those who work with or bring cases to the office, an administrator every
# post.
FILLABLE_ROLES = {Post.OFFICER: STAFF_ROLES | {Post.AGENT}, Post.ADMIN: frozenset(Post.ROLES)}
# An officer covers an absence; who a post belongs to is an administrator's to enter.
GIVABLE_CHARGES = {
    Post.OFFICER: (Holding.COVER, Holding.ADDITIONAL, Holding.ACTING),
    Post.ADMIN: Holding.CHARGES,
}


def fillable_roles(holder: PostHolder, office_id: int) -> frozenset[str]:
    """The roles of the posts of the office that this person may give to others."""
    return frozenset().union(*(FILLABLE_ROLES.get(role, ()) for role in holder.roles_in(office_id)))


def charges_to_give(holder: PostHolder, office_id: int) -> tuple[str, ...]:
    given = {charge for role in holder.roles_in(office_id) for charge in GIVABLE_CHARGES.get(role, ())}
    return tuple(charge for charge in (Holding.COVER, *Holding.CHARGES[:-1]) if charge in given)


def may_write_address_book(holder: PostHolder, office_id: int) -> bool:
    return holder.has(office_id, STAFF_ROLES)


def may_admit_people(holder: PostHolder, office_id: int) -> bool:
    """Whether the person gives posts to those who never had one here."""
    return holder.has(office_id, {Post.ADMIN})


def may_end(holder: PostHolder, holding: Holding) -> bool:
    """Whoever may give a post in this way may take it back; nobody ends what is their own."""
    office_id = holding.post.office_id
    return (
        holding.post.role in fillable_roles(holder, office_id)
        and holding.charge in charges_to_give(holder, office_id)
        and holding.user_id != holder.user.pk
    )
