"""Sending for real: a mail server and a gateway that take, refuse, and see the worker die."""

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import LEASE, PAUSES, run_due_entries
from ongikar.notices import sending
from ongikar.notices.channels import sms
from ongikar.notices.channels.sms import GatewayRefused, sendsms_address
from ongikar.notices.models import Message
from ongikar.offices.face import NewEmblem, set_face

# Says the same on either database.
pytestmark = pytest.mark.once

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
ROOT = Path(__file__).resolve().parents[3]


def test_an_e_mail_arrives_once_with_its_bangla_whole(receive, real_office, rahima_with_mail, mail):
    case = receive(now=SUNDAY, person=rahima_with_mail)
    for _ in range(3):
        run_due_entries(SUNDAY)
    [arrived] = [message for message in mail.mails if message["To"] == "rahima@example.com"]
    message = Message.objects.get(channel="email", person__startswith="applicant")
    assert arrived["Subject"] == message.title
    assert "আবেদন পেয়েছি" in arrived["Subject"]
    assert arrived.get_body(["plain"]).get_content().replace("\r\n", "\n").strip() == message.body
    assert "প্রিয় রহিমা খাতুন," in message.body
    assert case.number in message.body
    assert (message.status, message.attempts) == (Message.SENT, 1)


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
    b'<rect width="20" height="10" fill="#00f"/></svg>'
)


def test_a_mail_bears_the_offices_head_and_its_words_stay_plain_beside_it(
    receive, real_office, rahima_with_mail, mail, office, karim
):
    set_face(
        office,
        {"colour": "#123f6b"},
        emblem=NewEmblem(DRAWING, "image/svg+xml"),
        is_of_screen=True,
        actor=("user", karim.pk),
        now=SUNDAY,
    )
    receive(now=SUNDAY, person=replace(rahima_with_mail, name="রহিমা <b>খাতুন</b>"))
    run_due_entries(SUNDAY)
    [arrived] = [message for message in mail.mails if message["To"] == "rahima@example.com"]
    shown = arrived.get_body(["html"]).get_content()
    plain = arrived.get_body(["plain"]).get_content()
    for name in (office.name_bn, office.name_en):
        assert name in shown
    assert "#123f6b" in shown
    [emblem] = [part for part in arrived.walk() if part.get_content_type() == "image/png"]
    assert f'src="cid:{emblem["Content-ID"].strip("<>")}"' in shown
    assert emblem.get_content_disposition() == "inline"
    picture = Image.open(BytesIO(emblem.get_content()))
    assert picture.width == 2 * picture.height
    assert picture.convert("RGB").getpixel((8, 8)) == (0, 0, 255)
    # Nothing is fetched when it is opened, and what somebody typed is no markup.
    assert 'src="http' not in shown
    assert "<b>" not in shown
    assert "<b>খাতুন</b>" in plain
    address = re.search(r"https?://\S+", plain)[0]
    assert f'href="{address}' in shown


def test_a_mail_of_an_office_without_emblem_bears_its_name_and_no_picture(
    receive, real_office, rahima_with_mail, mail, office
):
    receive(now=SUNDAY, person=rahima_with_mail)
    run_due_entries(SUNDAY)
    [arrived] = [message for message in mail.mails if message["To"] == "rahima@example.com"]
    assert office.name_en in arrived.get_body(["html"]).get_content()
    assert {part.get_content_type() for part in arrived.walk() if not part.is_multipart()} == {
        "text/plain",
        "text/html",
    }


def test_a_server_that_refuses_is_tried_again_after_the_pauses_and_nothing_is_lost(
    receive, real_office, rahima_with_mail, mail
):
    receive(now=SUNDAY, person=rahima_with_mail)
    Message.objects.all().delete()
    mail.refusals = 3
    now = SUNDAY
    run_due_entries(now)
    assert not mail.mails
    [owed, *_] = OutboxEntry.objects.filter(reaction="notices.reactions.send_due_message").exclude(fault="")
    assert "451" in owed.fault
    assert owed.next_try == now + PAUSES[0]
    for pause in PAUSES[:4]:
        now += pause + timedelta(seconds=1)
        run_due_entries(now)
    assert {mail["To"] for mail in mail.mails} >= {"rahima@example.com"}
    assert len({mail["Message-ID"] for mail in mail.mails}) == len(mail.mails)
    assert not Message.objects.filter(channel="email").exclude(status=Message.SENT).exists()


