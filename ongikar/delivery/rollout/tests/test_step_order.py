"""Steps in their order: days that stand too early, and what waits for what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.rollout.rules import (
    OrderedStep,
    StepOrderFault,
    TooEarly,
    require_order,
    steps_too_early,
    waits_for,
)

MONDAY = date(2026, 11, 23)


def day(n):
    return MONDAY + timedelta(days=n)


def plan(*days):
    """survey → accounts, users → train → live, each by its day."""
    codes = (
        ("survey",),
        ("accounts", "survey"),
        ("users", "survey"),
        ("train", "accounts", "users"),
        ("live", "train"),
    )
    return [
        OrderedStep(code, tuple(needs), None if n is None else day(n))
        for (code, *needs), n in zip(codes, days, strict=True)
    ]


@pytest.mark.parametrize(
    ("days", "early"),
    [
        ((0, 1, 2, 3, 4), []),
        # Two may fall on one day.
        ((0, 0, 0, 0, 0), []),
        ((1, 0, 2, 3, 4), [TooEarly("accounts", "survey")]),
        # Of two that it needs the later counts.
        ((0, 1, 5, 3, 6), [TooEarly("train", "users")]),
        ((0, 3, 2, 2, 1), [TooEarly("train", "accounts"), TooEarly("live", "train")]),
        # What has no day of its own stands in nobody's way.
        ((0, None, 2, 3, 4), []),
        ((None, None, None, None, None), []),
    ],
)
def test_no_day_stands_before_one_it_needs(days, early):
    assert list(steps_too_early(plan(*days))) == early


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
def test_days_in_the_order_of_the_steps_are_never_too_early_and_any_two_swapped_may_be(days):
    assert not list(steps_too_early(plan(*sorted(days))))
    named = {step.code: step.day for step in plan(*days)}
    for early in steps_too_early(plan(*days)):
        assert named[early.code] < named[early.needed]


def test_a_list_that_cannot_be_meant_is_refused():
    with pytest.raises(StepOrderFault, match="twice"):
        require_order([OrderedStep("a"), OrderedStep("a")])
    with pytest.raises(StepOrderFault, match="does not stand before"):
        require_order([OrderedStep("a", ("b",)), OrderedStep("b")])
    with pytest.raises(StepOrderFault, match="does not stand before"):
        require_order([OrderedStep("a", ("a",))])
    require_order(plan(0, 0, 0, 0, 0))


def test_a_step_waits_for_what_it_needs_and_nothing_else():
    assert waits_for(("survey", "users"), {"users", "live"}) == ["survey"]
    assert waits_for((), set()) == []
