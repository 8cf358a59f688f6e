"""Who stands at the counter is written down in twenty seconds: counted in keys, fields and pages, by hands
that never leave the keyboard.

The clock of a test machine says nothing about a person's hands: four characters a second are counted, and
the seconds in which the pages came are added as they were. After it each page is looked at with axe, in
both languages and at every width.
"""

import re
import time

import pypdfium2
import pytest

from ongikar.rules.bangla.text import latin_digits
from tests.conftest import OFFICE
from tests.navigation import follow_to_next_page, press
from tests.page_checks import VIEWS, typed_in_latin, view_faults

from .steps import assert_sees

pytestmark = pytest.mark.browser
CHARACTERS_A_SECOND, MOST_SECONDS = 4, 20
NAME, ASKED = "তপন রায়", "কয়টি ল্যাব চালু আছে?"


class Hands:
    """Somebody at a keyboard: what is typed is counted, key by key."""

    def __init__(self, page):
        self.page, self.keys, self.fields, self.pages, self.waited = page, 0, 0, 0, 0.0

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)
        self.fields += 1

    def tab_to(self, name: str) -> None:
        for _ in range(5):
            self.page.keyboard.press("Tab")
            self.keys += 1
            if self.page.locator(f"[name={name}]:focus").count():
                return
        raise AssertionError(f"{name} is further than five keys away")

    def alt(self, key: str, *, leads_on: bool = False) -> None:
        """Alt and a key: a browser without a window knows no access keys, so what bears the key is pressed as
        the browser would.
        """
        bearing = self.page.locator(f"[accesskey='{key}']")
        assert bearing.count() == 1
        self.keys += 1
        if leads_on:
            begun = time.perf_counter()
            follow_to_next_page(self.page, bearing.click)
            self.waited += time.perf_counter() - begun
            self.pages += 1
        else:
            bearing.focus()
            bearing.check()

    @property
    def seconds(self) -> float:
        return self.keys / CHARACTERS_A_SECOND + self.waited


@pytest.mark.parametrize(
    ("service", "pages", "mobile", "asked"),
    [
        pytest.param("4", 1, "01700000021", ASKED, marks=pytest.mark.slow),
        ("1", 2, "01700000023", "কোন ল্যাব খোলা আছে?"),
    ],
    ids=["asks nothing more", "shows papers to tick"],
)
def test_a_walk_in_is_written_down_in_twenty_seconds(stage, staff, service, pages, mobile, asked):
    stage.it_is("2026-11-22T11:40:00")
    page = staff("karim")
    page.goto("/desk/counter/")
    # The page itself puts the cursor where the hands begin.
    page.locator("[name=mobile]:focus").wait_for()
    hands = Hands(page)
    hands.write(mobile)
    hands.tab_to("name")
    hands.write(NAME)
    hands.alt(service)
    hands.tab_to("asked")
    hands.write(asked)
    for _ in range(pages):
        hands.alt("s", leads_on=True)
    assert_sees(page, "সংরক্ষিত:")
    print(f"{hands.fields} fields, {hands.keys} keys, {hands.pages} pages, {hands.seconds:.1f} s")
    assert (hands.fields, hands.pages) == (3, pages)
    assert hands.keys <= 48
    assert hands.seconds < MOST_SECONDS
    # A mobile that came before brings name and address with it; nothing else is asked again.
    stage.it_is("2026-11-22T12:10:00")
    page.goto("/desk/counter/")
    page.locator("[name=mobile]:focus").wait_for()
    hands.write(mobile)
    follow_to_next_page(page, page.get_by_role("button", name="আগে এসেছেন কি না দেখুন").click)
    assert page.locator("[name=name]").input_value() == NAME


