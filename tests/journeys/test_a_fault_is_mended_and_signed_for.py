"""A fault is taken at the counter, judged, and done on the one page of its job, the sheet printed and signed:
on paper without any script, with a finger where scripts run (the board alone:
test_a_sheet_is_signed_with_a_finger.py).
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
MOBILES = {way: f"0170000009{place}" for place, way in enumerate(WAYS)}
WORDS = {
    "": {"service": "কম্পিউটার ও ভাষা ল্যাবের সেবা", "kept": "কথা রাখা হয়েছে", "signed": "স্বাক্ষর রাখা হয়েছে"},
    "/en": {
        "service": "Computer and language lab service",
        "kept": "The promise is kept",
        "signed": "its signature are kept",
    },
}


@pytest.mark.parametrize("way", one_of_four("en on a desk with scripts"))
def test_a_fault_goes_from_the_counter_to_a_signed_sheet(stage, staff, way):
    root, screen, has_scripts = WAYS[way]
    words = WORDS[root]
    stage.it_is("2026-11-22T10:00:00")
    karim = staff("karim", scripts=has_scripts)
    karim.set_viewport_size(screen)
    job = takes_it(karim, root, words["service"], mobile=MOBILES[way])
    writes(karim, f"{job}triage/", choose={"urgency": "stopped", "effect": "some", "way": "visit"})
    writes_and_prints(karim, job)
    if has_scripts:
        signs_with_a_finger(karim, job)
    else:
        signs(karim)
    # The case is answered later, on the same page: what is signed for is not signed again.
    assert_sees(karim, words["signed"], "মো. আমিনুল হক")
    karim.locator("[name=fixed][value=yes]").check()
    presses(karim, "main form .acts button.btn:not(.btn-2)")
    assert_sees(karim, words["kept"])


def takes_it(karim, root: str, service: str, mobile: str) -> str:
    """At the counter; the address of the job that begins with it. Each of them tells of another fault: of the
    same it is asked whether it was written down already.
    """
    fault = f"{FAULT} {mobile}"
    karim.goto(f"{root}/desk/counter/")
    karim.locator("[name=mobile]").fill(mobile)
    karim.locator("[name=name]").fill("মো. আমিনুল হক")
    karim.locator("[name=address]").fill("হরিদেবপুর")
    karim.get_by_label(service).check()
    karim.locator("[name=asked]").fill(fault)
    with karim.expect_download():
        karim.locator("main form button[name=receipt]").click()
    karim.goto(f"{root}/desk/jobs/")
    return karim.locator("main tr", has_text=fault).first.locator("a.who").get_attribute("href")


def presses(karim, button: str) -> None:
    follow_to_next_page(karim, lambda: karim.locator(button).first.click())


def writes(karim, address: str, *, choose: dict) -> None:
    karim.goto(address)
    for name, value in choose.items():
        karim.locator(f"input[name={name}][value={value}]").check()
    presses(karim, "main form button.btn >> nth=-1")


def writes_and_prints(karim, job: str) -> None:
    """What was taken over the counter is about no device of the list: it has a row all the same."""
    karim.goto(f"{job}work/")
    karim.locator("[name=n0-found]").fill("রোলারে কাগজের টুকরা।")
    karim.locator("[name=n0-done]").fill("পরিষ্কার করা হলো।")
    karim.locator("label:has([name=n0-result][value=mended])").click()
    presses(karim, "button[value=print]")


def says_who_signs(karim) -> None:
    karim.locator("[name=name]").fill("মো. আমিনুল হক")
    karim.locator("[name=post]").fill("প্রধান শিক্ষক")


def signs_with_a_finger(karim, job: str) -> None:
    """The drawing is kept as a picture, and stands in the sheet."""
    before = pictures_in(karim, f"{job}sheet.pdf")
    says_who_signs(karim)
    karim.locator("canvas").scroll_into_view_if_needed()
    draw(karim)
    presses(karim, "button[value=later]")
    assert pictures_in(karim, f"{job}sheet.pdf") == before + 1


def pictures_in(karim, address: str) -> int:
    page = pypdfium2.PdfDocument(karim.request.get(address).body())[0]
    kinds = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)
    return len(list(page.get_objects(filter=kinds, max_depth=5)))


def signs(karim) -> None:
    says_who_signs(karim)
    # Nobody is shown a board on which nothing can be drawn.
    assert not karim.locator("canvas").is_visible()
    photo = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(photo, "JPEG")
    sheet = {"name": "sheet.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    karim.locator("[name=paper]").set_input_files(sheet)
    presses(karim, "button[value=later]")
