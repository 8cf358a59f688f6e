"""A job is done on one page: two devices, their parts, the sheet, its signature and the answer of the case by
one press; what stands in its way is said beside its field, and what two people write is never lost.
"""

import io
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from ongikar.cases.models import Case
from ongikar.core.forms.keys import new_key
from ongikar.delivery.support.models import Job, JobDevice, JobLine, Sheet, Signature
from ongikar.delivery.support.visiting import WrittenLine, write_lines
from ongikar.journal.models import Entry
from ongikar.people.models import User
from ongikar.places.models import PartMovement

from .conftest import MONDAY, SENT, first, row

pytestmark = pytest.mark.django_db


@pytest.mark.fast
def test_two_devices_are_done_by_one_press_and_nothing_of_the_records_is_left_out(
    page, job, projector, monitor, cable
):
    sent = first(projector, part0=str(cable.pk), quantity0="২")
    sent |= row("n0", chosen=str(monitor.number), found="বাতি নেই", done="সংযোগ দেওয়া")
    answer = page(**sent)
    assert answer.status_code == 302, answer.content.decode()
    job.refresh_from_db()
    assert [act.name for act in job.acts.order_by("id")] == [
        *("open", "triage", "look", "result", "use_part", "add_device", "result", "write", "sign", "end")
    ]
    case = Case.objects.get(pk=job.case_id)
    assert (case.state, case.outcome["fixed"], case.outcome["how"]) == ("kept", "yes", "visit")
    assert case.outcome["signed_by"] == "রোকেয়া পারভীন, প্রধান শিক্ষক"
    sheet = Sheet.objects.get(job=job)
    assert [(each["name"], each["result"]) for each in sheet.data["devices"]] == [
        (projector.name, "mended"),
        (monitor.name, "mended"),
    ]
    assert sheet.data["parts"][0]["quantity"] == 2
    assert "মনিটর ২: বাতি নেই" in sheet.found
    assert Signature.objects.get(sheet=sheet).how == "drawn"
    cable.refresh_from_db()
    assert cable.balance == 3
    monitor.refresh_from_db()
    assert monitor.state == "working"
    # Each act has its entry and seals its own rows, as if it had been done by itself.
    told = [
        entry.verb for entry in Entry.objects.filter(subject_type="job", subject_id=job.pk).order_by("id")
    ]
    assert [verb for verb in told if verb != "job.line_written"] == [
        f"job.{act.name}" for act in job.acts.order_by("id")
    ]


def test_sent_twice_it_is_done_once(page, job, projector, cable):
    sent, token = first(projector, part0=str(cable.pk)), new_key()
    assert page(token, **sent).status_code == 302
    assert page(token, **sent).status_code == 302
    assert PartMovement.objects.filter(movement="used").count() == 1
    assert (Sheet.objects.count(), JobLine.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"found": ""}, "found"),
        ({"done": ""}, "done"),
        ({"result": ""}, "result"),
        ({"result": "exploded"}, "result"),
        ({"found": "ক" * 301}, "found"),
        ({"part0": "999999"}, "part0"),
        ({"quantity0": "দুই"}, "quantity0"),
        ({"quantity0": "3"}, "part0"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_beside_it_and_nothing_is_written(
    page, job, projector, changes, field
):
    answer = page(**first(projector, **changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].rows[0].errors) == [field]
    assert 'value="রোকেয়া পারভীন"' in answer.content.decode()
    assert not JobLine.objects.exists()
    assert Job.objects.get().state == "reported"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"post": ""}, "post"),
        ({"strokes": ""}, "paper"),
        ({"strokes": "[[[1"}, "__all__"),
        ({"fixed": ""}, "fixed"),
        ({"fixed": "partly"}, "left"),
        ({"fixed": "partly", "left": "ক", "left_by": "খ", "left_on": "2026-11-01"}, "left_on"),
        ({"on": "31/02/2026"}, "on"),
        ({"on": "6-12-26"}, "on"),
        ({"on": "2026-11-24"}, "on"),
        ({"on": "1926-11-23"}, "on"),
        ({"way": "balloon"}, "way"),
        ({"urgency": ""}, "urgency"),
    ],
)
def test_what_is_wrong_in_what_is_said_once_is_said_beside_it(page, job, projector, changes, field):
    answer = page(**first(projector), **changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].said.errors
    assert not Sheet.objects.exists()
    assert Job.objects.get().state == "reported"


def test_more_parts_than_there_are_is_said_beside_the_part_and_nothing_is_written(
    page, job, projector, cable
):
    answer = page(**first(projector, part0=str(cable.pk), quantity0="৯"))
    assert answer.status_code == 422
    assert list(answer.context["form"].rows[0].errors) == ["part0"]
    cable.refresh_from_db()
    assert (cable.balance, Job.objects.get().state, JobLine.objects.count()) == (5, "reported", 0)


def test_not_all_is_fixed_where_a_device_is_still_faulty(page, job, projector):
    answer = page(**first(projector, result="faulty"))
    assert answer.status_code == 422
    assert "fixed" in answer.context["form"].said.errors
    assert not Sheet.objects.exists()


def test_what_is_mended_in_part_is_signed_and_the_case_stays_open_with_what_is_left(
    page, job, projector, monitor, cable
):
    left = {"fixed": "partly", "left": "মনিটরের বাতি", "left_by": "মো. আব্দুল করিম", "left_on": "2026-11-30"}
    more = row("n0", chosen=str(monitor.number), result="faulty")
    assert page(**first(projector, part0=str(cable.pk)), **more, **left).status_code == 302
    case = Case.objects.get(pk=job.case_id)
    assert (case.is_open, case.outcome["left"]) == (True, "মনিটরের বাতি")
    assert Job.objects.get().state == "signed"
    # On the second visit what was told stands there, its parts are not taken again, and only what is new is
    # signed for.
    second = {f"d{monitor.number}-{name}": value for name, value in ROW_MENDED.items()}
    kept = first(projector, part0="", quantity0="")
    assert page(**kept, **second).status_code == 302
    cable.refresh_from_db()
    assert (cable.balance, Sheet.objects.count(), Signature.objects.count()) == (4, 2, 2)
    assert Case.objects.get(pk=job.case_id).state == "kept"


