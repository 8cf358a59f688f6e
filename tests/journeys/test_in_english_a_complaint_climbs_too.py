"""The same ladder the other way round: in English, the citizen at a desk and the officers on phones. In the
Bangla story the citizen has the phone and the officers have desks.
"""

import re

import pytest

from tests.navigation import follow_to_next_page

from .steps import assert_sees, assert_sees_no, press, text_of

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.slow]
NAME = "Najma Khatun"
NUMBER = "8549-26-9-00001"


def test_a_hidden_complaint_climbs_all_three_tiers(stage, someone):
    stage.it_is("2026-11-25T10:00:00")
    najma = someone(wide=True)
    opened_by = complains(najma)
    karim = officer(someone, "karim", "/desk/complaints/")
    open_it(karim)
    assert_sees(karim, "Name hidden")
    assert_sees_no(karim, NAME, "01700000009")

    stage.it_is("2026-11-29T10:00:00")
    decides(officer(someone, "salma", "/desk/grievances/"), "The complaint is not right.")
    stage.it_is("2026-11-30T10:00:00")
    appeals(najma, *opened_by)
    stage.it_is("2026-12-01T10:00:00")
    decides(officer(someone, "rafiq", "/desk/grievances/"), "Neither is the appeal.")
    stage.it_is("2026-12-02T10:00:00")
    appeals(najma, *opened_by)
    nasreen = officer(someone, "nasreen", "/desk/grievances/")
    assert_sees(nasreen, "Name hidden")
    assert_sees_no(nasreen, NAME)
    open_it(nasreen)
    assert_sees(nasreen, NAME, "tier 3")


def officer(someone, username: str, desk: str):
    """Signed in on a phone 360 pixels wide, in English."""
    page = someone()
    page.goto("/en/sign-in/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", "ongikar-demo")
    follow_to_next_page(page, page.locator("main button").first.click)
    page.goto(f"/en{desk}")
    assert fits(page)
    return page


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def complains(page) -> tuple[str, str]:
    """Its number, and the secret digits that open it."""
    page.goto("/en/grievances/new/")
    page.check("[name=about][value=unlawful]")
    page.locator("[name=respondent][value=upazila-ict-officer], select[name=respondent]").first.evaluate(
        "one => { if (one.tagName === 'SELECT') one.value = 'upazila-ict-officer'; else one.checked = true; }"
    )
    page.fill("[name=text]", "I was asked for 200 taka.")
    page.check("[name=who][value=hidden]")
    page.fill("[name=name]", NAME)
    page.fill("[name=mobile]", "01700000009")
    press(page, "Send the complaint")
    assert_sees(page, NUMBER, "Secret digits")
    shown = text_of(page.locator("main"))
    number = re.search(rf"{NUMBER}-\d{{5}}", shown)[0]
    secret = re.search(r"Secret digits\W*((?:\d[\s-]*){12})", shown)[1]
    press(page, "See the complaint")
    assert_sees(page, "I was asked for 200 taka.")
    return number, re.sub(r"\D", "", secret)


def open_it(page) -> None:
    number = re.search(rf"{NUMBER}-\d{{5}}", text_of(page.locator("main")))[0]
    follow_to_next_page(page, page.locator("main .who", has_text=number).first.click)
    assert fits(page)


def decides(page, words: str) -> None:
    open_it(page)
    assert_sees(page, NAME)
    page.goto(f"{page.url}decide/")
    page.check("[name=upheld][value=no]")
    page.fill("[name=decision]", words)
    page.select_option("[name=cause]", "staff")
    page.fill("[name=reasons]", "Nobody else saw it.")
    follow_to_next_page(page, page.locator("main form .btn").last.click)
    assert_sees(page, "The decision is written and told.")


def appeals(page, number: str, secret: str) -> None:
    page.goto(f"/en/track/?number={number}")
    page.fill("[name=last_four]", secret)
    press(page, "Find it")
    assert_sees(page, "Your appeal is ready")
    press(page, "Send the appeal")
    assert_sees(page, "appeal")
