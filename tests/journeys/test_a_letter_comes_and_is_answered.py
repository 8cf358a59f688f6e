"""A letter comes on paper: diarised and marked, answered, signed, issued and carried to whoever wrote; and
the same by one person alone, with each press and each page counted.
"""

import io

import pytest
from PIL import Image

from tests.conftest import Stage, set_up
from tests.navigation import follow_to_next_page

from .steps import assert_sees, download_file, text_of
from .test_a_repair_visit_is_one_page import Count
from .ways import WAYS, one_of_four

pytestmark = pytest.mark.browser
SENDER, SUBJECT = "উপজেলা নির্বাহী অফিসারের কার্যালয় (নমুনা)", "সচল প্রজেক্টরের তালিকা প্রেরণ"
# From the list of letters to the dispatched answer; before, 18 presses and 15 pages.
MOST_PRESSES, MOST_PAGES = 10, 6
MEMO = "নমুনা-০৫.৫৫.৮৫৪৯.০০০.১৬.০০২.২৬-৪১২"
WORDS = {
    "": {
        "to answer": "চিঠির উত্তর দিতে হবে: ১",
        "answered": "উত্তর দেওয়া হয়েছে",
        "memo": "৮৫৪৯.২৬২৭.০০০১",
        "diary": "ডায়েরি ১",
        "theirs": MEMO,
    },
    "/en": {
        "to answer": "Letters to answer: 1",
        "answered": "Answered",
        "memo": "8549.2627.0001",
        "diary": "iary 1",
        # Their own letters and ours, in the digits of the page.
        "theirs": "নমুনা-05.55.8549.000.16.002.26-412",
    },
}


@pytest.fixture
def stage(tmp_path_factory):
    """An office for each way: a second letter of the same sender would be the diary's second."""
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


@pytest.fixture
def desks(stage, staff):
    """`desks(way)`: the assistant's and the officer's browsers, and the language they read."""

    def arrive(way):
        root, screen, scripts = WAYS[way]
        people = staff("shirin", scripts=scripts), staff("karim", scripts=scripts)
        for page in people:
            page.set_viewport_size(screen)
        return root, *people

    stage.it_is("2026-11-22T10:00:00")
    return arrive


@pytest.mark.parametrize("way", one_of_four("bn on a phone"))
def test_a_letter_is_diarised_marked_answered_signed_issued_and_dispatched(stage, desks, way):
    root, shirin, karim = desks(way)
    words = WORDS[root]
    letter_in = diarises(shirin, root, MEMO)
    assert_sees(shirin, words["diary"], SUBJECT)
    assert download_file(shirin, "চিঠির স্ক্যান").startswith(b"%PDF")

    karim.goto(f"{letter_in}mark/")
    karim.select_option("[name=to]", index=0)
    enter(karim)
    karim.goto(f"{root}/desk/today/")
    assert_sees(karim, words["to answer"], SUBJECT)

    letter_out = answers(karim, letter_in, words["theirs"])
    assert_sees(karim, words["memo"])
    # Issued is not sent: it stands on Today until somebody has carried it.
    shirin.goto(letter_out)
    assert_sees(shirin, words["memo"], "এ উপজেলায় ৬টি সচল প্রজেক্টর আছে।")
    follow_to_next_page(shirin, shirin.locator("main a[href*='/dispatch/']").first.click)
    shirin.check("[name=channel][value=hand]")
    shirin.fill("[name=taken_by]", "অফিস সহায়ক (নমুনা)")
    enter(shirin)
    shirin.goto(letter_in)
    assert_sees(shirin, words["answered"])
    shirin.goto(f"{root}/desk/tasks/?tab=ended")
    assert_sees(shirin, SUBJECT)
    karim.goto(f"{root}/desk/today/")
    assert words["to answer"] not in text_of(karim)


def answers(karim, letter_in: str, memo: str) -> str:
    """Written, and signed and issued with one press by whoever writes it himself; what comes next is its
    dispatch.
    """
    karim.goto(letter_in)
    follow_to_next_page(karim, karim.locator("main a[href*='/desk/letters/out/new/']").first.click)
    assert karim.input_value("[name=subject_line]") == SUBJECT
    assert memo in karim.input_value("[name=source]")
    enter(karim)
    assert karim.locator(".fault, .error, [aria-invalid=true]").count()
    karim.fill("[name=body]", "এ উপজেলায় ৬টি সচল প্রজেক্টর আছে।")
    enter(karim)
    follow_to_next_page(karim, karim.locator("main button[name=issue]").click)
    follow_to_next_page(karim, karim.locator("a.back").click)
    return karim.url


def test_one_person_takes_a_letter_from_the_diary_to_the_dispatch_in_ten_presses(stage, desks):
    root, _, karim = desks("bn at a desk")
    # Whoever writes for the first time is entered in the book of addresses.
    diarises(karim, root, "নমুনা-৪১১")
    karim.goto("/desk/letters/")
    count = Count(karim)
    count.follow(karim.locator("main a[href*='/desk/letters/in/']").first)
    fill_diary(karim, MEMO)
    count.follow(button_of(karim))
    assert_sees(karim, SUBJECT, "ডায়েরি ২")
    count.follow(karim.locator("main a[href*='/desk/letters/out/new/']").first)
    karim.fill("[name=body]", "এ উপজেলায় ৬টি সচল প্রজেক্টর আছে।")
    count.follow(button_of(karim))
    assert_sees(karim, "এ উপজেলায় ৬টি সচল প্রজেক্টর আছে।")
    count.follow(karim.locator("main button[name=issue]"))
    assert_sees(karim, "জারি হয়েছে। স্মারক ৮৫৪৯.২৬২৭.০০০১।", "খামের লেবেল", "PDF")
    karim.fill("[name=taken_by]", "অফিস সহায়ক (নমুনা)")
    count.follow(button_of(karim))
    assert_sees(karim, "পাঠানো হয়েছে বলে লেখা হলো।", "পিয়ন বই ১")
    assert (count.presses, count.pages) == (6, MOST_PAGES)
    assert count.presses <= MOST_PRESSES


def diarises(shirin, root: str, memo: str) -> str:
    """The sender is not in the book of addresses yet: entered there too, once that was asked."""
    shirin.goto(f"{root}/desk/letters/in/")
    fill_diary(shirin, memo)
    shirin.set_input_files("[name=pages]", files=[page_of_letter(1), page_of_letter(2)])
    enter(shirin)
    if shirin.locator("[name=contact][value=add]").count():
        shirin.check("[name=contact][value=add]")
        enter(shirin)
    return shirin.url


def fill_diary(page, memo: str) -> None:
    page.fill("[name=sender]", SENDER)
    page.fill("[name=their_memo]", memo)
    page.fill("[name=their_date]", "2026-11-19")
    page.fill("[name=subject_line]", SUBJECT)
    page.fill("[name=due_on]", "2026-11-29")


def button_of(page):
    return page.locator("main form button.btn:not(.btn-2):not(.btn-plain)").last


def enter(page) -> None:
    follow_to_next_page(page, button_of(page).click)


def page_of_letter(number: int) -> dict:
    drawn = io.BytesIO()
    Image.new("RGB", (620, 877), (250, 250, 250 - number)).save(drawn, "JPEG")
    return {"name": f"page-{number}.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}
