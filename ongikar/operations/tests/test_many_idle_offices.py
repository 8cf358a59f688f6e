"""A thousand offices on one installation where nothing is due: the worker's round asks no more than for
one.
"""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.charter.models import CharterVersion
from ongikar.journal.models import Entry
from ongikar.offices.models import CalendarVersion, Office, calendar_of
from ongikar.operations.worker import run_round

pytestmark = pytest.mark.django_db
MANY = 30
MORNING, NIGHT = "2026-11-22T10:00:00+06:00", "2026-11-22T22:00:00+06:00"


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def copies(office: Office, count: int) -> None:
    """Offices with a calendar and a charter in force, a monthly meeting in it, as the one there is."""
    calendar, charter = office.calendar_version(), office.charters.get(effective_to=None)
    meeting = charter.services.filter(kind="meeting")[0]
    for place in range(count):
        other = Office.objects.create(slug=f"office-{place}", geocode=f"{place:04}", is_demo=True)
        CalendarVersion.objects.create(office=other, number=1, data=calendar.data, made_at=calendar.made_at)
        version = CharterVersion.objects.create(
            office=other, number=1, effective_from=date(2026, 1, 1), published_at=charter.published_at
        )
        meeting.pk, meeting.version, meeting._state.adding = None, version, True
        meeting.save()


def statements(moment: str) -> int:
    """Of one more round at a moment, once all that was due has been done."""
    while run_round(at(moment)):
        pass
    # A process keeps the calendars of so many offices at hand and no more: a round may not read them either.
    calendar_of.cache_clear()
    with CaptureQueriesContext(connection) as seen:
        assert run_round(at(moment)) == 0
    return len(seen)


@pytest.mark.parametrize("moment", [MORNING, NIGHT])
def test_many_idle_offices_cost_the_worker_no_more_statements_than_one(office, moment):
    alone = statements(moment)
    copies(office, MANY)
    assert statements(moment) == alone
    judged = Entry.objects.filter(verb="charter.judged").values("subject_id").distinct().count()
    assert judged == (MANY + 1 if moment == MORNING else 0)
