"""The demonstration's gatherings: one in each state, lived through once."""

from datetime import datetime
from pathlib import Path

import pytest

from ongikar.demo import people
from ongikar.demo.gatherings import DemoGatherings
from ongikar.gatherings.attendance import attendance_of
from ongikar.gatherings.models import Gathering, Mark, Roster
from ongikar.office_files.reading import read_office

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize("moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00"])
def test_one_in_each_state_at_whatever_hour_it_is_started(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    # Of one that is moved there are two rows.
    assert DemoGatherings.load(files, now=now) == 6
    assert Gathering.objects.count() == 7
    assert set(Gathering.objects.values_list("state", flat=True)) == {
        "recorded",
        "open",
        "moved",
        "invited",
        "cancelled",
    }
    roster = Roster.objects.order_by("pk").first()
    percents = [totals.percent for totals in attendance_of(roster, now=now).values()]
    assert percents == [100, 100, 100, 87, 0, 50, 100, 100]
    assert Mark.objects.filter(corrects__isnull=False).count() == 1
    # A second start brings nothing.
    assert DemoGatherings.load(files, now=now) == 0
