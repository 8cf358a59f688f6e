"""A dense code is the one that segno draws, square for square, and a reader gets its words from it."""

import base64
import io
import re

import pytest
import segno
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from ongikar.papers.pdf.dense_code import MASK_OF_LARGE, code_rows, dense_qr, version_and_level

# The most that a code holds at the level that is printed.
LONGEST = 2_331
SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:#"


def squares(words: str) -> list[list[int]]:
    """The rows of a code as segno gives them: 1 where it is dark."""
    side, rows = code_rows(words.encode())
    width = len(rows) // side
    packed = [rows[start : start + width] for start in range(0, len(rows), width)]
    assert {row[0] for row in packed} == {0}
    return [
        [1 - int(bit) for bit in f"{int.from_bytes(row[1:]):0{8 * (width - 1)}b}"[:side]] for row in packed
    ]


def sizes() -> st.SearchStrategy[int]:
    """Any length, and those at which the next size begins."""
    ends = [
        length for length in range(1, LONGEST) if version_and_level(length) != version_and_level(length + 1)
    ]
    return st.one_of(st.integers(1, LONGEST), st.sampled_from([*ends, *(end + 1 for end in ends)]))


@example(length=LONGEST, seed="a")
@given(length=sizes(), seed=st.text(SIGNS, min_size=1, max_size=60))
def test_it_is_the_code_that_segno_draws_square_for_square(length, seed):
    words = ("h" + seed * length)[:length]
    drawn = segno.make(words, error="m", mask=MASK_OF_LARGE, micro=False, mode="byte")
    assert squares(words) == [list(row) for row in drawn.matrix]


@pytest.mark.parametrize("length", [40, 300, 700, 1_000, 1_500, LONGEST])
def test_a_reader_gets_the_words_from_its_picture(length):
    words = ("https://office.example/c/" + SIGNS * length)[:length]
    (packed,) = re.findall(r"base64,([^\"]+)", dense_qr(words))
    with Image.open(io.BytesIO(base64.b64decode(packed))) as picture:
        shown = picture.convert("L")
    canvas = Image.new("L", (shown.width + 8, shown.height + 8), 255)
    canvas.paste(shown, (4, 4))
    canvas = canvas.resize((4 * canvas.width, 4 * canvas.height), Image.Resampling.NEAREST)
    (found,) = zxingcpp.read_barcodes(canvas, formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.text == words


def test_what_fits_into_no_code_is_refused():
    with pytest.raises(ValueError, match="too long"):
        dense_qr("a" * (LONGEST + 1))
