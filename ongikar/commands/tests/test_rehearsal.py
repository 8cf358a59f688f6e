"""The rehearsal tells what the watch then really does, and writes nothing."""

import re
from datetime import timedelta
from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.cases.models import Case
from ongikar.clock import rehearsal
from ongikar.clock.models import Clock
from ongikar.clock.rehearsal import expected_events
from ongikar.clock.watch import watch_clocks
from ongikar.demo.tests.demo_stage import TUESDAY_NOON
from ongikar.grievances.models import Grievance, Offer, Stage
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.tasks.models import Task
from tests.scene import row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("forty_cases")]
HOUR = timedelta(hours=1)
END = TUESDAY_NOON + timedelta(days=21)


def entries_since(start):
    """What the watch has entered since, as (moment, what, number)."""
    numbers = {clock: case.number for case in Case.objects.all() for clock in [case.clock_id]}
    numbers |= {stage.clock_id: stage.grievance.number for stage in Stage.objects.select_related("grievance")}
    numbers |= {task.clock_id: str(task) for task in Task.objects.all()}
    entries = Entry.objects.filter(subject_type="clock", at__gt=start)
    return sorted((entry.at, entry.facts["moment"], numbers[entry.subject_id]) for entry in entries)


def offered():
    cases = set(Offer.objects.exclude(case=None).values_list("case__number", flat=True))
    appeals = set(Offer.objects.exclude(grievance=None).values_list("grievance__number", "tier__number"))
    return cases, appeals


def test_what_is_foreseen_is_what_then_happens(office):
    foreseen = list(expected_events(office, now=TUESDAY_NOON, until=END))
    before = offered()
    hour = TUESDAY_NOON
    while hour < END:
        hour += HOUR
        watch_clocks(hour)
        run_due_entries(hour)
    moments = [
        (each.at, each.what, each.owner.number)
        for each in foreseen
        if each.what in ("halfway", "nearing", "broken")
    ]
    assert sorted(moments) == entries_since(TUESDAY_NOON)
    cases, appeals = (after - earlier for after, earlier in zip(offered(), before, strict=True))
    assert {each.owner.number for each in foreseen if each.what == "complaint"} == cases
    assert {each.owner.number for each in foreseen if each.what == "appeal"} == {
        number for number, _ in appeals
    }
    assert cases
    assert appeals


def test_it_is_told_in_order_however_it_is_paged(office, monkeypatch):
    whole = list(expected_events(office, now=TUESDAY_NOON, until=END))
    assert len(whole) > 20
    assert [each.at for each in whole] == sorted(each.at for each in whole)
    monkeypatch.setattr(rehearsal, "PAGE", 3)
    by_threes = list(expected_events(office, now=TUESDAY_NOON, until=END))
    assert sorted(by_threes) == sorted(whole)
    assert [each.at for each in by_threes] == [each.at for each in whole]


def test_who_looks_at_the_first_page_waits_for_no_more_clocks_than_stand_there(office, monkeypatch):
    rehearsed = []
    events = rehearsal.events_of_clock
    monkeypatch.setattr(rehearsal, "FIRST", 4)
    monkeypatch.setattr(rehearsal, "events_of_clock", lambda *of: rehearsed.append(of[0].pk) or events(*of))
    first = list(islice(expected_events(office, now=TUESDAY_NOON, until=END), 4))
    assert (len(first), len(set(rehearsed)), len(rehearsed)) == (4, len(rehearsed), 12)
    # And the others come as they are asked for.
    assert len(list(expected_events(office, now=TUESDAY_NOON, until=END))) > 20


def test_nothing_in_the_database_changes(office):
    counts, clocks = row_counts(), list(Clock.objects.order_by("pk").values())
    with CaptureQueriesContext(
        connection,
    ) as seen:
        list(expected_events(office, now=TUESDAY_NOON, until=END))
    # What PostgreSQL answers in one trip stands in the log as it was asked: QUERY = 'SELECT …
    assert {re.match(r"(?:QUERY = ['\"])?(\w+)", query["sql"])[1] for query in seen} == {"SELECT"}
    assert counts == row_counts()
    assert clocks == list(Clock.objects.order_by("pk").values())


def test_another_offices_clocks_are_not_among_them(office_files):
    from tests.scene import second_office

    other = second_office(office_files())
    assert list(expected_events(other, now=TUESDAY_NOON, until=END)) == []


def test_only_the_topics_asked_for_are_told(office):
    assert Grievance.objects.exists()
    found = list(expected_events(office, now=TUESDAY_NOON, until=END, topics=("case",)))
    assert {each.topic for each in found} == {"case"}
