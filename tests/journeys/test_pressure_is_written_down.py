"""Somebody presses the officer: he notes a call by one press, writes the attempt down, and only the post
above and the auditor read it. In both languages, without script.
"""

import pytest

from tests.navigation import press

from .steps import assert_sees

pytestmark = pytest.mark.browser
WORDS = {
    "": {
        "called": "ফোনের কথা লেখা হয়েছে।",
        "history": "ফোনে খোঁজ নেওয়া হয়েছে।",
        "way": "কেউ প্রভাব খাটাতে চাইলে লিখুন",
        "done": "লেখা হয়েছে। রসিদ",
        "receipts": "আপনি যা লিখেছেন",
        "empty": "এখানে কিছু নেই।",
    },
    "/en": {
        "called": "The call is noted.",
        "history": "Somebody rang about it.",
        "way": "Write down an attempt of influence",
        "done": "Written down. Receipt",
        "receipts": "What you wrote down",
        "empty": "There is nothing here.",
    },
}
SAID = {"": "তালিকায় নাম আগে রাখতে বললেন।", "/en": "তালিকায় নাম আবার আগে রাখতে বললেন।"}


@pytest.mark.parametrize("root", WORDS)
def test_only_the_post_above_and_the_auditor_read_it(stage, staff, root):
    words = WORDS[root]
    stage.it_is("2026-11-22T11:40:00" if not root else "2026-11-22T12:10:00")
    karim = staff("karim")
    take_walk_in(karim, "01700000041" if not root else "01700000042")
    karim.goto(f"{root}/desk/cases/?tab=all")
    press(karim, "main table a[href*='/desk/cases/8'], main .tasks a[href*='/desk/cases/8']")
    press(karim, "button[value=call]")
    assert_sees(karim, words["called"])
    assert_sees(karim, words["history"])
    press(karim, f"a:has-text('{words['way']}')")
    # About which case stands there already.
    assert karim.input_value("[name=case]").startswith("8549-")
    karim.check("[name=source][value=representative]")
    karim.check("[name=way][value=call]")
    karim.fill("[name=who]", "খাইরুল বাশার (নমুনা)")
    karim.fill("[name=words]", SAID[root])
    press(karim, "main form .btn")
    assert_sees(karim, words["done"])
    assert_sees(karim, words["receipts"])
    assert SAID[root] not in karim.content()
    for name, reads in (("salma", True), ("mahbub", True), ("shirin", False), ("rafiq", False)):
        page = staff(name)
        page.goto(f"{root}/desk/influence/")
        if not reads:
            assert_sees(page, words["empty"])
            continue
        press(page, "main table a")
        assert_sees(page, SAID[root])


def take_walk_in(page, mobile: str) -> None:
    page.goto("/desk/counter/")
    page.fill("[name=mobile]", mobile)
    page.fill("[name=name]", "তপন রায়")
    page.fill("[name=address]", "হরিদেবপুর")
    page.check("[name=service][value=citizen-1]")
    page.fill("[name=asked]", f"কোন ল্যাপটপ ভালো? {mobile}")
    page.check("[name=outcome][value=taken]")
    press(page, "button[accesskey=s]")
    if page.locator("button[accesskey=s]").count() and not page.locator("text=সংরক্ষিত").count():
        press(page, "button[accesskey=s]")
    assert_sees(page, "সংরক্ষিত:")
