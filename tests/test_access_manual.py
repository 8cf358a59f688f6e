"""The page of access in the manual says what the table says."""

from .access_manual import NAMES, PAGE, SIGNS, page
from .access_matrix import ANSWERS, PEOPLE


def test_the_manual_is_current():
    assert PAGE.read_text() == page(), "write it anew: python -m tests.access_manual"


def test_everybody_and_every_answer_has_a_word():
    assert set(NAMES) == set(PEOPLE)
    assert set(SIGNS) == ANSWERS
