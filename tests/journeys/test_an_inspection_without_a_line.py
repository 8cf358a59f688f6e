"""A lab far from any line: an inspection is taken along on a phone over https, answered with the network
switched off, the browser is killed, answers are lost on the way back, and all of it arrives once.
"""

import io

import pytest
from PIL import Image

from tests.navigation import press

from .phones import KEPT, Phone, open_network, sign_in
from .steps import assert_sees, text_of

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    yield from open_network(tmp_path_factory, "tests.journeys.inspection_under_way")


@pytest.fixture
def phone(network, chromium, tmp_path_factory):
    phone = Phone(network, chromium, tmp_path_factory.mktemp("phone"))
    yield phone
    phone.close()


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (2400, 1800), "seagreen").save(drawn, "JPEG")
    return drawn.getvalue()


def box(page, item):
    return page.locator(f"[data-item={item}]")


def answer(page, item, value):
    box(page, item).locator(f"label:has([value={value}])").click()


def left(page) -> str:
    page.wait_for_timeout(400)
    return text_of(page.locator(".strip"))


def test_an_inspection_is_answered_without_a_line_killed_and_sent_once(network, phone):
    page = phone()
    page.goto("/sign-in/")
    sign_in(page, "karim")
    page.goto(f"/desk/inspections/{network.made}/offline/")
    press(page, "main form .btn")
    page.get_by_text(KEPT).wait_for()
    address = page.url

    page.context.set_offline(True)
    answer(page, "earth", "yes")
    answer(page, "wires", "no")
    box(page, "wires").locator("textarea").fill("বোর্ডের নিচে তার খোলা।")
    box(page, "wires").locator("[type=file]").set_input_files(
        {"name": "wires.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    box(page, "wires").locator("img").wait_for()
    page.wait_for_function("document.querySelector('[data-item=wires] img').naturalWidth > 0")
    assert "ইন্টারনেট নেই" in left(page)
    assert "২টি উত্তর, ১টি ছবি" in left(page)
    page.reload()
    assert "২টি উত্তর, ১টি ছবি" in left(page)
    answer(page, "fire", "yes")
    assert "৩টি উত্তর, ১টি ছবি" in left(page)
    phone.kill()

    page = phone(is_offline=True)
    page.goto(address)
    assert "৩টি উত্তর, ১টি ছবি" in left(page)
    assert box(page, "wires").locator("[value=no]").is_checked()
    assert box(page, "wires").locator("textarea").input_value() == "বোর্ডের নিচে তার খোলা।"
    # A change of mind: what was said first stands no more.
    answer(page, "fire", "no")
    network.answers_to_lose = 2
    page.context.set_offline(False)
    page.get_by_text(KEPT).wait_for(timeout=90_000)
    assert network.answers_to_lose == 0
    page.goto(f"/desk/inspections/{network.made}/")
    if "sign-in" in page.url:
        sign_in(page, "karim")
    assert_sees(page, "৬টি প্রশ্নের ৩টি হয়েছে", "ছবি: ১")
    page.goto(f"/desk/inspections/{network.made}/part/0/")
    for item, value in (("earth", "yes"), ("wires", "no"), ("fire", "no")):
        assert page.locator(f"[name=v-{item}][value={value}]").is_checked()
    assert page.locator("[name=n-wires]").input_value() == "বোর্ডের নিচে তার খোলা।"
