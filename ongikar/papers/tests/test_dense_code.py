"""A reader gets the words from a dense code, and one that was issued before zxing keeps its squares."""

import base64
import hashlib
import io
import re

import pytest
import zxingcpp
from PIL import Image

from ongikar.papers.pdf import SEGNO, ZXING, dense_qr

# The most that a code holds at the level that is printed.
LONGEST = 2_331
SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:#"
# The SHA-256 of what release 0.2 drew of an address so long, in hexadecimal.
DRAWN_THEN = {
    300: "b66e5a9ccdbcee8c8fe44e73fb93810b8ff10a1814cb26052c5fe889aed66f36",
    700: "75d5de7db4e74834bedddb8c27199affeb7c3781147fdb0536c5d4aecfad5198",
    1_000: "677e520de94d7a1b43c289d695565943d02df7f6476cad7cf2a0acc4d41686bf",
    1_500: "190620c524559344375f283f335f8e7277bc6741b7752e086944ccbc81af1483",
}


def address(length: int) -> str:
    return ("https://office.example/c/" + SIGNS * length)[:length]


@pytest.mark.parametrize("drawn_by", [SEGNO, ZXING])
@pytest.mark.parametrize("length", [40, 300, 700, 1_000, 1_500, LONGEST])
def test_a_reader_gets_the_words_from_its_picture(length, drawn_by):
    (packed,) = re.findall(r"base64,([^\"]+)", dense_qr(address(length), drawn_by=drawn_by))
    with Image.open(io.BytesIO(base64.b64decode(packed))) as picture:
        assert picture.mode == "1", "a bit for each square"
        shown = picture.convert("L")
    canvas = Image.new("L", (shown.width + 8, shown.height + 8), 255)
    canvas.paste(shown, (4, 4))
    canvas = canvas.resize((4 * canvas.width, 4 * canvas.height), Image.Resampling.NEAREST)
    (found,) = zxingcpp.read_barcodes(canvas, formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.text == address(length)


@pytest.mark.parametrize("length", DRAWN_THEN)
def test_what_was_issued_before_is_drawn_as_it_was(length):
    drawn = dense_qr(address(length), drawn_by=SEGNO)
    assert hashlib.sha256(drawn.encode()).hexdigest() == DRAWN_THEN[length]


@pytest.mark.parametrize("drawn_by", [SEGNO, ZXING])
def test_what_fits_into_no_code_is_refused(drawn_by):
    with pytest.raises(ValueError, match=r"(?i)too (long|large)"):
        dense_qr("a" * (LONGEST + 1), drawn_by=drawn_by)
