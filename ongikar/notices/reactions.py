"""Notifications that follow from an act or from a new calendar: who is told what. Every reaction is
idempotent: its messages are unique.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from ongikar.cases.actions.drops import deciding_posts
from ongikar.cases.desks import desk_post
from ongikar.cases.models import Case, case_of_clock, case_of_key
from ongikar.cases.records import records_of_cases
from ongikar.core.i18n.say import say_in
from ongikar.core.not_none import not_none
from ongikar.grievances.ladder.reactions import stage_of_entry
from ongikar.grievances.models import Grievance, Stage
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import RetryLater, comes_again, outside_transaction
from ongikar.offices.day_roots import root_of_day_before
from ongikar.offices.models import Post
from ongikar.rules.bangla import text

from . import sending, wording
from .actions import (
    Recipient,
    applicant_recipient,
    is_done_by_holder,
    make_messages,
    make_moved_day_message,
    post_recipient,
)
from .facts import case_facts, number_there, stage_facts
from .models import Message
from .own_texts import applicant_wording
from .sending import FINAL_STATES, defer_message, latest_sending, may_be_sent_from, send_message
from .wording import Wording

# Between two looks at a message that waits for a person's word; that word brings it at once.
HELD_PAUSE = timedelta(hours=1)


def notify_applicant(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Of what was done in one press, such as a walk-in served at once, only the last is
    told, on one channel.
    """
    case, beside = case_of_entry(outbox_entry.entry), entries_of_same_press(outbox_entry.entry)
    if any(key > outbox_entry.entry_id for key in beside):
        return
    to = applicant_recipient(case.applicant)
    verb = outbox_entry.entry.verb
    table = {verb: wording_for_applicant(case, verb, now)}
    make_case_message(outbox_entry, case, to.on_one_channel if to and beside else to, table, now)


def wording_for_applicant(case: Case, verb: str, now: datetime) -> Wording:
    """Of what an agent filed it is always the program's: with the way to say that one never asked for it."""
    if verb != "case.received" or case.channel != Case.AGENT:
        return applicant_wording(case.office, verb, now)
    return wording.RECEIVED_TOO_LATE if case.clock.is_overdue(now) else wording.RECEIVED_FROM_AGENT


def entries_of_same_press(entry: Entry) -> list[int]:
    """The other entries of the same press that the applicant would be told of: made at the
    very same moment.
    """
    others = Entry.objects.filter(
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        at=entry.at,
        verb__in=list(wording.APPLICANT),
    )
    return list(others.exclude(pk=entry.pk).values_list("pk", flat=True))


