"""An entrepreneur takes applications for days without a line: the network is cut, the tab is killed, the
clock goes on for three days, the short address is opened again, and each application is filed once.

`OFFLINE_TRIES=200` tries it so often (decision 138 tells what came of it).
"""

import json
import os
import random
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT, at_home_in
from tests.navigation import press

from .phones import Phone, open_network, sign_in
from .steps import assert_sees, text_of

pytestmark = [pytest.mark.browser, pytest.mark.once]
PICTURE = ROOT / "docs" / "shots" / "home-phone-bn.png"
TRIES = int(os.environ.get("OFFLINE_TRIES", "8"))
# Of one phone's forty numbers.
OF_ONE_PACK = 40
THREE_DAYS = "2026-11-26T11:30:00+06:00"
# The phone's clock, put a month ahead meanwhile: behind the seven days of the pack.
A_MONTH_AHEAD = "2026-12-23T11:30:00+06:00"


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    yield from open_network(tmp_path_factory, "tests.journeys.centre_ready", "others-reach-it")


@pytest.fixture
def phone(network, chromium, tmp_path_factory):
    phone = Phone(network, chromium, tmp_path_factory.mktemp("phone"))
    yield phone
    phone.close()


def take_along(page, root="") -> str:
    """The forms are on the phone; the address of their page."""
    page.goto(f"{root}/agent/phone/")
    if "sign-in" in page.url:
        sign_in(page, "jashim")
        page.goto(f"{root}/agent/phone/")
    press(page, "main form .btn")
    page.locator("#field").wait_for()
    page.wait_for_function("navigator.serviceWorker.controller || navigator.serviceWorker.ready")
    page.locator("[data-when='online none']").wait_for()
    return page.url


def fill(page, name, mobile="01700000005"):
    page.locator("#person [name=mobile]").fill(mobile)
    page.locator("#person [name=name]").fill(name)
    page.locator("#person [name=service]").select_option("citizen-1")
    part = page.locator("[data-service=citizen-1]")
    part.locator("[name=ask-question]").fill("কয়টি ল্যাব চালু?")
    part.locator("[name=ask-form_wanted][value=written]").check()
    part.locator("[name=ask-receive_by][value=collect]").check()
    part.locator("[name=show-1]").check()


def sign_slip(page):
    page.locator("[name=signed_slip]").set_input_files(PICTURE)
    page.locator("#consent [data-picked]").wait_for()


