"""Somebody comes to the office: one screen, and the visit stands in the register."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.navigation import press_link

from .steps import assert_sees, download_file, press

pytestmark = pytest.mark.browser
NAME = "তপন রায়"
ASKED = "ফোনে আসা লিংক চাপার পর টাকা কেটে নিয়েছে, এখন কী করব?"
# The first line is the monthly meeting, which the office owes by itself.
NUMBER = "৮৫৪৯-২৬-০০০০২"


def test_karim_serves_a_walk_in(stage, staff):
    stage.it_is("2026-11-22T11:40:00")
    karim = staff("karim")
    receipt = serves_at_the_counter(karim)
    assert receipt.startswith(b"%PDF")
    karim.goto("/desk/counter/")
    assert_sees(karim.get_by_role("complementary", name="আজকের কাউন্টার"), "আজ কাউন্টারে: ১", NAME)

    finds_it_in_the_register(karim)
    comes_again(karim)


def serves_at_the_counter(karim) -> bytes:
    press_link(karim, "নতুন আবেদন")
    karim.get_by_label("মোবাইল").fill("০১৭০০০০০০০৬")
    karim.get_by_label("নাম", exact=True).fill(NAME)
    karim.get_by_label("ঠিকানা").fill("হরিদেবপুর, রংপুর সদর")
    karim.get_by_label("সাইবার নিরাপত্তার পরামর্শ").check()
    karim.get_by_label("কী চাইলেন").fill(ASKED)
    karim.get_by_label("এখনই দিয়েছি").check()
    karim.get_by_label("কী দিলেন বা কী বললেন").fill("ব্যাংকে ফোন করে কার্ড বন্ধ করতে ও থানায় সাধারণ ডায়েরি করতে বলা হলো।")
    # What is urgent rests on two answers: the page asks for them, with all that was typed, and says
    # what to do at once.
    karim.get_by_role("button", name="এই সেবার সব প্রশ্ন").click()
    karim.get_by_label("মোবাইল ব্যাংকিং বা টাকার প্রতারণা").check()
    karim.get_by_label("এখনো চলছে").check()
    assert_sees(karim.get_by_role("region", name="এখনই টাকা কেটে নেওয়া হচ্ছে?"), "৯৯৯")
    with karim.expect_download() as coming:
        karim.get_by_role("button", name="সংরক্ষণ ও রসিদ").click()
    return Path(coming.value.path()).read_bytes()


def finds_it_in_the_register(karim):
    karim.goto("/desk/books/services/2026/")
    line = karim.locator("tbody tr").filter(has_text=NAME)
    assert_sees(line, NUMBER, "সাইবার নিরাপত্তার পরামর্শ", "২২")
    sheet = zipfile.ZipFile(io.BytesIO(download_file(karim, "স্প্রেডশিট (XLSX)")))
    assert any(NAME in sheet.read(part).decode() for part in sheet.namelist() if part.endswith(".xml"))
    assert download_file(karim, "ছাপার জন্য (PDF)").startswith(b"%PDF")


def comes_again(karim):
    """The mobile is enough: name and address come from the visit before."""
    karim.goto("/desk/counter/")
    karim.get_by_label("মোবাইল").fill("01700000006")
    press(karim, "আগে এসেছেন কি না দেখুন")
    assert_sees(karim, "আগে একবার এসেছেন।")
    assert karim.get_by_label("নাম", exact=True).input_value() == NAME
