"""Addresses by which a chair without an account reads one version of the minutes and approves it."""

from datetime import datetime

from django.db import transaction

from ongikar.core.forms.faults import ActFault, require
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.records.actions import note
from ongikar.tasks.models.secret_link import good_links, make_secret_link, new_token

from .minutes import newest_minutes, require_chair
from .models import Meeting, MinutesLink
from .transitions import CIRCULATED


def make_link(meeting: Meeting, now: datetime) -> tuple[MinutesLink, str]:
    """A new address and its token: the only time that it is known here."""
    require(
        meeting.state == CIRCULATED,
        "",
        "কার্যবিবরণী এখন অনুমোদনের অপেক্ষায় নেই।",
        "The minutes are not waiting for approval now.",
    )
    contact = require_chair(meeting, now).contact
    require(
        contact,
        "",
        "সভাপতির পদ এই কার্যালয়ের; তিনি নিজের টেবিল থেকে অনুমোদন করেন।",
        "The chair has an account here and approves at the desk.",
    )
    minutes = not_none(newest_minutes(meeting))
    return make_secret_link(MinutesLink, now=now, minutes=minutes, contact=contact)


def make_promised_link(meeting: Meeting, contact_id: int, now: datetime) -> tuple[MinutesLink | None, str]:
    """The address in a message to whoever had the chair when it was written. Where the minutes moved on, or
    another has the chair by now, an address that opens nothing.
    """
    try:
        with transaction.atomic():
            made, token = make_link(meeting, now)
            if made.contact_id == contact_id:
                return made, token
            made.delete()
    except ActFault:
        pass
    return None, new_token()


@transaction.atomic
def hand_out_link(meeting: Meeting, *, actor: Reference, now: datetime) -> str:
    """A link that the office itself hands over; that it was made is entered."""
    meeting.lock()
    _, token = make_link(meeting, now)
    note(meeting, "link_made", actor, now)
    return token


def find_link(office: Office, token: str, now: datetime) -> MinutesLink | None:
    """The link of this address while it is good; None for one that is unknown, over, or ended: all are
    answered alike.
    """
    rows = good_links(MinutesLink, token, now).select_related(
        "contact", "minutes__meeting__committee__office"
    )
    return rows.filter(minutes__meeting__office=office).first()
