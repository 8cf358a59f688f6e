"""Messages about hearings, to both sides by themselves, and about remedies. Each is safe to run twice.

Neither side is told when or how the other is heard.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.gatherings.words import hour_words, time_words
from ongikar.grievances.handling.redaction import text_for_respondent
from ongikar.grievances.ladder.reactions import stage_of_entry
from ongikar.grievances.models import Hearing, Remedy, Stage
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import RetryLater, comes_again
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task
from ongikar.tasks.transitions import DONE, DROPPED, OPEN

from .actions import Recipient, applicant_recipient, make_messages, post_recipient
from .facts import shorten_for_sms
from .models import Message
from .wording.message import ANSWERING, ONCE, Wording

HEARD = (
    "শুনানি {when}, {where}। বিষয়: {number}। না পারলে প্রতিনিধি পাঠান; না এলেও কাজ এগোবে।",
    "Hearing on {when}, {where}, in {number}. You may send somebody; without you it still goes on.",
)
MOVED = (
    "{number}: শুনানির নতুন সময় {when}, {where}। কারণ: {reason}",
    "{number}: the hearing is now on {when}, {where}. Reason: {reason}",
)
OFF = (
    "{number}: শুনানি আর হচ্ছে না, আসতে হবে না। কারণ: {reason}",
    "{number}: the hearing is not held; you need not come. Reason: {reason}",
)
TOMORROW = ("{number}: কাল শুনানি, {clock}, {where}।", "{number}: the hearing is tomorrow at {clock}, {where}.")
TITLES = {
    "called": ("শুনানির নোটিশ: {number}", "Notice of a hearing: {number}"),
    "put_off": ("শুনানির নতুন দিন: {number}", "New day of the hearing: {number}"),
    "called_off": ("শুনানি বাতিল: {number}", "Hearing called off: {number}"),
    "tomorrow": ("কাল শুনানি: {number}", "Hearing tomorrow: {number}"),
}
BRING = (
    "আপনার কাগজপত্র ও সাক্ষী থাকলে সঙ্গে আনুন। যা বলবেন, তা লেখা হবে এবং পড়তে পারবেন।",
    "Bring your documents and witnesses. What you say is written down, and you can read it.",
)
TEXTS = {"called": HEARD, "put_off": MOVED, "called_off": OFF, "tomorrow": TOMORROW}
COMPLAINANT = {
    name: Wording(TITLES[name], text, BRING if name == "called" else None, page=ONCE)
    for name, text in TEXTS.items()
}
RESPONDENT = {
    name: Wording(TITLES[name], text, BRING if name == "called" else None, page=ANSWERING)
    for name, text in TEXTS.items()
}
REMEDY = {
    "task.verified": Wording(
        ("প্রতিকার হয়েছে: {number}", "Remedy done: {number}"),
        (
            "{number}: প্রতিকার করা হয়েছে, {day} যাচাই হয়েছে। দেখুন:",
            "{number}: the remedy is done and was checked on {day}. See it:",
        ),
        ("{remedy}", "{remedy}"),
        page=ONCE,
    ),
    "task.broken": Wording(
        ("প্রতিকারে দেরি: {number}", "Remedy late: {number}"),
        (
            "দুঃখিত। {number}: প্রতিকার {day} মধ্যে হওয়ার কথা ছিল, হয়নি। {decider} জানেন।",
            "We are sorry. {number}: the remedy was due by {day} and is not done. {decider} knows.",
        ),
        page=ONCE,
    ),
    "task.dropped": Wording(
        ("প্রতিকার প্রত্যাহার: {number}", "Remedy withdrawn: {number}"),
        (
            "{number}: {decider} একটি প্রতিকার প্রত্যাহার করেছেন। কারণ পাতায় আছে:",
            "{number}: {decider} has withdrawn a remedy. The reason is on your page:",
        ),
        page=ONCE,
    ),
}


# At this time of the day before, both sides are reminded.
REMINDED_AT = time(10, 0)


def newest_hearing(stage: Stage) -> Hearing | None:
    rows = Hearing.objects.select_related("gathering__place", "apart__place")
    return rows.filter(stage=stage).order_by("-id").first()


def both_sides(stage: Stage) -> list[tuple[str, Recipient | None]]:
    grievance = stage.grievance
    return [
        (Stage.COMPLAINANT, applicant_recipient(grievance.complainant)),
        (Stage.RESPONDENT, post_recipient(grievance.respondent)),
    ]


def notify_of_hearing(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Called, put off or called off: as it stands now. What was moved again tells of itself."""
    entry = outbox_entry.entry
    stage = not_none(stage_of_entry(entry))
    hearing = newest_hearing(stage)
    name = entry.verb.removeprefix("grievance.hearing_")
    day = entry.facts.get("day")
    if hearing is None or (day and hearing.gathering.starts_at != datetime.fromisoformat(day)):
        return
    if name != "called_off" and not hearing.is_coming:
        return
    for side, to in both_sides(stage):
        # Whose own time stays is told nothing: it would tell of the other's.
        if name != "put_off" or hearing.gathering_of(side).made_at == entry.at:
            tell_side(outbox_entry, stage, hearing, side, to, name, now)


