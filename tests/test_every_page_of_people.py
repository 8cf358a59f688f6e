"""The pages that are reached by walking only: of keys and codes, of an agent's case, of a citizen's own
list.
"""

import base64
import hashlib
import hmac
import os
import re
import struct
import subprocess
import sys
from datetime import datetime

import pytest
from playwright.sync_api import Page

from tests.started import SECONDS

from .conftest import OFFICE, PASSWORD, ROOT
from .journeys.test_a_time_is_booked import open_hours
from .navigation import press
from .page_checks import typed_in_latin, view_faults

pytestmark = pytest.mark.browser
MOMENT = "2026-11-24T10:00:00"
RESET = """
import sys, time_machine
from ongikar.__main__ import main
with time_machine.travel("{at}+06:00"):
    sys.exit(main(["person", "reset", "nasreen"]))
"""


@pytest.fixture
def see():
    """`see(page)`: look at where one is, in both languages; what is wrong with it is told at the end."""
    wrong, typed = [], typed_in_latin(OFFICE)

    def do(page: Page, *, both: bool = True) -> None:
        here = page.url
        wrong.extend(f"{here} {fault}" for fault in view_faults(page, typed=typed))
        if both:
            page.goto(re.sub(r"^(https?://[^/]+)", r"\1/en", here))
            wrong.extend(f"{page.url} {fault}" for fault in view_faults(page, typed=typed))
            page.goto(here)

    yield do
    assert not wrong, "\n".join(wrong)


def figures(secret: str, step: int = 0) -> str:
    """What an app shows at the stage's moment, or some steps of half a minute later."""
    counter = int(datetime.fromisoformat(f"{MOMENT}+06:00").timestamp() // 30) + step
    made = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    at = made[-1] & 15
    return f"{(struct.unpack('>I', made[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def sign_in(page: Page, who: str, root: str = "") -> None:
    page.goto(f"{root}/sign-in/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", PASSWORD)
    press(page, "main form .btn")


def test_keys_and_codes(stage, someone, see):
    stage.it_is(MOMENT)
    page = someone(scripts=True)
    sign_in(page, "salma")
    page.goto("/me/app/")
    secret = page.inner_text("main code").strip()
    page.fill("[name=code]", figures(secret))
    press(page, "main form .btn")
    assert page.url.endswith("/me/codes/")
    # Shown once: looked at as they come, and again without them.
    see(page, both=False)
    page.reload()
    see(page)
    for address in ("/me/", "/me/codes/new/", "/me/app/remove/"):
        page.goto(address)
        see(page)
    page.goto("/sign-out/")
    press(page, "main form .btn")
    sign_in(page, "salma")
    assert page.url.endswith("/sign-in/code/")
    see(page)
    page.fill("[name=code]", "000000")
    press(page, "main form .btn")
    see(page, both=False)
    page.fill("[name=code]", figures(secret, 1))
    press(page, "main form .btn")
    assert page.url.endswith("/desk/today/")


def test_a_citizens_own_list_and_an_agents_case(stage, someone, see):
    stage.it_is(MOMENT)
    page = someone(scripts=True)
    sign_in(page, "jashim")
    page.goto("/agent/new/")
    for name, value in {"mobile": "01700000077", "name": "নূরজাহান বেগম"}.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=service]", "citizen-1")
    press(page, "main form .btn")
    # What the service asks is known once the service is.
    page.fill("[name=ask-question]", "কয়টি ল্যাব চালু আছে?")
    page.check("[name=ask-form_wanted][value=written]")
    page.check("[name=ask-receive_by][value=collect]")
    # The service takes papers, which are asked for once it is known.
    page.set_input_files("[name=paper-1]", ROOT / "docs" / "shots" / "home-phone-bn.png")
    # The slip that the citizen signed.
    page.set_input_files("[name=signed_slip]", ROOT / "docs" / "shots" / "home-phone-bn.png")
    page.press("[name=name]", "Enter")
    page.wait_for_url("**/agent/*-*/")
    see(page)
    officer = someone(wide=True)
    sign_in(officer, "karim")
    open_hours(officer)
    page.goto(f"{page.url}appointment/")
    assert page.url.endswith("/appointment/")
    see(page)
    citizen = someone(scripts=True)
    citizen.goto("/mine/")
    citizen.fill("[name=mobile]", "01700000077")
    press(citizen, "main form .btn")
    see(citizen)
    citizen.fill("[name=code]", citizen.inner_text("b.num"))
    press(citizen, "main form .btn")
    see(citizen)
    press(citizen, "main .who")
    assert "/track/" in citizen.url
    about = citizen.url.partition("/track/")[2]
    citizen.goto(f"/grievances/about/{about}")
    citizen.check("[name=about][value=delay]")
    citizen.fill("[name=text]", "উত্তর পাইনি।")
    press(citizen, "main form .btn")
    citizen.goto("/mine/")
    see(citizen)
    press(citizen, "section .who")
    assert "/grievances/" in citizen.url


def test_the_link_to_a_new_password(stage, someone, see, tmp_path_factory):
    stage.it_is(MOMENT)
    environment = os.environ | stage.environment
    ran = subprocess.run(
        [sys.executable, "-c", RESET.format(at=MOMENT)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    page = someone(scripts=True)
    page.goto(re.search(r"http://\S+", ran.stdout)[0])
    see(page)
    page.fill("[name=password1]", "short")
    page.fill("[name=password2]", "shorter")
    press(page, "main form .btn")
    see(page, both=False)
