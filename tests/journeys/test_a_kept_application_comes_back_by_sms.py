"""Rahima writes half of an application on one telephone and keeps it: the SMS brings an address that opens it
on another, once, and there she goes on to the receipt.
"""

import re
from threading import Thread

import pytest

from ongikar.notices.tests.conftest import Gateway
from ongikar.rules.bangla.text import digits, latin_digits
from tests.navigation import follow_to_next_page

from .steps import assert_sees, assert_sees_no, press, send, text_of
from .ways import WAYS, one_of_four, speaker

pytestmark = pytest.mark.browser
QUESTION = "ল্যাবে কয়টি কম্পিউটার চালু আছে?"
CONTACT = {
    "name": "রহিমা খাতুন",
    "village": "হরিদেবপুর",
    "union": "হরিদেবপুর",
}
ENGLISH = {
    "আপনার লেখা রাখা আছে": "What you wrote is kept",
    "SMS পাঠান": "Send the SMS",
    "পাঠানোর জন্য দেওয়া হয়েছে": "Handed over to be sent",
    "আপনার রাখা আবেদন": "The application you kept",
    "খুলে চালিয়ে যাই": "Open it and go on",
    "ঠিকানাটি একবার খোলা হয়েছে": "This address was opened once",
}


@pytest.fixture
def gateway():
    server = Gateway()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def comes_by_sms(stage, gateway, mobile: str) -> str:
    """The address in the newest SMS with one that opens once."""
    gateway.taken.clear()
    stage.send_by(f"http://127.0.0.1:{gateway.server_port}/cgi-bin/sendsms?username=ongikar&password=secret")
    stage.let_the_worker_work()
    stage.send_by("")
    (sms,) = [sms for sms in gateway.taken if "/o/" in sms["text"]]
    assert sms["to"].endswith(mobile)
    assert QUESTION not in sms["text"]
    return re.search(r"(?:/en)?/o/[\w-]{16}/", sms["text"])[0]


@pytest.mark.parametrize("way", one_of_four("bn on a phone"))
def test_what_was_kept_is_found_again_by_the_address_in_the_sms(stage, someone, gateway, way):
    root, screen, scripts = WAYS[way]
    say = speaker(root, ENGLISH)
    # One for each way: a mobile gets three in an hour.
    mobile = f"0170000006{[*WAYS].index(way)}"
    stage.it_is("2026-11-22T10:00:00")
    first = someone(scripts=scripts)
    first.set_viewport_size(screen)
    first.goto(f"{root}/services/citizen-1/apply/")
    first.fill("[name=question]", QUESTION)
    for name in ("form_wanted", "receive_by"):
        first.locator(f"[name={name}]").first.check()
    follow_to_next_page(first, first.locator("main form button[name=later]").click)
    assert_sees(first, say("আপনার লেখা রাখা আছে"))
    kept = first.url
    first.fill("[name=mobile]", "০১৭০০")
    press(first, say("SMS পাঠান"))
    assert first.input_value("[name=mobile]") == "০১৭০০"
    assert first.locator(".err").count() == 1
    first.fill("[name=mobile]", digits(mobile, "bn"))
    press(first, say("SMS পাঠান"))
    address = comes_by_sms(stage, gateway, mobile)
    first.goto(kept)
    assert_sees(first, say("পাঠানোর জন্য দেওয়া হয়েছে"))

    other = someone(scripts=scripts)
    other.set_viewport_size(screen)
    other.goto(address)
    assert_sees(other, say("আপনার রাখা আবেদন"))
    assert_sees_no(other, QUESTION)
    press(other, say("খুলে চালিয়ে যাই"))
    assert other.url.endswith("/contact/")
    other.check("[name=kind][value=citizen]")
    for name, value in (CONTACT | {"mobile": mobile}).items():
        other.fill(f"[name={name}]", value)
    send(other)
    other.check("[name=show-1]")
    send(other)
    assert_sees(other, QUESTION)
    send(other)
    assert re.search(r"8549-26-\d{5}-\d{5}", latin_digits(text_of(other.locator(".trackno"))))

    third = someone()
    assert third.goto(address).status == 410
    assert_sees(third, say("ঠিকানাটি একবার খোলা হয়েছে"))
    assert third.locator("main form").count() == 0
