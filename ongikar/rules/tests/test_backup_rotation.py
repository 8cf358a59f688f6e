"""Of many backups a few stay, and never too few."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.backup_rotation import Rotation, kept_backups, read_rotation, week_of
from ongikar.rules.calendar.office_calendar import TZ

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
    assert len(kept) <= sum(rotation)


@given(moments, rotations)
def test_what_was_taken_away_once_is_missed_by_no_later_look(found, rotation):
    kept = kept_backups(found, rotation)
    assert kept_backups(kept, rotation) == kept


@given(moments, rotations)
def test_each_of_the_last_days_keeps_its_newest(found, rotation):
    days = sorted({moment.astimezone(TZ).date() for moment in found}, reverse=True)[: rotation.days]
    kept = kept_backups(found, rotation)
    for day in days:
        assert max(moment for moment in found if moment.astimezone(TZ).date() == day) in kept


def test_a_year_of_nights_leaves_days_weeks_and_months():
    nights = [FIRST + timedelta(days=n) for n in range(365)]
    kept = sorted(kept_backups(nights, Rotation(7, 4, 12)), reverse=True)
    assert kept[:7] == nights[:-8:-1]
    assert {week_of(each.astimezone(TZ).date()) for each in kept[:10]} >= {
        week_of(nights[-1].astimezone(TZ).date()) - timedelta(weeks=n) for n in range(4)
    }
    assert len({each.astimezone(TZ).date().replace(day=1) for each in kept}) == 12


@pytest.mark.parametrize("text", ["", "7", "7,4", "0,4,12", "7,-1,2", "a,b,c", "7,4,12,1"])
def test_what_is_no_rotation_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_rotation(text)


def test_the_week_begins_on_sunday():
    assert week_of(FIRST.date()).isoformat() == "2025-12-28"
