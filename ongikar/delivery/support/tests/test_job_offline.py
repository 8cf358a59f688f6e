"""A job on a phone without a line: what it sends is taken once and answered clearly, also three weeks late
and also where two people wrote of one job.
"""

import hashlib
import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.delivery.support.models import Job, JobLine, JobPack, Sheet, Signature
from ongikar.packs.actions import make_pack, pack_token, revoke_pack
from ongikar.people.models import User

from .conftest import MONDAY, NAME, first

pytestmark = pytest.mark.django_db
WEEKS_LATER = MONDAY + timedelta(days=21)


@pytest.fixture
def pack(job, karim):
    return make_pack(JobPack, job, user=karim, now=MONDAY)


@pytest.fixture
def send(client, pack):
    """`send("line", said)`: as the phone does, now or at another moment; the answer."""

    def do(what, said, *, now=MONDAY, pack=pack):
        body = json.dumps({"sent_at": now.isoformat(), "said_at": MONDAY.isoformat(), **said})
        with time_machine.travel(now, tick=False):
            address = reverse(f"job_field_{what}", args=[pack_token(pack)])
            answer = client.post(address, body, content_type="text/plain")
        told = answer.json()
        if answer.status_code == 200:
            assert told["sha256"] == hashlib.sha256(body.encode()).hexdigest()
        return answer

    return do


def line(device, **changes):
    said = {"found": "তার ভাঙা", "done": "তার বদলানো", "result": "mended", "parts": [], "over": []}
    return {"uuid": str(uuid4()), "device": str(device.number), **said, **changes}


def sheet(*lines, **changes):
    said = {"way": "visit", "urgency": "partly", "effect": "one", "name": "রোকেয়া পারভীন", "post": "প্রধান শিক্ষক"}
    keys = [each["uuid"] for each in lines]
    return {"uuid": str(uuid4()), "lines": keys, "strokes": json.dumps(NAME), **said, **changes}


@pytest.mark.fast
def test_what_was_written_and_signed_on_a_phone_is_taken_once_and_the_case_is_closed_at_the_desk(
    send,
    page,
    job,
    projector,
    cable,
):
    written = line(projector, parts=[[cable.pk, "২"]])
    signed = sheet(written)
    for _ in range(2):
        assert send("line", written).status_code == 200
        assert send("sheet", signed).status_code == 200
    job.refresh_from_db()
    assert (job.state, Sheet.objects.count(), Signature.objects.get().at) == ("signed", 1, MONDAY)
    cable.refresh_from_db()
    assert cable.balance == 3
    # An address that whoever holds the phone has signs no letter of the office.
    assert Case.objects.get(pk=job.case_id).is_open
    shown = page.get().context["form"]
    assert shown.is_signed
    assert page(strokes="", name="", post="", **first(projector)).status_code == 302
    assert Case.objects.get(pk=job.case_id).state == "kept"
    assert Sheet.objects.count() == 1


def test_the_page_of_the_phone_is_that_of_the_desk(client, pack, projector):
    with time_machine.travel(MONDAY, tick=False):
        shown = client.get(reverse("job_field", args=[pack_token(pack)]))
    assert f'data-line="d{projector.number}"' in shown.content.decode()
    assert shown["Referrer-Policy"] == "same-origin"


def test_after_three_weeks_the_phone_is_told_what_to_do_and_nothing_is_lost(
    send, client, karim, job, projector
):
    answer = send("line", line(projector), now=WEEKS_LATER)
    assert (answer.status_code, answer.json()["why"]) == (401, "over")
    assert "সাইন ইন" in answer.json()["fault"]
    with time_machine.travel(WEEKS_LATER, tick=False):
        client.force_login(karim)
    assert send("line", line(projector), now=WEEKS_LATER).status_code == 200
    kept = JobLine.objects.get()
    assert kept.said_at == MONDAY


