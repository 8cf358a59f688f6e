"""The demonstration's requests that were made twice, or ask two things, and what was done with
several at once: once, at whatever hour it is started.
"""

from datetime import datetime
from pathlib import Path

import pytest

from ongikar.cases.models import Act, Case, JoinedCase
from ongikar.demo import cases, people, places
from ongikar.demo.doubles import DemoDoubles
from ongikar.office_files.reading import read_office
from ongikar.rules import case_transitions

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize("moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00"])
def test_a_question_that_was_asked_again_follows_the_first(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    places.load_places(files, now=now)
    cases.load_cases(files, now=now)
    assert DemoDoubles.load(files, now=now) == 4
    joined = JoinedCase.objects.get(ended_at=None)
    assert joined.joined_at < now
    assert joined.leader.received_at < joined.follower.received_at
    assert joined.leader.applicant.mobile == joined.follower.applicant.mobile
    answered = JoinedCase.objects.exclude(ended_at=None).get()
    assert {answered.leader.state, answered.follower.state} == {"kept"}
    assert answered.leader.outcome == answered.follower.outcome
    assert answered.leader.applicant.mobile != answered.follower.applicant.mobile
    act = Act.objects.get(name=case_transitions.SPLIT)
    second = Case.objects.get(number=act.data["other"])
    assert (second.received_at, second.state) == (act.case.received_at, "received")
    noted = Act.objects.filter(name="note", words__contains="জেলার দল").values_list("case", flat=True)
    assert len(set(noted)) == 3
    assert not Act.objects.filter(at__gt=now).exists()
    # A second start brings nothing.
    assert DemoDoubles.load(files, now=now) == 0
