"""Notifications about tasks: whoever owes one, checks it, gave it, and the post above. Each is safe to run
twice.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.slots import Answer
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.models import Contact
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.watch import NEARING
from ongikar.tasks import transitions
from ongikar.tasks.models import Task, TaskAct
from ongikar.tasks.words import task_number

from . import tray
from .actions import Recipient, is_done_by_holder, make_messages, post_recipient
from .models import Message
from .rules import shorten
from .wording import Wording

# The desk's page of the task; and the address by which its owner outside opens it.
TASK, TASK_LINK = ("task", "path"), ("task_link", "once")
SAID = ("{said}", "{said}")

OWNER = {
    "task.given": Wording(
        ("নতুন কাজ: {number}", "New task: {number}"),
        ("আপনার কাজ: {short}। শেষ দিন {due}।", "A task for you: {short}. Due {due}."),
        ("{title}\n{words}\nদিয়েছেন: {giver}।", "{title}\n{words}\nGiven by: {giver}."),
        page=TASK,
    ),
    "task.returned": Wording(
        ("ফেরত এসেছে: {number}", "Sent back: {number}"),
        (
            "{short}: আরও বাকি আছে। {said_short} শেষ দিন {due}।",
            "{short}: not done yet. {said_short} Due {due}.",
        ),
        SAID,
        page=TASK,
    ),
    "task.verified": Wording(
        ("কাজ শেষ: {number}", "Task done: {number}"),
        ("{short}: যাচাই হয়েছে, কাজ শেষ। ধন্যবাদ।", "{short}: checked and done. Thank you."),
        page=TASK,
    ),
    "task.extended": Wording(
        ("সময় বেড়েছে: {number}", "More time: {number}"),
        ("{short}: সময় বাড়ানো হয়েছে। নতুন শেষ দিন {due}।", "{short}: extended. Now due {due}."),
        SAID,
        page=TASK,
    ),
    "task.time_refused": Wording(
        ("সময় বাড়েনি: {number}", "No more time: {number}"),
        ("{short}: সময় বাড়ানো যায়নি। শেষ দিন {due}।", "{short}: the time stays. Due {due}."),
        SAID,
        page=TASK,
    ),
    "task.dropped": Wording(
        ("কাজটি আর লাগবে না: {number}", "Not needed any more: {number}"),
        ("{short}: কাজটি আর করতে হবে না।", "{short}: this need not be done any more."),
        SAID,
        page=TASK,
    ),
    "task.reopened": Wording(
        ("আবার করতে হবে: {number}", "To be done again: {number}"),
        ("{short}: আবার করতে হবে। শেষ দিন {due}।", "{short}: to be done again. Due {due}."),
        SAID,
        page=TASK,
    ),
    "task.nearing": Wording(
        ("শেষ দিন কাছে: {number}", "Due soon: {number}"),
        ("{short}: শেষ দিন {due}। হয়ে গেলে জানান।", "{short}: due {due}. Tell us when it is done."),
        page=TASK,
    ),
    "task.broken": Wording(
        ("শেষ দিন পেরিয়ে গেছে: {number}", "Overdue: {number}"),
        ("{short}: শেষ দিন ছিল {due}। করে জানান।", "{short}: was due {due}. Do it and tell us."),
        page=TASK,
    ),
    "task.moved": Wording(
        ("শেষ দিন বদলেছে: {number}", "Due date changed: {number}"),
        ("{short}: অফিসের ছুটি বদলেছে, নতুন শেষ দিন {due}।", "{short}: office days changed, now due {due}."),
        page=TASK,
    ),
}
OWNER["task.transferred"] = OWNER["task.given"]
CHECKER = {
    "task.reported": Wording(
        ("যাচাই করতে হবে: {number}", "To check: {number}"),
        (
            "{owner} জানিয়েছেন: {short}। যাচাই {check_due}-এর মধ্যে।",
            "{owner} reported: {short}. Check by {check_due}.",
        ),
        SAID,
        page=TASK,
    ),
    "task_check.nearing": Wording(
        ("যাচাই বাকি: {number}", "Check due soon: {number}"),
        ("{short}: যাচাই {check_due}-এর মধ্যে।", "{short}: check by {check_due}."),
        page=TASK,
    ),
    "task_check.broken": Wording(
        ("যাচাইয়ের দিন পেরিয়ে গেছে: {number}", "Check overdue: {number}"),
        ("{short}: যাচাইয়ের শেষ দিন ছিল {check_due}।", "{short}: the check was due {check_due}."),
        page=TASK,
    ),
}
CHECKER["task.check_handed"] = CHECKER["task.reported"]
GIVER = {
    "task.finished": Wording(
        ("কাজ শেষ: {number}", "Task done: {number}"),
        ("{owner} জানিয়েছেন, শেষ: {short}।", "{owner} reported it done: {short}."),
        SAID,
        page=TASK,
    ),
    "task.time_asked": Wording(
        ("সময় চেয়েছেন: {number}", "More time asked for: {number}"),
        (
            "{owner} আরও সময় চেয়েছেন: {short}। শেষ দিন {due}।",
            "{owner} asks for more time: {short}. Due {due}.",
        ),
        SAID,
        page=TASK,
    ),
    "task.handed_back": Wording(
        ("কাজ ফেরত এসেছে: {number}", "Task handed back: {number}"),
        (
            "{short}: নিজের কাজ নয় বলে ফেরত দিয়েছেন। এখন আপনার।",
            "{short}: handed back as not theirs. It is yours now.",
        ),
        SAID,
        page=TASK,
    ),
    "task.broken": Wording(
        ("দেরি: {number}", "Late: {number}"),
        ("{owner} করেননি: {short}। শেষ দিন ছিল {due}।", "{owner} has not done: {short}. It was due {due}."),
        page=TASK,
    ),
}
SUPERIOR = {
    "task.broken": GIVER["task.broken"],
    "task_check.broken": Wording(
        ("যাচাইয়ে দেরি: {number}", "Check late: {number}"),
        (
            "{checker} যাচাই করেননি: {short}। শেষ দিন ছিল {check_due}।",
            "{checker} has not checked: {short}. Due {check_due}.",
        ),
        page=TASK,
    ),
}


MESSAGES_SHOWN = 10


def tasks_told_of(field: str) -> CompiledQuery[Task]:
    return CompiledQuery(
        lambda: (
            Task.objects.with_related()
            .filter(**{field: CompiledQuery.parameter(0)})
            .select_related(
                "owner_post__office", "given_by__office", "given_by__superior__office", "check_post__office"
            )
        )
    )


by_key, by_clock, by_check_clock = map(tasks_told_of, ("pk", "clock", "check_clock"))


def task_of_entry(entry: Entry) -> Task | None:
    """The task an entry tells of, by itself or by one of its clocks; None where that clock runs no more."""
    if entry.subject_type == Task.SUBJECT:
        (task,) = by_key(entry.subject_id)
        return task
    of_check = entry.verb.startswith("task_check.")
    tasks = (by_check_clock if of_check else by_clock)(entry.subject_id)
    return tasks[0] if tasks else None


def contact_recipient(contact: Contact) -> Recipient | None:
    """Somebody outside; None for one who left no address: the office hands the link over."""
    known = ((Message.SMS, contact.mobile), (Message.EMAIL, contact.email))
    addresses = tuple((channel, address) for channel, address in known if address)
    if not addresses:
        return None
    return Recipient(f"contact:{contact.pk}", contact.full_title, contact.language, addresses)


def notify_task_owner(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Not of what they did themselves. A reminder of what has been done meanwhile is none."""
    entry = outbox_entry.entry
    task = task_of_entry(entry)
    if task is None or not is_still_so(entry, task, now):
        return
    if task.owner_contact:
        to = contact_recipient(task.owner_contact)
        # What has ended opens no form: the message says it all.
        outside = replace(OWNER[entry.verb], page=TASK_LINK)
        make_task_message(outbox_entry, task, to, outside, now)
    elif task.owner_post and not is_done_by_holder(entry, task.owner_post):
        to = post_recipient(task.owner_post)
        make_task_message(outbox_entry, task, to, OWNER[entry.verb], now)


