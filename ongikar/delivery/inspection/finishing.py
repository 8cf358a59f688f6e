"""The visit ends: values and score are frozen, devices get their facts, each finding becomes a task, and what
an earlier visit found and this one saw put right is done.

Nobody has to report what the office has seen with its own eyes. The task keeps its own due day: what was put
right late was late.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from ongikar.core.forms.faults import ActFault, require
from ongikar.journal.actions import Reference
from ongikar.people.models import Contact
from ongikar.places.actions import record_device_fact
from ongikar.records.actions import carry_out
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import Question, words_in
from ongikar.tasks import transitions
from ongikar.tasks.actions import drop_task, give_task, report_task, verify_task
from ongikar.tasks.models import Task

from .checklist import FilledChecklist
from .findings import ProposedFinding, findings_of, key_of, latest_sightings, proposed_findings, write_finding
from .merged_answers import MergedAnswers, filled_checklist, merge_answers
from .models import DeviceSighting, Finding, Inspection
from .transitions import CANCEL, FINISH, REOPEN

FACTS = {DeviceSighting.WORKS: "seen", DeviceSighting.FAULTY: "fault", DeviceSighting.MISSING: "missing"}
# How many items are named in a sentence; of more it says how many there are.
MOST_NAMED = 4


def finish_visit(
    inspection: Inspection, *, visited_on: date, words: str = "", actor: Reference, now: datetime
) -> None:
    """End the visit. Raises ActFault where an item is still open, two answers differ and nobody has
    chosen, a photo is missing where the checklist wants one, or the day cannot be.
    """
    with carry_out(inspection, inspection.act(FINISH), actor=actor, now=now) as act:
        validate_day(inspection, visited_on, now)
        answers = merge_answers(inspection)
        seen = filled_checklist(inspection, visited_on, answers)
        require_whole(inspection, seen, answers)
        sightings = list(latest_sightings(inspection).values())
        inspection.values, score = seen.values(), seen.score()
        inspection.visited_on, inspection.finished_at, inspection.words = visited_on, now, words.strip()
        inspection.score = score.percent if score else None
        inspection.passed = round(float(score.passed), 2) if score else None
        inspection.applicable = round(float(score.applicable), 2) if score else None
        inspection.is_capped = bool(score and score.is_capped)
        tell_devices(inspection, sightings, actor=actor, now=now)
        proposed = proposed_findings(inspection, seen, sightings, now.astimezone(TZ).date())
        give_tasks(inspection, proposed, actor=actor, now=now)
        settle_earlier(inspection, seen, sightings, actor=actor, now=now)
        act.facts = {"count": len(proposed)}


def validate_day(inspection: Inspection, visited_on: date, now: datetime) -> None:
    today = now.astimezone(TZ).date()
    require(
        visited_on <= today,
        "visited_on",
        "পরিদর্শনের দিন ভবিষ্যতে হতে পারে না।",
        "The visit cannot be in the future.",
    )
    require(
        visited_on >= inspection.case.received_at.astimezone(TZ).date(),
        "visited_on",
        "পরিদর্শনের দিন আবেদনের আগে হতে পারে না।",
        "The visit cannot be before the application.",
    )


def require_whole(inspection: Inspection, seen: FilledChecklist, answers: MergedAnswers) -> None:
    names = {question.name: question for question in seen.items()}
    if disputed := [names[item] for item in answers.disputed_items if item in names]:
        raise ActFault(
            "",
            f"দুই রকম উত্তর এসেছে, একটি বেছে নিন: {list_questions(disputed, 'bn')}",
            f"Two answers differ; choose one: {list_questions(disputed, 'en')}",
        )
    if still_open := [each for each in names.values() if seen.is_open(each) and seen.needs_answer(each)]:
        raise ActFault(
            "",
            f"উত্তর বাকি: {list_questions(still_open, 'bn')}",
            f"Not answered yet: {list_questions(still_open, 'en')}",
        )
    has_photo = set(inspection.photos.values_list("item", flat=True))
    wanted = [each for each in seen.failed_items() if each.photo and each.name not in has_photo]
    if wanted:
        raise ActFault(
            "",
            f"ছবি বাকি: {list_questions(wanted, 'bn')}",
            f"A photo is still wanted: {list_questions(wanted, 'en')}",
        )


def list_questions(questions: Iterable[Question], tongue: str) -> str:
    """“Every computer is earthed”; 3 more."""
    each = [f"“{words_in(question.label, tongue)}”" for question in questions]
    rest = len(each) - MOST_NAMED
    said = ", ".join(each[:MOST_NAMED])
    if rest <= 0:
        return f"{said}।" if tongue == "bn" else f"{said}."
    return f"{said} ও আরও {digits(rest)}টি।" if tongue == "bn" else f"{said} and {rest} more."


def tell_devices(
    inspection: Inspection, sightings: Iterable[DeviceSighting], *, actor: Reference, now: datetime
) -> None:
    """What was seen becomes facts of the devices, once for each sighting."""
    assert inspection.visited_on is not None
    for sighting in sightings:
        is_gone = sighting.state == DeviceSighting.MISSING
        record_device_fact(
            sighting.device,
            fact=fact_of(sighting),
            on=inspection.visited_on,
            place=None if is_gone else inspection.place,
            words=sighting.note,
            subject=inspection.reference,
            submission=f"sighting-{sighting.uuid}",
            actor=actor,
            now=now,
        )


def fact_of(sighting: DeviceSighting) -> str:
    """One that was broken and works was repaired by somebody; one that was lost is found."""
    if sighting.state == DeviceSighting.WORKS:
        return {"faulty": "repaired", "missing": "found"}.get(sighting.device.state, "seen")
    if sighting.state == DeviceSighting.FAULTY and sighting.device.state == "faulty":
        return "seen"
    return FACTS[sighting.state]


def reopen_visit(inspection: Inspection, *, reason: str, actor: Reference, now: datetime) -> None:
    """Something was entered wrong: answers can be changed again, until somebody acknowledges it."""
    with carry_out(inspection, inspection.act(REOPEN, require_reason(reason)), actor=actor, now=now):
        end_links(inspection, now)


def cancel_inspection(inspection: Inspection, *, reason: str, actor: Reference, now: datetime) -> None:
    """It is not gone on with: another can be begun for the same case, or the case ends otherwise."""
    with carry_out(inspection, inspection.act(CANCEL, require_reason(reason)), actor=actor, now=now):
        inspection.finished_at = inspection.finished_at or now
        end_links(inspection, now)


def end_links(inspection: Inspection, now: datetime) -> None:
    inspection.links.filter(revoked_at__isnull=True).update(revoked_at=now)


def require_reason(words: str) -> str:
    said = words.strip()
    require(said, "reason", "কারণ লিখুন।", "Write the reason.")
    return said


# ---- looking again ----

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
    """The oldest finding of each thing that still runs: `{(item of the checklist, None): finding}`, of a
    device `{("", device): finding}`.
    """
    findings: dict[tuple[str, int | None], Finding] = {}
    for row in earlier_findings(inspection).select_related("owner_post", "owner_contact"):
        findings.setdefault((row.item, None if row.item else row.device_id), row)
    return findings


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
