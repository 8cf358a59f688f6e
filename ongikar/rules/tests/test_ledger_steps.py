"""Events and steps: each begins with its own event, and what was late stays late."""

from datetime import datetime

import pytest

from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import fold_facts, validate_fact
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Stage

from .known_days import KNOWN, at
from .written_facts import FIVE, RECEIVED, SEVEN, STEPS, TEN, THREE, due, fact, refused, started


def test_until_its_event_comes_a_promise_is_under_the_ceiling():
    seven_after = Stage("complete_application", SEVEN)
    running = fold_facts([started(TEN, seven_after)])
    assert (running.promise, running.awaited, running.stage) == (TEN, "complete_application", -1)
    assert due(started(TEN, seven_after)) == "2026-01-18 17:00"


def test_with_its_event_the_due_moment_is_set_from_that_moment():
    facts = [
        started(TEN, Stage("complete_application", SEVEN)),
        fact(fold.TRIGGERED, "2026-01-07 10:00", trigger="complete_application"),
    ]
    running = fold_facts(facts)
    assert (running.promise, running.received, running.awaited) == (SEVEN, at("2026-01-07 10:00"), "")
    assert due(*facts) == "2026-01-18 17:00"
    assert [phase.promise for phase in running.phases] == [TEN]


def test_an_event_recorded_late_counts_from_when_it_was_but_the_phase_before_stood_open_till_then():
    waited_for = started(Promise("accept"), Stage("meeting", THREE))
    facts = [
        waited_for,
        fact(fold.TRIGGERED, "2026-01-07 10:00", trigger="meeting", on="2026-01-05T12:00:00+06:00"),
    ]
    assert due(*facts) == "2026-01-08 17:00"
    assert fold_facts(facts).breaches(KNOWN, at("2026-01-07 11:00")) == (at("2026-01-05 17:00"),)


@pytest.mark.parametrize("on", ["2026-01-04T09:59:00+06:00", "2026-01-07T10:01:00+06:00"])
def test_an_event_before_receipt_or_in_the_future_is_refused(on):
    event = fact(fold.TRIGGERED, "2026-01-07 10:00", trigger="meeting", on=on)
    assert "after receipt" in refused(started(TEN, Stage("meeting", THREE)), event)


@pytest.mark.parametrize("on", ["2026-01-04T10:00:00+06:00", "2026-01-07T10:00:00+06:00"])
def test_an_event_at_receipt_or_this_moment_is_not(on):
    event = fact(fold.TRIGGERED, "2026-01-07 10:00", trigger="meeting", on=on)
    before = started(TEN, Stage("meeting", THREE))
    assert fold_facts([before, validate_fact(KNOWN, [before], event)]).received == datetime.fromisoformat(on)


def test_an_event_that_begins_nothing_is_refused():
    meeting = fact(fold.TRIGGERED, "2026-01-07 10:00", trigger="meeting")
    assert "No step" in refused(started(), meeting)
    assert "No step" in refused(started(TEN, Stage("allocation", THREE)), meeting)
    assert "No step" in refused(started(TEN, Stage("meeting", THREE)), meeting, meeting)
    assert "No step" in refused(started(TEN, Stage("meeting", THREE)), fact(fold.TRIGGERED, RECEIVED))


def test_a_first_step_at_receipt_runs_at_once():
    running = fold_facts([started(TEN, *STEPS)])
    assert (running.promise, running.ceiling, running.stage, running.awaited) == (SEVEN, SEVEN, 0, "")
    assert running.phases == ()


def test_a_step_kept_leaves_the_ceiling_to_run_from_then_until_the_next_begins():
    facts = [started(TEN, *STEPS), fact(fold.STAGE_KEPT, "2026-01-08 10:00")]
    running = fold_facts(facts)
    assert (running.promise, running.ceiling, running.stage, running.awaited) == (TEN, TEN, 0, "other_office")
    assert due(*facts) == "2026-01-22 17:00"


