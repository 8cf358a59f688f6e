"""The board of the waiting room with scripts: a call comes by itself, with its chime and in the voice that
the office recorded in its own browser; a line that is lost is said.
"""

import pytest

from tests.conftest import CHROMIUM, PASSWORD, browser_program
from tests.navigation import follow_to_next_page, press

from .steps import assert_sees, assert_sees_no

pytestmark = pytest.mark.browser
LOST = "সংযোগ নেই।"
QUEUE = "/desk/counter/queue/"


def give_and_call(clerk) -> None:
    clerk.goto(QUEUE)
    follow_to_next_page(clerk, clerk.locator("button[name=priority][value='']").click)
    follow_to_next_page(clerk, clerk.locator("button[value=next], button[value^=serve_and_next]").first.click)


def test_a_call_comes_by_itself_and_a_lost_line_is_said(stage, staff, someone):
    stage.it_is("2026-11-22T10:00:00")
    clerk, board = staff("shirin"), someone(wide=True, scripts=True)
    board.goto("/board/")
    board.click("#sound")
    assert_sees(board, "আজ এখনো কাউকে ডাকা হয়নি।", "শব্দ বন্ধ করুন")
    give_and_call(clerk)
    board.locator(".newest .token").wait_for()
    assert_sees(board, "টোকেন ১", "আসুন")
    # What changed is read aloud, and nothing else: the region is one, and polite.
    assert board.locator("[aria-live=polite] [data-call].called").count() == 1
    board.context.set_offline(True)
    board.locator("#lost:not(:empty)").wait_for()
    assert_sees(board, LOST, "টোকেন ১")
    board.context.set_offline(False)
    board.locator("#lost:empty").wait_for(state="attached")
    assert_sees_no(board, LOST)


def test_a_voice_that_was_recorded_in_the_page_says_the_call(stage, staff, someone, chromium):
    stage.it_is("2026-11-23T10:00:00")
    clerk, board = staff("shirin"), someone(wide=True, scripts=True)
    # A microphone of the browser's own, which beeps.
    browser = chromium.browser_type.launch(
        executable_path=browser_program(),
        args=[*CHROMIUM, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
    )
    try:
        page = browser.new_context(base_url=stage.address, locale="bn-BD").new_page()
        page.goto("/sign-in/")
        page.fill("[name=login]", "shirin")
        page.fill("[name=password]", PASSWORD)
        press(page, "main button")
        page.goto("/desk/counter/voice/")
        desk = page.locator("details a[href*='clip=desk-']").filter(has_text="অফিস সহকারী")
        for clip in ("token", "number-1", desk.get_attribute("href").partition("=")[2]):
            page.goto(f"/desk/counter/voice/?clip={clip}")
            page.click("[data-record]")
            page.wait_for_timeout(500)
            follow_to_next_page(page, lambda: page.click("[data-record]"))
        assert_sees(page, "৩টি রেকর্ড হয়েছে")
    finally:
        browser.close()
    board.goto("/board/")
    board.click("#sound")
    with board.expect_response("**/board/call/*.wav") as heard:
        give_and_call(clerk)
    assert heard.value.status == 200
    # Three clips, each of a moment at least, however busy the machine was.
    assert len(heard.value.body()) > 3 * 0.1 * 32_000
