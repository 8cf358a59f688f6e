"""The rehearsal tells beforehand exactly what the watch will do."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.clock.fold import PAUSED, STARTED, STOPPED, TRIGGERED, Fact, fold_facts
from ongikar.rules.clock.watch import WatchedClock, WatchEvent, milestones, rehearse_watch
from ongikar.rules.promise import Promise
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.undertaking import Stage, Undertaking

from .any_calendar import calendar_data, instants, promises
from .known_days import KNOWN, at
from .pure_watch import PureWatch
from .test_promise_laws import unhurried

SUNDAY = at("2026-04-05 10:00")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def clock(promise="3 working days", received=SUNDAY, *facts):
    return fold_facts([Fact(STARTED, received, Undertaking(read_promise(promise)).as_data()), *facts])


def answer_text(clocks, now=SUNDAY, days=30, **more):
    return [
        (event.key, event.what, event.at)
        for event in rehearse_watch(KNOWN, clocks, now, now + days * DAY, **more)
    ]


def test_a_promise_is_warned_of_twice_and_then_breaks():
    assert answer_text([WatchedClock(1, clock())]) == [
        (1, "halfway", SUNDAY + (at("2026-04-08 17:00") - SUNDAY) / 2),
        (1, "nearing", at("2026-04-07 17:00")),
        (1, "broken", at("2026-04-08 17:00")),
    ]


def test_the_rehearsal_ends_where_it_is_asked_to_and_both_ends_belong_to_it():
    due = at("2026-04-08 17:00")
    assert [e.what for e in rehearse_watch(KNOWN, [WatchedClock(1, clock())], due, due)] == ["broken"]
    assert rehearse_watch(KNOWN, [WatchedClock(1, clock())], SUNDAY, SUNDAY + 5 * MINUTE) == []
    assert [e.what for e in rehearse_watch(KNOWN, [WatchedClock(1, clock())], SUNDAY, due - MINUTE)] == [
        "halfway",
        "nearing",
    ]


def test_what_was_acted_on_is_not_told_again():
    assert [
        what for _, what, _ in answer_text([WatchedClock(1, clock(), frozenset({"halfway", "nearing"}))])
    ] == ["broken"]
    assert answer_text([WatchedClock(1, clock(), frozenset({"halfway", "nearing", "broken"}))]) == []


def test_what_should_have_been_done_already_is_done_now():
    late = at("2026-04-20 10:00")
    assert answer_text([WatchedClock(1, clock())], late) == [(1, "broken", late)]
    soon = at("2026-04-08 09:00")
    assert [what for _, what, _ in answer_text([WatchedClock(1, clock())], soon)] == [
        "halfway",
        "nearing",
        "broken",
    ]


def test_a_clock_that_waits_or_has_stopped_does_nothing():
    waiting = clock("3 working days", SUNDAY, Fact(PAUSED, SUNDAY + MINUTE, {"debt": "ছবি"}))
    stopped = clock("3 working days", SUNDAY, Fact(STOPPED, SUNDAY + MINUTE, {"outcome": "kept"}))
    assert answer_text([WatchedClock(1, waiting), WatchedClock(2, stopped)]) == []


def test_a_breach_sets_off_what_its_topic_says():
    clocks = [
        WatchedClock("c", clock(), topic="case"),
        WatchedClock("g", clock("5 working days"), topic="grievance"),
        WatchedClock("x", clock()),
    ]
    events = answer_text(clocks, sets_off={"case": "complaint", "grievance": "appeal"})
    assert [(key, what) for key, what, _ in events if what not in ("halfway", "nearing")] == [
        ("c", "broken"),
        ("c", "complaint"),
        ("x", "broken"),
        ("g", "broken"),
        ("g", "appeal"),
    ]


def test_a_step_that_runs_is_rehearsed_from_its_own_beginning():
    start = Fact(
        STARTED,
        SUNDAY,
        Undertaking(Promise("accept"), (Stage("meeting", Promise("working_days", 3)),)).as_data(),
    )
    meeting = Fact(TRIGGERED, at("2026-04-06 10:00"), {"trigger": "meeting"})
    awaiting = [
        event.at
        for event in rehearse_watch(KNOWN, [WatchedClock(1, fold_facts([start]))], SUNDAY, SUNDAY + 30 * DAY)
    ]
    assert awaiting[-1] == at("2026-04-06 17:00")
    running = rehearse_watch(
        KNOWN, [WatchedClock(1, fold_facts([start, meeting]))], meeting.at, SUNDAY + 30 * DAY
    )
    assert running[0] == WatchEvent(
        meeting.at + (at("2026-04-09 17:00") - meeting.at) / 2, 1, "halfway", at("2026-04-09 17:00")
    )


def watched_by_the_minute(clocks, now, until):
    watch, moment = PureWatch(), now
    while moment <= until:
        for key, running in clocks.items():
            watch.look(KNOWN, key, running, moment)
        moment += MINUTE
    return watch.events


def test_the_rehearsal_is_what_a_watch_that_looks_every_minute_does():
    clocks = {
        "days": clock("2 working days"),
        "at once": clock("immediate"),
        "hours": clock("24 hours"),
        "minutes": clock("30 minutes"),
        "accept": clock("accept", SUNDAY - DAY),
        "late": clock("1 working day", SUNDAY - 9 * DAY),
    }
    until = SUNDAY + 3 * DAY
    rehearsed = rehearse_watch(
        KNOWN, [WatchedClock(key, running) for key, running in clocks.items()], SUNDAY, until
    )
    to_the_minute = [
        (-((SUNDAY - event.at) // MINUTE) * MINUTE + SUNDAY, event.key, event.what) for event in rehearsed
    ]
    assert sorted(to_the_minute) == sorted(watched_by_the_minute(clocks, SUNDAY, until))


@unhurried
@given(
    data=calendar_data(),
    made=st.lists(st.tuples(promises, instants), min_size=1, max_size=4),
    days=st.integers(0, 400),
    watched_before=st.booleans(),
)
def test_the_rehearsal_is_what_a_watch_that_looks_at_every_moment_does(data, made, days, watched_before):
    calendar = Calendar.from_data(data)
    clocks = {
        n: fold_facts([Fact(STARTED, received, {"promise": promise.as_data()})])
        for n, (promise, received) in enumerate(made)
    }
    now = max(received for _, received in made)
    until = now + days * DAY
    watch = PureWatch()
    stops = {now, until}
    for running in clocks.values():
        stops |= {at for _, at in milestones(calendar, running.received, running.settled_due(calendar))}
    before = [stop for stop in sorted(stops) if stop <= now] if watched_before else [now]
    if watched_before:
        look_at_all(watch, calendar, clocks, before)
    watch.events.clear()
    watched = [
        WatchedClock(key, running, watch.names_claimed(key, running.settled_due(calendar)))
        for key, running in clocks.items()
    ]
    rehearsed = rehearse_watch(calendar, watched, now, until)
    look_at_all(watch, calendar, clocks, [stop for stop in sorted(stops) if now <= stop <= until])
    assert [(event.at, event.key, event.what) for event in rehearsed] == watch.events


def look_at_all(watch, calendar, clocks, stops):
    for stop in stops:
        for key, running in clocks.items():
            watch.look(calendar, key, running, stop)


@pytest.mark.parametrize("days", [0, 1, 7])
def test_a_rehearsal_of_nothing_is_empty(days):
    assert answer_text([], days=days) == []
