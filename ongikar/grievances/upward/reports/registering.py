"""What is read across complaints, made known where it shows: the registers, Today, the counts of the menu."""

from ongikar.books.registry import register_book
from ongikar.books.slots import ACCOUNT
from ongikar.charter.slots import DESK
from ongikar.grievances.parts import charter_desk_part
from ongikar.grievances.today import COUNTS, today_of_grievances, today_of_meeting
from ongikar.grievances.upward.line_registers import DECISION_REGISTER, HEARING_REGISTER
from ongikar.grievances.upward.register import REGISTER
from ongikar.offices.models import Post
from ongikar.people.desk import TIER_ROLES
from ongikar.people.section_counts import register_section_count
from ongikar.people.today_lines import register_today

from .public import public_account_part


def register_reports() -> None:
    """Called from the app's `declarations`; twice is once."""
    for book in (REGISTER, HEARING_REGISTER, DECISION_REGISTER):
        register_book(book)
    DESK.add(charter_desk_part)
    ACCOUNT.add(public_account_part)
    register_today("grievances", today_of_grievances, order=5, roles=TIER_ROLES)
    planners = TIER_ROLES | {Post.OFFICER}
    register_today("stakeholder_meeting", today_of_meeting, order=55, roles=planners)
    for counted in COUNTS:
        register_section_count(counted)
