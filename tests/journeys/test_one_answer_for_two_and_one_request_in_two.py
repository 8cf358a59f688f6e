"""Two people ask the same and are answered by one answer, each on their own page; what asks two things is
split; several are noted at once. In both languages, on a phone and at a desk.
"""

import pytest

from ongikar.rules.bangla.text import latin_digits
from tests.conftest import Stage, set_up
from tests.navigation import follow_to_next_page, press, press_link

from .steps import ask_for_information, assert_sees, assert_sees_no, track
from .ways import WAYS, one_of_four, speaker

pytestmark = pytest.mark.browser
ENGLISH = {
    "একই আবেদন আগে এসেছে": "This is the same as another request",
    "আবেদনকারী দুজন।": "There are two applicants.",
    "এক করা হয়েছে": "Joined",
    "উত্তর দিন এই আবেদনের পাতায়": "Give the answer on the page of this request",
    "এই উত্তর এঁরাও পাবেন": "This answer goes to these, too",
    "কথা রাখা হয়েছে": "Promise kept",
    "দুই ভাগ করা হয়েছে": "Split in two",
    "একসঙ্গে কয়েকটি আবেদন": "Several cases at once",
    "মন্তব্য লেখা হবে।": "The note is written.",
    "হয়েছে": "Done",
}
FIRST = {"name": "রহিমা খাতুন", "mobile": "01700000031", "question": "কোন স্কুলে ডিজিটাল ল্যাব আছে?"}
SECOND = {"name": "তপন রায়", "mobile": "01700000032", "question": "ডিজিটাল ল্যাব কোন কোন স্কুলে?"}
ANSWER = "হরিদেবপুর উচ্চ বিদ্যালয়ে আছে, বেলা দুইটা পর্যন্ত খোলা।"
ALSO = "ল্যাবে মেয়েদের আলাদা সময় আছে কি না, জানতে চাই।"


@pytest.fixture
def stage(tmp_path_factory):
    """An office for each way."""
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


@pytest.mark.parametrize("way", one_of_four("en on a phone with scripts"))
def test_two_are_answered_by_one_answer_and_one_request_becomes_two(stage, staff, someone, way):
    root, screen, scripts = WAYS[way]
    said = speaker(root, ENGLISH)
    rahima, tapan = someone(), someone()
    first, second = (
        latin_digits(ask_for_information(page, **asked)) for page, asked in ((rahima, FIRST), (tapan, SECOND))
    )
    karim = staff("karim", scripts=scripts)
    karim.set_viewport_size(screen)

    # Said to be the same by its number.
    karim.goto(f"{root}/desk/cases/{second}/")
    press_link(karim, said("একই আবেদন আগে এসেছে"))
    karim.fill("[name=other]", first)
    press(karim, "main form .btn")
    assert_sees(karim, said("আবেদনকারী দুজন।"))
    karim.fill("[name=why]", "একই স্কুলের দুই অভিভাবক")
    press(karim, "main form .btn")
    assert_sees(karim, said("এক করা হয়েছে"), said("উত্তর দিন এই আবেদনের পাতায়"))

    # It asks one thing more, which is split off before the answer.
    karim.goto(f"{root}/desk/cases/{first}/split/")
    karim.fill("[name=words]", ALSO)
    press(karim, "main form .btn")
    assert_sees(karim, said("দুই ভাগ করা হয়েছে"))

    # From the page that follows to the one where both are answered.
    karim.goto(f"{root}/desk/cases/{second}/")
    follow_to_next_page(karim, karim.locator(f"main section a[href$='/desk/cases/{first}/']").first.click)
    karim.goto(f"{root}/desk/cases/{first}/keep/")
    assert_sees(karim, said("এই উত্তর এঁরাও পাবেন"))
    assert karim.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    karim.fill("[name=words]", ANSWER)
    karim.check("[name=given][value=all]")
    press(karim, "main form .btn:not(.btn-2)")
    for number in (first, second):
        karim.goto(f"{root}/desk/cases/{number}/")
        assert_sees(karim, said("কথা রাখা হয়েছে"), ANSWER)

    # Each reads it on their own page, and nothing of the other.
    for page, number, other, asked in ((rahima, first, second, FIRST), (tapan, second, first, SECOND)):
        track(page, number, asked["mobile"][-4:])
        assert_sees_no(page, other, "রহিমা" if asked is SECOND else "তপন")

    # What was split off is open still, and is noted with whatever else is.
    karim.goto(f"{root}/desk/cases/?tab=open")
    press_link(karim, said("একসঙ্গে কয়েকটি আবেদন"))
    for box in karim.locator("[name=record]").all():
        box.check()
    karim.check("[name=act][value=note]")
    karim.fill("[name=words]", "রবিবারের সভায় তুলতে হবে।")
    press(karim, "main form .btn")
    assert_sees(karim, said("মন্তব্য লেখা হবে।"))
    press(karim, "main form .btn")
    assert_sees(karim, said("হয়েছে"))
    press(karim, "main .tasks a")
    assert_sees(karim, ALSO, "রবিবারের সভায় তুলতে হবে।")
