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

from .actions import (
    Recipient,
    applicant_recipient,
    is_done_by_holder,
    make_messages,
    make_moved_day_message,
    post_recipient,
)
from .wording import Wording
from .wording.message import ONCE

# The desk's page of the request.
RTI = ("desk_rti_request", "path")

APPLICANT = {
    "rti.filed": Wording(
        ("তথ্যের আবেদন পেয়েছি: {number}", "Request received: {number}"),
        (
            "তথ্যের আবেদন পেয়েছি। নম্বর {number}। {officer} {by} মধ্যে উত্তর দেবেন।",
            "We have your request for information. Number {number}. The {officer} answers by {by}.",
        ),
        page=ONCE,
    ),
    "rti.extended": Wording(
        ("সময় বেড়েছে: {number}", "More time: {number}"),
        (
            "{number}: তথ্যটির সঙ্গে অন্য দপ্তর জড়িত। উত্তর {by} মধ্যে।",
            "{number}: other units are involved. The answer comes by {by}.",
        ),
        ("{said}", "{said}"),
        page=ONCE,
    ),
    "rti.priced": Wording(
        ("কপির মূল্য: {number}", "Price of the copies: {number}"),
        (
            "{number}: কপির মূল্য {price} টাকা, {pay_by} মধ্যে দিন। তত দিন দিন গোনা থেমে থাকবে।",
            "{number}: the copies cost {price} taka; pay by {pay_by}. The days wait until then.",
        ),
        ("{said}", "{said}"),
        page=ONCE,
    ),
    "rti.paid": Wording(
        ("মূল্য পেয়েছি: {number}", "Paid: {number}"),
        ("{number}: মূল্য পেয়েছি। উত্তর {by} মধ্যে।", "{number}: we have the payment. The answer comes by {by}."),
        page=ONCE,
    ),
    "rti.provided": Wording(
        ("তথ্য দেওয়া হয়েছে: {number}", "Information given: {number}"),
        ("{number}: আপনার চাওয়া তথ্যের উত্তর এসেছে। পড়ুন:", "{number}: your request is answered. Read it:"),
        ("{answer}", "{answer}"),
        page=ONCE,
    ),
    "rti.refused": Wording(
        ("তথ্য দেওয়া যায়নি: {number}", "Refused: {number}"),
        (
            "{number}: তথ্য দেওয়া যায়নি। কারণ লেখা আছে, {days} দিনের মধ্যে আপিল করতে পারেন:",
            "{number}: it was refused. The reason is in writing; you can appeal within {days} [day|days]:",
        ),
        ("{reason}\n\n{answer}", "{reason}\n\n{answer}"),
        page=ONCE,
    ),
    "rti.lapsed": Wording(
        ("আবেদন শেষ হয়েছে: {number}", "Request ended: {number}"),
        (
            "{number}: মূল্য না পাওয়ায় আবেদন শেষ হয়েছে। {days} দিনের মধ্যে আপিল করতে পারেন:",
            "{number}: it ended because the price was not paid. You can appeal within {days} [day|days]:",
        ),
        ("{answer}", "{answer}"),
        page=ONCE,
    ),
    # Done in their name: told, so that whoever did not do it hears of it.
    "rti.withdrawn": Wording(
        ("আবেদন তুলে নেওয়া হয়েছে: {number}", "Request withdrawn: {number}"),
        (
            "তথ্যের আবেদন {number} আপনার নামে তুলে নেওয়া হয়েছে। আপনি না করলে এখনই জানান:",
            "Request for information {number} was withdrawn in your name. If it was not you, tell us now:",
        ),
        page=ONCE,
    ),
    "rti.appealed": Wording(
        ("আপিল পেয়েছি: {number}", "Appeal received: {number}"),
        (
            "{number}: আপিল পেয়েছি। {authority} {appeal_by} মধ্যে সিদ্ধান্ত দেবেন।",
            "{number}: we have the appeal. The {authority} decides by {appeal_by}.",
        ),
        page=ONCE,
    ),
    "rti.appeal_decided": Wording(
        ("আপিলের সিদ্ধান্ত: {number}", "Appeal decided: {number}"),
        ("{number}: আপিলের সিদ্ধান্ত হয়েছে। পড়ুন:", "{number}: the appeal is decided. Read it:"),
        ("{decision}", "{decision}"),
        page=ONCE,
    ),
    "rti.broken": Wording(
        ("সময়মতো উত্তর হয়নি: {number}", "Not answered in time: {number}"),
        (
            "দুঃখিত। {number}: {by} মধ্যে উত্তর দেওয়ার কথা ছিল, হয়নি। আপিল করতে পারেন:",
            "We are sorry. {number} was to be answered by {by}, and is not. You can appeal:",
        ),
        at_any_hour=True,
        page=ONCE,
    ),
    "rti_appeal.broken": Wording(
        ("আপিলের সিদ্ধান্ত হয়নি: {number}", "Appeal not decided in time: {number}"),
        (
            "দুঃখিত। {number}: আপিলের সিদ্ধান্ত {appeal_by} মধ্যে হওয়ার কথা ছিল। এখন তথ্য কমিশনে অভিযোগ করতে পারেন:",
            "We are sorry. The appeal in {number} was to be decided by {appeal_by}. You can now go to the"
            " Information Commission:",
        ),
        at_any_hour=True,
        page=ONCE,
    ),
}
APPLICANT["rti_order.broken"] = APPLICANT["rti.broken"]