def filed(network) -> list[list[str]]:
    """Whom the centre has filed for, by which slip, under which number."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.journeys.centre_ready", "names"],
        cwd=ROOT,
        env=os.environ | at_home_in(network.folder),
        check=True,
        timeout=120,
        capture_output=True,
        text=True,
    )
    return json.loads(answer.stdout.splitlines()[0])


def until_sent(page):
    page.locator("[data-when='online none']").wait_for(timeout=120_000)


@pytest.mark.parametrize(
    ("root", "waits", "sent"),
    [("", "পাঠানোর অপেক্ষায়", "গেছে, আবেদন নম্বর"), ("/en", "Waits to be sent", "Filed, application")],
)
def test_an_application_is_taken_without_a_line_and_filed_once(network, phone, root, waits, sent):
    page = phone()
    page.goto(f"{root}/sign-in/")
    sign_in(page, "jashim")
    address = take_along(page, root)
    page.goto(f"{root}/field/")
    page.locator("#packs a").wait_for()
    page.wait_for_timeout(1500)
    before = len(filed(network))

    page.context.set_offline(True)
    page.goto(f"{root}/field/")
    page.locator("#packs a").click()
    page.wait_for_url(address)
    fill(page, "নূরজাহান বেগম")
    # What is missing is said in words, and nothing is kept as if it were whole.
    page.locator("#person [name=mobile]").fill("123")
    page.locator("[data-keep]").click()
    page.locator("#fault").wait_for()
    page.locator("#person [name=mobile]").fill("01700000005")
    page.wait_for_timeout(600)
    phone.kill()

    page = phone(is_offline=True)
    page.goto(address)
    # What was being typed when the tab was killed stands there again, as soon as there is anything to see.
    page.locator("#person [name=name]").wait_for()
    assert page.locator("#person [name=name]").input_value() == "নূরজাহান বেগম"
    sign_slip(page)
    page.locator("[data-keep]").click()
    page.locator("#counter-slip").wait_for()
    slip = page.locator("[data-slip=number]").inner_text()
    assert_sees(page, waits)
    phone.kill()

    page = phone(is_offline=True)
    page.clock.set_system_time(THREE_DAYS)
    page.goto(address)
    page.locator("#old").wait_for()
    with page.expect_download() as saved:
        page.locator("[data-do=save]").first.click()
    told = json.loads(saved.value.path().read_text("utf-8"))
    assert told["entry"]["name"] == "নূরজাহান বেগম"
    network.answers_to_lose = 1
    page.context.set_offline(False)
    until_sent(page)
    assert_sees(page, sent)
    # The saved file is known for what it is: taken in again it is no second application.
    page.locator("#saved-file").set_input_files(saved.value.path())
    page.wait_for_timeout(1500)
    until_sent(page)
    rows = filed(network)[before:]
    assert len(rows) == 1
    assert re.sub(r"\D", "", rows[0][1]) in re.sub(r"\D", "", latin(slip))


def latin(text: str) -> str:
    return text.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789"))


def test_without_a_slip_it_waits_for_the_code(network, phone):
    page = phone()
    page.goto("/sign-in/")
    sign_in(page, "jashim")
    take_along(page)
    before = len(filed(network))
    page.context.set_offline(True)
    fill(page, "সালমা খাতুন")
    page.locator("[data-keep]").click()
    page.locator("#counter-slip").wait_for()
    assert "সম্মতি বাকি" in text_of(page.locator("#waiting"))
    page.locator("[data-do=ask]").click()
    page.get_by_text("ইন্টারনেট নেই। এলে আবার চাপুন।").wait_for()
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    assert len(filed(network)) == before
    # Pressed again until the line is really there, as the page says.
    for _ in range(5):
        page.locator("#waiting [data-do=ask]").click()
        page.wait_for_timeout(3000)
        if page.locator("#waiting [data-code] input").is_visible():
            break
    page.locator("#waiting [data-code] input").fill("000000")
    page.locator("#waiting [data-do=enter]").click()
    page.locator("#waiting").get_by_text("কোডটি ঠিক নয়").wait_for()
    assert len(filed(network)) == before


def test_a_clock_put_a_month_ahead_shuts_no_pack_and_hands_no_slip_out_twice(network, phone):
    page = phone()
    page.goto("/sign-in/")
    sign_in(page, "jashim")
    address = take_along(page)
    before = len(filed(network))
    slips = []
    for name in ("আমেনা বেগম", "জরিনা বেগম", "রাহেলা বেগম"):
        fill(page, name)
        sign_slip(page)
        page.locator("[data-keep]").click()
        page.locator("#counter-slip").wait_for()
        slips.append(page.locator("[data-slip=number]").inner_text())
        until_sent(page)
        # Opened again with a line: the page comes fresh from the office, whose clock is right.
        phone.kill()
        page = phone()
        page.clock.set_system_time(A_MONTH_AHEAD)
        page.goto(address)
        until_sent(page)
        assert page.locator("#person").is_enabled()
    assert len(set(slips)) == 3
    assert len(filed(network)) == before + 3


def test_nothing_is_lost_and_nothing_doubled(network, phone):
    """Each try breaks something: the line before or while it is sent, the answer on its way back, the tab."""
    chance, kept = random.Random(138), []
    before = len(filed(network))
    page = phone()
    page.goto("/sign-in/")
    sign_in(page, "jashim")
    address, addresses = "", []
    for number in range(TRIES):
        if number % OF_ONE_PACK == 0:
            page.context.set_offline(False)
            address = take_along(page)
            addresses.append(address)
        fault = chance.choice(("cut before", "cut while sending", "answer lost", "tab killed", "clock"))
        page.context.set_offline(fault in ("cut before", "tab killed", "clock"))
        name = f"নাগরিক {number}"
        fill(page, name)
        sign_slip(page)
        if fault == "answer lost":
            network.answers_to_lose = 1
        page.locator("[data-keep]").click()
        page.locator("[data-slip=name]", has_text=name).wait_for()
        kept.append(name)
        if fault == "cut while sending":
            page.wait_for_timeout(chance.randrange(120))
            page.context.set_offline(True)
        if fault == "clock":
            page.clock.set_system_time(THREE_DAYS)
        if fault == "tab killed":
            phone.kill()
            page = phone(is_offline=chance.random() < 0.5)
            page.goto(address)
            page.locator("#field").wait_for()
        if chance.random() < 0.3:
            page.context.set_offline(False)
            page.reload()
    page.context.set_offline(False)
    network.answers_to_lose = 0
    for each in addresses:
        page.goto(each)
        until_sent(page)
    rows = filed(network)[before:]
    names = [name for name, _, _ in rows]
    assert sorted(names) == sorted(kept)
    assert len({slip for _, slip, _ in rows}) == len(kept)