MOST_KEYS_BESIDE_WORDS = 12


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("width", [390, 1366])
def test_whoever_is_served_at_once_is_one_page_and_twelve_keys_beside_the_words(stage, staff, root, width):
    """Then a second clerk writes the same person down again, in another spelling: it is asked before it is
    saved, and one key says that it is the same.
    """
    stage.it_is(f"2026-11-22T{'11' if root else '10'}:{'10' if width == 390 else '40'}:00")
    mobile = f"017000000{'4' if root else '3'}{width % 10}"
    asked = f"{ASKED} ({root or '/bn'} {width})"
    page = staff("karim", scripts=True)
    page.set_viewport_size({"width": width, "height": 850})
    hands = write_down(page, root, mobile, NAME, asked)
    hands.alt("q")
    hands.tab_to("answer")
    hands.write("তালিকা")
    hands.alt("s", leads_on=True)
    assert_sees(page, "Saved:" if root else "সংরক্ষিত:")
    words = len(mobile + NAME + asked + "তালিকা")
    print(f"{hands.keys - words} keys beside the words, {hands.pages} pages")
    assert hands.pages == 1
    assert hands.keys - words <= MOST_KEYS_BESIDE_WORDS
    hands = write_down(page, root, mobile, "Tapan Roy", asked)
    hands.alt("s", leads_on=True)
    assert_sees(page, "It is not saved yet." if root else "এখনো সংরক্ষণ হয়নি।")
    faults = view_faults(page, typed=(*typed_in_latin(OFFICE), "karim", "Tapan Roy", asked))
    assert not faults, "\n".join(faults)
    hands.alt("m", leads_on=True)
    assert_sees(page, "No new case was made." if root else "নতুন আবেদন হয়নি।")


def write_down(page, root: str, mobile: str, name: str, asked: str) -> Hands:
    page.goto(f"{root}/desk/counter/")
    page.locator("[name=mobile]:focus").wait_for()
    hands = Hands(page)
    hands.write(mobile)
    hands.tab_to("name")
    hands.write(name)
    hands.alt("1")
    page.locator("form.counter:not(.is-asking) [name=asked_of]").wait_for(state="attached")
    hands.tab_to("asked")
    hands.write(asked)
    return hands


@pytest.mark.parametrize("root", ["", "/en"])
def test_what_follows_a_slip_can_be_used_by_everybody(stage, staff, root, monkeypatch):
    """The page of slips after numbers were reserved, the counter after a walk-in was entered from one, and
    the case with its slip.
    """
    monkeypatch.setattr("tests.page_checks.AXE_LOOKS", dict.fromkeys(("bn", "en"), VIEWS))
    hour = "14" if root else "13"
    stage.it_is(f"2026-11-22T{hour}:00:00")
    page, wrong = staff("karim", scripts=True), []

    def see(where: str) -> None:
        wrong.extend(
            f"{where}: {fault}" for fault in view_faults(page, typed=(*typed_in_latin(OFFICE), "karim"))
        )

    page.goto(f"{root}/desk/counter/slips/")
    press(page, "main form .btn")
    see("slips reserved")
    slip = slip_of(page)
    stage.it_is(f"2026-11-22T{hour}:20:00")
    page.goto(f"{root}/desk/counter/")
    page.fill("[name=mobile]", f"0170000002{4 if root else 5}")
    page.fill("[name=name]", NAME)
    page.check("[name=service][value=citizen-4]")
    page.fill("[name=asked]", "রাউটার কয়টি?" if root else "প্রিন্টার কয়টি?")
    page.locator("details:has([name=slip]) summary").click()
    page.fill("[name=slip]", slip)
    page.fill("[name=slip_day]", "2026-11-22")
    page.fill("[name=slip_time]", f"{hour}:10")
    press(page, "button[accesskey=s]")
    assert_sees(page, "সংরক্ষিত:" if not root else "Saved:")
    see("a walk-in entered from a slip")
    follow_to_next_page(page, page.locator("aside .log a").first.click)
    assert_sees(page, "কাগজে নেওয়া" if not root else "Received on paper")
    see("its case")
    assert not wrong, "\n".join(wrong)


def slip_of(page) -> str:
    """The first number on the sheet that was just reserved: it stands on paper only."""
    sheet = page.locator("a[href$='slips.pdf']").first.get_attribute("href")
    text = latin_digits(
        "".join(
            each.get_textpage().get_text_range()
            for each in pypdfium2.PdfDocument(page.request.get(sheet).body())
        )
    )
    return re.search(r"[0-9]{4}-[0-9]{5}-[0-9]{5}", text)[0]
