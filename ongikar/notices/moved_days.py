"""Telling the citizen that a change of the calendar has moved the last day: once for each promise and
order.
"""

from datetime import datetime
from typing import Any

from ongikar.clock.day_moves import days_or_moments, order_words, parse_move, why_words
from ongikar.core.not_none import not_none
from ongikar.grievances.reactions import stage_of_entry
from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import CalendarOrder
from ongikar.rules.bangla import text

from .actions import Recipient, applicant_recipient, make_messages
from .reactions import case_of_entry
from .wording import Wording

CASE = Wording(
    ("শেষ দিন বদলেছে: {number}", "Due date changed: {number}"),
    (
        "{why} আবেদন {number}-এর নতুন শেষ তারিখ {becomes}। আগে ছিল {was}।",
        "{why}, application {number} is now due by {becomes}. It was due by {was}.",
    ),
    (
        "{by_order}আপনাকে কিছু করতে হবে না। নতুন তারিখে সেবা না পেলে অভিযোগ করা আপনার অধিকার।",
        (
            "{by_order}You need not do anything. If the service is not given by the new day, you have the"
            " right to complain."
        ),
    ),
)
GRIEVANCE = Wording(
    ("সিদ্ধান্তের শেষ দিন বদলেছে: {number}", "Decision date changed: {number}"),
    (
        "{why} {number}-এর সিদ্ধান্ত দেওয়ার নতুন শেষ তারিখ {becomes}। আগে ছিল {was}।",
        "{why}, {number} is now to be decided by {becomes}. It was to be decided by {was}.",
    ),
    ("{by_order}আপনাকে কিছু করতে হবে না।", "{by_order}You need not do anything."),
)


def notify_of_moved_case(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """What ended meanwhile has no last day any more; who is waited for is told the day when
    the answer comes.
    """
    case = case_of_entry(outbox_entry.entry)
    if case.is_open and not outbox_entry.entry.facts.get("waits"):
        make_moved_day_message(
            outbox_entry,
            case,
            applicant_recipient(case.applicant),
            CASE,
            now,
            is_timed=case.clock.running.promise.is_timed,
        )


def notify_of_moved_grievance(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open:
        make_moved_day_message(
            outbox_entry, stage.grievance, applicant_recipient(stage.grievance.complainant), GRIEVANCE, now
        )


def make_moved_day_message(
    outbox_entry: OutboxEntry,
    about,
    to: Recipient | None,
    wording: Wording,
    now: datetime,
    *,
    is_timed: bool = False,
) -> None:
    """`about`: a case or a grievance; nobody is told who left no address. `is_timed`: hours or minutes are
    promised.
    """
    if to is None:
        return
    order = CalendarOrder.objects.filter(pk=outbox_entry.entry.facts.get("order")).first()
    move = parse_move(outbox_entry.entry, order)
    by_order = order_words(order, to.tongue)
    facts: dict[str, Any] = {
        "plain_number": about.number,
        "number": text.digits(about.number, to.tongue),
        "why": why_words(order, to.tongue),
        "by_order": f"{by_order}\n" if by_order else "",
        **days_or_moments(move, to.tongue, is_timed=is_timed),
    }
    make_messages(
        outbox_entry=outbox_entry,
        office=about.office,
        about=about.reference,
        to=to,
        wording=wording,
        facts=facts,
        now=now,
    )
