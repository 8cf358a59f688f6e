"""A fault is taken at the counter, judged, looked at, and its sheet signed: on paper without any script, with
a finger where scripts run (the board alone: test_a_sheet_is_signed_with_a_finger.py).
"""

import io

import pypdfium2
import pytest
from PIL import Image

from tests.navigation import follow_to_next_page

from .steps import assert_sees
from .test_a_sheet_is_signed_with_a_finger import draw
from .ways import WAYS, one_of_four

pytestmark = pytest.mark.browser
FAULT = "ল্যাবের প্রিন্টারে কাগজ আটকে যায়।"
WORDS = {
    "": {"service": "কম্পিউটার ও ভাষা ল্যাবের সেবা", "kept": "কথা রাখা হয়েছে", "signed": "স্বাক্ষর করেছেন"},
    "/en": {
        "service": "Computer and language lab service",
        "kept": "The promise is kept",
        "signed": "Signed by",
    },
}


@pytest.mark.parametrize("way", one_of_four("en on a desk with scripts"))
def test_a_fault_goes_from_the_counter_to_a_signed_sheet(stage, staff, way):
    root, screen, has_scripts = WAYS[way]
    words = WORDS[root]
    stage.it_is("2026-11-22T10:00:00")
    karim = staff("karim", scripts=has_scripts)
    karim.set_viewport_size(screen)
    job = takes_it(karim, root, words["service"])
    writes(karim, f"{job}triage/", choose={"urgency": "stopped", "effect": "some", "way": "visit"})
    writes(karim, f"{job}look/", fill={"words": "রোলারে কাগজের টুকরা।"})
    writes(karim, f"{job}sheet/", fill={"found": "রোলারে কাগজের টুকরা।", "done": "পরিষ্কার করা হলো।"})
    if has_scripts:
        signs_with_a_finger(karim, job)
    else:
        signs(karim, job)
    assert_sees(karim, words["signed"], "মো. আমিনুল হক")
    # The answer is given on the page of the whole job, which has a journey of its own.
    assert karim.goto(f"{job}work/").status == 200
    assert_sees(karim, "মো. আমিনুল হক")


def takes_it(karim, root: str, service: str) -> str:
    """At the counter; the address of the job that begins with it."""
    karim.goto(f"{root}/desk/counter/")
    karim.locator("[name=mobile]").fill("01700000009")
    karim.locator("[name=name]").fill("মো. আমিনুল হক")
    karim.locator("[name=address]").fill("হরিদেবপুর")
    karim.get_by_label(service).check()
    karim.locator("[name=asked]").fill(FAULT)
    with karim.expect_download():
        karim.locator("main form button[name=receipt]").click()
    karim.goto(f"{root}/desk/jobs/")
    return karim.locator("main tr", has_text=FAULT).first.locator("a.who").get_attribute("href")


def writes(karim, address: str, *, choose: dict | None = None, fill: dict | None = None) -> None:
    karim.goto(address)
    for name, value in (choose or {}).items():
        karim.locator(f"input[name={name}][value={value}]").check()
    for name, value in (fill or {}).items():
        karim.locator(f"[name={name}]").fill(value)
    follow_to_next_page(karim, lambda: karim.locator("main form button.btn").last.click())


def says_who_signs(karim, job: str) -> None:
    karim.goto(f"{job}sign/")
    karim.locator("[name=name]").fill("মো. আমিনুল হক")
    karim.locator("[name=post]").fill("প্রধান শিক্ষক")


def signs_with_a_finger(karim, job: str) -> None:
    """The drawing is kept as a picture, and stands in the sheet."""
    before = pictures_in(karim, f"{job}sheet.pdf")
    says_who_signs(karim, job)
    karim.locator("canvas").scroll_into_view_if_needed()
    draw(karim)
    follow_to_next_page(karim, lambda: karim.locator("main form button.btn:not([type=button])").click())
    assert pictures_in(karim, f"{job}sheet.pdf") == before + 1


def pictures_in(karim, address: str) -> int:
    page = pypdfium2.PdfDocument(karim.request.get(address).body())[0]
    kinds = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)
    return len(list(page.get_objects(filter=kinds, max_depth=5)))


def signs(karim, job: str) -> None:
    says_who_signs(karim, job)
    # Nobody is shown a board on which nothing can be drawn.
    assert not karim.locator("canvas").is_visible()
    photo = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(photo, "JPEG")
    sheet = {"name": "sheet.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    karim.locator("[name=paper]").set_input_files(sheet)
    follow_to_next_page(karim, lambda: karim.locator("main form button.btn:not([type=button])").click())
