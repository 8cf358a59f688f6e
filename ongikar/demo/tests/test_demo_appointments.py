"""The demonstration's appointments: lived through once, at whatever hour it is started."""

from datetime import datetime
from pathlib import Path

import pytest

from ongikar.appointments.models import Availability, Booking
from ongikar.demo import people
from ongikar.demo.appointments import DemoAppointments
from ongikar.office_files.reading import read_office

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize("moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00"])
def test_some_were_seen_some_not_and_some_are_to_come(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    assert DemoAppointments.load(files, now=now) == 7
    assert Availability.objects.count() == 1
    states = sorted(Booking.objects.values_list("state", flat=True))
    assert states == ["booked"] * 3 + ["cancelled", "missed", "served", "unserved"]
    assert all(each.starts_at > now for each in Booking.objects.filter(state="booked"))
    # A second start brings nothing.
    assert DemoAppointments.load(files, now=now) == 0
