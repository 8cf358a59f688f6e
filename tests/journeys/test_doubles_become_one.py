"""The same is asked twice: the officer joins the two without a script on a small screen and parts them again;
and the list of cases is gone through by keys.
"""

import pytest

from ongikar.rules.bangla.text import latin_digits
from tests.navigation import follow_to_next_page, press

from .steps import ask_for_information, assert_sees

pytestmark = pytest.mark.browser
WHO = {"name": "রহিমা খাতুন", "mobile": "01700000001", "question": "কোন স্কুলে ডিজিটাল ল্যাব আছে?"}
WORDS = {
    "": ("একই আবেদন আগে এসেছে", "এক করা হয়েছে", "আলাদা করুন"),
    "/en": ("This is the same as another request", "Joined", "Part them"),
}


@pytest.mark.parametrize("root", ["", "/en"])
def test_two_of_one_question_are_joined_and_parted(staff, someone, root):
    first, second = (latin_digits(ask_for_information(someone(), **WHO)) for _ in range(2))
    link, joined, part = WORDS[root]
    karim = staff("karim", scripts=False)
    karim.set_viewport_size({"width": 360, "height": 720})
    karim.goto(f"{root}/desk/cases/{second}/")
    follow_to_next_page(karim, karim.locator("main a", has_text=link).click)
    follow_to_next_page(karim, karim.locator(f'main a[href="?other={first}"]').click)
    karim.locator("[name=why]").fill("দুবার জমা দিয়েছেন, ফোনে জানিয়েছেন")
    press(karim, "main form .btn")
    assert_sees(karim.locator("body"), joined)
    assert karim.evaluate("document.documentElement.scrollWidth") <= 360
    follow_to_next_page(karim, karim.locator("main button", has_text=part).click)
    assert karim.locator("main a", has_text=link).count() == 1


@pytest.mark.parametrize("root", ["", "/en"])
def test_a_list_is_gone_through_by_keys_and_none_works_while_typing(staff, someone, root):
    for _ in range(2):
        ask_for_information(someone(), **WHO)
    karim = staff("karim", scripts=True)
    karim.goto(f"{root}/desk/cases/?tab=open")
    links = karim.locator("table.list td.first a.who")
    focused = "document.activeElement.getAttribute('href')"
    karim.keyboard.press("j")
    assert karim.evaluate(focused) == links.nth(0).get_attribute("href")
    karim.keyboard.press("j")
    assert karim.evaluate(focused) == links.nth(1).get_attribute("href")
    karim.keyboard.press("k")
    assert karim.evaluate(focused) == links.nth(0).get_attribute("href")
    karim.keyboard.press("?")
    assert karim.locator("#list-keys").is_visible()
    karim.keyboard.press("Escape")
    assert not karim.locator("#list-keys").is_visible()
    karim.locator("#seek").fill("")
    karim.locator("#seek").press("j")
    assert karim.locator("#seek").input_value() == "j"
    karim.locator("#seek").blur()
    karim.keyboard.press("j")
    address = links.nth(0).get_attribute("href")
    follow_to_next_page(karim, lambda: karim.keyboard.press("o"))
    assert karim.url.endswith(address)
