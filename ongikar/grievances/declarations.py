"""Where complaints show elsewhere: at their case, with letters, at the counter, on Today; and from whom they
are kept.
"""

from ongikar.books.measures import register_measure
from ongikar.books.registry import register_book
from ongikar.books.slots import ACCOUNT
from ongikar.cases.case_queries import SETS_OFF
from ongikar.cases.citizen.track import applicant_proof
from ongikar.cases.citizen.track.tracking import FINDERS, KEYED, PAGES
from ongikar.cases.slots import (
    AGENT,
    CASE,
    COUNTER,
    HELD,
    HELD_ABOVE,
    MINE,
    ONCE,
    PRESSED_ONCE,
    TRACKING,
)
from ongikar.charter.slots import DESK
from ongikar.clock.rehearsal import OWNERS, TOPIC_WORDS
from ongikar.clock.tallies import register_tallies
from ongikar.gatherings.rights import register_private_subject
from ongikar.letters.slots import DIARY, INCOMING
from ongikar.offices.models import Post
from ongikar.papers.access import register_reader
from ongikar.people.charge import register_charge
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES
from ongikar.people.section_counts import register_section_count
from ongikar.people.subjects import register_subject
from ongikar.people.today_lines import register_today
from ongikar.tasks.rights import KEPT_OUT

from . import parts
from .citizen import offer_views
from .citizen.agent_views import agent_part
from .citizen.counter_views import counter_part
from .citizen.personal_data import held_of_case_part
from .handling.acts import register_handling_acts
from .handling.charge import INQUIRY_CHARGE, STAGE_CHARGE
from .handling.evidence import may_read_evidence
from .handling.letter_intake import diary_part, letter_part, may_read_letter
from .handling.sections import register_sections
from .hearing.acts import register_hearing_acts
from .hearing.parts import register_hearing_parts
from .inquiry.parts import register_handling_parts
from .ladder import reactions
from .models import Grievance
from .parts import GRIEVANCE_SUBJECT
from .remedy.parts import register_outcome_parts
from .rights import (
    complaint_by_id,
    find_any_grievance,
    find_grievance,
    is_kept_out,
    may_read_paper,
    readable_grievance,
)
from .today import COUNTS, open_inquiries, today_of_grievances, today_of_handling, today_of_meeting
from .upward.dossier.desk import register_dossiers
from .upward.registers import DECISION_REGISTER, HEARING_REGISTER, REGISTER
from .upward.reports.counting import COMPLAINTS_IN_TIME
from .upward.reports.tables import public_account_part

register_private_subject(Grievance.SUBJECT)
register_charge(STAGE_CHARGE)
register_charge(INQUIRY_CHARGE)
TRACKING.add(parts.citizen_case_part, order=10)
CASE.add(parts.officer_case_part, order=10)
HELD.add(held_of_case_part, order=60)
MINE.add(parts.mobile_complaints_part)
ONCE.add(parts.one_use_offer_part)
PRESSED_ONCE |= {
    "file": offer_views.file_from_one_use_address,
    "change": offer_views.edit_from_one_use_address,
}
HELD_ABOVE["is_complained_of"] = parts.complaint_exists
HELD_ABOVE["is_offered"] = parts.offer_exists
FINDERS.append(find_grievance)
KEYED.append(find_any_grievance)
applicant_proof.FINDERS.append(readable_grievance)
PAGES["grievance"] = "grievance"
applicant_proof.THINGS["grievance"] = complaint_by_id
applicant_proof.PAGES_AFTER_PROOF |= {
    "complain": "grievance_about",
    "complaint": "grievance",
    "complaint_held": "grievance_held",
}
register_reader("case")(may_read_paper)
register_reader("grievance")(may_read_evidence)
register_reader("letter")(may_read_letter)
INCOMING.add(letter_part)
DIARY.add(diary_part)
AGENT.add(agent_part)
COUNTER.add(counter_part)
register_subject(GRIEVANCE_SUBJECT)
register_measure(COMPLAINTS_IN_TIME)
register_sections()
register_dossiers()
for book in (REGISTER, HEARING_REGISTER, DECISION_REGISTER):
    register_book(book)
DESK.add(parts.charter_desk_part)
ACCOUNT.add(public_account_part)
register_today("grievances", today_of_grievances, order=5, roles=TIER_ROLES)
register_today("stakeholder_meeting", today_of_meeting, order=55, roles=TIER_ROLES | {Post.OFFICER})
for counted in COUNTS:
    register_section_count(counted)
register_handling_acts()
register_handling_parts()
register_hearing_acts()
register_hearing_parts()
register_today(
    "complaints",
    today_of_handling,
    order=60,
    roles=STAFF_ROLES | TIER_ROLES,
    counts={"inquiries": open_inquiries},
)
register_outcome_parts()
KEPT_OUT[Grievance.SUBJECT] = is_kept_out
OWNERS["grievance"] = reactions.stage_owners
register_tallies("grievance", groups=("stage__number",))
TOPIC_WORDS.update(reactions.STAGE_WORDS)
SETS_OFF.append(reactions.expected_complaints)