def is_still_so(entry: Entry, task: Task, now: datetime) -> bool:
    """Whether what the entry warns of is still to come, or what it tells is still owed."""
    if entry.verb == "task.nearing":
        return (
            entry.facts.get("moment") == NEARING
            and task.state == transitions.OPEN
            and now < task.clock.due_at
        )
    return entry.verb not in ("task.broken", "task.moved") or task.state == transitions.OPEN


def notify_task_checker(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    entry = outbox_entry.entry
    task = task_of_entry(entry)
    if task is None or task.check_post is None or task.state != transitions.REPORTED:
        return
    if entry.verb == "task_check.nearing" and entry.facts.get("moment") != NEARING:
        return
    if not is_done_by_holder(entry, task.check_post):
        make_task_message(outbox_entry, task, post_recipient(task.check_post), CHECKER[entry.verb], now)


def notify_task_giver(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Not where the giver owes it, who was told as its owner."""
    entry = outbox_entry.entry
    task = task_of_entry(entry)
    if task is None or not is_still_so(entry, task, now) or is_done_by_holder(entry, task.given_by):
        return
    if entry.verb != "task.handed_back" and task.owner_post_id == task.given_by_id:
        return
    make_task_message(outbox_entry, task, post_recipient(task.given_by), GIVER[entry.verb], now)


def notify_task_superior(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The post above whoever gave it, of a day that passed."""
    entry = outbox_entry.entry
    task = task_of_entry(entry)
    if task is None or not is_still_so(entry, task, now):
        return
    above = task.given_by.superior
    if above is not None and above.pk != task.owner_post_id:
        make_task_message(outbox_entry, task, post_recipient(above), SUPERIOR[entry.verb], now)


def make_task_message(
    outbox_entry: OutboxEntry, task: Task, to: Recipient | None, wording: Wording, now: datetime
) -> None:
    if to is None:
        return
    make_messages(
        outbox_entry=outbox_entry,
        office=task.office,
        about=task.reference,
        to=to,
        wording=wording,
        facts=task_facts(task, to.tongue, now),
        now=now,
    )


def task_facts(task: Task, tongue: str, now: datetime) -> Mapping[str, Any]:
    unsaid = (transitions.NOTE, transitions.HAND_CHECK)
    last = TaskAct.objects.filter(task=task).exclude(name__in=unsaid).order_by("-id").first()
    said = last.words if last else ""
    due, check = task.clock.due(now), task.check_clock
    return {
        "plain_number": str(task.number),
        "number": task_number(task.number, tongue),
        "title": task.title,
        "short": shorten(task.title),
        "words": task.words,
        "said": said,
        "said_short": shorten(said),
        "due": day_words(due, tongue),
        "check_due": day_words(check.due(now), tongue) if check else "",
        "giver": task.given_by.in_words("title", tongue),
        "checker": task.check_post.in_words("title", tongue) if task.check_post else "",
        "owner": owner_in(task, tongue),
    }


def owner_in(task: Task, tongue: str) -> str:
    if task.owner_post:
        return task.owner_post.in_words("title", tongue)
    return shorten(task.owner_contact.title) if task.owner_contact else ""


def day_words(moment: datetime, tongue: str) -> str:
    return date_words(moment.astimezone(TZ).date(), tongue, weekday=False, year=False)


latest_messages = CompiledQuery(
    lambda: Message.objects.about((Task.SUBJECT, CompiledQuery.parameter(0))).order_by("-id")[:MESSAGES_SHOWN]
)


def task_messages_part(*, request: OfficeRequest | HttpRequest, task: Task, now: datetime) -> Answer | None:
    """The messages about a task, on its page."""
    rows = tray.tray_messages(latest_messages(task.pk), task.office)
    return ("notices/on_case.html", {"shown": rows}) if rows else None
