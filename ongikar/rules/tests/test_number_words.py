"""Numbers in words, as they are said."""

import pytest

from ongikar.rules.bangla.number_words import BANGLA, MOST, number_words
from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells.money import NUMBER_WORDS


@pytest.mark.parametrize(
    ("number", "bn", "en"),
    [
        (0, "শূন্য", "zero"),
        (20, "বিশ", "twenty"),
        (23, "তেইশ", "twenty three"),
        (99, "নিরানব্বই", "ninety nine"),
        (100, "একশ", "one hundred"),
        (105, "একশ পাঁচ", "one hundred five"),
        (999, "নয়শ নিরানব্বই", "nine hundred ninety nine"),
    ],
)
def test_a_number_is_said_as_people_say_it(number, bn, en):
    assert (number_words(number, "bn"), number_words(number, "en")) == (bn, en)


@pytest.mark.fast
def test_every_number_has_words_of_its_own_which_are_read_back_as_it():
    assert [NUMBER_WORDS[nfc(BANGLA[number])] for number in range(1, 100)] == list(range(1, 100))
    for language in ("bn", "en"):
        assert len({number_words(number, language) for number in range(MOST + 1)}) == MOST + 1


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_what_nobody_says_in_one_breath_is_refused(number):
    with pytest.raises(ValueError, match="999"):
        number_words(number, "bn")
