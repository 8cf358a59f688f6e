"""What was found wrong, with the owner and the day that the checklist proposes or the officer has named."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, override_language, say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.models import GONE, Contact
from ongikar.places.models import Device
from ongikar.records.actions import act_on, note
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import Definition, Question, words_in
from ongikar.tasks.actions.giving import validate_task
from ongikar.tasks.models.task import MOST_TITLE

from .checklist import FilledChecklist
from .merged_answers import filled_checklist
from .models import DeviceSighting, Finding, Inspection

# Who puts it right, as a checklist names them: whoever is in charge of the place, or the office itself.
HEAD, OFFICE = OWNERS = ("head", "office")
# Where a checklist names no number of working days.
USUAL_DAYS = 10


@dataclass(frozen=True, slots=True)
class ProposedFinding:
    """One finding before it is a task."""

    inspection: Inspection
    item: str
    words: str
    owner: Post | Contact
    due: date
    is_critical: bool = False
    device: Device | None = None
    # Whether the officer named owner or day.
    is_named: bool = False
    # The same in the language of the page; `words` is in the office's first, as its papers and tasks are.
    shown: str = ""

    @property
    def what(self) -> str:
        """How an address names it."""
        return f"item-{self.item}" if self.item or self.device is None else f"device-{self.device.number}"

    def in_words(self) -> str:
        return self.shown


def head_of(inspection: Inspection, day: date) -> Contact | None:
    """Whoever is in charge of the place: of several the first that was entered."""
    return inspection.place.contacts.in_use(day).order_by("pk").first()


def proposed_findings(
    inspection: Inspection, looked: FilledChecklist, sightings: Iterable[DeviceSighting], day: date
) -> list[ProposedFinding]:
    """The failed items in the order of the checklist, then the devices that do not work or are not there."""
    named = {(row.item, row.device_id if not row.item else None): row for row in findings_of(inspection)}
    head = head_of(inspection, day)
    made = [of_item(inspection, question, head, day) for question in looked.failed_items()]
    made += of_devices(inspection, sightings, head, day)
    return [with_named(each, named.get((each.item, key_of(each)))) for each in made]


def key_of(proposed: ProposedFinding) -> int | None:
    return proposed.device.pk if proposed.device and not proposed.item else None


def findings_of(inspection: Inspection) -> list[Finding]:
    related = ("owner_post", "owner_contact", "device", "task", "repeats__task")
    return list(inspection.findings.select_related(*related))


def with_named(proposed: ProposedFinding, row: Finding | None) -> ProposedFinding:
    if row is None:
        return proposed
    return replace(proposed, owner=row.owner, due=row.due, is_named=True)


def of_item(inspection: Inspection, question: Question, head: Contact | None, day: date) -> ProposedFinding:
    owner: Post | Contact = inspection.case.post
    if question.task_owner != OFFICE and head is not None:
        owner = head
    days = int(question.task_days) if question.task_days else USUAL_DAYS
    return ProposedFinding(
        inspection,
        question.name,
        finding_words(question, "bn"),
        owner,
        due_after(inspection, day, days),
        question.critical,
        shown=finding_words(question, language()),
    )


def finding_words(question: Question, tongue: str) -> str:
    """What is wrong, as a finding says it: in the office's first language a task bears it as its title."""
    said = fault_words(question, tongue)
    if question.fault:
        said = f"ত্রুটি: {said}" if tongue == "bn" else f"Fault: {said}"
    return said[:MOST_TITLE]


def fault_words(question: Question, tongue: str) -> str:
    """What is wrong where it fails. A checklist of before names a task, or says only what was not met."""
    if question.fault or question.finding:
        return words_in(question.fault or question.finding, tongue)
    rule = words_in(question.label, tongue)
    return f"এই নিয়ম মানা হয়নি: {rule}" if tongue == "bn" else f"Not met: {rule}"


def shown_words(row: Finding, definition: Definition) -> str:
    """A finding that was written down, in the language of the page; what retention emptied stays empty."""
    question = definition.by_name.get(row.item)
    if language() == "bn" or question is None or row.words == GONE:
        return row.words
    return finding_words(question, language())