def hearing_to_remind_of(entry: Entry) -> Hearing | None:
    """The one that an entry called, where it is still to come on that day."""
    hearing, day = newest_hearing(not_none(stage_of_entry(entry))), entry.facts.get("day")
    if hearing is None or not hearing.is_coming or not day:
        return None
    return hearing if hearing.gathering.starts_at == datetime.fromisoformat(day) else None


def last_reminder(outbox_entry: OutboxEntry, now: datetime) -> datetime | None:
    """Of the side that comes later; None of a hearing that was put off or called off."""
    hearing = hearing_to_remind_of(outbox_entry.entry)
    return max(day_before_at(each.starts_at) for each in hearing.gatherings) if hearing else None


def day_before_at(starts_at: datetime) -> datetime:
    """When both sides are reminded of what begins then."""
    return datetime.combine(starts_at.astimezone(TZ).date() - timedelta(days=1), REMINDED_AT, TZ)


@comes_again(last_reminder)
def remind_of_hearing(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The day before; nobody where it was called on that very day."""
    stage = not_none(stage_of_entry(outbox_entry.entry))
    hearing = hearing_to_remind_of(outbox_entry.entry)
    if hearing is None:
        return
    # The earlier first: who is still to be waited for ends the turn.
    for side, to in sorted(both_sides(stage), key=lambda known: hearing.gathering_of(known[0]).starts_at):
        remind_side(outbox_entry, stage, hearing, side, to, now)


def remind_side(
    outbox_entry: OutboxEntry, stage: Stage, hearing: Hearing, side: str, to: Recipient | None, now: datetime
) -> None:
    remind_at = day_before_at(hearing.gathering_of(side).starts_at)
    if outbox_entry.entry.at >= remind_at:
        return
    if now < remind_at:
        raise RetryLater(remind_at)
    if now.astimezone(TZ).date() == remind_at.date():
        tell_side(outbox_entry, stage, hearing, side, to, "tomorrow", now)


def tell_side(
    outbox_entry: OutboxEntry,
    stage: Stage,
    hearing: Hearing,
    side: str,
    to: Recipient | None,
    name: str,
    now: datetime,
) -> None:
    if to is None:
        return
    table = COMPLAINANT if side == Stage.COMPLAINANT else RESPONDENT
    make_messages(
        outbox_entry=outbox_entry,
        office=stage.grievance.office,
        about=stage.grievance.reference,
        to=to,
        wording=table[name],
        facts=hearing_facts(stage, hearing, side, to.tongue),
        now=now,
    )


def hearing_facts(stage: Stage, hearing: Hearing, side: str, tongue: str) -> dict[str, Any]:
    """Of one side's own time alone; the reason of a move as the officer complained of may read it."""
    grievance, gathering = stage.grievance, hearing.gathering_of(side)
    last = hearing.gathering.acts.exclude(words="").order_by("-id").first()
    reason = hearing.ended_reason or (last.words if last else "")
    return {
        "plain_number": grievance.number,
        "number": digits(grievance.number, tongue),
        "when": time_words(gathering.starts_at, tongue),
        "clock": hour_words(gathering.starts_at, tongue),
        "where": gathering.where or grievance.office.in_words("name", tongue),
        "reason": shorten_for_sms(text_for_respondent(grievance, reason)),
    }


def notify_of_remedy(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Whoever complained: that it was done and checked, that it is late, or that it was withdrawn. What was
    reported and not yet checked is told to nobody.
    """
    entry = outbox_entry.entry
    field = "task" if entry.subject_type == Task.SUBJECT else "task__clock"
    rows = Remedy.objects.filter(**{field: entry.subject_id})
    remedy = rows.select_related("task", "stage__post", "stage__grievance__office").first()
    if remedy is None or remedy.task.state not in STILL_SO[entry.verb]:
        return
    grievance = remedy.stage.grievance
    to = applicant_recipient(grievance.complainant)
    if to is None:
        return
    moment = now if entry.verb != "task.broken" else remedy.task.clock.due_at
    make_messages(
        outbox_entry=outbox_entry,
        office=grievance.office,
        about=grievance.reference,
        to=to,
        wording=REMEDY[entry.verb],
        facts={
            "plain_number": grievance.number,
            "number": digits(grievance.number, to.tongue),
            "day": date_words(moment.astimezone(TZ).date(), to.tongue, weekday=False, year=False),
            "remedy": remedy.task.title,
            "decider": remedy.stage.post.in_words("title", to.tongue),
        },
        now=now,
    )


STILL_SO = {"task.verified": (DONE,), "task.broken": (OPEN,), "task.dropped": (DROPPED,)}


def proofs_of_notice(hearing: Hearing, side: str) -> Iterator[str]:
    """By what messages one side was told of a hearing, as the record that it stayed away names them."""
    grievance = hearing.stage.grievance
    who = (
        f"post:{grievance.respondent_id}"
        if side == Stage.RESPONDENT
        else f"applicant:{grievance.complainant_id}"
    )
    rows = Message.objects.about(grievance.reference).filter(
        person=who, outbox_entry__entry__verb__in=NOTICES, made_at__gte=hearing.called_at
    )
    for message in rows.order_by("id"):
        yield say(
            "নোটিশ: {channel}, {when}",
            "Notice: {channel}, {when}",
            channel=message.get_channel_display(),
            when=time_words(message.made_at),
        )


NOTICES = ("grievance.hearing_called", "grievance.hearing_put_off")
