"""A day is typed in either script and said back at once; a month opens beside it, by the keyboard alone."""

import pytest

from tests.page_checks import RUN_AXE, STICKING_OUT

from .steps import assert_sees

pytestmark = pytest.mark.browser
PAGE = "/desk/contacts/add/"
ECHO = "[data-typed] + .echo"


@pytest.fixture
def desk(staff):
    return staff("karim", scripts=True)


@pytest.mark.parametrize(
    ("root", "typed", "said", "chosen"),
    [
        ("", "১৬/১২/২৬", "বুধবার, ১৬ ডিসেম্বর ২০২৬ · বিজয় দিবস, কার্যালয় বন্ধ", "২৩/১২/২০২৬"),
        ("/en", "16.12.26", "Wednesday, 16 December 2026 · Victory Day, office closed", "23/12/2026"),
    ],
)
def test_a_day_is_said_back_and_chosen_from_a_month_by_the_keyboard(desk, root, typed, said, chosen):
    for width in (1280, 320):
        desk.set_viewport_size({"width": width, "height": 800})
        desk.goto(f"{root}{PAGE}")
        day = desk.locator("[name=since]")
        day.fill(typed)
        day.press("Tab")
        desk.locator(ECHO, has_text=said).wait_for()
        # The button of the month is next; it opens on the day that is typed.
        desk.keyboard.press("Enter")
        desk.locator("[aria-pressed=true]").wait_for()
        assert desk.evaluate("document.activeElement.ariaPressed") == "true"
        assert desk.evaluate(RUN_AXE, [True, "desk"]) == []
        assert desk.evaluate(STICKING_OUT) == []
        desk.keyboard.press("ArrowDown")
        desk.keyboard.press("Enter")
        assert day.input_value() == chosen
        assert desk.evaluate("document.activeElement.name") == "since"
        assert desk.locator(".month-panel").is_hidden()


def test_a_wrong_day_is_said_when_it_is_left_and_a_missing_year_is_offered(desk):
    desk.goto(PAGE)
    day = desk.locator("[name=since]")
    day.fill("31/11/2026")
    day.press("Tab")
    desk.locator(ECHO, has_text="নভেম্বর ৩০ দিনের মাস, ৩১ তারিখ নেই।").wait_for()
    assert day.get_attribute("aria-invalid") == "true"
    day.fill("6/12")
    day.press("Tab")
    desk.locator(ECHO, has_text="কোন বছরের?").wait_for()
    desk.locator(f"{ECHO} button").click()
    assert day.input_value().startswith("০৬/১২/২০")
    desk.locator(ECHO, has_text="কার্যালয়").wait_for()
    assert day.get_attribute("aria-invalid") is None


def test_the_month_is_closed_by_escape_and_goes_on_to_the_next_by_the_arrows(desk):
    desk.goto(PAGE)
    desk.locator("[name=since]").fill("31/12/2026")
    button = desk.locator("[data-typed=day] button").first
    button.click()
    desk.locator("[aria-pressed=true]").wait_for()
    desk.keyboard.press("ArrowRight")
    desk.locator(".month-head b", has_text="জানুয়ারি ২০২৭").wait_for()
    assert desk.evaluate("document.activeElement.dataset.set") == "০১/০১/২০২৭"
    desk.keyboard.press("Escape")
    assert desk.locator(".month-panel").is_hidden()
    assert button.get_attribute("aria-expanded") == "false"


def test_without_a_script_a_day_is_typed_and_said_back_with_the_faults(staff):
    page = staff("karim")
    page.goto(PAGE)
    assert page.locator("[data-typed] button").count() == 0
    page.fill("[name=since]", "26/3/26")
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    assert_sees(page.locator(ECHO), "বৃহস্পতিবার, ২৬ মার্চ ২০২৬", "কার্যালয় বন্ধ")