def due_after(inspection: Inspection, day: date, days: int) -> date:
    return inspection.office.calendar.add_working_days(day, days)


def of_devices(
    inspection: Inspection, sightings: Iterable[DeviceSighting], head: Contact | None, day: date
) -> Iterator[ProposedFinding]:
    """A machine that does not work is the office's to see to; one that is not there the head accounts for."""
    for sighting in sorted(sightings, key=lambda each: each.device.number):
        device = sighting.device
        if sighting.state == DeviceSighting.WORKS:
            continue
        is_gone = sighting.state == DeviceSighting.MISSING
        with override_language("bn"):
            words = sighting_words(sighting)
        owner: Post | Contact = head if is_gone and head else inspection.case.post
        yield ProposedFinding(
            inspection,
            "",
            words[:MOST_TITLE],
            owner,
            due_after(inspection, day, USUAL_DAYS),
            device=device,
            shown=sighting_words(sighting)[:MOST_TITLE],
        )


def sighting_words(sighting: DeviceSighting) -> str:
    """In the language at hand."""
    device = device_words(sighting.device)
    words = (
        say("যন্ত্র পাওয়া যায়নি: {device}", "Device not found: {device}", device=device)
        if sighting.state == DeviceSighting.MISSING
        else say("যন্ত্র নষ্ট: {device}", "Device faulty: {device}", device=device)
    )
    return f"{words}: {sighting.note}" if sighting.note else words


def device_words(device: Device) -> str:
    return f"{device.shown_name} {device.shown_number}"


def devices_here(inspection: Inspection, known: Mapping[int, DeviceSighting]) -> list[Device]:
    """Those that the list has at its place, then those from elsewhere that were seen there."""
    here = list(Device.objects.at(inspection.place))
    return here + [row.device for row in known.values() if row.device not in here]


def latest_sightings(inspection: Inspection) -> dict[int, DeviceSighting]:
    """Device → how it was last seen here."""
    latest: dict[int, DeviceSighting] = {}
    rows = inspection.sightings.in_time().select_related("device", "by")
    for row in sorted(rows, key=lambda each: (each.said_at, str(each.uuid))):
        latest[row.device_id] = row
    return latest


def write_finding(inspection: Inspection, proposed: ProposedFinding) -> Finding:
    """As it is proposed, whether something stood there before or not."""
    owner = proposed.owner
    row, _ = Finding.objects.update_or_create(
        inspection=inspection,
        item=proposed.item,
        device=proposed.device,
        defaults={
            "words": proposed.words,
            "owner_post": owner if isinstance(owner, Post) else None,
            "owner_contact": owner if isinstance(owner, Contact) else None,
            "due": proposed.due,
            "is_critical": proposed.is_critical,
        },
    )
    return row


def name_owner(
    inspection: Inspection,
    *,
    item: str = "",
    device: Device | None = None,
    owner: Post | Contact,
    due: date,
    actor: Reference,
    now: datetime,
) -> Finding:
    """Who puts a finding right by when, instead of what the checklist proposes. Raises ActFault where
    the item did not fail, the day has passed, or whoever it is is not of the office's lists.
    """
    with act_on(inspection):
        inspection.require_under_way()
        day = now.astimezone(TZ).date()
        proposed = proposed_findings(
            inspection, filled_checklist(inspection, day), latest_sightings(inspection).values(), day
        )
        found = next(
            (each for each in proposed if each.item == item and (item or each.device == device)), None
        )
        if found is None:
            raise ActFault("", "এখানে এখন কোনো ত্রুটি লেখা নেই।", "Nothing is entered as wrong here now.")
        validate_task(
            inspection.office,
            title=found.words,
            owner=owner,
            given_by=inspection.case.post,
            check=None,
            due=due,
            now=now,
        )
        row = write_finding(inspection, replace(found, owner=owner, due=due))
        note(inspection, "owner_named", actor, now, **row.facts_of_act())
    return row
