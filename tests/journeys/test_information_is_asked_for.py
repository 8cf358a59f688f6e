"""Somebody asks for information under the Act on a phone, is refused with form B, appeals, and is given it by
order.
"""

import re

import pytest

from tests.navigation import follow_to_next_page

from .steps import assert_sees, press, prove, text_of, track

pytestmark = [pytest.mark.browser, pytest.mark.once]
ASKED = "২০২৫-২৬ অর্থবছরে ল্যাবের বরাদ্দের হিসাবের কপি চাই।"


def test_information_is_refused_appealed_for_and_given(stage, someone, staff):
    rahima = someone()
    number = asks_for_information(rahima)

    stage.it_is("2026-11-30T10:00:00")
    karim_refuses(staff("karim"), number)
    appeals(rahima, number)

    stage.it_is("2026-12-02T10:00:00")
    salma_orders_it(staff("salma"), number)

    stage.it_is("2026-12-03T10:00:00")
    karim = staff("karim")
    karim.goto(f"/desk/rti/{number}/")
    assert_sees(karim, "আপিলে তথ্য দিতে বলা হয়েছে")
    press(karim, "তথ্য দিন")
    karim.fill("[name=words]", "বরাদ্দ ১২ লাখ টাকা।")
    press_button(karim, "তথ্য দিন")
    track(rahima, number, "0003")
    assert_sees(rahima, "তথ্য দেওয়া হয়েছে", "বরাদ্দ ১২ লাখ টাকা।", "আপিল সঠিক: তথ্য দিতে হবে")


def press_button(page, words: str) -> None:
    """The button of a form, where its heading bears the same words."""
    follow_to_next_page(page, page.locator("main form .btn", has_text=words).last.click)


def asks_for_information(rahima) -> str:
    rahima.goto("/rti/")
    assert_sees(rahima, "২০ কার্যদিবস", "তথ্য কমিশন")
    press(rahima, "তথ্য চেয়ে আবেদন করুন")
    rahima.fill("[name=text]", ASKED)
    rahima.fill("[name=name]", "রহিমা খাতুন")
    rahima.fill("[name=mobile]", "01700000003")
    rahima.fill("[name=address]", "হরিদেবপুর")
    press(rahima, "আবেদন পাঠান")
    assert_sees(rahima, ASKED, "উত্তরের অপেক্ষায়")
    return re.search(r"/rti/([\d-]+)/", rahima.url)[1]


def karim_refuses(karim, number: str) -> None:
    karim.goto("/desk/rti/")
    karim.goto(f"/desk/rti/{number}/refuse/")
    assert_sees(karim, "আইনে না দেওয়ার কথা জানানোর শেষ দিন")
    karim.get_by_label("তথ্যটি এই কার্যালয়ে নেই").check()
    karim.fill("[name=words]", "হিসাব জেলা কার্যালয়ে।")
    press_button(karim, "তথ্য দেওয়া যায় না (ফরম খ)")
    assert_sees(karim, "কারণসহ জানানো হয়েছে।")


def appeals(rahima, number: str) -> None:
    track(rahima, number, "0003")
    assert_sees(rahima, "হিসাব জেলা কার্যালয়ে।", "আপিল করতে পারেন", "জেলা আইসিটি অফিসার")
    if "দেখান যে আপনি আবেদনকারী" in text_of(rahima.locator("main")):
        prove(rahima, "সঙ্গের কাগজ নিতে দেখান যে আপনি আবেদনকারী")
    press(rahima, "আপিল লিখুন (ফরম গ)")
    rahima.fill("[name=grounds]", "কার্যালয় কপি এখানে আছে।")
    rahima.fill("[name=relief]", "কপি চাই।")
    press(rahima, "আপিল পাঠান")
    assert_sees(rahima, "আপিলের সিদ্ধান্তের অপেক্ষায়")


def salma_orders_it(salma, number: str) -> None:
    salma.goto("/desk/rti/")
    assert_sees(salma, "আপনার সিদ্ধান্তের অপেক্ষায়: আপিল")
    salma.goto(f"/desk/rti/{number}/decide/")
    salma.get_by_label("তথ্য দিতে হবে").check()
    salma.fill("[name=words]", "কার্যালয় কপি থেকে দিন।")
    salma.fill("[name=by]", "2026-12-06")
    press_button(salma, "আপিলের সিদ্ধান্ত দিন")
    assert_sees(salma, "সিদ্ধান্ত লেখা ও জানানো হয়েছে।")
