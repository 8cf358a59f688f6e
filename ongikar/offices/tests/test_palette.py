"""Whatever colour an office has, what stands on it is read in the light and in the dark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.offices.rules import palette as rules
from ongikar.offices.rules.palette import (
    LEAST,
    ColourFault,
    check_colour,
    contrast,
    nearest_that_does,
    palette,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
# What stands on what in look.css and desk.css, by the names of the shades.
IN_LIGHT = [
    *((rules.WHITE, shade) for shade in ("g600", "g700", "g800", "bar", "foot")),
    *((rules.BAR_LINK, "bar"), (rules.FOOT_ON, "foot")),
    *(("g600", ground) for ground in (rules.WHITE, rules.PAPER, rules.SHEET, rules.SAND, "g50", "g100")),
    *((shade, ground) for shade in ("g700", "g800") for ground in (rules.WHITE, "g50", "g100")),
    *((words, ground) for words in (rules.INK, rules.MUTED, "g900") for ground in ("g50", "g100")),
]
IN_DARK = [
    *(("on", shade) for shade in ("g600", "g700", "g800")),
    *((rules.BAR_LINK, "bar"), (rules.BAR_ON, "bar"), (rules.FOOT_ON, "foot")),
    *(
        ("g600", ground)
        for ground in (rules.DARK_PAPER, rules.DARK_SHEET, rules.DARK_SAND, rules.DARK_FIELD, "g50", "g100")
    ),
    *((shade, ground) for shade in ("g700", "g800", "g900") for ground in ("g50", "g100")),
    *((words, ground) for words in (rules.DARK_INK, rules.DARK_MUTED) for ground in ("g50", "g100")),
]


@given(COLOURS)
def test_of_a_colour_that_is_taken_all_that_stands_on_it_can_be_read(colour):
    shades = palette(nearest_that_does(colour))

    for known, pairs in ((shades.light, IN_LIGHT), (shades.dark, IN_DARK)):
        for words, ground in pairs:
            assert contrast(known.get(words, words), known.get(ground, ground)) >= LEAST, (words, ground)


@given(COLOURS)
def test_the_nearest_that_does_is_taken_and_a_colour_that_does_is_its_own_nearest(colour):
    nearest = nearest_that_does(colour)

    assert check_colour(nearest) == nearest
    if colour == nearest:
        return
    with pytest.raises(ColourFault) as refused:
        check_colour(colour)
    assert refused.value.nearest == nearest
    assert all(nearest in words for words in (refused.value.bn, refused.value.en))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_counted_as_wcag_counts_it(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("typed", "taken"), [("#006a4e", "#006a4e"), (" #006A4E ", "#006a4e"), ("#048", "#004488")]
)
def test_a_colour_may_be_written_as_browsers_write_it(typed, taken):
    assert check_colour(typed) == taken


@pytest.mark.parametrize(
    "typed", ["green", "006a4e", "#00ff", "#০০৬a4e", "#12345g", "rgb(0,0,0)", "#006a4e;}"]
)
def test_what_is_no_colour_is_said_to_be_none(typed):
    with pytest.raises(ColourFault, match="is no colour"):
        check_colour(typed)


@pytest.mark.parametrize(
    ("typed", "words", "nearest"),
    [("#ffcc00", "too light", "#7d6400"), ("#ff0000", "late or wrong", None), ("#ffffff", "too light", None)],
)
def test_a_colour_that_will_not_do_is_refused_with_the_nearest_that_would(typed, words, nearest):
    with pytest.raises(ColourFault, match=words) as refused:
        check_colour(typed)
    assert refused.value.nearest == (nearest or refused.value.nearest) != typed


def test_the_green_of_every_office_is_one_that_would_be_taken():
    assert check_colour("#006a4e") == "#006a4e"
