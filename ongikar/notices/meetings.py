"""Notifications about minutes, to the chair and to the secretary. Each is safe to run twice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ongikar.core.i18n.say import override_language
from ongikar.delivery.meeting.letters import secretary_post
from ongikar.delivery.meeting.minutes import chair_on
from ongikar.delivery.meeting.models import Meeting
from ongikar.delivery.meeting.transitions import CIRCULATED
from ongikar.delivery.meeting.wording import meeting_title
from ongikar.journal.models import OutboxEntry

from .actions import Recipient, is_done_by_holder, make_messages, post_recipient
from .rules import shorten
from .tasks import contact_recipient
from .wording import Wording

# The desk's page of the meeting; and the address by which a chair outside reads and approves the minutes.
MEETING, MINUTES_LINK = ("meeting", "path"), ("minutes_link", "once")
SAID = ("{said}", "{said}")

CHAIR = {
    "meeting.circulated": Wording(
        ("অনুমোদনের জন্য কার্যবিবরণী", "Minutes for your approval"),
        (
            "{title}: কার্যবিবরণী আপনার অনুমোদনের অপেক্ষায়।",
            "{title}: the minutes wait for your approval.",
        ),
        page=MEETING,
    ),
}
SECRETARY = {
    "meeting.approved": Wording(
        ("কার্যবিবরণী অনুমোদিত", "Minutes approved"),
        (
            "{title}: সভাপতি কার্যবিবরণী অনুমোদন করেছেন। এবার জারি করুন।",
            "{title}: the chair approved the minutes. Issue them now.",
        ),
        page=MEETING,
    ),
    "meeting.returned": Wording(
        ("কার্যবিবরণী ফেরত", "Minutes sent back"),
        (
            "{title}: সভাপতি কার্যবিবরণী ফেরত দিয়েছেন। {said_short}",
            "{title}: the chair sent the minutes back. {said_short}",
        ),
        SAID,
        page=MEETING,
    ),
}


def meeting_of(outbox_entry: OutboxEntry) -> Meeting:
    return Meeting.objects.with_related().get(pk=outbox_entry.entry.subject_id)


def notify_chair(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Whoever has the chair today: at the desk, or by a link. Not of what moved on meanwhile."""
    meeting = meeting_of(outbox_entry)
    chair = chair_on(meeting, now)
    if chair is None or meeting.state != CIRCULATED:
        return
    wording = CHAIR[outbox_entry.entry.verb]
    if chair.contact:
        outside = replace(wording, page=MINUTES_LINK)
        make_meeting_message(outbox_entry, meeting, contact_recipient(chair.contact), outside, now)
    elif chair.post and not is_done_by_holder(outbox_entry.entry, chair.post):
        make_meeting_message(outbox_entry, meeting, post_recipient(chair.post), wording, now)


def notify_secretary(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """What the chair said of the minutes."""
    meeting, entry = meeting_of(outbox_entry), outbox_entry.entry
    post = secretary_post(meeting, now)
    if post is not None and not is_done_by_holder(entry, post):
        wording = SECRETARY[entry.verb]
        make_meeting_message(outbox_entry, meeting, post_recipient(post), wording, now)


def make_meeting_message(
    outbox_entry: OutboxEntry, meeting: Meeting, to: Recipient | None, wording: Wording, now: datetime
) -> None:
    if to is None:
        return
    make_messages(
        outbox_entry=outbox_entry,
        office=meeting.office,
        about=meeting.reference,
        to=to,
        wording=wording,
        facts=meeting_facts(meeting, to.tongue),
        now=now,
    )


def meeting_facts(meeting: Meeting, tongue: str) -> Mapping[str, Any]:
    last = meeting.acts.order_by("-id").first()
    said = last.words if last else ""
    with override_language(tongue):
        title = meeting_title(meeting)
    return {
        "plain_number": str(meeting.pk),
        "title": shorten(title),
        "said": said,
        "said_short": shorten(said),
    }
