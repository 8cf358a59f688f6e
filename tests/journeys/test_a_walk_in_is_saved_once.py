"""Somebody is answered at the counter of an office with a small screen: one save, with its button in sight
from the beginning, also where the service shows papers to tick or asks more.
"""

import pytest

from tests.navigation import press

from .steps import assert_sees

pytestmark = pytest.mark.browser
SAVE = "button[accesskey=s]"


@pytest.mark.parametrize(
    ("service", "more", "mobile", "asked"),
    [
        ("citizen-1", ["seen"], "01700000031", "কোন ল্যাপটপ ভালো?"),
        ("citizen-5", ["ask-topic", "ask-when"], "01700000033", "ক্যামেরা কবে পাব?"),
    ],
    ids=["shows papers to tick", "asks more"],
)
def test_what_was_given_at_once_is_saved_once(stage, staff, service, more, mobile, asked):
    stage.it_is("2026-11-22T11:40:00")
    page = staff("karim", scripts=True)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto("/desk/counter/")
    saves = []
    page.on("request", lambda sent: saves.append(sent) if sent.is_navigation_request() else None)
    page.fill("[name=mobile]", mobile)
    page.fill("[name=name]", "তপন রায়")
    page.check(f"[name=service][value={service}]")
    page.locator(f"#questions [name=asked_of][value={service}]").wait_for(state="attached")
    page.fill("[name=asked]", asked)
    for name in more:
        page.locator(f"[name={name}]").first.check()
    page.check("[name=outcome][value=given]")
    page.locator("form.counter:not(.is-asking)").wait_for()
    # Asked again for the outcome, the page keeps what was ticked.
    assert all(page.locator(f"[name={name}]").first.is_checked() for name in more)
    page.fill("[name=answer]", "দুইটির তুলনা বুঝিয়ে দেওয়া হয়েছে।")
    page.evaluate("scrollTo(0, 0)")
    seen = page.locator(SAVE).bounding_box()
    assert seen["y"] + seen["height"] <= 768
    press(page, SAVE)
    assert_sees(page, "সংরক্ষিত:")
    assert [each.method for each in saves].count("POST") == 1


def test_the_papers_that_are_missing_are_ticked_before_it_is_saved(stage, staff):
    stage.it_is("2026-11-22T11:50:00")
    page = staff("karim", scripts=True)
    page.goto("/desk/counter/")
    page.fill("[name=name]", "তপন রায়")
    page.check("[name=outcome][value=papers]")
    page.check("[name=service][value=citizen-1]")
    page.locator("#questions [name=asked_of][value=citizen-1]").wait_for(state="attached")
    # What the charter requires is ticked already.
    assert page.locator("[name=papers]:checked").count() == 1
    page.fill("[name=mobile]", "01700000032")
    page.fill("[name=asked]", "ভাঙা প্রিন্টার সারানো যাবে?")
    # Another service has other papers: none of them is ticked for what was ticked of the first.
    page.check("[name=service][value=citizen-2]")
    page.locator("#questions [name=asked_of][value=citizen-2]").wait_for(state="attached")
    assert page.locator("[name=papers]:checked").count() == 0
    page.locator("[name=papers]").first.check()
    page.fill("[name=answer]", "আবেদনপত্র আনতে বলা হয়েছে।")
    press(page, SAVE)
    assert_sees(page, "সংরক্ষিত:")
