"""The demonstration's tours: lived through once, at whatever hour it is started."""

from datetime import datetime
from pathlib import Path

import pytest

from ongikar.demo import people
from ongikar.demo.tours import DemoTours
from ongikar.office_files.reading import read_office
from ongikar.tours.models import Tour, TourBookLine

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize("moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00"])
def test_one_tour_stands_in_each_state(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    assert DemoTours.load(files, now=now) == 4
    tours = Tour.objects.prefetch_related("acts")
    assert sorted(tour.state for tour in tours) == ["approved", "cancelled", "drawn_up", "made"]
    assert TourBookLine.objects.get().back_at < now
    # A second start brings nothing.
    assert DemoTours.load(files, now=now) == 0
