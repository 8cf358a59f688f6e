"""Which version of a setting holds on a day, as a clerk would say it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.offices.rules.setting_versions import next_version, version_on, versions_between

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
A_DAY = timedelta(days=1)
OLD, NEW, LATER = {"n": 1}, {"n": 2}, {"n": 3}


@pytest.mark.parametrize(
    ("versions", "day", "holds"),
    [
        ([], JULY, None),
        ([(JULY, NEW)], JULY - A_DAY, None),
        ([(JULY, NEW)], JULY, NEW),
        ([(JUNE, OLD), (JULY, NEW)], JULY - A_DAY, OLD),
        # Entered later for an earlier day: the one that begins last takes over all the same.
        ([(AUGUST, LATER), (JULY, NEW)], AUGUST, LATER),
        ([(AUGUST, LATER), (JULY, NEW)], AUGUST - A_DAY, NEW),
        # Two for one day: the one that was entered later.
        ([(JULY, OLD), (JULY, NEW)], JULY, NEW),
    ],
)
def test_the_version_that_holds_on_a_day(versions, day, holds):
    assert version_on(versions, day) == holds


def test_what_held_at_some_time_and_what_takes_over_next():
    versions = [(JUNE, OLD), (JULY, NEW), (AUGUST, LATER)]
    assert versions_between(versions, JUNE - A_DAY, JULY) == [None, OLD, NEW]
    assert versions_between(versions, JULY, JULY) == [NEW]
    assert next_version(versions, JULY) == (AUGUST, LATER)
    assert next_version(versions, AUGUST) is None


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 40))
def test_adding_a_version_changes_nothing_before_its_day(starts, added):
    versions = [(JUNE + timedelta(days=n), {"place": place}) for place, n in enumerate(starts)]
    more = [*versions, (JUNE + timedelta(days=added), {"place": -1})]
    for n in range(41):
        day = JUNE + timedelta(days=n)
        if n < added:
            assert version_on(versions, day) == version_on(more, day)
    assert version_on(more, JUNE + timedelta(days=added)) == {"place": -1}
