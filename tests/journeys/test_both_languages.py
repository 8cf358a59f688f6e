"""English is one press away, and so is the way back; the page keeps its place."""

import re

import pytest

from tests.navigation import press_link

from .steps import ask_for_information, assert_sees, send, track

pytestmark = pytest.mark.browser
BANGLA = re.compile("[\u0980-\u09ff]")
PAGES = {
    "/": ("আপনি কী সেবা চান?", "What do you need?"),
    "/charter/": ("সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার)", "What we promise (Citizen’s Charter)"),
    "/charter/?q=training": ("“training” খুঁজে যা পাওয়া গেল", "Found for “training”"),
    "/services/citizen-1/": ("আইসিটি অধিদপ্তর সম্পর্কে তথ্য", "Information about the ICT Department"),
    "/services/citizen-1/apply/": ("কী চান, জানান", "Tell us what you need"),
    "/track/?number=8549-26-00417": ("আবেদন এখন কোথায়?", "Where is my application?"),
    "/account/": ("সময়মতো সেবার হিসাব", "Promises kept"),
    "/grievances/": ("কথা রাখা না হলে কী করবেন", "When a promise is not kept"),
    "/sign-in/": ("কার্যালয়ের প্রবেশ", "Office sign-in"),
}


@pytest.mark.parametrize("address", PAGES)
def test_english_is_one_press_away_and_so_is_the_way_back(address, someone):
    bangla, english = PAGES[address]
    page = someone()
    page.goto(address)
    assert_sees(page.locator("h1"), bangla)

    press_link(page, "English")
    assert page.url.endswith(f"/en{address}")
    assert page.locator("html").get_attribute("lang") == "en"
    assert_sees(page.locator("h1"), english)

    press_link(page, "বাংলা")
    assert page.url.endswith(address)
    assert "/en/" not in page.url
    assert_sees(page.locator("h1"), bangla)


def test_what_was_typed_stays_when_the_language_changes(someone):
    rahima = someone()
    rahima.goto("/services/citizen-1/apply/")
    rahima.get_by_label("কী জানতে চান").fill("কোন স্কুলে ল্যাব আছে?")
    rahima.get_by_label("লিখিত উত্তর").check()
    rahima.get_by_label("SMS-এ জানাবেন, আমি এসে নেব").check()
    send(rahima)
    press_link(rahima, "English")
    assert_sees(rahima, "How can we reach you?", "step 2 of 4")
    press_link(rahima, "Back")
    assert rahima.get_by_label("What would you like to know").input_value() == "কোন স্কুলে ল্যাব আছে?"


def test_a_request_made_in_bangla_is_followed_in_english(stage, someone):
    rahima = someone()
    number = ask_for_information(rahima, name="রহিমা খাতুন", mobile="01700000001", question="কোন স্কুলে ল্যাব আছে?")
    track(rahima, number, "0001")
    press_link(rahima, "English")
    assert_sees(rahima, "Application 8549-26-00001", "You will have it by Sunday, 29 November.")
    assert not BANGLA.search(rahima.inner_text("h1"))


def test_the_office_too_works_in_either_language(staff):
    karim = staff("karim")
    assert_sees(karim.locator("h1"), "রবিবার, ২২ নভেম্বর ২০২৬")
    press_link(karim, "English")
    assert_sees(karim.locator("h1"), "Sunday, 22 November 2026")
    assert karim.url.endswith("/en/desk/today/")


@pytest.mark.parametrize(
    ("wish", "address", "offered"),
    [
        ("en-GB", "/", "This page is also in English"),
        ("bn-BD", "/en/calendar/", "এই পাতাটি বাংলায়ও আছে"),
        ("bn-BD", "/", ""),
        ("en-US", "/en/", ""),
        ("fr-FR", "/", ""),
    ],
)
def test_one_line_offers_the_language_that_the_browser_asks_for(wish, address, offered, chromium, stage):
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, base_url=stage.address, locale=wish
    )
    page = context.new_page()
    page.goto(address)
    assert page.url == f"{stage.address}{address}", "nobody is led away"
    offer = page.locator(".offer")
    assert offer.count() == bool(offered)
    if offered:
        assert_sees(offer, offered)
        offer.locator("a").click()
        assert page.url.endswith("/en/" if wish.startswith("en") else "/calendar/")
    context.close()
