"""What a person does and sees in every story: reading words off the page, and following by number."""

from pathlib import Path

from tests.navigation import follow_to_next_page


def text_of(place) -> str:
    """The words of a page, or of a part of it, that can be seen; every gap between them is one space."""
    part = place.locator("body") if hasattr(place, "goto") else place
    return " ".join(part.inner_text().split())


def assert_sees(place, *words: str) -> None:
    shown = text_of(place)
    for each in words:
        assert each in shown, f"“{each}” is not on the page:\n{shown}"


def assert_sees_no(place, *words: str) -> None:
    shown = text_of(place)
    for each in words:
        assert each not in shown, f"“{each}” is on the page:\n{shown}"


def press(page, words: str) -> None:
    """Press the button or link in the page's main part that bears these words, and wait for
    where it leads.
    """
    follow_to_next_page(page, control_with_words(page, words).click)


def open_row(page, words: str) -> None:
    """Open the record of a list in whose row these words stand."""
    row = page.locator("main .list tr").filter(has_text=words).first
    follow_to_next_page(page, row.locator(".who").click)


def send(page) -> None:
    """Press the main button of the page's form."""
    follow_to_next_page(page, lambda: page.click("main form .btn"))


def control_with_words(page, words: str):
    return page.locator("main").get_by_text(words, exact=True).first


def download_file(page, words: str) -> bytes:
    """The file that the link with these words gives."""
    with page.expect_download() as coming:
        control_with_words(page, words).click()
    return Path(coming.value.path()).read_bytes()


def track(page, number: str, last_four: str) -> None:
    page.goto("/")
    page.fill("[name=number]", number)
    press(page, "খোঁজ নিন")
    page.fill("[name=last_four]", last_four)
    press(page, "খোঁজ নিন")


def prove(page, words: str) -> None:
    """Press what asks for a proof, and show with a code by SMS who it is; in a demonstration the page tells
    the code.
    """
    press(page, words)
    press(page, "কোড পাঠান")
    page.fill("[name=code]", page.locator("main .inset b").inner_text())
    send(page)


def ask_for_information(page, *, name: str, mobile: str, question: str) -> str:
    """Apply for information from the first step to the receipt; the tracking number as printed there."""
    page.goto("/services/citizen-1/apply/")
    answer_questions(page, question)
    tell_contact(page, name=name, mobile=mobile)
    page.get_by_label("ছবি নেই, কার্যালয়ে এসে দেখাব").check()
    press(page, "পরের ধাপ")
    press(page, "আবেদন পাঠান")
    return text_of(page.locator(".trackno"))


def answer_questions(page, question: str) -> None:
    page.get_by_label("কী জানতে চান").fill(question)
    page.get_by_label("লিখিত উত্তর").check()
    page.get_by_label("SMS-এ জানাবেন, আমি এসে নেব").check()
    press(page, "পরের ধাপ")


def tell_contact(page, *, name: str, mobile: str) -> None:
    page.get_by_label("আমি নিজে, একজন নাগরিক হিসেবে").check()
    page.get_by_label("আপনার নাম").fill(name)
    page.get_by_label("গ্রাম বা মহল্লা").fill("হরিদেবপুর")
    page.get_by_label("ইউনিয়ন বা পৌরসভা, ডাকঘর").fill("হরিদেবপুর")
    page.get_by_label("মোবাইল নম্বর").fill(mobile)
    press(page, "পরের ধাপ")
