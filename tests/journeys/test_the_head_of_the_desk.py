"""The head of the staff's pages: low, no wider than the screen, and whole without a script."""

import pytest

from tests.navigation import follow_to_next_page

from .steps import ask_for_information, assert_sees

pytestmark = pytest.mark.browser
HIGHEST = 110
WIDTHS = (320, 360, 768, 900, 1280)
PAGES = {
    "karim": ("/desk/today/", "/desk/messages/", "/desk/counter/"),
    "salma": ("/desk/grievances/",),
    "lipi": ("/desk/people/",),
}


@pytest.mark.parametrize("who", PAGES)
def test_the_head_is_at_most_110_pixels_high_and_as_wide_as_its_screen(staff, who):
    page = staff(who)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        for address in PAGES[who]:
            for root in ("", "/en"):
                page.goto(f"{root}{address}")
                head = page.locator("header.top").bounding_box()
                assert head["height"] <= HIGHEST, (width, root + address)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, root + address)
                # The menu is there whole: its last word stands within the screen, and so does the page's own.
                for each in (".rooms summary", ".rooms > ul [aria-current]", ".room-tabs [aria-current]"):
                    if (found := page.locator(each)).count() and found.first.is_visible():
                        box = found.first.bounding_box()
                        assert box is not None, (each, width, root + address)
                        assert box["x"] + box["width"] <= width + 1, (each, width, root + address)


def test_without_a_script_more_opens_and_one_box_searches_everywhere(staff, someone):
    number = ask_for_information(
        someone(), name="রহিমা খাতুন", mobile="01700000001", question="কোন স্কুলে ল্যাব আছে?"
    )
    karim = staff("karim", scripts=False)
    karim.set_viewport_size({"width": 360, "height": 720})
    karim.goto("/desk/today/")
    karim.locator(".rooms summary").click()
    follow_to_next_page(karim, karim.locator(".rooms details a", has_text="রেজিস্টার").click)
    assert karim.url.endswith("/desk/books/")
    assert_sees(karim.locator(".rooms > ul"), "রেজিস্টার")
    follow_to_next_page(karim, karim.locator(".room-tabs a", has_text="সনদ").click)
    assert karim.url.endswith("/desk/certificates/")

    for typed in ("রহিমা", number):
        karim.locator("#seek").fill(typed)
        follow_to_next_page(karim, lambda: karim.locator("#seek").press("Enter"))
        assert_sees(karim.locator("main"), "রহিমা খাতুন")
    assert "/desk/cases/8549-26-" in karim.url
