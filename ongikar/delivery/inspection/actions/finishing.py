"""The visit ends: values and score are frozen, devices get their facts, findings become tasks."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.places.actions import record_device_fact
from ongikar.places.actions.devices import DeviceFault
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import Question, words_in
from ongikar.tasks.actions import drop_task, give_task
from ongikar.tasks.transitions import TaskFault

from ..act_log import add_act, lock_inspection, require_act
from ..checklist import FilledChecklist
from ..findings import ProposedFinding, findings_of, key_of, latest_sightings, proposed_findings
from ..merged_answers import MergedAnswers, filled_checklist, merge_answers
from ..models import DeviceSighting, Finding, Inspection
from ..transitions import CANCEL, FINISH, REOPEN, InspectionFault
from .settling import running_before, settle_earlier

ORIGIN = "finding"
# The reason that stands in the history of its task: the office's own, so in its first language.
NOT_FOUND = "পরিদর্শনের লেখা ঠিক করার পর এটি আর ত্রুটি নয়।"
FACTS = {DeviceSighting.WORKS: "seen", DeviceSighting.FAULTY: "fault", DeviceSighting.MISSING: "missing"}
# So many items are named in a sentence; of more it says how many there are.
MOST_NAMED = 4


@transaction.atomic
def finish_visit(
    inspection: Inspection, *, visited_on: date, words: str = "", actor: Reference, now: datetime
) -> None:
    """End the visit. Raises InspectionFault where an item is still open, two answers differ and nobody has
    chosen, a photo is missing where the checklist wants one, or the day cannot be.
    """
    lock_inspection(inspection)
    require_act(inspection, FINISH)
    validate_day(inspection, visited_on, now)
    found = merge_answers(inspection)
    seen = filled_checklist(inspection, visited_on, found)
    require_whole(inspection, seen, found)
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
    add_act(
        inspection,
        FINISH,
        "finished",
        actor=actor,
        now=now,
        changed=[
            "values",
            "score",
            "passed",
            "applicable",
            "is_capped",
            "visited_on",
            "finished_at",
            "words",
        ],
        count=len(proposed),
    )


def validate_day(inspection: Inspection, visited_on: date, now: datetime) -> None:
    today = now.astimezone(TZ).date()
    if visited_on > today:
        raise InspectionFault(
            "visited_on", "পরিদর্শনের দিন ভবিষ্যতে হতে পারে না।", "The visit cannot be in the future."
        )
    if visited_on < inspection.case.received_at.astimezone(TZ).date():
        raise InspectionFault(
            "visited_on",
            "পরিদর্শনের দিন আবেদনের আগে হতে পারে না।",
            "The visit cannot be before the application.",
        )


def require_whole(inspection: Inspection, seen: FilledChecklist, found: MergedAnswers) -> None:
    names = {question.name: question for question in seen.items()}
    if disputed := [names[item] for item in found.disputed_items if item in names]:
        raise InspectionFault(
            "",
            f"দুই রকম উত্তর এসেছে, একটি বেছে নিন: {list_questions(disputed, 'bn')}",
            f"Two answers differ; choose one: {list_questions(disputed, 'en')}",
        )
    if still_open := [each for each in names.values() if seen.is_open(each) and seen.needs_answer(each)]:
        raise InspectionFault(
            "",
            f"উত্তর বাকি: {list_questions(still_open, 'bn')}",
            f"Not answered yet: {list_questions(still_open, 'en')}",
        )
    has_photo = set(inspection.photos.values_list("item", flat=True))
    wanted = [each for each in seen.failed_items() if each.photo and each.name not in has_photo]
    if wanted:
        raise InspectionFault(
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
        try:
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
        except DeviceFault as fault:
            raise InspectionFault("", fault.bn, fault.en) from fault


def fact_of(sighting: DeviceSighting) -> str:
    """One that was broken and works was repaired by somebody; one that was lost is found."""
    if sighting.state == DeviceSighting.WORKS:
        return {"faulty": "repaired", "missing": "found"}.get(sighting.device.state, "seen")
    if sighting.state == DeviceSighting.FAULTY and sighting.device.state == "faulty":
        return "seen"
    return FACTS[sighting.state]


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
        is_outside = isinstance(each.owner, Contact)
        try:
            row.task = give_task(
                office=inspection.office,
                title=each.words,
                owner=each.owner,
                given_by=post,
                check=post if is_outside else None,
                due=each.due,
                subject=inspection.reference,
                origin=ORIGIN,
                place=inspection.place,
                submission=f"finding-{row.pk}-{inspection.acts.count()}",
                actor=actor,
                now=now,
            )
        except TaskFault as fault:
            raise InspectionFault("", fault.bn, fault.en) from fault
        row.save(update_fields=["task", "repeats"])
    drop_others(inspection, kept, actor=actor, now=now)


def repeat(row: Finding, earlier: Finding) -> None:
    """It is owed already: by whom and by when stays as it was."""
    row.repeats, row.due = earlier, earlier.due
    row.owner_post, row.owner_contact = earlier.owner_post, earlier.owner_contact
    row.save(update_fields=["repeats", "due", "owner_post", "owner_contact"])


def write_finding(inspection: Inspection, each: ProposedFinding) -> Finding:
    return Finding.objects.create(
        inspection=inspection,
        item=each.item,
        device=each.device,
        words=each.words,
        owner_post=each.owner if isinstance(each.owner, Post) else None,
        owner_contact=each.owner if isinstance(each.owner, Contact) else None,
        due=each.due,
        is_critical=each.is_critical,
    )


def drop_others(inspection: Inspection, kept: set[int], *, actor: Reference, now: datetime) -> None:
    """What was named as a finding and is none: nobody owes it any more, unless a later visit saw it, too."""
    for row in findings_of(inspection):
        if row.pk in kept:
            continue
        if row.task is None:
            row.delete()
        elif row.task.is_running and not row.repeated_by.exists():
            drop_task(row.task, reason=NOT_FOUND, actor=actor, now=now)


@transaction.atomic
def reopen_visit(inspection: Inspection, *, reason: str, actor: Reference, now: datetime) -> None:
    """Something was entered wrong: answers can be changed again, until somebody acknowledges it."""
    lock_inspection(inspection)
    said = require_reason(reason)
    require_act(inspection, REOPEN)
    end_links(inspection, now)
    add_act(inspection, REOPEN, "reopened", actor=actor, now=now, words=said)


@transaction.atomic
def cancel_inspection(inspection: Inspection, *, reason: str, actor: Reference, now: datetime) -> None:
    """It is not gone on with: another can be begun for the same case, or the case ends otherwise."""
    lock_inspection(inspection)
    said = require_reason(reason)
    inspection.finished_at = inspection.finished_at or now
    end_links(inspection, now)
    add_act(inspection, CANCEL, "cancelled", actor=actor, now=now, words=said, changed=["finished_at"])


def end_links(inspection: Inspection, now: datetime) -> None:
    inspection.links.filter(revoked_at__isnull=True).update(revoked_at=now)


def require_reason(words: str) -> str:
    if not (said := words.strip()):
        raise InspectionFault("reason", "কারণ লিখুন।", "Write the reason.")
    return said
