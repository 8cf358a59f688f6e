"""A repair far from any line: the one page of the job is taken along on a phone over https, written and
signed with the network switched off, the browser is killed, and all of it arrives once.
"""

import pytest

from tests.navigation import press

from .phones import KEPT, Phone, open_network, sign_in
from .steps import assert_sees, text_of
from .test_a_sheet_is_signed_with_a_finger import draw

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    yield from open_network(tmp_path_factory, "tests.journeys.repair_reported", "others-reach-it")


@pytest.fixture
def phone(network, chromium, tmp_path_factory):
    phone = Phone(network, chromium, tmp_path_factory.mktemp("phone"))
    yield phone
    phone.close()


def waiting(page) -> str:
    page.wait_for_timeout(600)
    return text_of(page.locator(".strip"))


def test_a_job_is_written_and_signed_without_a_line_killed_and_sent_once(network, phone):
    page = phone()
    page.goto("/sign-in/")
    sign_in(page, "karim")
    page.goto(f"/desk/jobs/{network.made}/offline/")
    press(page, "main form .btn")
    page.get_by_text(KEPT).wait_for()
    address = page.url
    # The one short address tells what this phone has.
    page.goto("/field/")
    page.locator("#packs a").wait_for()
    page.wait_for_timeout(1500)

    page.context.set_offline(True)
    page.goto("/field/")
    page.locator("#packs a").click()
    page.wait_for_url(address)
    row = page.locator("tr[data-line]").first
    row.locator("[name$=-found]").fill("পাওয়ার সাপ্লাই পোড়া")
    row.locator("[name$=-done]").fill("বদলানো, চালু")
    row.locator("[name$=-part0]").select_option(index=1)
    row.locator("label:has([value=mended])").click()
    assert "ইন্টারনেট নেই" in waiting(page)
    assert "১টি লেখা" in waiting(page)
    phone.kill()

    page = phone(is_offline=True)
    page.goto(address)
    row = page.locator("tr[data-line]").first
    assert row.locator("[name$=-found]").input_value() == "পাওয়ার সাপ্লাই পোড়া"
    assert row.locator("[value=mended]").is_checked()
    page.locator("[data-finish]").click()
    page.get_by_text("কে বুঝে নিলেন ও তাঁর পদবি লিখুন").wait_for()
    page.locator("[name=name]").fill("রোকেয়া পারভীন")
    page.locator("[name=post]").fill("প্রধান শিক্ষক")
    page.locator("canvas").scroll_into_view_if_needed()
    draw(page)
    page.locator("[data-finish]").click()
    page.locator("#done").wait_for()
    assert "২টি লেখা" in waiting(page)
    network.answers_to_lose = 2
    page.context.set_offline(False)
    page.get_by_text(KEPT).wait_for(timeout=90_000)
    assert network.answers_to_lose == 0
    page.goto(f"/desk/jobs/{network.made}/")
    if "sign-in" in page.url:
        sign_in(page, "karim")
    assert_sees(page, "রোকেয়া পারভীন", "বদলানো, চালু", "পাওয়ার সাপ্লাই")
