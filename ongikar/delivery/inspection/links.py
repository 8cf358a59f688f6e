"""Addresses by which the head of a place without an account reads what was found and acknowledges it."""

from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models.secret_link import good_links, make_secret_link, new_token

from .act_log import lock_inspection, record_inspection, require_act
from .findings import head_of
from .models import AcknowledgeLink, Inspection
from .transitions import ACKNOWLEDGE, InspectionFault


def make_link(inspection: Inspection, now: datetime) -> tuple[AcknowledgeLink, str]:
    """A new address and its token: the only time that it is known here."""
    require_act(inspection, ACKNOWLEDGE)
    head = head_of(inspection, now.astimezone(TZ).date())
    if head is None:
        raise InspectionFault(
            "",
            "এই জায়গার দায়িত্বে কে, তালিকায় লেখা নেই। আগে জায়গার পাতায় যোগাযোগ যোগ করুন।",
            "Nobody is entered as in charge of this place. First add the contact on the page of the place.",
        )
    return make_secret_link(AcknowledgeLink, now=now, inspection=inspection, contact=head)


def make_promised_link(
    inspection: Inspection, contact_id: int, now: datetime
) -> tuple[AcknowledgeLink | None, str]:
    """The address in a message to whoever had the place when it was written. Where it was acknowledged
    meanwhile, or another has the place by now, an address that opens nothing.
    """
    try:
        with transaction.atomic():
            made, token = make_link(inspection, now)
            if made.contact_id == contact_id:
                return made, token
            made.delete()
    except InspectionFault:
        pass
    return None, new_token()


@transaction.atomic
def hand_out_link(inspection: Inspection, *, actor: Reference, now: datetime) -> str:
    """A link that the office itself hands over; that it was made is entered."""
    lock_inspection(inspection)
    _, token = make_link(inspection, now)
    record_inspection("link_made", inspection, actor=actor, now=now)
    return token


def find_link(office: Office, token: str, now: datetime) -> AcknowledgeLink | None:
    """The link of this address while it is good; None for one that is unknown, over, or ended: all are
    answered alike.
    """
    rows = good_links(AcknowledgeLink, token, now).select_related("contact", "inspection__office")
    return rows.filter(inspection__office=office).first()
