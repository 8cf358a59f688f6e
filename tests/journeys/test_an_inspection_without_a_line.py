"""A lab far from any line: an inspection is taken along on a phone over https, answered with the network
switched off, the browser is killed, answers are lost on the way back, and all of it arrives once.
"""

import io
import os
import signal
import subprocess
import sys

import pytest
from PIL import Image

from tests.conftest import CHROMIUM, PASSWORD, PHONE, ROOT, Stage, at_home_in, browser_program, set_up
from tests.navigation import press
from tests.started import SECONDS
from tests.tls_front import HOST, Authority, Front

from .steps import assert_sees, text_of

pytestmark = [pytest.mark.browser, pytest.mark.once]
# The clock of the phone, in the story's time.
MOMENT = "2026-11-23T11:30:00+06:00"
KEPT = "এই ফোনে রাখা হয়েছে"


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """The office's own network: a front over TLS under a name, before the application."""
    front = Front(Authority(tmp_path_factory.mktemp("tls")))
    folder = set_up(tmp_path_factory)
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.inspection_under_way"],
        cwd=ROOT,
        env=os.environ | at_home_in(folder),
        timeout=SECONDS,
        check=True,
        capture_output=True,
        text=True,
    )
    stage = Stage(folder, address=front.address)
    front.behind, front.inspection = stage.port, int(made.stdout.split()[-1])
    stage.it_is("2026-11-23T11:30:00")
    yield front
    front.end()
    stage.end()


@pytest.fixture
def phone(network, chromium, tmp_path_factory):
    """`phone()`: the browser of one phone; opened again it has what it kept. `phone.kill()`: no goodbye."""
    folder, open_now = tmp_path_factory.mktemp("phone"), []

    class Phone:
        def __call__(self, *, is_offline=False):
            authority = network.authority
            context = chromium.browser_type.launch_persistent_context(
                folder,
                executable_path=browser_program(),
                args=[
                    *CHROMIUM,
                    f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
                    f"--ignore-certificate-errors-spki-list={authority.pin}",
                    f"--ongikar-phone={folder}",
                ],
                viewport=PHONE,
                locale="bn-BD",
                base_url=network.address,
                permissions=["geolocation"],
                geolocation={"latitude": 25.7439, "longitude": 89.2752, "accuracy": 12},
            )
            context.clock.install(time=MOMENT)
            context.set_offline(is_offline)
            open_now[:] = [context]
            page = context.pages[0]
            page.set_default_timeout(20_000)
            return page

        def kill(self):
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    with open(f"/proc/{pid}/cmdline") as file:
                        if f"--ongikar-phone={folder}" in file.read().split("\0"):
                            os.kill(int(pid), signal.SIGKILL)
                except (OSError, ProcessLookupError):
                    continue

    yield Phone()
    for context in open_now:
        context.close()


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
    page.fill("[name=login]", "karim")
    page.fill("[name=password]", PASSWORD)
    press(page, "main button")
    page.goto(f"/desk/inspections/{network.inspection}/offline/")
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
    page.goto(f"/desk/inspections/{network.inspection}/")
    if "sign-in" in page.url:
        page.fill("[name=login]", "karim")
        page.fill("[name=password]", PASSWORD)
        press(page, "main button")
    assert_sees(page, "৬টি প্রশ্নের ৩টি হয়েছে", "ছবি: ১")
    page.goto(f"/desk/inspections/{network.inspection}/part/0/")
    for item, value in (("earth", "yes"), ("wires", "no"), ("fire", "no")):
        assert page.locator(f"[name=v-{item}][value={value}]").is_checked()
    assert page.locator("[name=n-wires]").input_value() == "বোর্ডের নিচে তার খোলা।"
