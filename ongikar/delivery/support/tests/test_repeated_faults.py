"""When a device fails too often: days a clerk can count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.support.rules import FAULT, REPAIRED, repetition_of

TODAY = date(2026, 11, 22)


def ago(*facts):
    """("fault", 30): so many days ago."""
    return [(fact, TODAY - timedelta(days=days)) for fact, days in facts]


@pytest.mark.parametrize(
    ("facts", "count", "came_back"),
    [
        ([], 0, False),
        (ago((FAULT, 10)), 1, False),
        (ago((FAULT, 100), (REPAIRED, 95), (FAULT, 60), (REPAIRED, 55), (FAULT, 2)), 3, False),
        # 181 days ago is long ago.
        (ago((FAULT, 181), (FAULT, 60), (FAULT, 2)), 2, False),
        (ago((FAULT, 180), (FAULT, 60), (FAULT, 2)), 3, False),
        (ago((FAULT, 40), (REPAIRED, 30), (FAULT, 0)), 2, True),
        (ago((FAULT, 40), (REPAIRED, 31), (FAULT, 0)), 2, False),
        # Told and mended on one day, and told again on that day: one fault.
        (ago((FAULT, 3), (REPAIRED, 3), (FAULT, 3)), 1, False),
        (ago((FAULT, 3), (FAULT, 3), (FAULT, 3)), 1, False),
        (ago((REPAIRED, 20), (FAULT, 10), (REPAIRED, 9)), 1, True),
    ],
)
def test_what_repeats(facts, count, came_back):
    found = repetition_of(facts, TODAY)
    assert (found.faults, found.came_back) == (count, came_back)
    assert bool(found) == (came_back or count >= 3)


@given(st.lists(st.tuples(st.sampled_from([FAULT, REPAIRED]), st.integers(0, 400)), max_size=12))
def test_another_repair_takes_no_fault_away(facts):
    told = sorted(ago(*facts), key=lambda pair: pair[1])
    assert repetition_of(told, TODAY).faults == repetition_of([*told, (REPAIRED, TODAY)], TODAY).faults
