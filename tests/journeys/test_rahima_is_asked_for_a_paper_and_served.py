"""Rahima asks on her phone for information, is asked for a paper, sends it, is served, and says what she
thinks.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image

from tests.navigation import follow_to_next_page

from .steps import (
    answer_questions,
    assert_sees,
    assert_sees_no,
    download_file,
    press,
    prove,
    send,
    tell_contact,
    text_of,
    track,
)

pytestmark = pytest.mark.browser
# Days have passed since she sent it in: to read, its number and four figures do; to act, it is asked who
# she is.
PROVE = "প্রমাণ দিয়ে এগিয়ে যান"
# Of asking for a paper, and of handing over what was asked for; before, three and four.
MOST_PAGES = 2
SERVICE = "আইসিটি অধিদপ্তর সম্পর্কে তথ্য"
ANSWER = "হরিদেবপুর উচ্চ বিদ্যালয়ে একটি ডিজিটাল ল্যাব আছে। বিকেল ৪টার পরে সেখানে শেখা যায়।"


@contextmanager
def counted_pages(page) -> Iterator[list[str]]:
    """The pages that come meanwhile."""
    came: list[str] = []

    def enter(frame) -> None:
        came.append(frame.url)

    page.on("framenavigated", enter)
    yield came
    page.remove_listener("framenavigated", enter)


@pytest.fixture
def photo() -> dict:
    """A picture of a paper, as a phone takes it."""
    file = io.BytesIO()
    Image.effect_noise((1200, 800), 40).save(file, "JPEG")
    return {"name": "IMG_2026.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_rahima_is_asked_for_a_paper_and_served(stage, someone, staff, photo):
    rahima = someone()
    number = applies(rahima)
    is_told_on_paper_and_on_the_page(rahima, number)

    stage.it_is("2026-11-23T10:00:00")
    accepts_and_asks_for_a_paper(staff("karim"))

    stage.it_is("2026-11-25T11:00:00")
    track(rahima, number, "0001")
    assert_sees(rahima, "দিন: জাতীয় পরিচয়পত্র", "এলেই আবার দিন গোনা শুরু হবে।")
    prove(rahima, PROVE)
    sends(rahima, photo)

    stage.it_is("2026-11-26T12:00:00")
    answers_in_writing(staff("karim"))

    track(rahima, number, "০০০১")
    prove(rahima, PROVE)
    reads_the_answer_and_rates_it(rahima)
    stage.let_the_worker_work()
    every_step_was_told(staff("karim"), number)


def applies(rahima) -> str:
    rahima.goto("/")
    rahima.get_by_label("আপনি কী সেবা চান?").fill("কোন স্কুলে ল্যাব আছে জানতে চাই")
    press(rahima, "খুঁজুন")
    press(rahima, SERVICE)
    assert_sees(
        rahima,
        "আমরা কথা দিচ্ছি",
        "কখনো ৫ কার্যদিবসের বেশি নয়",
        "২৯ নভেম্বর",
        "জাতীয় পরিচয়পত্র: ছবি তুলে দিলেই চলবে",
    )
    press(rahima, "আবেদন শুরু করুন")
    answer_questions(rahima, "হরিদেবপুরের কোন কোন স্কুলে ডিজিটাল ল্যাব আছে?")

    tell_contact(rahima, name="রহিমা খাতুন", mobile="০১৭০০০০০০")
    assert rahima.title().startswith("ভুল: ")
    assert_sees(rahima.locator(".errors"), "১টি ভুল ঠিক করুন", "মোবাইল নম্বরে ২টি সংখ্যা কম আছে।")
    assert_sees(rahima.locator(".field.bad"), "মোবাইল নম্বর", "০১ দিয়ে শুরু ১১টি সংখ্যা লিখুন।")
    assert rahima.get_by_label("আপনার নাম").input_value() == "রহিমা খাতুন"
    rahima.get_by_label("মোবাইল নম্বর").fill("০১৭০০০০০০০১")
    press(rahima, "পরের ধাপ")

    rahima.get_by_label("ছবি নেই, কার্যালয়ে এসে দেখাব").check()
    press(rahima, "পরের ধাপ")
    assert_sees(rahima, "পাঠানোর আগে দেখে নিন", "০১৭০০০০০০০১", "কার্যালয়ে এসে দেখাবেন", "বিনামূল্যে")
    press(rahima, "আবেদন পাঠান")
    return text_of(rahima.locator(".trackno"))


def is_told_on_paper_and_on_the_page(rahima, number):
    assert re.fullmatch(r"৮৫৪৯-২৬-০০০০১-[০-৯]{5}", number)
    assert_sees(rahima, "রবিবার, ২৯ নভেম্বরের মধ্যে পাবেন", "৫ কার্যদিবস: ২৩ নভেম্বর থেকে গণনা")
    assert download_file(rahima, "রসিদ নামান (PDF)").startswith(b"%PDF")
    track(rahima, number, "০০০১")
    assert_sees(rahima, "আবেদন ৮৫৪৯-২৬-০০০০১", "পেয়েছি, এখনো দেখা হয়নি", "রবিবার, ২৯ নভেম্বরের মধ্যে পাবেন।")


def accepts_and_asks_for_a_paper(karim):
    assert_sees(karim, "সোমবার, ২৩ নভেম্বর ২০২৬", "গ্রহণ করা বাকি")
    press(karim, "রহিমা খাতুন")
    press(karim, "গ্রহণ করুন")
    karim.get_by_label("কোন দিনের মধ্যে দেবেন").fill("2026-11-26")
    send(karim)
    assert_sees(karim, "গ্রহণ করা হয়েছে।", "শেষ দিন বৃহস্পতিবার, ২৬ নভেম্বর: আর ৩ কার্যদিবস")
    with counted_pages(karim) as pages:
        press(karim, "কাগজ চান")
        karim.get_by_label("জাতীয় পরিচয়পত্র").check()
        send(karim)
    assert len(pages) <= MOST_PAGES
    assert_sees(karim, "কাগজ আসা পর্যন্ত দিন গোনা থেমে থাকবে।", "কাগজের অপেক্ষা")


def sends(rahima, photo):
    rahima.get_by_label("জাতীয় পরিচয়পত্র", exact=True).set_input_files(photo)
    press(rahima, "পাঠান")
    # Two days were waited for: the 26th has become the 28th, a Saturday, so it is Sunday.
    assert_sees(rahima, "রবিবার, ২৯ নভেম্বরের মধ্যে পাবেন।", "জাতীয় পরিচয়পত্র পেয়েছি")
    assert_sees_no(rahima, "এলেই আবার দিন গোনা শুরু হবে।")


def answers_in_writing(karim):
    with counted_pages(karim) as pages:
        follow_to_next_page(karim, karim.locator("main .rows a[href*='/keep/']").first.click)
        assert_sees(karim.locator(".given"), "কাগজ: ১", "জাতীয় পরিচয়পত্র")
        karim.get_by_label("উত্তর", exact=True).fill(ANSWER)
        karim.get_by_label("সব দেওয়া হয়েছে").check()
        send(karim)
    assert len(pages) <= MOST_PAGES
    assert_sees(karim, "কথা রাখা হয়েছে।")


def reads_the_answer_and_rates_it(rahima):
    assert_sees(rahima, "কথা কতটা রাখা হলো", ANSWER, "স্মারক নম্বর")
    assert download_file(rahima, "পত্র নামান (PDF)").startswith(b"%PDF")
    rahima.get_by_label("৫: খুব ভালো").check()
    rahima.get_by_label("আর কিছু বলার থাকলে").fill("ফোন করতে হয়নি, ভালো লেগেছে।")
    press(rahima, "মত পাঠান")
    assert_sees_no(rahima, "আপনার মত জানান")
    assert_sees(rahima, "আপনি ৫-এ ৫ দিয়েছেন।")


def every_step_was_told(karim, number):
    karim.goto("/desk/messages/")
    for title in ("আবেদন পেয়েছি", "আবেদন গৃহীত", "কাগজ লাগবে", "আপনার উত্তর পেয়েছি", "আপনার সেবা তৈরি"):
        assert_sees(karim, f"{title}: {number}")
