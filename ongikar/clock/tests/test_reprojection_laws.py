"""Whatever is ordered, whenever the worker stops: in the end every open promise is due as if counted from the
start.
"""

from datetime import datetime, timedelta
from itertools import islice
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.clock import actions, recalculate_deadlines
from ongikar.clock.calendar_path import first_change
from ongikar.clock.models import Clock
from ongikar.clock.recalculate_deadlines import reschedule_office
from ongikar.journal.models import Entry
from ongikar.offices.models import calendar_of
from ongikar.rules.calendar.office_calendar import Calendar, CalendarFault
from ongikar.rules.promise import Promise, compute_due
from ongikar.rules.tests.any_calendar import calendar_data, dates, instants, promises, waits_after
from tests.examples import examples

from .calendars import order, row

NOW = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
MINUTE = timedelta(minutes=1)
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@slow
@given(data=calendar_data(), day=dates, kind=st.sampled_from(["general", "withdrawn"]), data_of=st.data())
def test_nothing_due_before_the_first_changed_day_moves(data, day, kind, data_of):
    rows = [each for each in data["days"] if each["kind"] != "working" or kind == "withdrawn"]
    old = Calendar.from_data(data | {"days": rows})
    new = Calendar.from_data(data | {"days": [*rows, {"kind": kind, "from": day.isoformat()}]})
    promise, received = data_of.draw(promises), data_of.draw(instants)
    waits = data_of.draw(waits_after(received, old, most=2))
    was, becomes = (compute_due(calendar, promise, received, waits) for calendar in (old, new))
    change = first_change(old, new)
    if change is None or was < change:
        assert becomes == was


units = st.one_of(
    st.builds(Promise, st.just("working_days"), st.integers(1, 20)),
    st.builds(Promise, st.just("calendar_days"), st.integers(1, 40)),
    st.builds(Promise, st.just("hours"), st.integers(1, 200)),
    st.just(Promise("immediate")),
)
ago = st.integers(0, 30 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes))
ahead = st.integers(-10, 60).map(lambda days: (NOW + timedelta(days=days)).date().isoformat())
ordered = st.tuples(st.sampled_from(["local", "general", "withdrawn", "working"]), ahead)


@pytest.mark.django_db
@settings(deadline=None, max_examples=examples(40), suppress_health_check=list(HealthCheck))
@given(
    started=st.lists(
        st.tuples(units, ago, st.sampled_from(["runs", "waits", "waited", "stopped"])), max_size=8
    ),
    orders=st.lists(ordered, min_size=1, max_size=3),
    page=st.integers(1, 4),
    stops=st.lists(st.integers(0, 3), max_size=3),
)
def test_in_the_end_all_is_as_if_counted_from_the_start(office, started, orders, page, stops):
    with transaction.atomic(), mock.patch.object(recalculate_deadlines, "PAGE", page):
        calendar_of.cache_clear()
        first = office.calendar_version()
        clocks = [begin(office, first, *each) for each in started]
        before = {clock.pk: (clock.due_at, clock.calendar_version_id) for clock in clocks}
        given_at = []
        for place, (kind, day) in enumerate(orders):
            at = NOW + place * MINUTE
            try:
                order(office, row(kind, day, name=f"{place}"), now=at)
                given_at.append(at)
            except CalendarFault:
                # A working day on a holiday: such an order is refused.
                continue
        for pages in stops:
            list(islice(reschedule_office(office.pk, since=NOW), pages))
        list(reschedule_office(office.pk, since=NOW))
        newest = office.calendar_version()
        for clock in Clock.objects.filter(pk__in=before).prefetch_related("facts"):
            judge(clock, before[clock.pk], newest)
        moves = list(Entry.objects.filter(verb="case.moved").values_list("subject_id", "facts__version"))
        assert len(moves) == len(set(moves))
        once = list(Clock.objects.order_by("pk").values())
        assert sum(reschedule_office(office.pk, since=NOW)) == 0
        assert list(Clock.objects.order_by("pk").values()) == once
        transaction.set_rollback(True)
    calendar_of.cache_clear()


def begin(office, version, promise, received, state) -> Clock:
    clock = actions.start_clock(
        office=office, calendar=version, topic="case", promise=promise, received=received
    )
    if state in ("waits", "waited"):
        actions.pause(clock, debt="জন্ম সনদ", now=received + MINUTE)
    if state == "waited":
        actions.resume(clock, now=min(received + timedelta(days=2), NOW))
    if state == "stopped":
        actions.stop(clock, outcome="kept", now=min(received + timedelta(hours=1), NOW))
    return clock


def judge(clock, before, newest) -> None:
    """Under the newest calendar it is due as counted anew; under its old one it has good reason, and nothing
    moved.
    """
    assert actions.refresh_caches(clock) is False
    if clock.calendar_version_id == newest.pk:
        assert clock.due_at == clock.running.settled_due(newest.calendar)
        return
    broken = clock.running.waiting_since is None and clock.due_at < NOW + 3 * MINUTE
    would_break = (
        clock.running.waiting_since is None and clock.running.settled_due(newest.calendar) < NOW + 3 * MINUTE
    )
    passed_by = clock.stopped_at or broken or would_break or newest.number > 2
    assert passed_by, clock
    if newest.number == 2:
        assert (clock.due_at, clock.calendar_version_id) == before