def test_a_server_that_is_not_there_is_waited_for(receive, real_office, rahima_with_mail, mail, settings):
    from .conftest import free_port

    there = settings.MAILERS
    away = {**there["default"], "OPTIONS": {**there["default"]["OPTIONS"], "port": free_port()}}
    settings.MAILERS = {"default": away}
    receive(now=SUNDAY, person=rahima_with_mail)
    run_due_entries(SUNDAY)
    assert Message.objects.filter(channel="email", status=Message.SENT).count() == 0
    settings.MAILERS = there
    run_due_entries(SUNDAY + timedelta(minutes=1))
    assert Message.objects.get(channel="email", person__startswith="applicant").status == Message.SENT


def test_an_sms_goes_to_the_gateway_as_unicode_with_the_whole_text(receive, real_office, gateway):
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    message = Message.objects.get(channel="sms", person__startswith="applicant")
    [taken] = gateway.taken
    assert taken["to"] == "+8801700000001"
    assert taken["text"] == message.body
    assert (taken["coding"], taken["charset"], taken["from"]) == ("2", "UTF-8", "16123")
    assert message.status == Message.SENT


def test_a_gateway_that_refuses_is_tried_again(receive, real_office, gateway):
    gateway.refusals = 1
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    assert not gateway.taken
    assert OutboxEntry.objects.get(reaction="notices.reactions.send_due_message").fault.startswith(
        "GatewayRefused: 503"
    )
    run_due_entries(SUNDAY + timedelta(minutes=1))
    assert len(gateway.taken) == 1


def test_a_gateway_that_sends_us_elsewhere_is_not_followed(receive, real_office, gateway, settings):
    asked = settings.ONGIKAR_SMS_URL
    gateway.elsewhere = asked.replace("/cgi-bin/sendsms", "/elsewhere")
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    assert not gateway.taken
    assert OutboxEntry.objects.get(reaction="notices.reactions.send_due_message").fault.startswith(
        "GatewayRefused: 302"
    )
    gateway.elsewhere = ""
    run_due_entries(SUNDAY + timedelta(minutes=1))
    assert len(gateway.taken) == 1


GARBAGE = {
    "a page": (200, "<html><title>Please sign in to the network</title></html>"),
    "nothing": (200, ""),
    "a figure": (202, "0"),
    "a refusal with a good status": (200, "4: Not routable"),
    "a fault": (503, "Temporal failure, try again later."),
    "a page of another server": (302, "moved"),
}


@pytest.mark.parametrize("said", GARBAGE.values(), ids=GARBAGE.keys())
def test_whatever_is_no_yes_is_tried_again_with_growing_pauses_until_it_is(
    receive, real_office, gateway, said
):
    gateway.instead = said
    receive(now=SUNDAY)
    now = SUNDAY
    for number, pause in enumerate(PAUSES[:4], 1):
        run_due_entries(now)
        owed = OutboxEntry.objects.get(reaction="notices.reactions.send_due_message")
        assert (owed.attempts, owed.next_try, owed.done_at) == (number, now + pause, None)
        assert Message.objects.get(channel="sms").status == Message.FAILED
        now += pause
    gateway.instead = None
    for _ in range(3):
        run_due_entries(now)
    assert len(gateway.taken) == 1
    assert Message.objects.get(channel="sms").status == Message.SENT


def test_a_gateway_that_does_not_answer_is_asked_once_and_then_left_alone(
    receive, real_office, rahima_with_mail, gateway, mail, monkeypatch
):
    """Nothing waits behind it but what is for it: e-mails go out meanwhile."""
    monkeypatch.setattr(sms, "TIMEOUT_SECONDS", 0.3)
    monkeypatch.setattr(sending, "SLOW_SECONDS", 0.2)
    gateway.seconds = 0.6
    for _ in range(4):
        receive(now=SUNDAY, person=rahima_with_mail)
    run_due_entries(SUNDAY)
    faults = Message.objects.filter(channel="sms").values_list("fault", "attempts")
    assert sorted(attempts for _, attempts in faults) == [0, 0, 0, 1]
    assert [fault for fault, _ in faults if "timed out" in fault.lower()]
    assert len([each for each in mail.mails if each["To"] == "rahima@example.com"]) == 4
    gateway.seconds = 0
    run_due_entries(SUNDAY + sending.PAUSE)
    assert len(gateway.taken) == 4
    assert not Message.objects.filter(channel="sms").exclude(status=Message.SENT).exists()


