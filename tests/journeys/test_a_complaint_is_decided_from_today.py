"""A new complaint from Today to its signed decision, with each press and each page counted: everything it is
decided by stands beside the form, and the letter is seen before it is signed.
"""

import pytest

from tests.conftest import DESK, PHONE, Stage, set_up

from .steps import assert_sees
from .test_a_complaint_climbs_on_any_screen import WHAT, Ladder
from .test_a_repair_visit_is_one_page import Count

pytestmark = [pytest.mark.browser, pytest.mark.once]
# Before there was one page: 8 presses and 5 pages, on none of which the complaint stood beside the form, and
# the letter was seen once it had gone.
MOST_PRESSES, MOST_PAGES = 7, 4


@pytest.fixture
def stage(tmp_path_factory):
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


@pytest.mark.parametrize("screen", [DESK, pytest.param(PHONE, marks=pytest.mark.slow)])
def test_a_new_complaint_is_accepted_and_decided_in_seven_presses(stage, someone, staff, screen):
    stage.it_is("2026-11-25T10:00:00")
    Ladder(someone, "bn", citizen_at_desk=True).complains(someone(wide=True))
    stage.it_is("2026-12-02T10:00:00")
    salma = staff("salma", scripts=True)
    salma.set_viewport_size(screen)
    salma.goto("/desk/today/")
    count = Count(salma)
    count.follow(salma.locator("main a[href*='/desk/grievances/']").first)
    assert_sees(salma, WHAT, "কখন কী হয়েছে")
    count.follow(salma.locator(".do form button.btn"))
    assert_sees(salma, WHAT, "কখন কী হয়েছে", "চিঠি দেখে স্বাক্ষর করুন")
    form = salma.locator("#decision")
    count.choose(lambda: form.locator("label:has([name=upheld][value=part])").click())
    form.locator("[name=reasons]").fill("টাকা চাওয়ার কথা এক পক্ষ বলেছেন; রসিদ পাওয়া যায়নি।")
    form.locator("[name=remedy]").fill("সেবার ফি কত, কাউন্টারে টাঙিয়ে দেবেন।")
    count.choose(lambda: form.locator("[name=owner_1]").select_option(index=1))
    form.locator("[name=due_1]").fill("১০/১২/২০২৬")
    count.choose(lambda: form.locator("[name=cause]").select_option("information"))
    count.follow(form.locator(".press .btn:not(.btn-plain)"))
    assert_sees(salma, "কিছুটা সঠিক পাওয়া গেছে", "সেবার ফি কত, কাউন্টারে টাঙিয়ে দেবেন", "স্বাক্ষর বাকি")
    count.follow(salma.locator("main form .btn").first)
    assert_sees(salma, "সিদ্ধান্ত লেখা ও জানানো হয়েছে।")
    assert (count.presses, count.pages) == (MOST_PRESSES, MOST_PAGES)
