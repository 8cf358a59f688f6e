"""A round of the worker: what fails in it is told, and keeps nothing else from being done."""

import logging
from datetime import date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from ongikar.charter.models import CharterVersion
from ongikar.clock import actions
from ongikar.clock.models import Clock
from ongikar.core.isolation import forget_faults, run_isolated
from ongikar.journal.models import Entry
from ongikar.offices.models import CalendarVersion, Office
from ongikar.operations import worker
from ongikar.rules.promise import Promise
from tests.module_data import clear_row_caches

pytestmark = pytest.mark.django_db
MORNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


def office_like(office: Office, slug: str, geocode: str) -> tuple[Office, CalendarVersion, Clock]:
    """Another office with a calendar, a charter with a monthly meeting in it, and a promise that comes due
    today.
    """
    other, whole = Office.objects.create(slug=slug, geocode=geocode), office.calendar_version()
    version = CalendarVersion.objects.create(office=other, number=1, data=whole.data, made_at=whole.made_at)
    clock = actions.start_clock(
        office=other, calendar=version, topic="case", promise=Promise("immediate"), received=MORNING
    )
    ours = office.charters.get(effective_to=None)
    charter = CharterVersion.objects.create(
        office=other, number=1, effective_from=date(2026, 1, 1), published_at=ours.published_at
    )
    meeting = ours.services.filter(kind="meeting")[0]
    meeting.pk, meeting.version, meeting._state.adding = None, charter, True
    meeting.save()
    return other, version, clock


def test_a_broken_calendar_of_one_office_stops_nothing_of_another(office):
    broken, version, first = office_like(office, "a-broken-one", "0001")
    after, _, second = office_like(office, "one-after-it", "0002")
    CalendarVersion.objects.filter(pk=version.pk).update(data={"nonsense": True})
    # Whatever goes by the moment meets the broken one first.
    Clock.objects.filter(pk=first.pk).update(look_at=MORNING)
    clear_row_caches()
    for at in (MORNING, second.due_at):
        forget_faults()
        worker.run_round(at)
    for whole in (office, after):
        verbs = set(Entry.objects.filter(office_id=whole.pk).values_list("verb", flat=True))
        assert {"charter.judged", "case.received"} <= verbs
    assert Entry.objects.filter(office_id=after.pk, verb="case.broken").exists()
    entered = Entry.objects.filter(office_id=broken.pk).values_list("verb", flat=True)
    assert not {"case.broken", "charter.judged", "case.received"} & set(entered)


def test_a_duty_that_fails_is_told_and_the_others_are_done(monkeypatch, caplog):
    done = []

    def fail(now):
        raise LookupError("nonsense")

    monkeypatch.setattr(
        worker, "DUTIES", (("the first", fail), ("the second", lambda now: done.append(now) or 1))
    )
    with caplog.at_level(logging.ERROR, "ongikar.worker"):
        assert worker.run_round(MORNING) == 1
        assert worker.run_round(MORNING) == 1
    assert done == [MORNING] * 2
    # Once: it rests before it is tried again.
    assert [record.getMessage() for record in caplog.records] == ["the first failed; everything else goes on"]


def test_a_statement_that_the_database_refuses_is_a_fault_of_that_duty_alone():
    def refused(now):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    assert run_isolated("a refused statement", refused, MORNING) == 0


def test_a_database_that_does_not_answer_is_raised(monkeypatch):
    monkeypatch.setattr("ongikar.core.isolation.is_database_away", lambda: True)

    def ask():
        raise DatabaseError("gone")

    forget_faults()
    with pytest.raises(DatabaseError):
        run_isolated("a database gone", ask)
