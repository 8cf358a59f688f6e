"""What the officer looks at each morning is saved once, opened by its name, and removed: on a phone without
scripts and at a desk with them.
"""

import pytest

from tests.navigation import follow_to_next_page, press, press_link

from .steps import ask_for_information, assert_sees

pytestmark = pytest.mark.browser
WHO = {"name": "রহিমা খাতুন", "mobile": "01700000001", "question": "কোন স্কুলে ডিজিটাল ল্যাব আছে?"}
WORDS = {
    "": ("এই ফিল্টার রেখে দিন", "এই নামে একটি ফিল্টার আছে", "রাখা হয়েছে", "মোছা হয়েছে"),
    "/en": ("Save this filter", "This name is taken", "is saved", "is removed"),
}
SCREENS = {"phone": (False, 360, 720), "desk": (True, 1366, 768)}
APPLIED = ".saved a[aria-current=page]"


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("root", WORDS)
def test_a_filter_is_saved_opened_and_removed(staff, someone, root, screen):
    save, taken, saved, removed = WORDS[root]
    scripts, width, height = SCREENS[screen]
    ask_for_information(someone(), **WHO)
    karim = staff("karim", scripts=scripts)
    karim.set_viewport_size({"width": width, "height": height})
    # Unasked there is nothing to save.
    karim.goto(f"{root}/desk/cases/")
    assert karim.locator(".saved").count() == 0
    follow_to_next_page(karim, karim.locator(".views a[href*='tab=received']").click)
    karim.select_option("select[name=service]", "citizen-1")
    press(karim, "form.narrow .btn")
    narrowed = karim.locator("table.list tbody tr").count()
    assert narrowed
    press_link(karim, save)
    name = f"নতুন, সকালে ({screen})"
    karim.fill("[name=filter_name]", name)
    press(karim, "main form .btn")
    assert_sees(karim.locator("body"), saved)
    assert_sees(karim.locator(APPLIED), name)
    assert karim.evaluate("document.documentElement.scrollWidth") <= width

    # The same name once more, for something else: nothing typed is lost.
    karim.goto(f"{root}/desk/filters/queue/?tab=late")
    karim.fill("[name=filter_name]", name)
    press(karim, "main form .btn")
    assert_sees(karim.locator("main form .err").first, taken)
    assert karim.locator("[name=filter_name]").input_value() == name

    # The next morning, from the list as it is.
    karim.goto(f"{root}/desk/cases/")
    assert karim.locator(APPLIED).count() == 0
    press_link(karim, name)
    assert karim.locator("select[name=service]").input_value() == "citizen-1"
    assert karim.locator("table.list tbody tr").count() == narrowed
    assert_sees(karim.locator(APPLIED), name)
    press(karim, ".saved form button")
    assert_sees(karim.locator("body"), removed)
    assert karim.locator(".saved").count() == 0
