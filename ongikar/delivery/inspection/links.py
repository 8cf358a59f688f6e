"""The head of a place has seen what was found: on the spot, or by an address that needs no account."""

from datetime import datetime

from django.db import transaction

from ongikar.core.forms.faults import ActFault, require
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.models import Contact
from ongikar.records.actions import act_on, carry_out, note, require_transition
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models.secret_link import good_links, make_secret_link, new_token

from .findings import head_of
from .finishing import end_links
from .models import AcknowledgeLink, Inspection
from .transitions import ACKNOWLEDGE

MOST_NAME = 200


def acknowledge(
    inspection: Inspection,
    *,
    name: str,
    remarks: str = "",
    contact: Contact | None = None,
    actor: Reference,
    now: datetime,
) -> None:
    """Whoever is in charge has read what was found, and may say something to it. `contact`: who came by a
    link. Acknowledged once; raises ActFault the second time, and without a name.
    """
    said = name.strip()[:MOST_NAME]
    require(said, "name", "কে স্বীকার করছেন, নাম ও পদ লিখুন।", "Write who acknowledges it: name and post.")
    act = inspection.act(ACKNOWLEDGE, remarks.strip(), name=said, how="link" if contact else "phone")
    with carry_out(inspection, act, actor=actor, now=now):
        inspection.acknowledged_at, inspection.acknowledged_by = now, said
        inspection.remarks = act.words
        end_links(inspection, now)


def make_link(inspection: Inspection, now: datetime) -> tuple[AcknowledgeLink, str]:
    """A new address and its token: the only time that it is known here."""
    require_transition(inspection, ACKNOWLEDGE)
    head = head_of(inspection, now.astimezone(TZ).date())
    if head is None:
        raise ActFault(
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
    except ActFault:
        pass
    return None, new_token()


def hand_out_link(inspection: Inspection, *, actor: Reference, now: datetime) -> str:
    """A link that the office itself hands over; that it was made is entered."""
    with act_on(inspection):
        _, token = make_link(inspection, now)
        note(inspection, "link_made", actor, now)
    return token


def find_link(office: Office, token: str, now: datetime) -> AcknowledgeLink | None:
    """The link of this address while it is good; None for one that is unknown, over, or ended: all are
    answered alike.
    """
    rows = good_links(AcknowledgeLink, token, now).select_related("contact", "inspection__office")
    return rows.filter(inspection__office=office).first()
