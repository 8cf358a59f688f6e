"""Before and after: by how much less, and whether it may be called a success."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.initiative.rules import Change, is_success

figures = st.decimals(0, 100_000, places=1)


@pytest.mark.parametrize(
    ("before", "after", "percent", "is_better"),
    [
        ("4", "1", 75, True),
        ("3", "2", 33, True),
        ("8", "1", 88, True),
        ("2", "2", 0, False),
        ("2", "3", -50, False),
        ("8", "9", -13, False),
        ("5", "0", 100, True),
        # Of nothing there is no part.
        ("0", "3", None, False),
    ],
)
def test_what_changed_is_told_as_a_part_of_what_it_took_before(before, after, percent, is_better):
    change = Change(Decimal(before), Decimal(after))
    assert (change.percent, change.is_better) == (percent, is_better)


@given(st.lists(st.tuples(figures, figures), max_size=4))
def test_a_success_has_something_that_became_less_and_nothing_measured_is_none(pairs):
    changes = [Change(before, after) for before, after in pairs]
    assert is_success(changes) == any(after < before for before, after in pairs)
    assert not is_success([])


@given(figures, figures)
def test_what_is_better_one_way_is_worse_the_other(one, other):
    assert Change(one, other).saving == -Change(other, one).saving
    assert not (Change(one, other).is_better and Change(other, one).is_better)
