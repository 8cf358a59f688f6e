"""What is written on a job, by the word in its address: its form and what that begins with, its action, and
the words around it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ongikar.delivery.support import actions
from ongikar.delivery.support.forms import AddDeviceForm, JobForm, LookForm, PartForm, TriageForm
from ongikar.delivery.support.models import Job
from ongikar.delivery.support.outcomes import newest_sheet
from ongikar.delivery.support.sheet_forms import SheetForm
from ongikar.delivery.support.transitions import ADD_DEVICE, LOOK, TRIAGE, USE_PART, WRITE, JobFault
from ongikar.journal.actions import Reference
from ongikar.places.models import Device
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.triage import effect_of_count

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class JobPage:
    """One act: its form and what the form begins with, its action, and the words above, on the button and
    after.
    """

    act: str
    form: type[JobForm]
    begin: Callable[[Job, datetime], dict[str, Any]]
    do: Callable[[Job, Any, str, Reference, datetime], object]
    heading: Words
    button: Words
    done: Words
    # Whether earlier solutions stand beside what is typed.
    suggests: bool = False


def judged_before(job: Job, now: datetime) -> dict[str, Any]:
    """What was said when it was reported, until somebody judges it."""
    answers = job.case.answers
    return {
        "urgency": job.urgency or answers.get("urgency"),
        "effect": job.effect or effect_of_count(answers.get("how_many")),
        "way": job.way,
    }


def looked_before(job: Job, now: datetime) -> dict[str, Any]:
    return {"on": now.astimezone(TZ).date(), "way": job.way}


def written_before(job: Job, now: datetime) -> dict[str, Any]:
    """The last version, else what the looks said."""
    sheet = newest_sheet(job)
    if sheet:
        return {"way": sheet.way, "looked_on": sheet.looked_on, "found": sheet.found, "done": sheet.done}
    seen = [act for act in job.acts.all() if act.name == LOOK]
    return {
        "way": job.way,
        "looked_on": seen[-1].data["on"] if seen else now.astimezone(TZ).date(),
        "found": "\n".join(act.words for act in seen),
        "done": "\n".join(each.words for each in job.devices.all() if each.words),
    }


def do_triage(job: Job, form: Any, submission: str, actor: Reference, now: datetime) -> None:
    actions.triage_job(job, submission=submission, actor=actor, now=now, **form.facts())


def do_add_device(job: Job, form: Any, submission: str, actor: Reference, now: datetime) -> None:
    device = Device.objects.by_number(job.office, form.device_number)
    if device is None:
        raise JobFault("number", "এই নম্বরের কোনো যন্ত্র নেই।", "No device has this number.")
    actions.add_device(job, device=device, submission=submission, actor=actor, now=now)


def do_look(job: Job, form: Any, submission: str, actor: Reference, now: datetime) -> None:
    actions.look(job, submission=submission, actor=actor, now=now, **form.facts())


def do_use_part(job: Job, form: Any, submission: str, actor: Reference, now: datetime) -> None:
    actions.use_parts(job, submission=submission, actor=actor, now=now, **form.chosen_part)


def do_write(job: Job, form: Any, submission: str, actor: Reference, now: datetime) -> None:
    actions.write_sheet(job, submission=submission, actor=actor, now=now, **form.facts())


PAGES = {
    "triage": JobPage(
        TRIAGE,
        TriageForm,
        judged_before,
        do_triage,
        ("কতটা জরুরি, কীভাবে দেখা হবে", "How urgent it is, and how it is looked at"),
        ("ঠিক করুন", "Set it"),
        ("ক্রম ঠিক হয়েছে।", "It is triaged."),
    ),
    "add-device": JobPage(
        ADD_DEVICE,
        AddDeviceForm,
        lambda job, now: {},
        do_add_device,
        ("কোন যন্ত্রে সমস্যা", "The device that has the fault"),
        ("যন্ত্রটি যোগ করুন", "Add the device"),
        ("যন্ত্রটি যোগ হয়েছে।", "The device is added."),
    ),
    "look": JobPage(
        LOOK,
        LookForm,
        looked_before,
        do_look,
        ("কী দেখা গেল", "What was seen"),
        ("লিখে রাখুন", "Write it down"),
        ("লেখা হয়েছে।", "Written down."),
        suggests=True,
    ),
    "part": JobPage(
        USE_PART,
        PartForm,
        lambda job, now: {},
        do_use_part,
        ("যন্ত্রাংশ লাগানো হলো", "A part was used"),
        ("লিখে রাখুন", "Write it down"),
        ("লেখা হয়েছে; মজুত থেকে কমেছে।", "Written down, and taken from the stock."),
    ),
    "sheet": JobPage(
        WRITE,
        SheetForm,
        written_before,
        do_write,
        ("কাজের বিবরণী", "The job sheet"),
        ("বিবরণী লিখুন", "Write the sheet"),
        (
            "বিবরণী লেখা হয়েছে। এবার প্রতিষ্ঠানের স্বাক্ষর নিন।",
            "The sheet is written. Now have the institution sign it.",
        ),
        suggests=True,
    ),
}
