"""What follows where a complaint is not accepted because it is a request for information: it is opened as
one, keeping the day it came.
"""

from datetime import datetime

from ongikar.cases.actions import Person
from ongikar.grievances.models import Grievance
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry

from .actions import RequestContent, file_request
from .models import InformationRequest
from .track import NoOfficer

# The reason of screening that says so (grievances/house_rules.toml).
RIGHT_TO_INFORMATION = "right_to_information"


def open_from_complaint(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Only one filed openly: the officer who answers may be the very one complained of, so a hidden name is
    not handed over; its owner is told how to file it.
    """
    entry = outbox_entry.entry
    if entry.facts.get("reason") != RIGHT_TO_INFORMATION:
        return
    rows = Grievance.objects.select_related("office", "complainant")
    grievance = rows.get(pk=entry.subject_id)
    person = grievance.complainant
    if person is None or not grievance.is_open_identity:
        return
    try:
        file_request(
            office=grievance.office,
            person=Person(
                name=person.name,
                institution=person.institution,
                kind=person.kind,
                mobile=person.mobile,
                address=person.address,
                email=person.email,
                language=person.language,
            ),
            asked=RequestContent(text=grievance.text, wanted_as="copy"),
            channel=InformationRequest.COMPLAINT,
            received_at=grievance.filed_at,
            grievance=grievance,
            submission=f"complaint-{grievance.pk}",
            actor=WORKER,
            now=now,
        )
    except NoOfficer:
        # The office names nobody to answer: the complainant has the decision in writing, and its next tier.
        return
