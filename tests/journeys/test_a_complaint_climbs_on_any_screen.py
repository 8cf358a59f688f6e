"""The same ladder in every other way: in either language, the citizen at a desk and the officers on phones,
or the other way round. In Bangla with the citizen on the phone it is gone through in
test_a_broken_promise_goes_up_the_ladder.py.
"""

import re

import pytest

from ongikar.rules.bangla.text import latin_digits
from tests.conftest import Stage, set_up
from tests.navigation import follow_to_next_page

from .steps import assert_sees, assert_sees_no, press, text_of

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.slow]
NAME = "Najma Khatun"
NUMBER = "8549-26-9-00001"
WHAT = "I was asked for 200 taka."
# What is pressed and seen, in each language.
WORDS = {
    "en": {
        "send": "Send the complaint",
        "digits": "Secret digits",
        "see": "See the complaint",
        "hidden": "Name hidden",
        "decided": "The decision is written and told.",
        "find": "Find it",
        "ready": "Your appeal is ready",
        "appeal": "Send the appeal",
        "last": "tier 3",
    },
    "bn": {
        "send": "অভিযোগ পাঠান",
        "digits": "গোপন সংখ্যা",
        "see": "অভিযোগ দেখুন",
        "hidden": "নাম গোপন",
        "decided": "সিদ্ধান্ত লেখা ও জানানো হয়েছে।",
        "find": "খোঁজ নিন",
        "ready": "আপনার আপিল তৈরি আছে",
        "appeal": "আপিল পাঠান",
        "last": "ধাপ ৩",
    },
}


class Ladder:
    """One language, and who has the wide screen."""

    def __init__(self, someone, tongue: str, *, citizen_at_desk: bool):
        self.someone, self.citizen_at_desk = someone, citizen_at_desk
        self.root, self.words = "/en" if tongue == "en" else "", WORDS[tongue]

    def complains(self, page) -> tuple[str, str]:
        """Its number, and the secret digits that open it."""
        page.goto(f"{self.root}/grievances/new/")
        page.check("[name=about][value=unlawful]")
        chosen = (
            "one => { if (one.tagName === 'SELECT') one.value = 'upazila-ict-officer'; else one.click(); }"
        )
        respondent = "[name=respondent][value=upazila-ict-officer], select[name=respondent]"
        page.locator(respondent).first.evaluate(chosen)
        page.fill("[name=text]", WHAT)
        page.check("[name=who][value=hidden]")
        page.fill("[name=name]", NAME)
        page.fill("[name=mobile]", "01700000009")
        assert fits(page)
        press(page, self.words["send"])
        shown = words_of(page)
        number = number_on(page)
        secret = re.search(rf"{self.words['digits']}\W*((?:\d[\s-]*){{12}})", shown)[1]
        press(page, self.words["see"])
        assert_sees(page, WHAT)
        assert fits(page)
        return number, re.sub(r"\D", "", secret)

    def officer(self, username: str, desk: str):
        """Signed in on the screen that the citizen does not have."""
        page = self.someone(wide=not self.citizen_at_desk)
        page.goto(f"{self.root}/sign-in/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", "ongikar-demo")
        follow_to_next_page(page, page.locator("main button").first.click)
        page.goto(f"{self.root}{desk}")
        assert fits(page)
        return page

    def decides(self, page, words: str) -> None:
        open_it(page)
        assert_sees(page, NAME)
        page.goto(f"{page.url}decide/")
        page.check("[name=upheld][value=no]")
        page.select_option("[name=cause]", "staff")
        page.fill("[name=reasons]", words)
        assert fits(page)
        follow_to_next_page(page, page.locator("#decision .acts .btn:not(.btn-plain)").last.click)
        assert_sees(page, words)
        assert fits(page)
        follow_to_next_page(page, page.locator("main form .btn").first.click)
        assert_sees(page, self.words["decided"])

    def appeals(self, page, number: str, secret: str) -> None:
        page.goto(f"{self.root}/track/?number={number}")
        page.fill("[name=last_four]", secret)
        press(page, self.words["find"])
        assert_sees(page, self.words["ready"])
        assert fits(page)
        press(page, self.words["appeal"])


@pytest.fixture
def stage(tmp_path_factory):
    """A new office for each way: none finds the clock, or a complaint, where another left it."""
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


@pytest.mark.parametrize(
    ("tongue", "citizen_at_desk"),
    [("en", True), ("en", False), ("bn", True)],
    ids=["en, officers on phones", "en, the citizen on a phone", "bn, officers on phones"],
)
def test_a_hidden_complaint_climbs_all_three_tiers(tongue, citizen_at_desk, stage, someone):
    stage.it_is("2026-11-25T10:00:00")
    way = Ladder(someone, tongue, citizen_at_desk=citizen_at_desk)
    najma = someone(wide=citizen_at_desk)
    opened_by = way.complains(najma)
    karim = way.officer("karim", "/desk/complaints/")
    open_it(karim)
    assert_sees(karim, way.words["hidden"])
    assert_sees_no(karim, NAME, "01700000009", "০১৭০০০০০০০৯")

    stage.it_is("2026-11-29T10:00:00")
    way.decides(way.officer("salma", "/desk/grievances/"), "The complaint is not right.")
    stage.it_is("2026-11-30T10:00:00")
    way.appeals(najma, *opened_by)
    stage.it_is("2026-12-01T10:00:00")
    way.decides(way.officer("rafiq", "/desk/grievances/"), "Neither is the appeal.")
    stage.it_is("2026-12-02T10:00:00")
    way.appeals(najma, *opened_by)
    nasreen = way.officer("nasreen", "/desk/grievances/")
    assert_sees(nasreen, way.words["hidden"])
    assert_sees_no(nasreen, NAME)
    open_it(nasreen)
    assert_sees(nasreen, NAME, way.words["last"])


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def words_of(page) -> str:
    """What the main part says, its figures as they are typed."""
    return latin_digits(text_of(page.locator("main")))


def number_on(page) -> str:
    return re.search(rf"{NUMBER}-\d{{5}}", words_of(page))[0]


def open_it(page) -> None:
    number = number_on(page)
    lines = page.locator("main .list .first").all()
    line = next(each for each in lines if number in latin_digits(text_of(each)))
    follow_to_next_page(page, line.locator(".who").click)
    assert fits(page)
