"""Jobs of support on the scene: one whose sheet waits to be signed, one that was signed and kept, one that
nobody has judged yet.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from ongikar.cases import actions
from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.delivery.support import actions as jobs
from ongikar.delivery.support.drawn_signature import draw_signature
from ongikar.delivery.support.models import Job, JobDevice, JobPack, Sheet, Signature
from ongikar.delivery.support.rules import read_strokes
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place
from ongikar.packs.actions import make_pack
from ongikar.people.models import User
from ongikar.places.actions import register_device
from ongikar.places.actions.parts import add_part, receive_part
from ongikar.records.actions import perform

# A name drawn with a finger, as the board sends it.
STROKES = json.dumps([[[20 + 5 * step, 100 + (step % 3) * 4] for step in range(30)]])
SHEET = {"found": "তারের এক মাথা ভাঙা।", "done": "তার বদলে দেওয়া হলো।"}
FAULT = "প্রজেক্টর চালু হয়, কিন্তু ছবি আসে না।"


@dataclass(frozen=True)
class JobThings:
    written: Job
    signed: Job
    reported: Job
    # Of the one whose sheet waits, on the phone of its officer.
    pack: JobPack


def work_on_jobs(
    office: Office, place: Place, person: Person, actor: Reference, received: datetime
) -> JobThings:
    device = register_device(
        office=office,
        place=place,
        kind="projector",
        maker="Sample",
        model="P-10",
        name="প্রজেক্টর ১",
        on=date(2026, 1, 5),
        actor=actor,
        now=received,
    )
    part = add_part(office=office, name_bn="নমুনা তার", name_en="Sample cable", actor=actor, now=received)
    receive_part(part=part, quantity=5, actor=actor, now=received)
    found = []
    for mark in ("signed", "written", "reported"):
        job = report_fault(office, place, person, f"{mark} job of {office.slug}", device.number, received)
        found.append(job)
        if mark == "reported":
            break
        jobs.triage_job(
            job, urgency="partly", effect="one", way="visit", words="চাবি অফিসে", actor=actor, now=received
        )
        jobs.look(job, way="visit", on=received.date(), words="তার ভাঙা।", actor=actor, now=received)
        each = JobDevice.objects.select_related("device").get(job=job)
        jobs.record_result(
            job, each, result="mended", on=received.date(), words="তার বদলানো", actor=actor, now=received
        )
        jobs.use_parts(job, part=part, quantity=1, device=device, actor=actor, now=received)
        told = Sheet(job=job, way="visit", looked_on=received.date(), **SHEET)
        sheet = perform(job, told, actor=actor, now=received)
        if mark == "signed":
            row = Signature(sheet=sheet, how=Signature.DRAWN, name="মো. আমিনুল হক", post="প্রধান শিক্ষক")
            drawn = draw_signature(read_strokes(STROKES))
            perform(job, row, content=drawn, actor=actor, now=received)
            outcome = {
                "how": "visit",
                "visited_on": received.date().isoformat(),
                "found": SHEET["found"],
                "words": SHEET["done"],
                "signed_by": "মো. আমিনুল হক, প্রধান শিক্ষক",
                "fixed": "yes",
            }
            actions.keep(job.case, outcome=outcome, actor=actor, now=received)
    signed, written, reported = (
        Job.objects.select_related("case__applicant").get(pk=job.pk) for job in found
    )
    pack = make_pack(JobPack, written, user=User.objects.get(pk=actor[1]), now=received)
    return JobThings(written, signed, reported, pack)


def report_fault(office: Office, place: Place, person: Person, mark: str, number: int, at: datetime) -> Job:
    row = Service.objects.get(version__office=office, version__effective_to=None, code="citizen-3")
    case = actions.receive_case(
        service=row,
        person=person,
        answers={
            "place": place.slug,
            "device": "projector",
            "fault": FAULT,
            "device_number": str(number),
            "how_many": 1,
            "urgency": "partly",
        },
        channel=Case.ONLINE,
        submission=mark,
        now=at,
    )
    return Job.objects.with_related().get(case=case)
