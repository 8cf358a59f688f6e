"""The demonstration's request that was made twice: once, after the first, at whatever hour it is started."""

from datetime import datetime
from pathlib import Path

import pytest

from ongikar.cases.models import JoinedCase
from ongikar.demo import cases, people, places
from ongikar.demo.doubles import DemoDoubles
from ongikar.office_files.reading import read_office

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize("moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00"])
def test_a_question_that_was_asked_again_follows_the_first(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    places.load_places(files, now=now)
    cases.load_cases(files, now=now)
    assert DemoDoubles.load(files, now=now) == 1
    joined = JoinedCase.objects.get()
    assert joined.joined_at < now
    assert joined.leader.received_at < joined.follower.received_at
    assert joined.leader.applicant.mobile == joined.follower.applicant.mobile
    # A second start brings nothing.
    assert DemoDoubles.load(files, now=now) == 0
