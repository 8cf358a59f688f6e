"""The page of doors in the manual says what the table says."""

from .doors import ANSWERS, PEOPLE
from .doors_manual import NAMES, PAGE, SIGNS, page


def test_the_manual_is_current():
    assert PAGE.read_text() == page(), "write it anew: python -m tests.doors_manual"


def test_everybody_and_every_answer_has_a_word():
    assert set(NAMES) == set(PEOPLE)
    assert set(SIGNS) == ANSWERS
