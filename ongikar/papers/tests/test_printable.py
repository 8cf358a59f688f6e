"""What people type in other scripts does not keep a paper from being made."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from ongikar.papers.pdf.render import SIGNS, printable

FONTS = sorted((Path(__file__).parents[1] / "fonts").glob("*.ttf"))


def signs() -> set[int]:
    ends = ([int(end, 16) for end in span.split("-")] for span in SIGNS.split())
    return {sign for span in ends for sign in range(span[0], span[-1] + 1)}


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_the_list_is_what_the_font_holds(font):
    held = set(TTFont(font).getBestCmap()) - {0}
    assert signs() - {0x09, 0x0A} == held


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("রহিমা খাতুন", "রহিমা খাতুন"),
        ("র\u200d্যাব, ‘উদ্ধৃতি’ – ৫০% “x” • É", "র\u200d্যাব, ‘উদ্ধৃতি’ – ৫০% “x” • É"),
        ("রহিমা 😀", "রহিমা (?)"),
        ("👩\u200d👧\u200d👦 পরিবার", "(?) পরিবার"),
        ("राम और سلام", "(?) (?) (?)"),
        ("দুই\nলাইন\tও", "দুই\nলাইন\tও"),
    ],
)
def test_a_run_of_signs_that_cannot_be_printed_is_marked_once(typed, printed):
    assert printable(typed) == printed


def test_texts_are_reached_at_any_depth_and_the_rest_is_left():
    data = {"rows": [{"cells": ["ক😀", 3], "struck": (True, None)}], "made": 1.5}
    assert printable(data) == {"rows": [{"cells": ["ক(?)", 3], "struck": [True, None]}], "made": 1.5}


@given(st.text())
def test_whatever_is_typed_only_signs_of_the_font_are_left(text):
    assert {ord(sign) for sign in printable(text)} <= signs()
