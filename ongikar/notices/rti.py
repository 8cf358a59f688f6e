"""Notifications about requests for information: whoever asked, the designated officer, the appeal authority.
Each is safe to run twice.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ongikar.core.i18n.say import override_language
from ongikar.grievances.citizen.prefilled_complaint import day_words, due_words
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.rti.appeal_window import period_of, refuse_by
from ongikar.rti.models import InformationRequest
from ongikar.rti.track import find_post, track_of
from ongikar.rules.bangla import text

from .actions import Recipient, applicant_recipient, is_done_by_holder, make_messages, post_recipient
from .reactions import make_moved_day_message
from .wording import Wording, rti_messages

# The clock of an entry that is about one, by its topic.
CLOCKS = {"rti": "clock", "rti_appeal": "appeal__clock", "rti_order": "appeal__order_clock"}


def request_of_entry(entry: Entry) -> InformationRequest | None:
    """The request an entry tells of, by itself or by one of its clocks."""
    rows = InformationRequest.objects.with_related().select_related("office")
    if entry.subject_type == InformationRequest.SUBJECT:
        return rows.get(pk=entry.subject_id)
    return rows.filter(**{CLOCKS[entry.verb.partition(".")[0]]: entry.subject_id}).first()


def rti_facts(request: InformationRequest, tongue: str, now: datetime) -> dict[str, Any]:
    """What the messages are filled with, in the person's language."""
    appeal = getattr(request, "appeal", None)
    clock = request.open_clock
    last = next((act for act in reversed(request.acts.all()) if act.name in ("extend", "price")), None)
    authority = appeal.post if appeal else find_post(request.office, "appeal")
    with override_language(tongue):
        reason = track_of(request.office.slug).reason(request.reason_code) if request.reason_code else ""
    return {
        "plain_number": request.number,
        "number": text.digits(request.number, tongue),
        "officer": request.post.in_words("title", tongue),
        "authority": authority.in_words("title", tongue),
        **due_words(clock.due_at, clock.running.promise, tongue),
        "refuse_by": by_day(refuse_by(request, now), tongue),
        "appeal_by": by_day(appeal.clock.due_at, tongue) if appeal else "",
        "price": request.price or 0,
        "pay_by": by_words(text.date_words(request.pay_by, tongue, weekday=False), tongue)
        if request.pay_by
        else "",
        "days": period_of(request).appeal_window_days,
        "said": last.words if last else "",
        "answer": request.answer,
        "reason": reason,
        "decision": appeal.decision if appeal else "",
    }


def by_words(day: str, tongue: str) -> str:
    """A day as it stands before মধ্যে or after “by”."""
    return day if tongue == "en" else f"{day} তারিখের"


def by_day(moment: datetime, tongue: str) -> str:
    return by_words(day_words(moment, tongue), tongue)


def make_rti_message(
    outbox_entry: OutboxEntry,
    request: InformationRequest,
    to: Recipient | None,
    table: Mapping[str, Wording],
    now: datetime,
) -> None:
    if to is None:
        return
    make_messages(
        outbox_entry=outbox_entry,
        office=request.office,
        about=request.reference,
        to=to,
        wording=table[outbox_entry.entry.verb],
        facts=rti_facts(request, to.tongue, now),
        now=now,
    )


def notify_rti_applicant(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Whoever asked. Of a breach they are not told once it has been answered."""
    request = request_of_entry(outbox_entry.entry)
    if request:
        make_rti_message(
            outbox_entry, request, applicant_recipient(request.applicant), rti_messages.APPLICANT, now
        )


def notify_rti_officer(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The designated officer, not of what they did themselves; a reminder of what is answered is none."""
    entry = outbox_entry.entry
    request = request_of_entry(entry)
    if request is None or is_done_by_holder(entry, request.post):
        return
    if entry.verb.endswith(".nearing") and not (request.is_waiting and now < request.open_clock.due_at):
        return
    make_rti_message(outbox_entry, request, post_recipient(request.post), rti_messages.OFFICER, now)


def notify_rti_authority(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The appeal authority; a reminder of what is decided is none."""
    request = request_of_entry(outbox_entry.entry)
    if request is None or (outbox_entry.entry.verb.endswith(".nearing") and not request.appeal.is_open):
        return
    make_rti_message(outbox_entry, request, post_recipient(request.appeal.post), rti_messages.AUTHORITY, now)


MOVED_RTI = Wording(
    ("শেষ দিন বদলেছে: {number}", "Due date changed: {number}"),
    (
        "{why} তথ্যের আবেদন {number}-এর নতুন শেষ তারিখ {becomes}। আগে ছিল {was}।",
        "{why}, request for information {number} is now due by {becomes}. It was due by {was}.",
    ),
)


def notify_of_moved_rti(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """An order moved the days: whoever asked is told once."""
    request = request_of_entry(outbox_entry.entry)
    if request and request.is_waiting:
        to = applicant_recipient(request.applicant)
        make_moved_day_message(outbox_entry, request, to, MOVED_RTI, now)