ROW_MENDED = {"found": "বাতি নষ্ট", "done": "বাতি বদলানো", "result": "mended"}


def test_what_is_kept_for_later_stands_there_and_is_no_act_of_the_job_yet(page, job, projector, cable):
    half = first(projector, done="", result="", part0=str(cable.pk))
    answer = page(do="later", name="", post="", strokes="", fixed="", **half)
    assert answer.status_code == 302
    shown = page.get().content.decode()
    assert 'value="তার ভাঙা"' in shown
    cable.refresh_from_db()
    assert (cable.balance, Job.objects.get().state) == (5, "reported")
    assert page(**first(projector, part0=str(cable.pk), quantity0="1")).status_code == 302
    cable.refresh_from_db()
    assert (cable.balance, JobLine.objects.count()) == (4, 2)


def test_the_second_of_two_people_sees_what_the_first_wrote_and_neither_is_lost(
    page, client, job, projector, karim
):
    seen = page.seen()
    salma = User.objects.exclude(pk=karim.pk).filter(is_active=True).first()
    written = WrittenLine(str(uuid4()), projector, "ফিউজ পোড়া", "ফিউজ আনতে হবে", "faulty")
    write_lines(job, [written], said_at=MONDAY, actor=("user", salma.pk), now=MONDAY)
    answer = page(**first(projector) | seen)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "ফিউজ পোড়া" in shown
    assert salma.name in shown
    assert 'value="তার ভাঙা"' in shown
    assert JobLine.objects.count() == 1
    assert page(**first(projector)).status_code == 302
    assert [line.found for line in JobLine.objects.all()] == ["ফিউজ পোড়া", "তার ভাঙা"]
    assert Sheet.objects.get().found == "তার ভাঙা"


def test_a_sheet_that_was_written_meanwhile_is_seen_before_it_is_signed(page, job, projector):
    seen = page.seen()
    assert page(do="print", strokes="", **first(projector, done="অন্য কথা")).status_code == 302
    answer = page(**first(projector, done="অন্য কথা") | seen | {"shown_sheet": "0"})
    assert answer.status_code == 422
    assert not Signature.objects.exists()


def test_printed_first_and_signed_on_paper_later(page, job, projector):
    assert page(do="print", name="", post="", strokes="", fixed="", **first(projector)).status_code == 302
    assert Job.objects.get().state == "written"
    assert "সংস্করণ" in page.get().content.decode()
    photo = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(photo, "JPEG")
    paper = SimpleUploadedFile("sheet.jpg", photo.getvalue(), "image/jpeg")
    assert page(strokes="", paper=paper, **first(projector)).status_code == 302
    assert (Sheet.objects.count(), Signature.objects.get().how) == (1, "paper")
    assert Case.objects.get(pk=job.case_id).state == "kept"


def test_by_phone_nobody_signs(page, job, projector):
    answer = page(way="remote", name="", post="", strokes="", **first(projector))
    assert answer.status_code == 302
    assert not Signature.objects.exists()
    assert Case.objects.get(pk=job.case_id).state == "kept"


def test_what_is_about_no_device_of_the_list_has_its_row(receive, page, client, lab, reported):
    job = reported(device_number="", device="nothi")
    address = reverse("job_work", args=[job.pk])
    with time_machine.travel(MONDAY, tick=False):
        sent = (
            SENT | {"token": new_key(), "shown_sheet": "0"} | row("n0", found="পাসওয়ার্ড ভুল", done="ঠিক করা হলো")
        )
        answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Sheet.objects.get(job=job).found == "পাসওয়ার্ড ভুল"
    assert not JobDevice.objects.filter(job=job).exists()


def test_the_form_of_the_outcome_leads_there(page, client, job, karim):
    with time_machine.travel(MONDAY, tick=False):
        answer = client.get(reverse("case_act", args=[job.case.number, "keep"]))
    assert answer["Location"] == page.address


def test_of_a_job_that_ended_the_page_leads_back(page, client, job, projector):
    assert page(**first(projector)).status_code == 302
    assert page.get().status_code == 302
    with time_machine.travel(MONDAY, tick=False):
        again = client.post(page.address, SENT | {"token": new_key()} | first(projector))
    assert again["Location"] == reverse("job", args=[job.pk])


def test_a_device_of_the_list_is_not_added_again(page, job, projector, monitor):
    answer = page(**first(projector), **row("n0", chosen=str(projector.number)))
    assert answer.status_code == 422
    assert "chosen" in answer.context["form"].new_rows[0].errors
    answer = page(**first(projector), **row("n1", number="ল-৯৯৯৯"))
    assert "number" in answer.context["form"].new_rows[1].errors


def test_two_that_differ_both_stand_until_somebody_settles_it(page, job, projector, actor):
    for found in ("ফিউজ পোড়া", "তার ভাঙা"):
        line = WrittenLine(str(uuid4()), projector, found, "বদলানো", "mended")
        write_lines(job, [line], said_at=MONDAY, actor=actor, now=MONDAY)
    shown = page.get().content.decode()
    assert shown.count("ফিউজ পোড়া") == 1
    assert page(**first(projector, found="তার ভাঙা", done="বদলানো")).status_code == 302
    assert JobLine.objects.count() == 3
