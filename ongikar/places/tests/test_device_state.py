"""A device's state and place, folded from what was said of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.places.rules.device_state import (
    CONDEMNED,
    CORRECTED,
    FACTS,
    FAULTY,
    MISSING,
    STATES,
    WORKING,
    SaidOfDevice,
    fold_device,
    was_in_two_places,
)

NOVEMBER = date(2026, 11, 1)
LAB, CENTRE = 1, 2


def on_days(*said):
    """Facts, each as (name, day of November[, place])."""
    return [
        SaidOfDevice(each[0], date(2026, 11, each[1]), order, each[2] if len(each) > 2 else None)
        for order, each in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("said", "state", "place", "since"),
    [
        ([("registered", 1, LAB)], WORKING, LAB, 1),
        ([("registered", 1, LAB), ("fault", 5)], FAULTY, LAB, 5),
        ([("registered", 1, LAB), ("fault", 5), ("seen", 7)], FAULTY, LAB, 5),
        ([("registered", 1, LAB), ("fault", 5), ("repaired", 9)], WORKING, LAB, 9),
        ([("registered", 1, LAB), ("missing", 5)], MISSING, LAB, 5),
        ([("registered", 1, LAB), ("missing", 5), ("seen", 6, CENTRE)], WORKING, CENTRE, 6),
        ([("registered", 1, LAB), ("missing", 5), ("fault", 6)], FAULTY, LAB, 6),
        ([("registered", 1, LAB), ("moved", 5, CENTRE)], WORKING, CENTRE, 1),
        ([("registered", 1, LAB), ("fault", 4), ("missing", 5), ("found", 6)], FAULTY, LAB, 6),
        ([("registered", 1, LAB), ("condemned", 5), ("seen", 6, CENTRE)], CONDEMNED, LAB, 5),
        ([("registered", 1, LAB), ("repaired", 9), ("fault", 5)], WORKING, LAB, 9),
    ],
)
def test_a_table_of_lives(said, state, place, since):
    folded = fold_device(on_days(*said))
    assert (folded.state, folded.place, folded.since) == (state, place, date(2026, 11, since))


def test_a_correction_says_what_is_right_instead_of_what_was_said():
    said = [*on_days(("registered", 1, LAB), ("condemned", 3))]
    said.append(SaidOfDevice(CORRECTED, date(2026, 11, 4), 9, CENTRE, FAULTY))
    folded = fold_device(said)
    assert (folded.state, folded.place) == (FAULTY, CENTRE)


def test_two_lists_of_one_day_that_both_claim_it_are_noticed():
    said = on_days(("registered", 1, LAB), ("seen", 9, LAB), ("seen", 9, CENTRE))
    assert was_in_two_places(said)
    assert fold_device(said).place == CENTRE
    assert not was_in_two_places([*said, SaidOfDevice("moved", date(2026, 11, 9), 9, CENTRE)])
    assert not was_in_two_places(on_days(("registered", 1, LAB), ("seen", 8, LAB), ("seen", 9, CENTRE)))
    assert not was_in_two_places([])


FACT = st.tuples(
    st.sampled_from(FACTS), st.integers(0, 20), st.sampled_from((None, LAB, CENTRE)), st.sampled_from(STATES)
)
LIVES = st.lists(FACT, min_size=1, max_size=8).map(
    lambda lives: [
        SaidOfDevice(name, NOVEMBER + timedelta(days), order, place, state if name == CORRECTED else "")
        for order, (name, days, place, state) in enumerate(lives)
    ]
)


@given(said=LIVES, data=st.data())
def test_facts_in_any_order_fold_to_the_same(said, data):
    assert fold_device(data.draw(st.permutations(said))) == fold_device(said)


@given(said=LIVES)
def test_the_state_is_one_that_there_is_and_holds_since_a_day_on_which_something_was_said(said):
    folded = fold_device(said)
    assert folded.state in STATES
    assert folded.since in {each.on for each in said}


@given(said=LIVES)
def test_after_a_condemnation_only_a_correction_changes_anything(said):
    last = max(each.on for each in said) + timedelta(1)
    ended = [*said, SaidOfDevice("condemned", last, 90)]
    more = [*ended, SaidOfDevice("repaired", last + timedelta(1), 91, CENTRE)]
    assert fold_device(more) == fold_device(ended)
