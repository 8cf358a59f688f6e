"""However long nobody watched: moments, journal and to-dos are the same as if the watch
had run every hour.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.clock import actions
from ongikar.clock.models import Clock, Milestone
from ongikar.clock.recalculate_deadlines import reschedule_office
from ongikar.clock.watch import watch_clocks
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Stage, Undertaking
from tests.examples import examples

from .calendars import order, row

pytestmark = pytest.mark.django_db
HOUR, WEEK = timedelta(hours=1), 7 * 24
PROMISES = [
    Promise("immediate"),
    Promise("accept"),
    Promise("hours", 30),
    Promise("minutes", 500),
    *(Promise("working_days", n) for n in (1, 2, 3, 5)),
    Promise("calendar_days", 4),
    Promise("weeks", 1),
    Undertaking(Promise("working_days", 2), may_extend=2),
    Undertaking(
        Promise("working_days", 2),
        (Stage("receipt", Promise("working_days", 1)), Stage("meeting", Promise("hours", 20))),
    ),
    Undertaking(
        Promise("working_days", 1),
        (Stage("allocation", Promise("working_days", 1)), Stage("stage_end", Promise("immediate"))),
    ),
]
# What the officer and the citizen do, half a minute past so many minutes from the start, to which of the
# clocks.
ACTS = {
    "pause": lambda clock, at: actions.pause(clock, debt="জাতীয় পরিচয়পত্রের কপি", now=at),
    "resume": lambda clock, at: actions.resume(clock, now=at),
    "name a day": lambda clock, at: actions.promise_day(
        clock, day=(at + timedelta(days=1)).astimezone(clock.calendar.tz).date(), now=at
    ),
    "extend": lambda clock, at: actions.extend(
        clock, working_days=2, reason="মাঠ থেকে তথ্য আসতে দেরি হচ্ছে", now=at
    ),
    "the event comes": lambda clock, at: actions.trigger(clock, event=clock.running.awaited, on=at, now=at),
    "finish the step": lambda clock, at: actions.keep_stage(clock, now=at),
    "stop": lambda clock, at: actions.stop(clock, outcome="kept", now=at),
}
# Most acts fall into the first days, before promises break; and a wait is begun more often than a clock is
# stopped.
minutes = st.one_of(st.integers(1, 24 * 60), st.integers(1, 3 * 24 * 60), st.integers(1, 60 * WEEK))
names = st.sampled_from([*sorted(ACTS), "pause", "pause", "pause", "resume", "resume", "extend"])
# In what is left of a week, an order of a day off that lies at most ten days ahead.
orders = st.lists(st.tuples(minutes, st.integers(0, 10)), max_size=2, unique_by=lambda each: each[0]).map(
    sorted
)
acts = st.lists(st.tuples(minutes, st.integers(0, 2), names), min_size=4, max_size=16).map(sorted)


def live(office, start, promises, acts, orders, awake):
    """The week of three clocks, watched at the hours `awake` and once at its end; returns what is then
    written.
    """
    calendar = office.calendar_version()
    clocks = [
        actions.start_clock(office=office, calendar=calendar, topic="case", promise=promise, received=start)
        for promise in promises
    ]
    happenings = [(start + hour * HOUR, None, "") for hour in awake]
    happenings += [
        (start + timedelta(minutes=minute, seconds=30), place, name) for minute, place, name in acts
    ]
    happenings += [(start + timedelta(minutes=minute, seconds=15), None, ahead) for minute, ahead in orders]
    for at, place, name in sorted(happenings, key=lambda each: (each[0], each[1] is not None)):
        if place is None:
            close(office, at, name) if name != "" else watch_clocks(at)
            continue
        try:
            with transaction.atomic():
                ACTS[name](Clock.objects.get(pk=clocks[place].pk), at)
        except LedgerFault:
            continue
    end = start + WEEK * HOUR
    watch_clocks(end)
    # What has nothing to look at before the end is brought to the last order by the worker alone.
    for minute, _ in orders:
        for _page in reschedule_office(office.pk, since=start + timedelta(minutes=minute, seconds=15)):
            pass
    watch_clocks(end)
    return [written(clock.pk) for clock in clocks]


def close(office, at, ahead):
    """An order, so many days before its day off. The worker comes to it when it comes."""
    order(office, row("local", (at + timedelta(days=ahead)).date().isoformat()), now=at)


def written(clock):
    entries = Entry.objects.filter(subject_type="clock", subject_id=clock)
    return {
        "clock": Clock.objects.filter(pk=clock).values(*actions.CACHES).get(),
        "facts": list(Clock.objects.get(pk=clock).facts.values_list("kind", "at", "data")),
        "moments": sorted(Milestone.objects.filter(clock=clock).values_list("name", "at", "due_at")),
        "entries": sorted(
            (at, verb, facts.get("moment", ""), facts.get("to", ""))
            for at, verb, facts in entries.values_list("at", "verb", "facts")
        ),
        "todos": sorted(
            OutboxEntry.objects.filter(entry__in=entries).values_list("next_try", "reaction", "attempts")
        ),
    }


@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    promises=st.lists(st.sampled_from(PROMISES), min_size=3, max_size=3),
    acts=acts,
    orders=orders,
    awake=st.sets(st.integers(1, WEEK), max_size=6),
)
def test_a_week_of_downtime_changes_nothing_that_is_written(office, now, promises, acts, orders, awake):
    lives = []
    for hours in (range(1, WEEK + 1), awake):
        with transaction.atomic():
            lives.append(live(office, now, promises, acts, orders, hours))
            transaction.set_rollback(True)
    assert lives[0] == lives[1]