OFFICER = {
    "rti.filed": Wording(
        ("নতুন তথ্যের আবেদন: {number}", "New request for information: {number}"),
        (
            "তথ্যের আবেদন {number}। উত্তর {by} মধ্যে; না দিলে কারণ {refuse_by} মধ্যে।",
            "Request for information {number}. Answer by {by}; a refusal by {refuse_by}.",
        ),
        page=RTI,
    ),
    "rti.nearing": Wording(
        ("শেষ দিন কাছে: {number}", "Due soon: {number}"),
        ("তথ্যের আবেদন {number}: উত্তর {by} মধ্যে।", "Request for information {number}: answer by {by}."),
        page=RTI,
    ),
    "rti.broken": Wording(
        ("শেষ দিন পেরিয়ে গেছে: {number}", "Overdue: {number}"),
        (
            "তথ্যের আবেদন {number}: শেষ দিন ছিল {by} মধ্যে। আবেদনকারী আপিল করতে পারেন।",
            "Request for information {number} was due by {by}. The applicant can appeal.",
        ),
        page=RTI,
    ),
    "rti.withdrawn": Wording(
        ("আবেদন তুলে নেওয়া হয়েছে: {number}", "Withdrawn: {number}"),
        ("তথ্যের আবেদন {number} তুলে নেওয়া হয়েছে।", "Request for information {number} was withdrawn."),
        page=RTI,
    ),
    "rti.appeal_decided": Wording(
        ("আপিলের সিদ্ধান্ত: {number}", "Appeal decided: {number}"),
        (
            "{number}: আপিলের সিদ্ধান্ত হয়েছে। উত্তর {by} মধ্যে।",
            "{number}: the appeal is decided. Answer by {by}.",
        ),
        ("{decision}", "{decision}"),
        page=RTI,
    ),
}
OFFICER["rti_order.nearing"] = OFFICER["rti.nearing"]
OFFICER["rti_order.broken"] = OFFICER["rti.broken"]

AUTHORITY = {
    "rti.appealed": Wording(
        ("নতুন আপিল: {number}", "New appeal: {number}"),
        (
            "তথ্যের আবেদন {number}-এ আপিল। সিদ্ধান্ত {appeal_by} মধ্যে।",
            "Appeal about information {number}. Decide by {appeal_by}.",
        ),
        page=RTI,
    ),
    "rti_appeal.nearing": Wording(
        ("আপিলের শেষ দিন কাছে: {number}", "Appeal due soon: {number}"),
        ("আপিল {number}: সিদ্ধান্ত {appeal_by} মধ্যে।", "Appeal {number}: decide by {appeal_by}."),
        page=RTI,
    ),
    "rti_appeal.broken": Wording(
        ("আপিলের শেষ দিন পেরিয়ে গেছে: {number}", "Appeal overdue: {number}"),
        (
            "আপিল {number}: সিদ্ধান্তের শেষ দিন ছিল {appeal_by} মধ্যে।",
            "Appeal {number} was to be decided by {appeal_by}.",
        ),
        page=RTI,
    ),
}


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
        make_rti_message(outbox_entry, request, applicant_recipient(request.applicant), APPLICANT, now)


def notify_rti_officer(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The designated officer, not of what they did themselves; a reminder of what is answered is none."""
    entry = outbox_entry.entry
    request = request_of_entry(entry)
    if request is None or is_done_by_holder(entry, request.post):
        return
    if entry.verb.endswith(".nearing") and not (request.is_waiting and now < request.open_clock.due_at):
        return
    make_rti_message(outbox_entry, request, post_recipient(request.post), OFFICER, now)


def notify_rti_authority(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The appeal authority; a reminder of what is decided is none."""
    request = request_of_entry(outbox_entry.entry)
    if request is None or (outbox_entry.entry.verb.endswith(".nearing") and not request.appeal.is_open):
        return
    make_rti_message(outbox_entry, request, post_recipient(request.appeal.post), AUTHORITY, now)


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