def test_a_step_that_begins_at_the_end_of_another_begins_when_that_is_kept():
    facts = [
        started(TEN, *STEPS),
        fact(fold.STAGE_KEPT, "2026-01-08 10:00"),
        fact(fold.TRIGGERED, "2026-01-12 10:00", trigger="other_office"),
        fact(fold.STAGE_KEPT, "2026-01-14 10:00"),
    ]
    running = fold_facts(facts)
    assert (running.promise, running.stage, running.next_stage) == (FIVE, 2, None)
    assert due(*facts) == "2026-01-21 17:00"
    assert [phase.promise for phase in running.phases] == [SEVEN, TEN, THREE]
    assert running.breaches(KNOWN, at("2026-01-21 17:00")) == ()


def test_the_event_of_the_next_step_shows_that_the_one_before_is_done():
    facts = [started(TEN, *STEPS), fact(fold.TRIGGERED, "2026-01-08 10:00", trigger="other_office")]
    assert fold_facts(facts).stage == 1
    assert [phase.ended for phase in fold_facts(facts).phases] == [at("2026-01-08 10:00")]


def test_a_step_kept_late_stays_late_when_the_last_is_kept_in_time():
    facts = [
        started(TEN, Stage("receipt", THREE), Stage("stage_end", FIVE)),
        fact(fold.STAGE_KEPT, "2026-01-08 10:00"),  # due Wednesday 7
        fact(fold.STOPPED, "2026-01-12 10:00", outcome="kept"),
    ]
    assert fold_facts(facts).breaches(KNOWN, at("2026-02-01 10:00")) == (at("2026-01-07 17:00"),)


def test_what_is_open_and_late_is_a_breach_a_moment_after_its_due():
    running = fold_facts([started()])
    assert running.breaches(KNOWN, at("2026-01-11 17:00")) == ()
    assert running.breaches(KNOWN, at("2026-01-11 17:01")) == (at("2026-01-11 17:00"),)


def test_only_a_running_step_that_another_follows_can_be_kept_by_itself():
    kept = fact(fold.STAGE_KEPT, "2026-01-08 10:00")
    assert "No step" in refused(started(), kept)
    assert "No step" in refused(started(TEN, Stage("receipt", THREE)), kept)
    assert "No step" in refused(started(TEN, Stage("meeting", THREE), Stage("stage_end", THREE)), kept)
    assert "No step" in refused(started(TEN, *STEPS), kept, kept)


def test_a_wait_that_goes_on_moves_the_next_step_too():
    facts = [
        started(TEN, Stage("receipt", THREE), Stage("stage_end", FIVE)),
        fact(fold.PAUSED, "2026-01-05 10:00", debt="ছবি"),
        fact(fold.STAGE_KEPT, "2026-01-06 10:00"),
        fact(fold.RESUMED, "2026-01-07 10:00"),
    ]
    # Tuesday 6 is waited: from Wednesday, five days.
    assert due(*facts) == "2026-01-14 17:00"
    assert fold_facts(facts).breaches(KNOWN, at("2026-01-14 17:00")) == ()


def test_a_day_named_after_acceptance_was_due_does_not_hide_that_it_was():
    named = Promise("by_date", until=at("2026-01-15 10:00").date()).as_data()
    facts = [started(Promise("accept")), fact(fold.PROMISED, "2026-01-06 10:00", promise=named)]
    assert due(*facts) == "2026-01-15 17:00"
    assert fold_facts(facts).breaches(KNOWN, at("2026-01-06 10:00")) == (at("2026-01-05 17:00"),)


def test_a_day_named_while_an_event_is_awaited_shortens_the_wait_for_it():
    named = Promise("by_date", until=at("2026-01-08 10:00").date()).as_data()
    facts = [started(TEN, Stage("meeting", THREE)), fact(fold.PROMISED, "2026-01-05 10:00", promise=named)]
    assert due(*facts) == "2026-01-08 17:00"
    assert (fold_facts(facts).awaited, fold_facts(facts).ceiling) == ("meeting", TEN)
