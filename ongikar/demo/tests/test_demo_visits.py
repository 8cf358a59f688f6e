"""The demonstration's counter: a queue with tokens in every state, at whatever hour it is started."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from ongikar.demo import people
from ongikar.demo.visits import DemoVisits
from ongikar.office_files.reading import read_office
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.models import Visit, VisitCall
from ongikar.visits.transitions import OPEN, STATES

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize(
    "moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00", "2026-11-27T00:00:00+06:00"]
)
def test_a_token_of_today_stands_in_every_state_and_none_is_open_of_yesterday(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    assert DemoVisits.load(files, now=now) == 22
    today = Visit.objects.of_day(office, now.astimezone(TZ).date())
    states = Counter(today.values_list("state", flat=True))
    assert states.keys() == STATES.keys()
    assert states["waiting"] == 3
    assert list(today.values_list("token", flat=True)) == list(range(1, 14))
    assert not Visit.objects.exclude(pk__in=today).filter(state__in=OPEN).exists()
    printed = Visit.objects.exclude(printed=None).values_list("state", flat=True)
    assert sorted(printed) == ["left", "served", "served"]
    assert VisitCall.objects.filter(ended_at=None).count() == 2
    # A second start brings nothing.
    assert DemoVisits.load(files, now=now) == 0
