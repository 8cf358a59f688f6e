"""Bars beside figures: as long as their numbers, told apart by height, and never beyond their cell."""

from decimal import Decimal

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.bars import BEYOND, LONGEST, draw_bar


def drawn(*args, **more):
    svg = HTMLParser(draw_bar(*args, **more)).css_first("svg")
    return [
        (each.attributes["class"], float(each.attributes["x"]), float(each.attributes["width"]))
        for each in svg.css("rect")
    ]


def test_parts_lie_one_after_the_other_and_are_as_long_as_their_numbers():
    assert drawn([("ok", 6), ("no", 2), ("bg", 2)], 10) == [
        ("ok", 0, LONGEST * 0.6),
        ("no", LONGEST * 0.6, LONGEST * 0.2),
        ("bg", LONGEST * 0.8, LONGEST * 0.2),
    ]


def test_parts_are_told_apart_without_their_colour():
    svg = HTMLParser(draw_bar([("ok", 1), ("no", 1), ("bg", 1)], 3))
    heights = {each.attributes["height"] for each in svg.css("rect")}
    assert len(heights) == 3


def test_what_is_far_beyond_the_target_stays_in_its_cell():
    ((_, _, width),) = drawn([("ok", 500)], 10)
    assert width == LONGEST * BEYOND


def test_marks_stand_at_their_values():
    svg = HTMLParser(draw_bar([("ok", Decimal("12.5"))], Decimal(50), marks=[25, Decimal(50)]))
    assert [float(each.attributes["x1"]) for each in svg.css("line")] == [LONGEST / 2, LONGEST]


@pytest.mark.parametrize(("parts", "whole"), [([("ok", 0)], 10), ([("ok", 5)], 0), ([], 10)])
def test_where_there_is_nothing_nothing_is_drawn(parts, whole):
    assert draw_bar(parts, whole) == ""
