"""A repair visit of two devices, from Today to the kept promise, with each press and each page counted: eight
presses and three pages at most, on a desk and on a phone.
"""

import os
import subprocess
import sys

import pytest

from tests.conftest import DESK, PHONE, ROOT, Stage, at_home_in, set_up
from tests.navigation import follow_to_next_page
from tests.started import SECONDS

from .steps import assert_sees
from .test_a_sheet_is_signed_with_a_finger import draw

pytestmark = pytest.mark.browser
# Before there was one page: 31 presses, 21 pages.
MOST_PRESSES, MOST_PAGES = 8, 3


@pytest.fixture
def stage(tmp_path_factory):
    """An office in which one fault of a lab is reported; `stage.job`: its job."""
    folder = set_up(tmp_path_factory)
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.repair_reported"],
        cwd=ROOT,
        env=os.environ | at_home_in(folder),
        timeout=SECONDS,
        check=True,
        capture_output=True,
        text=True,
    )
    stage = Stage(folder)
    stage.job = int(made.stdout.split()[-1])
    stage.it_is("2026-11-23T12:00:00")
    yield stage
    stage.end()


class Count:
    """What a person presses, and the pages that come."""

    def __init__(self, page):
        self.page, self.presses, self.pages = page, 0, 0

    def follow(self, control):
        self.presses += 1
        self.pages += 1
        follow_to_next_page(self.page, control.click)

    def choose(self, act):
        self.presses += 1
        act()


@pytest.mark.parametrize("screen", [DESK, pytest.param(PHONE, marks=pytest.mark.slow)])
def test_two_devices_are_mended_signed_for_and_told_in_eight_presses(stage, staff, screen):
    karim = staff("karim", scripts=True)
    karim.set_viewport_size(screen)
    karim.goto("/desk/today/")
    count = Count(karim)
    count.follow(karim.locator("main a[href*='/keep/']").first)
    known, new = karim.locator("main table.cells tbody tr").first, "n0"
    known.locator("[name$=-found]").fill("পাওয়ার সাপ্লাই পোড়া")
    known.locator("[name$=-done]").fill("বদলানো, চালু")
    count.choose(lambda: known.locator("[name$=-part0]").select_option(index=1))
    count.choose(lambda: known.locator("label:has([value=mended])").click())
    count.choose(lambda: karim.locator(f"[name={new}-chosen]").select_option(index=2))
    karim.locator(f"[name={new}-found]").fill("RAM ঢিলা")
    karim.locator(f"[name={new}-done]").fill("খুলে বসানো")
    count.choose(lambda: karim.locator(f"label:has([name={new}-result][value=mended])").click())
    karim.locator("[name=name]").fill("রোকেয়া পারভীন")
    karim.locator("[name=post]").fill("প্রধান শিক্ষক")
    karim.locator("canvas").scroll_into_view_if_needed()
    count.choose(lambda: draw(karim))
    count.choose(lambda: karim.locator("[name=fixed][value=yes]").check())
    count.follow(karim.locator("main form .acts button.btn:not([type=button])").first)
    assert_sees(karim, "কাজ শেষ। কথা রাখা হয়েছে", "রোকেয়া পারভীন", "পাওয়ার সাপ্লাই")
    assert (count.presses, count.pages) == (MOST_PRESSES, 2)
    assert count.pages <= MOST_PAGES
