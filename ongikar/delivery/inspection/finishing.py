"""The visit ends: values and score are frozen, devices get their facts, findings become tasks."""

from collections.abc import Iterable
from datetime import date, datetime

from ongikar.core.forms.faults import ActFault, require
from ongikar.journal.actions import Reference
from ongikar.places.actions import record_device_fact
from ongikar.records.actions import carry_out
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import Question, words_in

from .checklist import FilledChecklist
from .findings import latest_sightings, proposed_findings
from .follow_up import give_tasks, settle_earlier
from .merged_answers import MergedAnswers, filled_checklist, merge_answers
from .models import DeviceSighting, Inspection
from .transitions import CANCEL, FINISH, REOPEN

FACTS = {DeviceSighting.WORKS: "seen", DeviceSighting.FAULTY: "fault", DeviceSighting.MISSING: "missing"}
# So many items are named in a sentence; of more it says how many there are.
MOST_NAMED = 4


def finish_visit(
    inspection: Inspection, *, visited_on: date, words: str = "", actor: Reference, now: datetime
) -> None:
    """End the visit. Raises ActFault where an item is still open, two answers differ and nobody has
    chosen, a photo is missing where the checklist wants one, or the day cannot be.
    """
    with carry_out(inspection, inspection.act(FINISH), actor=actor, now=now) as act:
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


def require_whole(inspection: Inspection, seen: FilledChecklist, found: MergedAnswers) -> None:
    names = {question.name: question for question in seen.items()}
    if disputed := [names[item] for item in found.disputed_items if item in names]:
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
