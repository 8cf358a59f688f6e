"""The demonstration's visitor book: lived through once, at whatever hour it is started."""

from datetime import datetime
from pathlib import Path

import pytest

from ongikar.demo import people
from ongikar.demo.visitors import DemoVisitors
from ongikar.office_files.reading import read_office
from ongikar.visitors.models import Visitor

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize("moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00"])
def test_somebody_is_here_and_somebody_was_not_seen_leaving(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    assert DemoVisitors.load(files, now=now) == 7
    lines = list(Visitor.objects.order_by("book_serial"))
    assert [line.is_in(now) for line in lines] == [*[False] * 6, True]
    assert sum(line.left_at is not None for line in lines) == 4
    assert sum(line.is_struck for line in lines) == sum(line.is_entered_later for line in lines) == 1
    # The numbers rise with the days.
    assert [line.came_at for line in lines] == sorted(line.came_at for line in lines)
    # A second start brings nothing.
    assert DemoVisitors.load(files, now=now) == 0
