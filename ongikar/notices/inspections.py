"""The notification of an inspection to whoever is in charge of the place. Safe to run twice."""

from datetime import datetime

from ongikar.core.i18n.say import override_language
from ongikar.delivery.inspection.findings import head_of
from ongikar.delivery.inspection.models import Inspection
from ongikar.delivery.inspection.transitions import VISITED
from ongikar.journal.models import OutboxEntry
from ongikar.rules.calendar.office_calendar import TZ

from .actions import make_messages
from .rules import shorten
from .tasks import contact_recipient
from .wording.message import Wording

# The address by which the head of a place reads what was found.
ACKNOWLEDGE_LINK = ("acknowledge_link", "once")

HEAD = {
    "inspection.finished": Wording(
        ("পরিদর্শনে যা পাওয়া গেছে", "What the inspection found"),
        (
            "{place}: পরিদর্শন শেষ। কী পাওয়া গেছে পড়ে স্বীকার করুন, বা আপনার কথা লিখুন।",
            "{place}: the inspection is over. Read what was found and acknowledge it, or answer it.",
        ),
        page=ACKNOWLEDGE_LINK,
    ),
}


def notify_head(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The link by which they acknowledge it. Who did so on the spot meanwhile, or has no telephone, is told
    nothing.
    """
    entry = outbox_entry.entry
    inspection = Inspection.objects.with_related().get(pk=entry.subject_id)
    head = head_of(inspection, now.astimezone(TZ).date())
    if head is None or inspection.state != VISITED or inspection.acknowledged_at is not None:
        return
    to = contact_recipient(head)
    if to is None:
        return
    with override_language(to.tongue):
        place = inspection.place.name
    make_messages(
        outbox_entry=outbox_entry,
        office=inspection.office,
        about=inspection.reference,
        to=to,
        wording=HEAD[entry.verb],
        facts={"plain_number": str(inspection.pk), "place": shorten(place)},
        now=now,
    )