def test_what_comes_after_the_job_has_ended_is_kept_and_the_phone_is_told(
    send,
    page,
    client,
    karim,
    job,
    projector,
):
    assert page(**first(projector)).status_code == 302
    client.logout()
    late = line(projector, found="ফিউজ পোড়া")
    answer = send("line", late)
    assert answer.status_code == 200
    assert "এই কাজ" in answer.json()["note"]
    answer = send("sheet", sheet(late))
    assert answer.status_code == 422
    assert "স্বাক্ষরটি নেওয়া হয়নি" in answer.json()["fault"]
    client.force_login(karim)
    with time_machine.travel(MONDAY, tick=False):
        shown = client.get(reverse("job", args=[job.pk])).content.decode()
    assert "ফিউজ পোড়া" in shown


def test_two_phones_at_one_job_lose_nothing_and_each_signs_for_its_own(
    send,
    job,
    karim,
    projector,
    monitor,
):
    shirin = User.objects.get(username="shirin")
    other = make_pack(JobPack, job, user=shirin, now=MONDAY)
    mine, theirs = line(projector), line(monitor, found="বাতি নেই")
    assert send("line", theirs, pack=other).status_code == 200
    assert send("line", mine).status_code == 200
    assert send("sheet", sheet(mine)).status_code == 200
    told = Sheet.objects.get()
    assert [each["name"] for each in told.data["devices"]] == [projector.name]
    assert told.found == "তার ভাঙা"
    # The other’s stands still, to be told by the next sheet.
    assert send("sheet", sheet(theirs), pack=other).status_code == 200
    assert Sheet.objects.count() == 2


def test_nobody_signs_what_was_written_anew_meanwhile_or_has_not_come(send, job, karim, projector):
    mine = line(projector)
    assert send("sheet", sheet(mine)).status_code == 422
    assert send("line", mine).status_code == 200
    assert send("line", line(projector, found="অন্য কথা", over=[mine["uuid"]])).status_code == 200
    answer = send("sheet", sheet(mine))
    assert answer.status_code == 422
    assert "আবার স্বাক্ষর নিন" in answer.json()["fault"]
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"device": "99999"},
        {"device": "ল-ক"},
        {"result": "exploded"},
        {"parts": "many"},
        {"parts": [[1, "দুই"]]},
        {"parts": [[999999, "1"]]},
        {"found": "ক" * 301},
        {"found": 7},
        {"over": ["x"]},
        {"uuid": "x"},
        {"said_at": "yesterday"},
    ],
)
def test_what_no_phone_can_say_is_answered_with_a_sentence(send, job, projector, changes):
    answer = send("line", line(projector) | changes)
    assert answer.status_code == 422
    assert answer.json()["fault"]
    assert not JobLine.objects.exists()


@pytest.mark.parametrize("changes", [{"name": ""}, {"strokes": "[]"}, {"way": "balloon"}, {"lines": []}])
def test_what_is_no_signature_is_answered_with_a_sentence(send, job, projector, changes):
    written = line(projector)
    send("line", written)
    assert send("sheet", sheet(written, **changes)).status_code == 422
    assert Job.objects.get().state == "reported"


def test_a_number_that_stands_for_something_else_is_refused(send, job, projector):
    written = line(projector)
    assert send("line", written).status_code == 200
    assert send("line", written | {"result": "faulty"}).status_code == 422


def test_a_phone_that_was_called_back_sends_nothing(send, pack, job, projector):
    revoke_pack(pack, actor=("user", 1), now=MONDAY)
    assert send("line", line(projector)).status_code == 403


def test_it_is_taken_along_only_where_browsers_keep_it_and_called_back_at_the_desk(client, karim, job):
    client.force_login(karim)
    address = reverse("job_take", args=[job.pk])
    with time_machine.travel(MONDAY, tick=False):
        assert client.post(address, HTTP_HOST="testserver")["Location"] == address
        assert client.post(address, secure=True)["Location"].startswith("/field/job/")
        assert karim.name in client.get(address, secure=True).content.decode()
        client.post(reverse("job_call_back", args=[job.pk, JobPack.objects.get().pk]))
    assert JobPack.objects.get().revoked_at


def test_one_short_address_names_no_pack_and_gives_the_phone_an_icon(client, pack):
    shown = client.get(reverse("field_home")).content.decode()
    assert pack_token(pack) not in shown
    manifest = client.get(reverse("field_manifest")).json()
    assert (manifest["start_url"], manifest["scope"]) == ("/field/", "/field/")
    assert manifest["icons"][0]["src"].endswith(".svg")
