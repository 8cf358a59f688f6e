"""A lab is entered with its devices, labels are printed and read by a camera, and stock is taken with them;
the public that opens a label or the card of the lab reads nothing that helps a thief.
"""

from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp

from .steps import assert_sees, assert_sees_no, press, send
from .ways import WAYS, one_of_four

pytestmark = pytest.mark.browser
WORDS = {
    "": {
        "add": "যন্ত্র যোগ করুন",
        "labels": "QR লেবেল ছাপুন",
        "stock": "মজুত মেলান",
        "begin": "শুরু করুন",
        "here": "এখানে আছে",
        "close": "মজুত যাচাই শেষ করুন",
        "missing": "পাওয়া যায়নি",
        "working": "চালু কম্পিউটার ২",
    },
    "/en": {
        "add": "Add devices",
        "labels": "Print QR labels",
        "stock": "Take stock",
        "begin": "Begin",
        "here": "It is here",
        "close": "Close the stocktake",
        "missing": "Not found",
        "working": "Working computers 2",
    },
}


@pytest.mark.parametrize("way", one_of_four("en on a desk with scripts"))
def test_stock_is_taken_by_the_labels(stage, staff, someone, way):
    root, screen, has_scripts = WAYS[way]
    words = WORDS[root]
    stage.it_is("2026-11-22T10:00:00")
    shirin = staff("shirin", scripts=has_scripts)
    shirin.set_viewport_size(screen)
    name = f"নমুনা ল্যাব {len(way)}"
    lab = enters_lab(shirin, root, name)
    for kind, count in (("desktop", "2"), ("laptop", "")):
        shirin.goto(lab)
        press(shirin, words["add"])
        shirin.select_option("[name=kind]", kind)
        shirin.fill("[name=maker]", "Nomuna")
        shirin.fill("[name=how_many]", count)
        send(shirin)
    labels = reads_labels(shirin, lab)
    assert len(labels) == 3

    shirin.goto(lab)
    press(shirin, words["stock"])
    press(shirin, words["begin"])
    count = shirin.url
    # The camera opens the address on the label: the device, with a button for the count that is under way.
    for label in labels[:2]:
        shirin.goto(f"{root}{label}")
        press(shirin, words["here"])
    shirin.goto(count)
    press(shirin, words["close"])
    send(shirin)
    shirin.goto(lab)
    assert_sees(shirin, words["missing"])

    anybody = someone()
    anybody.goto(f"{root}{labels[2]}")
    assert_sees_no(anybody, "Nomuna", name, words["missing"])
    anybody.goto(f"{root}/labs/")
    press(anybody, name)
    assert_sees(anybody, words["working"])
    assert_sees_no(anybody, "Nomuna", words["missing"])


def enters_lab(page, root: str, name: str) -> str:
    """The address of its page."""
    page.goto(f"{root}/desk/places/add/")
    page.check("[name=kind][value=lab]")
    page.fill("[name=name_bn]", name)
    page.fill("[name=union]", "চন্দনপাট")
    send(page)
    return page.url


def reads_labels(page, lab: str) -> list[str]:
    """The paths in the square codes of the printed sheet, in the order of the sheet."""
    pdf = page.request.get(f"{lab}labels/?print=1").body()
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    found = sorted(codes, key=lambda code: (code.position.top_left.y // 50, code.position.top_left.x))
    return [urlsplit(code.text).path for code in found]
