"""Of many backups a few stay, and never too few."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.operations.rules import Rotation, day_of, kept_backups, read_rotation, week_of

FIRST = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)
moments = st.lists(
    st.integers(0, 400 * 24).map(lambda hours: FIRST + timedelta(hours=hours)), unique=True, max_size=60
)
rotations = st.builds(Rotation, st.integers(1, 9), st.integers(0, 6), st.integers(0, 13))


@given(moments, rotations)
def test_the_newest_is_always_kept_and_nothing_is_kept_that_is_not_there(found, rotation):
    kept = kept_backups(found, rotation)
    assert kept <= set(found)
    assert not found or max(found) in kept
    assert len({day_of(moment) for moment in kept}) <= sum(rotation)
    today = {moment for moment in found if day_of(moment) == day_of(max(found))}
    assert len(kept - today) <= sum(rotation) - 1


@given(moments, rotations)
def test_of_the_day_at_hand_all_are_kept(found, rotation):
    kept = kept_backups(found, rotation)
    assert not [moment for moment in found if day_of(moment) == day_of(max(found)) and moment not in kept]


def test_of_three_within_an_hour_all_stay_until_the_day_is_over():
    made = [FIRST + timedelta(minutes=20 * n) for n in range(3)]
    rotation = Rotation(7, 0, 0)
    assert kept_backups(made, rotation) == set(made)
    next_night = FIRST + timedelta(days=1)
    assert kept_backups([*made, next_night], rotation) == {made[-1], next_night}


@given(moments, rotations)
def test_what_was_taken_away_once_is_missed_by_no_later_look(found, rotation):
    kept = kept_backups(found, rotation)
    assert kept_backups(kept, rotation) == kept


@given(moments, rotations)
def test_each_of_the_last_days_keeps_its_newest(found, rotation):
    days = sorted({day_of(moment) for moment in found}, reverse=True)[: rotation.days]
    kept = kept_backups(found, rotation)
    for day in days:
        assert max(moment for moment in found if day_of(moment) == day) in kept


def test_a_year_of_nights_leaves_days_weeks_and_months():
    nights = [FIRST + timedelta(days=n) for n in range(365)]
    kept = sorted(kept_backups(nights, Rotation(7, 4, 12)), reverse=True)
    assert kept[:7] == nights[:-8:-1]
    assert {week_of(day_of(each)) for each in kept[:10]} >= {
        week_of(day_of(nights[-1])) - timedelta(weeks=n) for n in range(4)
    }
    assert len({day_of(each).replace(day=1) for each in kept}) == 12


@pytest.mark.parametrize("text", ["", "7", "7,4", "0,4,12", "7,-1,2", "a,b,c", "7,4,12,1"])
def test_what_is_no_rotation_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_rotation(text)


def test_the_week_begins_on_sunday():
    assert week_of(FIRST.date()).isoformat() == "2025-12-28"
