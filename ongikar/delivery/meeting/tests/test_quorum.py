"""The quorum by a table that a clerk can check, and its laws."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.meeting.rules import (
    ABSENT,
    APOLOGY,
    PRESENT,
    REPRESENTED,
    THERE,
    VALUES,
    QuorumFault,
    QuorumRule,
    SeatTaken,
    compute_quorum,
)

HALF = QuorumRule(1, 2, 2, needs_chair=True)


def table(chair, *others, observers=()):
    seats = [SeatTaken(is_voting=True, is_chair=True, value=chair)]
    seats += [SeatTaken(is_voting=True, value=value) for value in others]
    return seats + [SeatTaken(is_voting=False, value=value) for value in observers]


@pytest.mark.parametrize(
    ("rule", "seats", "needed", "counted", "met"),
    [
        # Seven voters: half is 3.5, so four; an observer does not count.
        (HALF, table(PRESENT, *[PRESENT] * 3, REPRESENTED, ABSENT, APOLOGY, observers=[PRESENT]), 4, 5, True),
        (HALF, table(PRESENT, PRESENT, PRESENT, *[ABSENT] * 4, observers=[PRESENT]), 4, 3, False),
        # Enough, but nobody in the chair.
        (HALF, table(ABSENT, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT), 4, 6, False),
        (replace(HALF, needs_chair=False), table(ABSENT, PRESENT, PRESENT, PRESENT, PRESENT), 3, 4, True),
        # The chair's delegate sits in the chair.
        (HALF, table(REPRESENTED, PRESENT, ABSENT), 2, 2, True),
        # A third of four is 1.33, so two; the least is three.
        (QuorumRule(1, 3, 2), table(PRESENT, PRESENT, ABSENT, ABSENT), 2, 2, True),
        (QuorumRule(1, 3, 3), table(PRESENT, PRESENT, ABSENT, ABSENT), 3, 2, False),
        # Two thirds of six is four exactly: nothing is rounded.
        (QuorumRule(2, 3, 1), table(PRESENT, PRESENT, PRESENT, PRESENT, ABSENT, ABSENT), 4, 4, True),
    ],
)  # fmt: skip
def test_the_table(rule, seats, needed, counted, met):
    quorum = compute_quorum(rule, seats)
    assert (quorum.needed, quorum.counted_members, quorum.is_met) == (needed, counted, met)


def test_attendance_that_nobody_has_entered_is_no_attendance():
    quorum = compute_quorum(HALF, table("", "", ""))
    assert (quorum.counted_members, quorum.is_met, quorum.lacking) == (0, False, 2)


def test_a_committee_without_voting_members_never_decides():
    assert not compute_quorum(QuorumRule(1, 2, 1, needs_chair=False), []).is_met
    observers = [SeatTaken(is_voting=False, value=PRESENT)] * 9
    assert not compute_quorum(QuorumRule(1, 2, 1, needs_chair=False), observers).is_met


@pytest.mark.parametrize("rule", [(0, 2, 1), (3, 2, 1), (1, 0, 1), (1, 2, 0), (1, 2, 101), (1, 101, 1)])
def test_a_rule_that_says_nothing_is_refused(rule):
    with pytest.raises(QuorumFault):
        QuorumRule(*rule)


rules = st.builds(
    QuorumRule, st.integers(1, 4), st.integers(4, 9), st.integers(1, 6), needs_chair=st.booleans()
)
seats = st.lists(
    st.builds(SeatTaken, st.booleans(), st.booleans(), st.sampled_from(["", *VALUES])),
    min_size=1,
    max_size=15,
)


@given(rules, seats, st.data())
def test_an_arrival_never_lowers_the_quorum(rule, seats, data):
    place = data.draw(st.integers(0, len(seats) - 1))
    arrived = data.draw(st.sampled_from(sorted(THERE)))
    before = compute_quorum(rule, seats)
    later = [*seats]
    later[place] = replace(seats[place], value=arrived)
    after = compute_quorum(rule, later)
    assert after.needed == before.needed
    assert after.counted_members >= before.counted_members
    assert after.is_met >= before.is_met


@given(rules, seats, st.randoms())
def test_the_order_of_the_seats_and_who_only_watches_change_nothing(rule, seats, chance):
    shuffled = [*seats, SeatTaken(is_voting=False, value=PRESENT)]
    chance.shuffle(shuffled)
    assert compute_quorum(rule, shuffled) == compute_quorum(rule, seats)
