"""A lab with devices, and a job about one of them, reported on the Sunday of the shared cast."""

from datetime import datetime

import pytest

from ongikar.delivery.support import actions
from ongikar.delivery.support.acts import draw_signature
from ongikar.delivery.support.models import Job, JobDevice, Sheet, Signature
from ongikar.people.place_actions import add_place
from ongikar.places.actions import register_device
from ongikar.records.actions import perform

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
MONDAY = datetime.fromisoformat("2026-11-23T12:00:00+06:00")
TUESDAY = datetime.fromisoformat("2026-11-24T15:00:00+06:00")
CODE = "citizen-3"
FAULT = "প্রজেক্টর চালু হয়, কিন্তু ল্যাপটপের ছবি আসে না।"
NAME = [[(20 + 5 * step, 100 + (step % 3) * 4) for step in range(30)]]
SHEET = {
    "way": "visit",
    "looked_on": MONDAY.date(),
    "found": "এইচডিএমআই তারের এক মাথা ভাঙা।",
    "done": "তার বদলে সংযোগ দেখে দেওয়া হলো।",
}
OUTCOME = {
    "how": "visit",
    "visited_on": "2026-11-23",
    "found": SHEET["found"],
    "words": SHEET["done"],
    "signed_by": "মো. আমিনুল হক, প্রধান শিক্ষক",
    "fixed": "yes",
}


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def lab(office):
    facts = {
        "kind": "lab",
        "name_bn": "নমুনা উচ্চবিদ্যালয়, ডিজিটাল ল্যাব",
        "name_en": "Sample High School, digital lab",
        "union": "চন্দনপাট",
        "eiin": "",
    }
    return add_place(office=office, facts=facts, actor=("user", 1), now=SUNDAY)


@pytest.fixture
def projector(office, lab):
    return register_device(
        office=office,
        place=lab,
        kind="projector",
        maker="Sample",
        model="P-10",
        name="প্রজেক্টর ১",
        on=datetime.fromisoformat("2026-01-05T10:00:00+06:00").date(),
        actor=("user", 1),
        now=datetime.fromisoformat("2026-01-05T10:00:00+06:00"),
    )


@pytest.fixture
def reported(receive, lab, projector):
    """`reported()`: a job about the projector, as the headmaster sent it in."""

    def do(now=SUNDAY, **answers):
        asked = {
            "place": lab.slug,
            "device": "projector",
            "fault": FAULT,
            "device_number": str(projector.number),
            "how_many": 1,
            "urgency": "partly",
        }
        case = receive(CODE, answers=asked | answers, now=now)
        return Job.objects.with_related().get(case=case)

    return do


@pytest.fixture
def job(reported):
    return reported()


@pytest.fixture
def triaged(job, actor):
    actions.triage_job(job, urgency="partly", effect="one", way="visit", actor=actor, now=SUNDAY)
    return job


@pytest.fixture
def mended(triaged, actor):
    """Looked at, and its device mended."""
    actions.look(triaged, way="visit", on=MONDAY.date(), words="তার ভাঙা।", actor=actor, now=MONDAY)
    each = JobDevice.objects.select_related("device").get(job=triaged)
    actions.record_result(triaged, each, result="mended", on=MONDAY.date(), actor=actor, now=MONDAY)
    return triaged


def write_sheet(job, actor, now=MONDAY, submission="", **changes):
    told = Sheet(job=job, **SHEET | changes)
    return perform(job, told, submission=submission, actor=actor, now=now)


def sign_sheet(job, sheet, actor, name="মো. আমিনুল হক", post="প্রধান শিক্ষক"):
    sheet.job = job
    row = Signature(sheet=sheet, how=Signature.DRAWN, name=name, post=post)
    return perform(job, row, content=draw_signature(NAME), actor=actor, now=MONDAY)


@pytest.fixture
def written(mended, actor):
    write_sheet(mended, actor)
    return mended


@pytest.fixture
def signed(written, actor):
    sign_sheet(written, written.sheets.get(), actor)
    return written
