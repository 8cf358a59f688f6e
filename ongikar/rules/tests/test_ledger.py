"""Facts in, state out."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import Fact
from ongikar.rules.clock.watch import milestones, next_milestone
from ongikar.rules.promise import Promise

WEEK = {day: [["09:00", "17:00"]] for day in ("sunday", "monday", "tuesday", "wednesday", "thursday")}
CALENDAR = Calendar.from_data(
    {"week": WEEK, "windows": [], "days": [], "years": {str(y): "gazetted" for y in range(2025, 2030)}}
)
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


def started(unit="working_days", amount=5, at=SUNDAY):
    return Fact(fold.STARTED, at, {"promise": Promise(unit, amount).as_data()})


def test_a_started_promise_is_due_by_its_limit():
    running = fold.fold_facts([started()])
    assert running.due(CALENDAR, SUNDAY).isoformat() == "2026-11-29T17:00:00+06:00"


def test_a_wait_moves_the_day_by_the_days_waited():
    monday, wednesday = SUNDAY + timedelta(days=1), SUNDAY + timedelta(days=3)
    facts = [
        started(),
        Fact(fold.PAUSED, monday, {"debt": "জাতীয় পরিচয়পত্র"}),
        Fact(fold.RESUMED, wednesday),
    ]
    # Owed at Monday's and Tuesday's close: two working days.
    assert fold.fold_facts(facts).due(CALENDAR, wednesday).isoformat() == "2026-12-01T17:00:00+06:00"


def test_the_stored_day_does_not_move_while_the_answer_is_out():
    facts = [started(), Fact(fold.PAUSED, SUNDAY + timedelta(days=1), {"debt": "x"})]
    running = fold.fold_facts(facts)
    assert running.settled_due(CALENDAR).isoformat() == "2026-11-29T17:00:00+06:00"
    assert running.due(CALENDAR, SUNDAY + timedelta(days=3)) > running.settled_due(CALENDAR)


def test_a_named_day_replaces_the_ceiling():
    named = Promise("by_date", until=(SUNDAY + timedelta(days=3)).date())
    running = fold.fold_facts([started(), Fact(fold.PROMISED, SUNDAY, {"promise": named.as_data()})])
    assert running.due(CALENDAR, SUNDAY).isoformat() == "2026-11-25T17:00:00+06:00"
    assert running.ceiling == Promise("working_days", 5)


def test_stopping_ends_an_open_wait():
    stop = SUNDAY + timedelta(days=2)
    facts = [
        started(),
        Fact(fold.PAUSED, SUNDAY + timedelta(hours=1), {"debt": "x"}),
        Fact(fold.STOPPED, stop, {"outcome": "kept"}),
    ]
    running = fold.fold_facts(facts)
    assert (running.stopped, running.outcome, running.waiting_since) == (stop, "kept", None)


@pytest.mark.parametrize("kinds", [[fold.RESUMED], [fold.PAUSED, fold.PAUSED], [fold.STOPPED, fold.PAUSED]])
def test_a_fact_that_cannot_be_is_refused_with_its_reason(kinds):
    facts = [
        started(),
        *(Fact(kind, SUNDAY + timedelta(hours=n), {"debt": "x"}) for n, kind in enumerate(kinds, 1)),
    ]
    with pytest.raises(fold.LedgerFault) as fault:
        fold.fold_facts(facts)
    assert fault.value.bn
    assert fault.value.en


def test_a_ledger_without_a_start_is_refused():
    with pytest.raises(fold.LedgerFault):
        fold.fold_facts([])


gaps = st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=9)), min_size=0, max_size=8)


@given(gaps, st.integers(1, 40))
def test_waiting_never_brings_the_due_day_nearer(steps, amount):
    facts, at = [started(amount=amount)], SUNDAY
    known = fold.fold_facts(facts).due(CALENDAR, at)
    for number, step in enumerate(steps):
        at += step
        facts.append(Fact((fold.PAUSED, fold.RESUMED)[number % 2], at, {"debt": "x"}))
        later = fold.fold_facts(facts).due(CALENDAR, at)
        assert later >= known
        known = later


@given(gaps)
def test_reading_in_parts_gives_the_same_as_reading_at_once(steps):
    facts, at = [started()], SUNDAY
    for number, step in enumerate(steps):
        at += step
        facts.append(Fact((fold.PAUSED, fold.RESUMED)[number % 2], at, {"debt": "x"}))
    assert fold.fold_facts(iter(facts)) == fold.fold_facts(tuple(facts))


def test_a_promise_is_looked_at_halfway_a_day_before_and_when_due():
    due = datetime.fromisoformat("2026-11-29T17:00:00+06:00")
    assert [name for name, _ in milestones(CALENDAR, SUNDAY, due)] == ["halfway", "nearing", "broken"]
    assert dict(milestones(CALENDAR, SUNDAY, due))["nearing"].isoformat() == "2026-11-26T17:00:00+06:00"


def test_a_promise_for_today_has_no_day_before():
    due = datetime.fromisoformat("2026-11-22T17:00:00+06:00")
    assert [name for name, _ in milestones(CALENDAR, SUNDAY, due)] == ["halfway", "broken"]


def test_the_next_look_skips_what_was_acted_on():
    due = datetime.fromisoformat("2026-11-29T17:00:00+06:00")
    assert next_milestone(CALENDAR, SUNDAY, due, frozenset({"halfway", "nearing"})) == due
    assert next_milestone(CALENDAR, SUNDAY, due, frozenset({"halfway", "nearing", "broken"})) is None
