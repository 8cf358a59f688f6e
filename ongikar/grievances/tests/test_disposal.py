"""The figures of the disposal report, by hand and by law."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.grievances.rules.disposal import (
    ON_PAPER,
    ONLINE,
    OWN_MOTION,
    Disposal,
    figure_of_ending,
    is_following,
    join_periods,
    way_of,
)

SOME = st.integers(0, 5_000)
DISPOSALS = st.builds(Disposal, **{f.name: SOME for f in fields(Disposal)})


@pytest.mark.parametrize(
    ("disposal", "total", "ended", "left", "percent"),
    [
        (Disposal(), 0, 0, 0, None),
        # Three carried over, five came; four decided, one of them late; one sent on; three are left.
        (Disposal(brought=3, online=4, on_paper=1, decided=3, decided_late=1, redirected=1), 8, 5, 3, 62),
        # What only went up was settled by nobody.
        (Disposal(brought=2, passed_up=2), 2, 2, 0, 0),
        (Disposal(own_motion=1, withdrawn=1), 1, 1, 0, 100),
    ],
)
def test_what_was_carried_over_and_came_is_settled_or_left(disposal, total, ended, left, percent):
    assert (disposal.total, disposal.ended, disposal.left, disposal.percent) == (total, ended, left, percent)


@pytest.mark.parametrize(
    ("channel", "way"),
    [
        ("online", ONLINE),
        ("own_motion", OWN_MOTION),
        ("phone", ON_PAPER),
        ("letter", ON_PAPER),
        ("agent", ON_PAPER),
    ],
)
def test_whatever_is_not_online_came_on_paper_or_was_opened_here(channel, way):
    assert way_of(channel) == way


def test_a_late_decision_is_a_decision_and_a_screening_is_none():
    assert figure_of_ending("decided", True) == "decided"
    assert figure_of_ending("decided", False) == "decided_late"
    assert figure_of_ending("not_accepted", False) == "not_accepted"


@given(DISPOSALS, DISPOSALS)
def test_tiers_add_up_to_the_whole(one, other):
    whole = one + other
    assert whole.left == one.left + other.left
    assert whole.total == one.total + other.total


@given(DISPOSALS, DISPOSALS)
def test_two_months_one_after_the_other_are_one_period(first, second):
    second = second.more(brought=first.left - second.brought)
    assert is_following(first, second)
    whole = join_periods([first, second])
    assert whole.brought == first.brought
    assert whole.left == second.left
    assert whole.received == first.received + second.received
