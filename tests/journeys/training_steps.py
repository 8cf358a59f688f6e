"""What is done on the pages of a training from its plan to its certificates, in either language, with and
without script.
"""

import re
from io import BytesIO
from urllib.parse import urlsplit

import pypdfium2
import zxingcpp

from tests.navigation import follow_to_next_page

from .steps import text_of

DRAWN = "b9f9a3f4" * 8
COURSE = "আউটসোর্সিং ও ফ্রিল্যান্সিং (নমুনা)"


def fill_in(page, **answers: str) -> None:
    """Answer the questions of a page by their names, as each is shown: a list, choices, a box, or a line."""
    for name, value in answers.items():
        field = page.locator(f"main [name={name}]")
        sort = field.first.get_attribute("type")
        if sort in ("radio", "checkbox"):
            page.check(f"main [name={name}][value='{value}']", force=True)
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send_form(page) -> None:
    """By the main button of the page's own form."""
    follow_to_next_page(page, page.locator("main form button.btn:not(.btn-2):not(.btn-plain)").last.click)


def press_act(page, act: str) -> None:
    follow_to_next_page(page, page.locator(f"main button[name=act][value={act}]").first.click)


def submits(page, way: str) -> None:
    follow_to_next_page(page, page.locator(f"main form[action$='/{way}/'] button").first.click)


def plans_a_batch(karim, root: str, *, seats: int) -> str:
    """A course and a batch of two classes; the address of the batch at the desk."""
    karim.goto(f"{root}/desk/courses/new/")
    fill_in(karim, title_bn=COURSE, title_en="Outsourcing (sample)", hours="6", attendance_percent="80")
    send_form(karim)
    karim.goto(f"{root}/desk/training/new/")
    course = karim.locator("main [name=course] option").filter(has_text=re.compile("নমুনা|sample")).first
    fill_in(
        karim,
        course=course.get_attribute("value"),
        place_words="উপজেলা কার্যালয়ের ল্যাব",
        seats=str(seats),
        classes="2",
        starts_on="2026-12-13",
        ends_on="2026-12-14",
    )
    send_form(karim)
    return karim.url


def publishes_the_call(karim, batch: str, **rule: str) -> None:
    karim.goto(f"{batch}call/")
    days = {"closes_on": "2026-11-26", "draw_on": "2026-11-30", "result_on": "2026-12-02"}
    fill_in(karim, **days, **rule)
    send_form(karim)


def admits_everybody(karim, batch: str) -> None:
    karim.goto(f"{batch}settle/")
    press_act(karim, "admit_all")


def freezes_the_list(karim, batch: str) -> None:
    """The worker closed the call at its hour."""
    karim.goto(batch)
    submits(karim, "freeze")


def types_the_draw(person, batch: str) -> None:
    person.goto(f"{batch}draw/")
    fill_in(person, value_1=DRAWN)
    send_form(person)


def publishes_the_result(karim, batch: str) -> None:
    karim.goto(batch)
    submits(karim, "publish_result")


def begins(karim, batch: str) -> list[str]:
    """On Sundays and Mondays at ten; the addresses of the classes."""
    karim.goto(f"{batch}begin/")
    for day in ("6", "0"):
        karim.check(f"main [name=weekdays][value='{day}']", force=True)
    fill_in(karim, begins_at="10:00", minutes="180")
    send_form(karim)
    karim.goto(f"{batch}classes/")
    links = karim.locator("main a[href*='/desk/gatherings/']").all()
    return [each.get_attribute("href") for each in links]


def marks_everybody_present(karim, session: str) -> None:
    """On the list of the class; and then the class is written down as held."""
    karim.goto(session)
    for box in karim.locator("main [name^=v][value=present]").all():
        box.check(force=True)
    submits(karim, "list")
    karim.goto(f"{session}record/")
    send_form(karim)


def finishes_and_certifies(karim, batch: str, stage) -> None:
    karim.goto(f"{batch}classes/")
    submits(karim, "finish")
    stage.let_the_worker_work()
    karim.goto(f"{batch}classes/")
    submits(karim, "certify")
    stage.let_the_worker_work()


def serials_of(karim, batch: str) -> list[str]:
    karim.goto(f"{batch}classes/")
    shown = text_of(karim)
    found = re.findall(r"\b\d{4}-C-\d\d-\d{5,6}\b", shown)
    assert found, shown
    return found


def printed_address(karim, root: str, serial: str) -> str:
    """Print a certificate, and read the square code off the page as a phone's camera does."""
    karim.goto(f"{root}/desk/certificates/{serial}/")
    with karim.expect_download() as coming:
        submit = karim.locator("main form[action$='/print/'] button").first
        submit.click()
    with open(coming.value.path(), "rb") as file:
        page = pypdfium2.PdfDocument(BytesIO(file.read()))[0].render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text


def path_of(address: str, root: str) -> str:
    """Its path in the reader's language, with what stands after the `#`: an office of a journey is at an
    address of its own.
    """
    parts = urlsplit(address)
    return f"{root}{parts.path.removeprefix('/en')}#{parts.fragment}"
