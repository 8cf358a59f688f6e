"""A citizen fills in the short form on the telephone; its QR code is read at the counter, and the screen is
filled in, seen, and saved. Without script, in both languages.
"""

import io

import pytest
import zxingcpp
from PIL import Image

from tests.navigation import press

from .steps import assert_sees

pytestmark = pytest.mark.browser
WORDS = {
    "": ("এখনো সংরক্ষণ হয়নি", "পুরো পড়া যায়নি", "সংরক্ষিত:"),
    "/en": ("nothing is saved yet", "not read whole", "Saved:"),
}


@pytest.mark.parametrize("root", WORDS)
def test_what_was_written_at_home_is_not_typed_again(stage, someone, staff, root):
    filled, damaged, saved = WORDS[root]
    stage.it_is("2026-11-22T11:40:00" if not root else "2026-11-22T12:10:00")
    rahima = someone()
    rahima.goto(f"{root}/services/citizen-1/short/")
    asked = "কয়টি ল্যাব চালু আছে?" if not root else "কোন ল্যাবে প্রশিক্ষণ হয়?"
    said = {
        "name": "মোছা. রহিমা খাতুন",
        "mobile": "০১৭০০০০০০৬১" if not root else "০১৭০০০০০০৬২",
        "address": "হরিদেবপুর",
        "asked": asked,
    }
    for name, words in said.items():
        rahima.fill(f"[name={name}]", words)
    press(rahima, "main form .btn")
    shown = Image.open(io.BytesIO(rahima.locator(".qr").screenshot())).convert("L")
    (code,) = zxingcpp.read_barcodes(shown)
    assert len(code.text) <= 1_000
    karim = staff("karim")
    for typed, answer in ((code.text[:-6], damaged), (code.text, filled)):
        karim.goto(f"{root}/desk/counter/")
        karim.click("main details:has([name=code]) summary")
        karim.fill("[name=code]", typed)
        press(karim, "main details:has([name=code]) .btn")
        assert_sees(karim, answer)
    assert karim.input_value("form.counter [name=name]") == said["name"]
    assert karim.input_value("form.counter [name=asked]") == asked
    assert karim.is_checked("form.counter [name=service][value=citizen-1]")
    press(karim, "button[accesskey=s]")
    assert_sees(karim, saved)