def notify_officer(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Whoever has the case on the desk; not of what they did themselves, nor that a case is
    new that is done.
    """
    case = case_of_entry(outbox_entry.entry)
    desk = desk_post(case)
    if is_done_by_holder(outbox_entry.entry, desk) or (
        outbox_entry.entry.verb == "case.received" and not case.is_open
    ):
        return
    make_case_message(outbox_entry, case, post_recipient(desk), wording.STAFF, now)


def remind_officer(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """A promise that was kept or broken meanwhile needs no reminder."""
    case = case_of_entry(outbox_entry.entry)
    if case.is_open and now < case.clock.due_at:
        make_case_message(outbox_entry, case, post_recipient(desk_post(case)), wording.STAFF, now)


def notify_of_breach(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The citizen: that we are sorry, and what right it gives."""
    notify_applicant(outbox_entry, now=now)


def notify_superior(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    case = case_of_entry(outbox_entry.entry)
    if superior := superior_of(case):
        make_superior_message(outbox_entry, case, superior, now)


def notify_drop_decider(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The post nearest above that may decide on dropping the work."""
    case = case_of_entry(outbox_entry.entry)
    if posts := deciding_posts(case):
        make_superior_message(outbox_entry, case, posts[0], now)


def superior_of(case: Case) -> Post | None:
    """The charter's superior; where that is the responsible officer himself, the officer of tier 1."""
    superior = case.row.superior
    if superior is None or superior.pk == case.post_id:
        tier = case.row.version.tiers.select_related("post").order_by("number").first()
        return tier.post if tier else None
    return superior


def notify_complainant(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    stage = not_none(stage_of_entry(outbox_entry.entry))
    table = wording.COMPLAINANT
    if stage.grievance.channel == Grievance.BY_ITSELF:
        table = {**table, "grievance.filed": wording.FILED_BY_ITSELF}
    make_stage_message(outbox_entry, stage, applicant_recipient(stage.grievance.complainant), table, now)


def notify_complainant_of_breach(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    notify_complainant(outbox_entry, now=now)


def notify_decider(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    stage = not_none(stage_of_entry(outbox_entry.entry))
    decider = post_recipient(stage.post, apart_from=stage.grievance.respondent)
    make_stage_message(outbox_entry, stage, decider, wording.DECIDER, now)


def remind_decider(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open and now < stage.clock.due_at:
        notify_decider(outbox_entry, now=now)


def notify_respondent(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    stage = not_none(stage_of_entry(outbox_entry.entry))
    make_stage_message(
        outbox_entry, stage, post_recipient(stage.grievance.respondent), wording.RESPONDENT, now
    )


def latest_try(outbox_entry: OutboxEntry, now: datetime) -> datetime | None:
    """None of a message that is done with: its own entry may still wait for the morning."""
    message = Message.objects.select_related("office").get(pk=outbox_entry.entry.subject_id)
    return None if message.status in FINAL_STATES else latest_sending(message, now)


@comes_again(latest_try)
@outside_transaction
def send_due_message(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Send one message when it may go out; after a fault the outbox tries again."""
    message = Message.objects.select_related("office").get(pk=outbox_entry.entry.subject_id)
    if message.status in FINAL_STATES:
        return
    if message.status == Message.HELD:
        raise RetryLater(now + HELD_PAUSE)
    begins = may_be_sent_from(message, now)
    if begins > now:
        defer_message(message, begins)
        raise RetryLater(begins)
    if (
        message.status == Message.MADE
        and message.not_before
        and sending.is_collected(message, outbox_entry=outbox_entry, now=now)
    ):
        return
    send_message(message, now=now)


# A mail server may take its time, and the database must not wait for it.


def case_of_entry(entry: Entry) -> Case:
    """The case an entry tells of, with its acts: by itself, by its clock, or by what belongs to it, such as
    the class that was asked for. Raises LookupError for a subject of no case: nobody is told then, rather
    than whoever's case has the number of that row.
    """
    subject, key = entry.subject_type, entry.subject_id
    if subject == "case":
        case = case_of_key(key)
    elif subject == "clock":
        case = case_of_clock(key)
    elif record := records_of_cases().get(subject):
        case = case_of_key(record.objects.values_list("case_id", flat=True).get(pk=key))
    else:
        raise LookupError(f"{entry.verb}: its subject, a {subject}, belongs to no case")
    prefetch_related_objects([case], "acts")
    return case


def make_superior_message(outbox_entry: OutboxEntry, case: Case, superior: Post, now: datetime) -> None:
    """With the root of the office's ledger in the e-mail: so it lies with somebody beyond the desk concerned,
    each time a promise is broken.
    """
    to = post_recipient(superior)
    root = root_words(root_of_day_before(case.office, now), to.tongue)
    make_case_message(outbox_entry, case, to, wording.SUPERIOR, now, {"root": root})


def root_words(root: str, tongue: str) -> str:
    """What the line is, and the line as it is typed back; "" before the first seal."""
    return root and say_in(
        tongue,
        "খতিয়ানের শেষ সিল (রেখে দিন, পরে মিলিয়ে দেখা যাবে):\n{root}",
        "Last seal of the ledger (keep it: the ledger can be checked against it later):\n{root}",
        root=root,
    )


def make_case_message(
    outbox_entry: OutboxEntry,
    case: Case,
    to: Recipient | None,
    table: Mapping[str, Wording],
    now: datetime,
    more: dict[str, Any] | None = None,
) -> None:
    """`more`: facts that only this message says."""
    if to:
        make_messages(
            outbox_entry=outbox_entry,
            office=case.office,
            about=case.reference,
            to=to,
            wording=table[outbox_entry.entry.verb],
            facts=case_facts(case, to.tongue, now) | (more or {}),
            now=now,
        )


def make_stage_message(
    outbox_entry: OutboxEntry, stage: Stage, to: Recipient | None, table: Mapping[str, Wording], now: datetime
) -> None:
    if to:
        grievance = stage.grievance
        has_next = stage.tier.version.tiers.filter(number__gt=stage.number).exists()
        make_messages(
            outbox_entry=outbox_entry,
            office=grievance.office,
            about=grievance.reference,
            to=to,
            wording=table[outbox_entry.entry.verb],
            facts=stage_facts(stage, to.tongue, has_next=has_next)
            | facts_of_verb(outbox_entry, stage, to.tongue),
            now=now,
        )


def facts_of_verb(outbox_entry: OutboxEntry, stage: Stage, tongue: str) -> dict[str, str]:
    """What only one kind of message says."""
    verb = outbox_entry.entry.verb
    if verb == "grievance.rated":
        return {"stars": text.grouped_number(not_none(outbox_entry.entry.facts["stars"]), tongue)}
    return {"there": number_there(stage)} if verb == "grievance.reference_noted" else {}


MOVED_CASE = Wording(
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
MOVED_GRIEVANCE = Wording(
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
            MOVED_CASE,
            now,
            is_timed=case.clock.running.promise.is_timed,
        )


def notify_of_moved_grievance(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open:
        make_moved_day_message(
            outbox_entry,
            stage.grievance,
            applicant_recipient(stage.grievance.complainant),
            MOVED_GRIEVANCE,
            now,
        )
