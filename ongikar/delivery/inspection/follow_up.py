"""What follows from a visit that ended: each finding is a task, and what an earlier visit found and this one
saw put right is done.

Nobody has to report what the office has seen with its own eyes. The task keeps its own due day: what was put
right late was late.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from ongikar.journal.actions import Reference
from ongikar.people.models import Contact
from ongikar.tasks import transitions
from ongikar.tasks.actions import drop_task, give_task, report_task, verify_task
from ongikar.tasks.models import Task

from .checklist import FilledChecklist
from .findings import ProposedFinding, findings_of, key_of, write_finding
from .models import DeviceSighting, Finding, Inspection

ORIGIN = "finding"
# The reason that stands in the history of its task: the office's own, so in its first language.
NOT_FOUND = "পরিদর্শনের লেখা ঠিক করার পর এটি আর ত্রুটি নয়।"
# It stands in the history of the task: the office's own, so in its first language.
SEEN_RIGHT = "পরের পরিদর্শনে ঠিক দেখা গেছে।"


def give_tasks(
    inspection: Inspection, proposed: Iterable[ProposedFinding], *, actor: Reference, now: datetime
) -> None:
    """A task for each finding, owed by whoever was named; of a fault that is owed since an earlier visit the
    task of then stays, with its owner and its day. Of a visit that was opened again, what is no fault any
    more is dropped.
    """
    post, kept, before = inspection.case.post, set(), running_before(inspection)
    known = {(row.item, row.device_id): row for row in findings_of(inspection)}
    for each in proposed:
        row = known.get((each.item, each.device.pk if each.device else None))
        if row is None:
            row = write_finding(inspection, each)
        kept.add(row.pk)
        if row.work is not None and row.work.is_running:
            continue
        if row.task is None and (earlier := before.get((each.item, key_of(each)))):
            repeat(row, earlier)
            continue
        row.repeats = None
        row.task = give_task(
            office=inspection.office,
            title=each.words,
            owner=each.owner,
            given_by=post,
            check=post if isinstance(each.owner, Contact) else None,
            due=each.due,
            subject=inspection.reference,
            origin=ORIGIN,
            place=inspection.place,
            submission=f"finding-{row.pk}-{inspection.acts.count()}",
            actor=actor,
            now=now,
        )
        row.save(update_fields=["task", "repeats"])
    drop_others(inspection, kept, actor=actor, now=now)


def repeat(row: Finding, earlier: Finding) -> None:
    """It is owed already: by whom and by when stays as it was."""
    row.repeats, row.due = earlier, earlier.due
    row.owner_post, row.owner_contact = earlier.owner_post, earlier.owner_contact
    row.save(update_fields=["repeats", "due", "owner_post", "owner_contact"])


def drop_others(inspection: Inspection, kept: set[int], *, actor: Reference, now: datetime) -> None:
    """What was named as a finding and is none: nobody owes it any more, unless a later visit saw it, too."""
    for row in findings_of(inspection):
        if row.pk in kept:
            continue
        if row.task is None:
            row.delete()
        elif row.task.is_running and not row.repeated_by.exists():
            drop_task(row.task, reason=NOT_FOUND, actor=actor, now=now)


def settle_earlier(
    inspection: Inspection,
    seen: FilledChecklist,
    sightings: Iterable[DeviceSighting],
    *,
    actor: Reference,
    now: datetime,
) -> None:
    """Called within the transaction that ends the visit. What does not apply any more was not seen right, and
    a proof that the task asks for is still owed by whoever does the work.
    """
    right = {each.name for each in seen.items() if is_right(seen, each.name)}
    works = {each.device_id for each in sightings if each.state == DeviceSighting.WORKS}
    for row in earlier_findings(inspection):
        task = row.task
        assert task is not None
        if (row.item in right or row.device_id in works) and may_be_settled(task):
            settle(task, inspection, actor=actor, now=now)


def earlier_findings(inspection: Inspection) -> QuerySet[Finding]:
    """Of this place, at any visit before, whose work still runs."""
    rows = Finding.objects.filter(inspection__place=inspection.place_id, inspection__lt=inspection.pk)
    return rows.filter(task__state__in=transitions.RUNNING).select_related("task").order_by("pk")


def running_before(inspection: Inspection) -> dict[tuple[str, int | None], Finding]:
    """The same, by what they are about: the item of the checklist, or the device. The oldest stays."""
    found: dict[tuple[str, int | None], Finding] = {}
    for row in earlier_findings(inspection).select_related("owner_post", "owner_contact"):
        found.setdefault((row.item, None if row.item else row.device_id), row)
    return found


def is_right(seen: FilledChecklist, item: str) -> bool:
    question = seen.asked.definition.by_name[item]
    return not seen.is_open(question) and seen.mark_of(question) is not None and not seen.is_failed(question)


def may_be_settled(task: Task) -> bool:
    return task.state == transitions.REPORTED or not set(task.evidence) - {Task.WORDS, Task.RECORD}


def settle(task: Task, inspection: Inspection, *, actor: Reference, now: datetime) -> None:
    if task.state == transitions.OPEN:
        records = [inspection.reference]
        report_task(task, words=SEEN_RIGHT, records=records, actor=actor, now=now)
    if task.check_post_id:
        verify_task(task, words=SEEN_RIGHT, actor=actor, now=now, decided=inspection.reference)
