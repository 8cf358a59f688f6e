"""A promise breaks: the complaint stands ready, goes to the first tier, and up the ladder to the last."""

import pytest

from .steps import ask_for_information, assert_sees, assert_sees_no, open_row, press, prove, track

pytestmark = pytest.mark.browser
NAME = "নাজমা খাতুন"
HIDE = "যাঁর বিরুদ্ধে অভিযোগ, তাঁর কাছে আমার নাম গোপন রাখুন"
COMPLAINT = "৮৫৪৯-২৬-৯-০০০০১"


def test_a_broken_promise_goes_up_the_ladder(stage, someone, staff):
    najma = someone()
    number = ask_for_information(najma, name=NAME, mobile="01700000002", question="প্রশিক্ষণের তালিকা কোথায় পাব?")
    assert_sees(najma, "রবিবার, ২৯ নভেম্বরের মধ্যে পাবেন")

    stage.it_is("2026-11-30T10:00:00")
    presses_the_ready_complaint(najma, number)
    whoever_knows_the_number_sees_nothing_of_it(someone(), number)
    karim_sees_no_name(staff("karim"))
    salma_has_it_on_her_desk(staff("salma"))

    stage.it_is("2027-01-20T10:00:00")
    presses_the_ready_appeal(najma, number)

    stage.it_is("2027-01-25T10:00:00")
    rafiq_decides(staff("rafiq"))

    stage.it_is("2027-01-26T10:00:00")
    is_not_satisfied(najma, number)
    nasreen = staff("nasreen")
    nasreen.goto("/desk/grievances/")
    assert_sees(nasreen, f"আপিল {COMPLAINT}", "নাম গোপন")
    assert_sees_no(nasreen, NAME)
    open_row(nasreen, f"আপিল {COMPLAINT}")
    assert_sees(nasreen, NAME)


def presses_the_ready_complaint(najma, number):
    track(najma, number, "0002")
    assert_sees(najma, "১ কার্যদিবস দেরি হয়েছে", "রবিবার, ২৯ নভেম্বরের মধ্যে দেওয়ার কথা ছিল। আমরা কথা রাখতে পারিনি।")
    banner = najma.locator(".banner")
    assert_sees(
        banner,
        "আপনার অভিযোগ তৈরি আছে",
        "জেলা আইসিটি অফিসার",
        "৩০ কার্যদিবস",
        "আপনি না পাঠালে কিছুই পাঠানো হবে না।",
    )
    assert_sees_no(banner, "অভিযোগ পাঠান")
    prove(najma, "প্রমাণ দিয়ে পাঠান")
    najma.get_by_label(HIDE).check()
    press(najma, "অভিযোগ পাঠান")
    assert_sees(najma, COMPLAINT, "গোপন সংখ্যা", "মোবাইলের শেষ চার সংখ্যায় এটি খোলে না")
    press(najma, "অভিযোগ দেখুন")
    assert_sees(najma, COMPLAINT, "তিনি আপনার নাম, নম্বর ও আবেদন দেখতে পান না")


def whoever_knows_the_number_sees_nothing_of_it(stranger, number):
    track(stranger, number, "0002")
    assert_sees(stranger, "আপনার অভিযোগ তৈরি আছে")
    assert_sees_no(stranger, COMPLAINT, "জবাব", "সিদ্ধান্তের অপেক্ষায়")


def karim_sees_no_name(karim):
    karim.goto("/desk/complaints/")
    open_row(karim, COMPLAINT)
    assert_sees(karim, "অভিযোগ")
    assert_sees_no(karim, NAME, "01700000002", "০১৭০০০০০০০২", "৮৫৪৯-২৬-০০০০১")


def salma_has_it_on_her_desk(salma):
    salma.goto("/desk/grievances/")
    open_row(salma, f"অভিযোগ {COMPLAINT}")
    assert_sees(salma, NAME, "৮৫৪৯-২৬-০০০০১", "সিদ্ধান্ত দিন")


def presses_the_ready_appeal(najma, number):
    track(najma, number, "0002")
    prove(najma, "প্রমাণ দিয়ে পাঠান")
    assert_sees(najma, "সিদ্ধান্ত দেওয়ার কথা ছিল। দেওয়া হয়নি।", "আপনার আপিল তৈরি আছে", "উপ-পরিচালক (প্রশাসন)")
    assert_sees_no(najma.locator("main .banner"), "অভিযোগ পাঠান")
    press(najma, "আপিল পাঠান")


def rafiq_decides(rafiq):
    rafiq.goto("/desk/grievances/")
    open_row(rafiq, f"আপিল {COMPLAINT}")
    press(rafiq, "সিদ্ধান্ত দিন")
    rafiq.get_by_label("ঠিক নয়", exact=True).check()
    press(rafiq, "চিঠি দেখে স্বাক্ষর করুন")
    assert_sees(rafiq, "কারণ ছাড়া সিদ্ধান্ত হয় না")
    rafiq.get_by_label("মূল কারণ").select_option("staff")
    rafiq.get_by_label("কারণ", exact=True).fill("নথিতে দেখা যায়, আবেদনের দিন কার্যালয়ে কেউ ছিলেন না।")
    press(rafiq, "চিঠি দেখে স্বাক্ষর করুন")
    assert_sees(rafiq, "নথিতে দেখা যায়, আবেদনের দিন কার্যালয়ে কেউ ছিলেন না।", "স্বাক্ষর বাকি")
    press(rafiq, "স্বাক্ষর করুন")
    assert_sees(rafiq, "সিদ্ধান্ত লেখা ও জানানো হয়েছে।")


def is_not_satisfied(najma, number):
    track(najma, number, "0002")
    prove(najma, "প্রমাণ দিয়ে পাঠান")
    assert_sees(najma, "আবেদনের দিন কার্যালয়ে কেউ ছিলেন না।", "সন্তুষ্ট না হলে: আপনার আপিল তৈরি আছে")
    press(najma, "আপিল পাঠান")
    assert_sees(najma, "অভিযোগ ব্যবস্থাপনা সেল")
