"""Reported work waits for the post that checks it: on clocks of tasks alone, and after two reports only."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import Fact, LedgerFault, fold_facts, validate_fact
from ongikar.rules.clock.wait_grounds import CHECK, REPORTS_THAT_WAIT, require_ground
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Undertaking

from .any_calendar import calendar_data
from .known_days import KNOWN, at
from .written_facts import DAY, RECEIVED, due, fact, refused, started

HOUR = timedelta(hours=1)
# Given on a Sunday, due on the Sunday after.
TASK = started(Promise("by_date", until=date(2026, 1, 11)))


def reported(moment):
    return fact(fold.PAUSED, moment, debt="যাচাই", ground=CHECK)


def returned(moment):
    return fact(fold.RESUMED, moment, debt="যাচাই")


def test_the_days_of_a_check_are_not_the_owners():
    # Reported on the 6th and returned on the 8th: the 6th and 7th are given back.
    assert due(TASK, reported("2026-01-06 10:00"), returned("2026-01-08 10:00")) == "2026-01-13 17:00"


def test_a_report_that_comes_back_the_same_day_buys_no_day():
    assert due(TASK, reported("2026-01-06 10:00"), returned("2026-01-06 16:00")) == "2026-01-11 17:00"


def test_the_third_report_waits_no_more_whatever_the_day():
    two = [
        TASK,
        reported("2026-01-05 10:00"),
        returned("2026-01-06 10:00"),
        reported("2026-01-07 10:00"),
        returned("2026-01-08 10:00"),
    ]
    assert "first two reports" in refused(*two, reported("2026-01-08 11:00"))
    assert "first two reports" in refused(*two, reported("2026-01-11 11:00"))


@pytest.mark.parametrize("topic", ["case", "grievance", "task_check", ""])
def test_no_other_clock_waits_for_a_check(topic):
    with pytest.raises(LedgerFault):
        require_ground(CHECK, topic)
    require_ground("", topic)
    require_ground(CHECK, "task")
    with pytest.raises(LedgerFault):
        require_ground("weather", "task")


@given(
    calendar_data(),
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(0, 30 * 24), st.integers(0, 10 * 24)), max_size=5),
)
def test_waiting_for_a_check_never_brings_the_day_nearer_and_at_most_twice(calendar_rows, days, reports):
    """Law 3 of clock.md for this ground, and its guard."""
    calendar = Calendar.from_data(calendar_rows)
    promise = Promise("by_date", until=RECEIVED.date() + days * DAY)
    facts = [Fact(fold.STARTED, RECEIVED, Undertaking(promise).as_data())]
    last, now, waits = fold_facts(facts).due(calendar, RECEIVED), RECEIVED, 0
    for after, length in reports:
        now += after * HOUR
        report = Fact(fold.PAUSED, now, {"debt": "check", "ground": CHECK})
        try:
            validate_fact(calendar, facts, report)
        except LedgerFault:
            assert waits == REPORTS_THAT_WAIT or now > last
            continue
        waits += 1
        now += length * HOUR
        facts += [report, Fact(fold.RESUMED, now, {})]
        due_after = fold_facts(facts).due(calendar, now)
        assert due_after >= last
        last = due_after
    assert waits <= REPORTS_THAT_WAIT
    assert fold_facts(facts).grounds == (CHECK,) * waits


def test_what_the_citizen_owes_waits_as_often_as_it_did():
    facts = [started(Promise("working_days", 20))]
    for day in range(5, 9):
        facts += [
            fact(fold.PAUSED, f"2026-01-0{day} 10:00", debt="ছবি"),
            fact(fold.RESUMED, f"2026-01-0{day} 11:00"),
        ]
        validate_fact(KNOWN, facts[:-1], facts[-1])
    assert fold_facts(facts).grounds == ()
    assert fold_facts(facts).due(KNOWN, at("2026-01-09 10:00")) == fold_facts(facts[:1]).due(KNOWN, RECEIVED)