def test_a_wrong_password_is_a_fault_with_its_words(receive, real_office, gateway, settings):
    settings.ONGIKAR_SMS_URL = settings.ONGIKAR_SMS_URL.replace("secret", "guess")
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    with pytest.raises(GatewayRefused, match="Authorization failed"):
        sms.send(Message.objects.get(channel="sms"), (), taken=lambda: None)


@pytest.mark.parametrize("gateway_address", ["file:///etc/passwd", "ftp://example.com/x", "nothing"])
def test_only_http_is_a_gateway(gateway_address):
    with pytest.raises(ValueError, match="http"):
        sendsms_address(gateway_address, to="+8801700000001", text="কথা")


def test_an_english_sms_is_not_sent_as_unicode():
    assert "coding" not in sendsms_address("http://127.0.0.1/send?user=a", to="+8801700000001", text="Ready")


WORKER = """
import json, os, sys
from datetime import datetime
import django
django.setup()
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
if sys.argv[1] == "receive":
    from pathlib import Path
    from django.core.management import call_command
    from ongikar.cases.actions import Person, receive_case
    from ongikar.charter.models import Service
    from ongikar.office_files.importing import load_office
    from ongikar.office_files.reading import read_office
    call_command("migrate", verbosity=0)
    new_year = datetime.fromisoformat("2026-01-01T09:00:00+06:00")
    load_office(read_office(Path(sys.argv[3]), with_demo=False), now=new_year)
    receive_case(
        service=Service.objects.get(code="citizen-1"),
        person=Person(name="রহিমা খাতুন", email="rahima@example.com"),
        answers={"question": "কী?"}, channel="online", submission="one",
        now=datetime.fromisoformat(sys.argv[2]),
    )
else:
    run_due_entries(datetime.fromisoformat(sys.argv[2]))
    emails = Message.objects.filter(channel="email", person__startswith="applicant")
    print(json.dumps(list(emails.values_list("status", flat=True))))
"""


@pytest.fixture
def run_worker(tmp_path, postbox):
    """`run_worker(words, now)`: a process of its own with a database of its own, so that it can be killed."""
    environment = os.environ | {
        "ONGIKAR_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "ongikar.config.settings",
        "ONGIKAR_SMTP_HOST": "127.0.0.1",
        "ONGIKAR_SMTP_PORT": str(postbox.port),
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("ONGIKAR_DATABASE", None)

    def start(word, now):
        words = [
            sys.executable,
            "-c",
            WORKER,
            word,
            now.isoformat(),
            str(ROOT / "offices" / "rangpur-sadar-ict"),
        ]
        return subprocess.Popen(
            words, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    return start


@pytest.mark.once
@pytest.mark.parametrize(
    ("moment", "copies"),
    [pytest.param("on_data", 1, marks=pytest.mark.slow), ("on_taken", 2), ("on_quit", 1)],
)
def test_a_worker_killed_while_sending_loses_nothing(run_worker, postbox, moment, copies):
    """Only where it dies between the server's taking it and reading its yes does a copy follow, under the
    same Message-ID.
    """
    receiving = run_worker("receive", SUNDAY)
    _, fault = receiving.communicate(timeout=400)
    assert receiving.returncode == 0, fault.decode()
    dying = run_worker("work", SUNDAY)

    def kill():
        setattr(postbox, moment, None)
        os.kill(dying.pid, signal.SIGKILL)
        dying.wait(timeout=60)
        if moment == "on_data":
            raise ConnectionAbortedError

    setattr(postbox, moment, kill)
    dying.communicate(timeout=60)
    assert dying.returncode == -signal.SIGKILL
    rising = run_worker("work", SUNDAY + LEASE + timedelta(seconds=1))
    said, fault = rising.communicate(timeout=60)
    assert json.loads(said) == [Message.SENT], fault.decode()
    mine = [mail for mail in postbox.mails if mail["To"] == "rahima@example.com"]
    assert len(mine) == copies
    assert len({mail["Message-ID"] for mail in mine}) == 1
