"""A lab with devices, and a job about one of them, reported on the Sunday of the shared cast."""

import json
from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from ongikar.core.forms.keys import new_key
from ongikar.delivery.support import actions
from ongikar.delivery.support.drawn_signature import draw_signature
from ongikar.delivery.support.models import Job, JobDevice, Sheet, Signature
from ongikar.people.place_actions import add_place
from ongikar.places.actions import register_device
from ongikar.places.actions.parts import add_part, receive_part
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


# ---- one page a job ----


@pytest.fixture
def monitor(office, lab):
    return register_device(
        office=office,
        place=lab,
        kind="monitor",
        maker="Sample",
        model="M-2",
        name="মনিটর ২",
        on=SUNDAY.date() - timedelta(days=300),
        actor=("user", 1),
        now=SUNDAY - timedelta(days=300),
    )


@pytest.fixture
def cable(office):
    part = add_part(office=office, name_bn="নমুনা তার", name_en="Sample cable", actor=("user", 1), now=SUNDAY)
    receive_part(part=part, quantity=5, actor=("user", 1), now=SUNDAY)
    return part


@pytest.fixture
def page(client, karim, job):
    """`page(**fields)`: send the page of the job as it stands; `page.get()`: what it shows."""

    class Page:
        address = reverse("job_work", args=[job.pk])

        def __init__(self):
            client.force_login(karim)

        def get(self, root=""):
            with time_machine.travel(MONDAY, tick=False):
                return client.get(root + self.address)

        def seen(self):
            shown = self.get()
            if shown.status_code == 302:
                return {}
            form = shown.context["form"]
            rows = {f"{row.prefix}-seen": row.shown_keys for row in form.rows}
            return rows | {"shown_sheet": str(form.first_values["shown_sheet"])}

        def __call__(self, token="", **fields):
            sent = SENT | self.seen() | {"token": token or new_key()} | fields
            with time_machine.travel(MONDAY, tick=False):
                return client.post(self.address, sent)

    return Page()


SENT = {
    "do": "finish",
    "way": "visit",
    "on": "2026-11-23",
    "urgency": "partly",
    "effect": "some",
    "name": "রোকেয়া পারভীন",
    "post": "প্রধান শিক্ষক",
    "strokes": json.dumps(NAME),
    "fixed": "yes",
}


def row(prefix, found="তার ভাঙা", done="তার বদলানো", result="mended", **more):
    said = {"found": found, "done": done, "result": result, **more}
    return {f"{prefix}-{name}": value for name, value in said.items()}


def first(projector, **more):
    return row(f"d{projector.number}", **more)
