"""Through a real gateway to the operator at its far end: whole, in the right letters, in as many parts as
reckoned, once.
"""

from datetime import datetime, timedelta

import pytest

from ongikar.cases.actions import Person
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import PAUSES, run_due_entries
from ongikar.notices.models import Message
from ongikar.notices.rules import split_message

from .kannel import Kannel

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
JAMES = Person(name="James", mobile="+8801700000002", address="Rangpur", language="en")


@pytest.fixture
def kannel(tmp_path, settings):
    gateway = Kannel(tmp_path)
    try:
        gateway.start("bearerbox", "operator", "smsbox")
        settings.ONGIKAR_SMS_URL = gateway.address
        yield gateway
    finally:
        gateway.end()


def sms():
    return Message.objects.get(channel="sms")


def test_a_bangla_message_arrives_whole_in_ucs2_and_in_as_many_parts_as_reckoned(
    receive, real_office, kannel
):
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    message = sms()
    arrived = kannel.got(len(split_message(message.body)))
    assert "".join(part.text for part in arrived) == message.body
    assert len(arrived) == len(split_message(message.body)) > 1
    assert all(part.is_ucs2 for part in arrived)
    assert {(part.sender, part.to) for part in arrived} == {("16123", "+8801700000001")}
    # 3GPP TS 23.040, 9.2.3.24.1: joined parts have one reference, their count, and their place from 1.
    assert {part.header[:3] for part in arrived} == {b"\x05\0\x03"}
    assert [tuple(part.header[4:]) for part in arrived] == [
        (len(arrived), n + 1) for n in range(len(arrived))
    ]
    assert message.status == Message.SENT


def test_an_english_message_arrives_whole_in_the_default_alphabet(receive, real_office, kannel):
    receive(now=SUNDAY, person=JAMES)
    run_due_entries(SUNDAY)
    message = sms()
    arrived = kannel.got(len(split_message(message.body)))
    assert "".join(part.text for part in arrived) == message.body
    assert len(arrived) == len(split_message(message.body))
    assert not any(part.is_ucs2 for part in arrived)


def test_a_gateway_that_is_down_is_tried_again_with_growing_pauses_and_then_sends_once(
    receive, real_office, kannel
):
    kannel.end("smsbox")
    receive(now=SUNDAY)
    now = SUNDAY
    for number, pause in enumerate(PAUSES[:3], 1):
        run_due_entries(now)
        owed = OutboxEntry.objects.get(reaction="notices.reactions.send_due_message")
        assert (owed.attempts, owed.next_try, owed.done_at) == (number, now + pause, None)
        assert sms().status == Message.FAILED
        now += pause
    kannel.start("smsbox")
    for _ in range(3):
        run_due_entries(now)
        now += timedelta(minutes=5)
    assert sms().status == Message.SENT
    expected = len(split_message(sms().body))
    assert len(kannel.got(expected)) == expected


def test_while_the_operator_is_away_the_gateway_keeps_the_message_and_we_do_not_send_it_again(
    receive, real_office, kannel
):
    kannel.end("operator")
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    run_due_entries(SUNDAY + timedelta(hours=1))
    message = sms()
    assert (message.status, message.attempts) == (Message.SENT, 1)
    kannel.start("operator")
    assert "".join(part.text for part in kannel.got(len(split_message(message.body)))) == message.body


def test_a_wrong_password_is_told_and_nothing_goes(receive, real_office, kannel, settings):
    settings.ONGIKAR_SMS_URL = kannel.address.replace("secret", "guess")
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    assert "403 Authorization failed" in sms().fault
    assert kannel.parts() == []
