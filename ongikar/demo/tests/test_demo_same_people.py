"""The demonstration's joined records: once, after their cases, at whatever hour it is started."""

from datetime import datetime
from pathlib import Path

import pytest

from ongikar.cases.models import SamePerson
from ongikar.cases.officer.counter.person import records_of
from ongikar.demo import cases, people, places
from ongikar.demo.same_people import DemoSamePeople
from ongikar.office_files.reading import read_office

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize("moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00"])
def test_two_records_of_jashim_are_joined(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    places.load_places(files, now=now)
    cases.load_cases(files, now=now)
    assert DemoSamePeople.load(files, now=now) == 1
    pair = SamePerson.objects.get()
    assert pair.state == "joined"
    assert pair.acts.get().at < now
    names = [record.applicant.name for record in records_of(office, pair.one.cases.get())]
    assert sorted(names) == ["Jashim Uddin", "জসিম উদ্দিন, উদ্যোক্তা"]
    # A second start brings nothing.
    assert DemoSamePeople.load(files, now=now) == 0
