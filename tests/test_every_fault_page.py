"""Every page that says something went wrong: usable by everybody, in the person's language, and telling what
to do.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from .conftest import PHONE
from .navigation import follow_to_next_page, press
from .page_checks import view_faults

pytestmark = pytest.mark.browser

# Builds a form on the page that is open, and sends it.
SEND = """([address, count, size]) => {
    const form = document.createElement("form");
    form.method = "post"; form.action = address; form.enctype = "multipart/form-data";
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) form.append(token.cloneNode());
    for (let n = 0; n < count; n++) {
        const field = document.createElement("input");
        field.name = "field" + n; field.value = "1"; form.append(field);
    }
    if (size) {
        const chosen = document.createElement("input"), files = new DataTransfer();
        files.items.add(new File([new Uint8Array(size)], "nid.jpg", {type: "image/jpeg"}));
        chosen.type = "file"; chosen.name = "paper-0"; chosen.files = files.files; form.append(chosen);
    }
    document.body.append(form); form.submit();
}"""


def unknown(page, root, stage):
    return page.goto(f"{root}/nowhere/")


def not_for_him(page, root, stage):
    return page.goto(f"{root}/desk/grievances/")


def without_its_token(page, root, stage):
    page.goto(f"{root}/track/")
    page.context.clear_cookies()
    page.fill("[name=number]", "8549-26-00001")
    page.fill("[name=last_four]", "0001")
    return press(page, "main form .btn")


def too_many_fields(page, root, stage):
    page.goto(f"{root}/track/")
    return follow_to_next_page(page, lambda: page.evaluate(SEND, [f"{root}/track/", 300, 0]))


def too_large(page, root, stage):
    page.goto(f"{root}/track/")
    return follow_to_next_page(page, lambda: page.evaluate(SEND, [f"{root}/track/", 0, 31 * 1024 * 1024]))


def too_often(page, root, stage):
    """Sent by the browser of the page, without showing each answer; the page pressed last is the one that is
    looked at.
    """
    page.goto(f"{root}/sign-in/")
    guess = {"login": "somebody", "password": "a guess of ten"}
    token = {"csrfmiddlewaretoken": page.input_value("main form [name=csrfmiddlewaretoken]")}
    while page.request.post(f"{root}/sign-in/", form=guess | token).status == 200:
        pass
    for name, text in guess.items():
        page.fill(f"[name={name}]", text)
    return press(page, "main form .btn")


def fault_of_ours(page, root, stage):
    return page.goto(f"{root}/broken/")


def fault_of_ours_in_a_form(page, root, stage):
    page.goto(f"{root}/track/")
    return follow_to_next_page(page, lambda: page.evaluate(SEND, [f"{root}/broken/", 3, 0]))


def database_away(page, root, stage):
    stage.take_database_away()
    return page.goto(f"{root}/grievances/new/")


def database_away_in_a_form(page, root, stage):
    page.goto(f"{root}/track/")
    stage.take_database_away()
    page.fill("[name=number]", "8549-26-00001")
    page.fill("[name=last_four]", "0001")
    return press(page, "main form .btn")


def database_away_with_a_file(page, root, stage):
    page.goto(f"{root}/track/")
    stage.take_database_away()
    return follow_to_next_page(
        page, lambda: page.evaluate(SEND, [f"{root}/apply/begun-before/papers/", 1, 1000])
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """How one comes to it, its status, and what it tells one to do."""

    how: Callable
    status: int
    bn: str
    en: str
    who: str = ""


AGAIN = ("একটু পরে আবার পাঠান", "send it again in a little while")
FAULTS = [
    Fault(too_many_fields, 400, "আগের পাতায় ফিরে আবার চেষ্টা করুন", "Go back and try once more"),
    Fault(not_for_him, 403, "কার্যালয়ে জানান", "tell the office", "karim"),
    Fault(without_its_token, 403, "পাতাটি আবার খুলুন, তারপর পাঠান", "load the page again and send it once more"),
    Fault(unknown, 404, "ঠিকানাটি মিলিয়ে দেখুন", "Check the address"),
    Fault(too_large, 413, "প্রতিটি ৫ MB-র মধ্যে ছবি বা PDF দিন", "at most 5 MB"),
    Fault(too_often, 429, "কয়েক মিনিট পরে আবার চেষ্টা করুন", "Try again in a few minutes"),
    Fault(fault_of_ours, 500, "কিছুক্ষণ পরে আবার চেষ্টা করুন", "Try again in a little while"),
    Fault(fault_of_ours_in_a_form, 500, *AGAIN),
    Fault(database_away, 503, "কয়েক মিনিট পরে আবার চেষ্টা করুন", "Try again in a few minutes"),
    Fault(database_away_in_a_form, 503, *AGAIN),
    Fault(database_away_with_a_file, 503, "“nid.jpg” আবার বেছে নিন", "Choose “nid.jpg” again"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.how.__name__)
def test_a_page_of_faults_is_for_everybody_in_their_language_and_tells_what_to_do(
    fault, stage, someone, staff
):
    wrong = []
    for root, words in (("", fault.bn), ("/en", fault.en)):
        page = staff(fault.who, scripts=True) if fault.who else someone(scripts=True)
        page.set_viewport_size(PHONE)
        answer = fault.how(page, root, stage)
        stage.bring_database_back()
        assert answer.status == fault.status
        assert page.locator("html").get_attribute("lang") == ("en" if root else "bn")
        assert words in page.locator("main").inner_text()
        assert page.locator("main .btn").count() == 1
        wrong += [f"{root} {each}" for each in view_faults(page, typed=("nid.jpg",))]
    assert not wrong, "\n".join(wrong)


def test_what_was_typed_while_the_database_was_away_is_sent_with_one_press_when_it_is_back(stage, someone):
    page = someone()
    again = page.get_by_text("আবার পাঠান", exact=True)
    page.goto("/services/citizen-1/apply/")
    stage.take_database_away()
    page.fill("[name=question]", "কয়টি ল্যাব চালু আছে?\nকোন কোন স্কুলে?")
    page.check("[name=form_wanted][value=written]")
    page.check("[name=receive_by][value=collect]")
    press(page, "main form .btn")
    follow_to_next_page(page, again.click)
    assert "এই মুহূর্তে কাজটি করা যাচ্ছে না" in page.locator("h1").inner_text()
    stage.bring_database_back()
    follow_to_next_page(page, again.click)
    assert "/contact/" in page.url
    page.goto(page.url.replace("/contact/", "/questions/"))
    assert page.input_value("[name=question]") == "কয়টি ল্যাব চালু আছে?\nকোন কোন স্কুলে?"
