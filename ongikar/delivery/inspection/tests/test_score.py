"""The laws of an inspection's score, and its cap."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.inspection.rules import CAP, ItemMark, score_of

shares = st.one_of(st.none(), st.fractions(min_value=0, max_value=1, max_denominator=8))
marks = st.builds(
    ItemMark, st.fractions(min_value=0, max_value=9, max_denominator=4), shares, is_critical=st.booleans()
)


@pytest.mark.fast
def test_a_critical_fault_caps_what_all_else_would_give():
    whole = [ItemMark(Fraction(1), Fraction(1))] * 9
    assert score_of(whole).percent == 100
    score = score_of([*whole, ItemMark(Fraction(1), Fraction(0), is_critical=True)])
    assert (score.percent, score.is_capped, score.fraction) == (60, True, CAP)
    low = score_of(
        [ItemMark(Fraction(1), Fraction(0), is_critical=True), ItemMark(Fraction(1), Fraction(1, 2))]
    )
    assert (low.percent, low.is_capped, low.has_critical_fault) == (25, False, True)


def test_where_nothing_applies_there_is_no_score():
    assert score_of([]) is None
    assert (
        score_of([ItemMark(Fraction(3), None, is_critical=True), ItemMark(Fraction(0), Fraction(1))]) is None
    )


@given(st.lists(marks, max_size=12))
def test_a_score_lies_between_nought_and_one(found):
    score = score_of(found)
    assert score is None or 0 <= score.fraction <= 1


@given(st.lists(marks, max_size=12), marks, st.integers(0, 12))
def test_what_does_not_apply_changes_nothing(found, other, place):
    silent = ItemMark(other.weight, None, other.is_critical)
    assert score_of([*found[:place], silent, *found[place:]]) == score_of(found)


@given(st.lists(marks, min_size=1, max_size=12), st.data())
def test_a_fault_put_right_never_lowers_the_score(found, data):
    place = data.draw(st.integers(0, len(found) - 1))
    if found[place].share is None:
        return
    better = data.draw(st.fractions(min_value=found[place].share, max_value=1, max_denominator=8))
    mended = [*found]
    mended[place] = ItemMark(found[place].weight, better, found[place].is_critical)
    before, after = score_of(found), score_of(mended)
    assert before is None or after.fraction >= before.fraction
