"""Where requests for information and their appeals show elsewhere: with cases, letters, complaints, Today."""

from ongikar.cases.citizen.track import applicant_proof
from ongikar.cases.citizen.track.tracking import FINDERS, KEYED, PAGES
from ongikar.cases.slots import BEFORE_SENDING, MINE
from ongikar.clock.rehearsal import OWNERS
from ongikar.grievances.slots import FOLLOWING, intake_hints
from ongikar.letters.slots import INCOMING
from ongikar.people.charge import register_charge
from ongikar.people.section_counts import register_section_count

from .offers import (
    APPEAL_CHARGE,
    REQUEST_CHARGE,
    RTI_COUNT,
    appeal_owners,
    follow_complaint_part,
    hint_before_sending,
    hint_of_request,
    letter_part,
    mobile_requests_part,
    order_owners,
    request_owners,
)
from .rights import find_any_request, find_request, readable_request, request_by_id

MINE.add(mobile_requests_part)
BEFORE_SENDING.add(hint_before_sending)
intake_hints.append(hint_of_request)
FINDERS.append(find_request)
KEYED.append(find_any_request)
applicant_proof.FINDERS.append(readable_request)
PAGES["rti"] = "rti"
applicant_proof.THINGS["rti"] = request_by_id
applicant_proof.PAGES_AFTER_PROOF |= {
    "rti": "rti",
    "rti-appeal": "rti_appeal",
    "rti-withdraw": "rti_withdraw",
    "rti-notice": "rti_notice",
    "rti-appeal-form": "rti_appeal_form",
}
INCOMING.add(letter_part)
register_charge(REQUEST_CHARGE)
register_charge(APPEAL_CHARGE)
register_section_count(RTI_COUNT)
FOLLOWING.add(follow_complaint_part, order=65)
OWNERS["rti"] = request_owners
OWNERS["rti_order"] = order_owners
OWNERS["rti_appeal"] = appeal_owners
