"""Positions as people bring them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.places.rules.entered_values import is_in_bangladesh, position_words, read_position

HERE = (Decimal("25.74390"), Decimal("89.27520"))


@pytest.mark.parametrize(
    "typed",
    [
        "25.7439, 89.2752",
        "২৫.৭৪৩৯, ৮৯.২৭৫২",
        "25.7439 89.2752",
        "geo:25.7439,89.2752",
        "https://maps.example/?q=25.7439,89.2752",
        "https://maps.example/maps/@25.7439,89.2752,17z",
        " 25.743901;89.275199 ",
    ],
)
def test_a_position_is_read_as_a_map_or_a_phone_gives_it(typed):
    assert read_position(typed) == HERE


@pytest.mark.parametrize(
    "typed", ["", "0, 0", "25.7439", "89.2752, 25.7439", "51.5, -0.12", "রংপুর", "999, 999"]
)
def test_what_is_no_position_in_bangladesh_is_none(typed):
    assert read_position(typed) is None


@given(st.decimals("20.3", "26.7", places=5), st.decimals("88", "92.8", places=5))
def test_what_is_read_back_is_the_same_position(latitude, longitude):
    assert read_position(position_words(latitude, longitude)) == (latitude, longitude)
    assert is_in_bangladesh(latitude, longitude)
