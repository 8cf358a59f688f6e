"""Where cases show elsewhere: on a service's page, in letters, on Today; and parts of their own pages."""

from ongikar.charter import service_presets
from ongikar.charter.slots import SERVICE_ACCOUNT, SERVICE_FIRST, SERVICE_OWN
from ongikar.clock.rehearsal import OWNERS
from ongikar.clock.tallies import register_tallies
from ongikar.letters.outgoing import dispatching
from ongikar.letters.slots import LETTER
from ongikar.people.charge import register_charge
from ongikar.people.search_sources import register_search
from ongikar.people.section_counts import register_section_count
from ongikar.people.subjects import register_subject
from ongikar.people.today_lines import register_today

from .actions import sent_letters
from .case_queries import case_owners
from .citizen.apply.blank_form import blank_form_panel, why_nobody_asks
from .desk_sources import CASE_CHARGE, CASE_COUNT, CASE_SEARCH, CASE_SUBJECT, today_cases
from .kinds import presets_by_kind
from .page_parts import (
    applicants_day_part,
    has_invitations,
    has_responses,
    has_rosters,
    held_responses,
    held_rosters,
    officers_day_part,
    tasks_part,
    tracked_rosters,
    tracked_rounds,
    waiting_letter_part,
)
from .record_desk import record_part, tracked_record_part
from .slots import CASE, HELD, HELD_ABOVE, TRACKING
from .urgent import advice_panel as urgent_part

# Beside the other ways to ask, above how well the service is kept.
SERVICE_ACCOUNT.add(blank_form_panel, order=10)
SERVICE_FIRST.add(urgent_part)
SERVICE_OWN.add(why_nobody_asks)
CASE.add(officers_day_part, order=4)
TRACKING.add(applicants_day_part, order=4)
TRACKING.add(tracked_record_part, order=6)
TRACKING.add(tracked_rosters, order=8)
HELD.add(held_rosters, order=40)
HELD_ABOVE["has_rosters"] = has_rosters
HELD.add(held_responses, order=45)
HELD_ABOVE["has_responses"] = has_responses
TRACKING.add(tracked_rounds, order=9)
HELD_ABOVE["has_invitations"] = has_invitations
CASE.add(record_part, order=5)
CASE.add(tasks_part, order=20)
LETTER.add(waiting_letter_part, order=5)
OWNERS["case"] = case_owners
# Also of a clock that stopped before its case was reopened.
register_tallies("case", groups=("case__service__code", "earlier_ending__case__service__code"))
register_subject(CASE_SUBJECT)
register_search(CASE_SEARCH)
register_charge(CASE_CHARGE)
register_section_count(CASE_COUNT)
register_today("cases", today_cases, order=10)
dispatching.AFTER_DISPATCH.append(sent_letters.keep_when_sent)
dispatching.AFTER_RETURN.append(sent_letters.owe_again)
dispatching.AFTER_WITHHOLDING.append(sent_letters.answer_anew)
service_presets.SOURCES.append(presets_by_kind)
