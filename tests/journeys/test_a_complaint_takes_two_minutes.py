"""Whoever complains on a phone has done so within two minutes, with a photo and a hidden name, about no
application; and afterwards adds to it and takes it back.

The clock of a test machine says nothing about a person's thumbs: two characters a second and three seconds a
tap are counted, and the seconds in which the pages came are added as they were.
"""

import io
import time

import pytest
from PIL import Image

from tests.navigation import follow_to_next_page

from .steps import assert_sees, assert_sees_no, press

pytestmark = [pytest.mark.browser, pytest.mark.once]
CHARACTERS_A_SECOND, SECONDS_A_TAP, MOST_SECONDS = 2, 3, 120
WHAT = "২৪ নভেম্বর আবেদন জমা নিতে আমার কাছে ২০০ টাকা চাওয়া হয়েছে। বিচার চাই।"
NAME = "নাজমা খাতুন"


class Thumbs:
    """Somebody on a phone: what is typed and tapped is counted."""

    def __init__(self, page):
        self.page, self.characters, self.taps, self.pages, self.waited = page, 0, 0, 0, 0.0

    def tap(self, element) -> None:
        element.check()
        self.taps += 1

    def write(self, name: str, words: str) -> None:
        self.page.locator(f"[name={name}]").fill(words)
        self.taps += 1
        self.characters += len(words)

    def lead_on(self, action) -> None:
        begun = time.perf_counter()
        follow_to_next_page(self.page, action)
        self.waited += time.perf_counter() - begun
        self.taps += 1
        self.pages += 1

    @property
    def seconds(self) -> float:
        return self.characters / CHARACTERS_A_SECOND + self.taps * SECONDS_A_TAP + self.waited


def photo() -> dict:
    drawn = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(drawn, "JPEG")
    return {"name": "Nazma-IMG_20261124.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}


def test_a_complaint_with_a_photo_and_a_hidden_name_takes_two_minutes(stage, someone, staff):
    stage.it_is("2026-11-25T11:00:00")
    page = someone()
    page.goto("/grievances/")
    thumbs = Thumbs(page)
    thumbs.lead_on(page.get_by_role("link", name="অভিযোগ লিখুন").click)
    thumbs.tap(page.get_by_label("উপজেলা আইসিটি অফিসার"))
    thumbs.tap(page.get_by_label("সেবা দিতে বেআইনি কিছু করা হয়েছে"))
    thumbs.write("text", WHAT)
    page.locator("[name=evidence]").set_input_files(photo())
    # The camera or the gallery: two taps more.
    thumbs.taps += 2
    thumbs.tap(page.get_by_label("হ্যাঁ, তবে গোপনে"))
    thumbs.write("name", NAME)
    thumbs.write("mobile", "01700000007")
    thumbs.lead_on(page.get_by_role("button", name="অভিযোগ পাঠান").click)
    assert_sees(page, "অভিযোগ জমা হয়েছে", "গোপন সংখ্যা")
    print(f"{thumbs.characters} characters, {thumbs.taps} taps, {thumbs.pages} pages, {thumbs.seconds:.0f} s")
    assert thumbs.pages == 2
    assert thumbs.taps <= 12
    assert thumbs.seconds < MOST_SECONDS

    press(page, "অভিযোগ দেখুন")
    assert_sees(page, "আপনার দেওয়া প্রমাণ", "প্রমাণ ১")
    press(page, "প্রমাণ যোগ করুন")
    page.locator("[name=evidence]").set_input_files({**photo(), "buffer": photo()["buffer"] + b"\0"})
    press(page, "প্রমাণ পাঠান")

    karim = staff("karim")
    karim.goto("/desk/complaints/")
    follow_to_next_page(karim, karim.locator("main a.who").first.click)
    assert_sees(karim, "নাম গোপন", "১টি ছবি বা কাগজ")
    assert_sees_no(karim, NAME)

    press(page, "অভিযোগ তুলে নিতে চাই")
    page.get_by_label("হ্যাঁ, অভিযোগটি তুলে নিচ্ছি").check()
    press(page, "তুলে নিন")
    assert_sees(page, "অভিযোগকারী তুলে নিয়েছেন")
