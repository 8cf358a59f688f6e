"""What an earlier inspection found and this one saw put right: the work is done, and the visit is its proof.

Nobody has to report what the office has seen with its own eyes. The task keeps its own due day: what was put
right late was late.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from ongikar.journal.actions import Reference
from ongikar.tasks import transitions
from ongikar.tasks.actions import report_task, verify_task
from ongikar.tasks.models import Task

from ..checklist import FilledChecklist
from ..models import DeviceSighting, Finding, Inspection

# It stands in the history of the task: the office's own, so in its first language.
SEEN_RIGHT = "পরের পরিদর্শনে ঠিক দেখা গেছে।"


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
