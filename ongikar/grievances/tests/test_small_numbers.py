"""Nobody is recognised in a public figure, and none that was kept back can be worked out from the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.grievances.rules.disposal import told_figures


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"a": 0, "b": 0}, (0, {"a": 0, "b": 0})),
        ({"a": 3, "b": 0}, (None, {"a": None, "b": None})),
        ({"a": 8, "b": 6}, (14, {"a": 8, "b": 6})),
        # One is small: with the whole and the other it could be worked out.
        ({"a": 8, "b": 2}, (10, {"a": None, "b": None})),
        ({"a": 9, "b": 2, "c": 7}, (18, {"a": 9, "b": None, "c": None})),
        ({"a": 9, "b": 2, "c": 1}, (12, {"a": 9, "b": None, "c": None})),
    ],
)
def test_small_figures_are_kept_back(parts, told):
    assert told_figures(sum(parts.values()), parts, 5) == told


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 40), min_size=1), st.integers(1, 12))
def test_no_small_figure_is_told_or_follows_from_the_others(parts, least):
    whole, told = told_figures(sum(parts.values()), parts, least)
    assert all(count is None or count == 0 or count >= least for count in (whole, *told.values()))
    hidden = [name for name, count in told.items() if count is None]
    if whole and len(hidden) == 1:
        assert parts[hidden[0]] >= least or not any(told[name] for name in parts if name != hidden[0])
