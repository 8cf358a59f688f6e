"""Extensions, steps that begin with events, several debts at once, reopening: facts in, state out."""

from datetime import datetime, timedelta

import pytest

from ongikar.rules import ledger
from ongikar.rules.calendar import Calendar
from ongikar.rules.ledger import Fact, LedgerFault, read
from ongikar.rules.ledger_entry import enter, reopening
from ongikar.rules.promise import Promise
from ongikar.rules.undertaking import Stage, Undertaking

from .known_days import KNOWN, at, day, known_days

DAY = timedelta(days=1)
RECEIVED = at("2026-01-04 10:00")  # a Sunday, weeks from any holiday
TEN, FIVE, THREE, SEVEN = (Promise("working_days", n) for n in (10, 5, 3, 7))


def started(promise=FIVE, *stages, **more):
    return Fact(ledger.STARTED, RECEIVED, Undertaking(promise, stages, **more).as_data())


def fact(kind, moment, **data):
    return Fact(kind, at(moment) if isinstance(moment, str) else moment, data)


def due(*facts, now="2026-01-04 10:00"):
    return read(facts).due(KNOWN, at(now)).strftime("%Y-%m-%d %H:%M")


def refused(*facts):
    """The last fact may not follow the others; its reason in Bangla and English."""
    *before, last = facts
    read(before)
    with pytest.raises(LedgerFault) as fault:
        enter(KNOWN, before, last)
    assert any("\u0980" <= letter <= "\u09ff" for letter in fault.value.bn)
    return fault.value.en


# Extension


def extended(moment="2026-01-05 10:00", working_days=3, reason="তদন্ত চলছে"):
    return fact(ledger.EXTENDED, moment, working_days=working_days, reason=reason)


def test_an_extension_moves_the_day_by_its_working_days():
    assert due(started(may_extend=5)) == "2026-01-11 17:00"
    assert due(started(may_extend=5), extended()) == "2026-01-14 17:00"


def test_an_extension_at_the_due_moment_is_in_time_and_a_moment_later_it_is_not():
    assert enter(KNOWN, [started(may_extend=5)], extended("2026-01-11 17:00")) == extended("2026-01-11 17:00")
    late = extended(at("2026-01-11 17:00") + timedelta(microseconds=1))
    assert "passed" in refused(started(may_extend=5), late)


@pytest.mark.parametrize("days", [0, -1, 6, True, "3", None, 2.0])
def test_an_extension_beyond_what_the_row_allows_is_refused(days):
    assert (
        refused(started(may_extend=5), extended(working_days=days))
        == "the time can be extended by 1 to 5 working days"
    )


def test_the_longest_extension_allowed_is_allowed():
    assert read([started(may_extend=5), extended(working_days=5)]).extended_by == 5


def test_a_second_extension_is_refused_even_after_a_day_was_named():
    named = fact(
        ledger.PROMISED,
        "2026-01-06 10:00",
        promise=Promise("by_date", until=at("2026-01-08 10:00").date()).as_data(),
    )
    assert "once already" in refused(started(may_extend=5), extended(), extended("2026-01-06 11:00"))
    assert "once already" in refused(started(may_extend=5), extended(), named, extended("2026-01-06 11:00"))


def test_without_a_reason_or_without_leave_to_extend_it_is_refused():
    assert "reason" in refused(started(may_extend=5), extended(reason="  "))
    assert "reason" in refused(started(may_extend=5), fact(ledger.EXTENDED, RECEIVED, working_days=1))
    assert "cannot be extended" in refused(started(), extended())


def test_a_named_day_replaces_the_extension():
    named = Promise("by_date", until=at("2026-01-13 10:00").date()).as_data()
    facts = [started(may_extend=5), extended(), fact(ledger.PROMISED, "2026-01-05 12:00", promise=named)]
    assert due(*facts) == "2026-01-13 17:00"


# Waits


def test_a_wait_for_nothing_named_is_refused():
    for debt in ("", "  "):
        assert "named in writing" in refused(started(), fact(ledger.PAUSED, "2026-01-05 10:00", debt=debt))
    assert "named in writing" in refused(started(), fact(ledger.PAUSED, "2026-01-05 10:00"))


def test_a_wait_can_begin_at_the_due_moment_but_not_after_it():
    facts = [started()]
    enter(KNOWN, facts, fact(ledger.PAUSED, "2026-01-11 17:00", debt="ছবি"))
    assert "passed" in refused(*facts, fact(ledger.PAUSED, "2026-01-11 17:01", debt="ছবি"))


def test_two_debts_that_overlap_are_waited_for_once():
    two = [
        started(),
        fact(ledger.PAUSED, "2026-01-05 10:00", debt="ছবি"),
        fact(ledger.PAUSED, "2026-01-06 10:00", debt="সনদ"),
        fact(ledger.RESUMED, "2026-01-07 10:00", debt="ছবি"),
    ]
    assert read(two).waiting_since == at("2026-01-06 10:00")
    # Owed at the closes of 5, 6 and 7 January: three days, the 6th once.
    assert due(*two, fact(ledger.RESUMED, "2026-01-08 10:00", debt="সনদ")) == "2026-01-14 17:00"
    assert read([*two[:3], fact(ledger.RESUMED, "2026-01-07 10:00")]).waiting_since is None


def test_an_answer_to_what_was_not_asked_is_refused_and_so_is_asking_twice():
    asked = [started(), fact(ledger.PAUSED, "2026-01-05 10:00", debt="ছবি")]
    assert "nothing" in refused(*asked, fact(ledger.RESUMED, "2026-01-06 10:00", debt="সনদ"))
    assert "already" in refused(*asked, fact(ledger.PAUSED, "2026-01-06 10:00", debt="ছবি"))
    answered = [*asked, fact(ledger.RESUMED, "2026-01-06 10:00")]
    assert "nothing" in refused(*answered, fact(ledger.RESUMED, "2026-01-06 11:00"))
    # What was owed, given and is missing again may be asked for again.
    enter(KNOWN, answered, fact(ledger.PAUSED, "2026-01-06 11:00", debt="ছবি"))


# Events and steps


def test_until_its_event_comes_a_promise_is_under_the_ceiling():
    seven_after = Stage("complete_application", SEVEN)
    running = read([started(TEN, seven_after)])
    assert (running.promise, running.awaited, running.stage) == (TEN, "complete_application", -1)
    assert due(started(TEN, seven_after)) == "2026-01-18 17:00"


def test_with_its_event_the_due_moment_is_set_from_that_moment():
    facts = [
        started(TEN, Stage("complete_application", SEVEN)),
        fact(ledger.TRIGGERED, "2026-01-07 10:00", trigger="complete_application"),
    ]
    running = read(facts)
    assert (running.promise, running.received, running.awaited) == (SEVEN, at("2026-01-07 10:00"), "")
    assert due(*facts) == "2026-01-18 17:00"
    assert [phase.promise for phase in running.phases] == [TEN]


def test_an_event_recorded_late_counts_from_when_it_was_but_the_phase_before_stood_open_till_then():
    waited_for = started(Promise("accept"), Stage("meeting", THREE))
    facts = [
        waited_for,
        fact(ledger.TRIGGERED, "2026-01-07 10:00", trigger="meeting", on="2026-01-05T12:00:00+06:00"),
    ]
    assert due(*facts) == "2026-01-08 17:00"
    assert read(facts).breaches(KNOWN, at("2026-01-07 11:00")) == (at("2026-01-05 17:00"),)


@pytest.mark.parametrize("on", ["2026-01-04T09:59:00+06:00", "2026-01-07T10:01:00+06:00"])
def test_an_event_before_receipt_or_in_the_future_is_refused(on):
    event = fact(ledger.TRIGGERED, "2026-01-07 10:00", trigger="meeting", on=on)
    assert "after receipt" in refused(started(TEN, Stage("meeting", THREE)), event)


@pytest.mark.parametrize("on", ["2026-01-04T10:00:00+06:00", "2026-01-07T10:00:00+06:00"])
def test_an_event_at_receipt_or_this_moment_is_not(on):
    event = fact(ledger.TRIGGERED, "2026-01-07 10:00", trigger="meeting", on=on)
    before = started(TEN, Stage("meeting", THREE))
    assert read([before, enter(KNOWN, [before], event)]).received == datetime.fromisoformat(on)


def test_an_event_that_begins_nothing_is_refused():
    meeting = fact(ledger.TRIGGERED, "2026-01-07 10:00", trigger="meeting")
    assert "no step" in refused(started(), meeting)
    assert "no step" in refused(started(TEN, Stage("allocation", THREE)), meeting)
    assert "no step" in refused(started(TEN, Stage("meeting", THREE)), meeting, meeting)
    assert "no step" in refused(started(TEN, Stage("meeting", THREE)), fact(ledger.TRIGGERED, RECEIVED))


STEPS = (Stage("receipt", SEVEN), Stage("other_office", THREE), Stage("stage_end", FIVE))


def test_a_first_step_at_receipt_runs_at_once():
    running = read([started(TEN, *STEPS)])
    assert (running.promise, running.ceiling, running.stage, running.awaited) == (SEVEN, SEVEN, 0, "")
    assert running.phases == ()


def test_a_step_kept_leaves_the_ceiling_to_run_from_then_until_the_next_begins():
    facts = [started(TEN, *STEPS), fact(ledger.STAGE_KEPT, "2026-01-08 10:00")]
    running = read(facts)
    assert (running.promise, running.ceiling, running.stage, running.awaited) == (TEN, TEN, 0, "other_office")
    assert due(*facts) == "2026-01-22 17:00"


def test_a_step_that_begins_at_the_end_of_another_begins_when_that_is_kept():
    facts = [
        started(TEN, *STEPS),
        fact(ledger.STAGE_KEPT, "2026-01-08 10:00"),
        fact(ledger.TRIGGERED, "2026-01-12 10:00", trigger="other_office"),
        fact(ledger.STAGE_KEPT, "2026-01-14 10:00"),
    ]
    running = read(facts)
    assert (running.promise, running.stage, running.next_stage) == (FIVE, 2, None)
    assert due(*facts) == "2026-01-21 17:00"
    assert [phase.promise for phase in running.phases] == [SEVEN, TEN, THREE]
    assert running.breaches(KNOWN, at("2026-01-21 17:00")) == ()


def test_the_event_of_the_next_step_shows_that_the_one_before_is_done():
    facts = [started(TEN, *STEPS), fact(ledger.TRIGGERED, "2026-01-08 10:00", trigger="other_office")]
    assert read(facts).stage == 1
    assert [phase.ended for phase in read(facts).phases] == [at("2026-01-08 10:00")]


def test_a_step_kept_late_stays_late_when_the_last_is_kept_in_time():
    facts = [
        started(TEN, Stage("receipt", THREE), Stage("stage_end", FIVE)),
        fact(ledger.STAGE_KEPT, "2026-01-08 10:00"),  # due Wednesday 7
        fact(ledger.STOPPED, "2026-01-12 10:00", outcome="kept"),
    ]
    assert read(facts).breaches(KNOWN, at("2026-02-01 10:00")) == (at("2026-01-07 17:00"),)


def test_what_is_open_and_late_is_a_breach_a_moment_after_its_due():
    running = read([started()])
    assert running.breaches(KNOWN, at("2026-01-11 17:00")) == ()
    assert running.breaches(KNOWN, at("2026-01-11 17:01")) == (at("2026-01-11 17:00"),)


def test_only_a_running_step_that_another_follows_can_be_kept_by_itself():
    kept = fact(ledger.STAGE_KEPT, "2026-01-08 10:00")
    assert "no step" in refused(started(), kept)
    assert "no step" in refused(started(TEN, Stage("receipt", THREE)), kept)
    assert "no step" in refused(started(TEN, Stage("meeting", THREE), Stage("stage_end", THREE)), kept)
    assert "no step" in refused(started(TEN, *STEPS), kept, kept)


def test_a_wait_that_goes_on_moves_the_next_step_too():
    facts = [
        started(TEN, Stage("receipt", THREE), Stage("stage_end", FIVE)),
        fact(ledger.PAUSED, "2026-01-05 10:00", debt="ছবি"),
        fact(ledger.STAGE_KEPT, "2026-01-06 10:00"),
        fact(ledger.RESUMED, "2026-01-07 10:00"),
    ]
    # Tuesday 6 is waited: from Wednesday, five days.
    assert due(*facts) == "2026-01-14 17:00"
    assert read(facts).breaches(KNOWN, at("2026-01-14 17:00")) == ()


def test_a_day_named_after_acceptance_was_due_does_not_hide_that_it_was():
    named = Promise("by_date", until=at("2026-01-15 10:00").date()).as_data()
    facts = [started(Promise("accept")), fact(ledger.PROMISED, "2026-01-06 10:00", promise=named)]
    assert due(*facts) == "2026-01-15 17:00"
    assert read(facts).breaches(KNOWN, at("2026-01-06 10:00")) == (at("2026-01-05 17:00"),)


def test_a_day_named_while_an_event_is_awaited_shortens_the_wait_for_it():
    named = Promise("by_date", until=at("2026-01-08 10:00").date()).as_data()
    facts = [started(TEN, Stage("meeting", THREE)), fact(ledger.PROMISED, "2026-01-05 10:00", promise=named)]
    assert due(*facts) == "2026-01-08 17:00"
    assert (read(facts).awaited, read(facts).ceiling) == ("meeting", TEN)


# Stopping and reopening


def test_nothing_follows_in_a_clock_that_stopped():
    stopped = [started(may_extend=5), fact(ledger.STOPPED, "2026-01-06 10:00", outcome="kept")]
    for kind in (ledger.PAUSED, ledger.STOPPED, ledger.PROMISED, ledger.EXTENDED, ledger.STAGE_KEPT):
        assert "has stopped" in refused(
            *stopped, fact(kind, "2026-01-06 11:00", debt="x", reason="x", working_days=1)
        )


def test_a_clock_does_not_start_twice_nor_take_a_fact_it_does_not_know():
    assert "started" in refused(started(), started())
    assert "danced" in refused(started(), fact("danced", "2026-01-05 10:00"))


def test_reopening_starts_a_new_clock_and_the_old_breach_stays():
    old = [started(may_extend=5), extended(), fact(ledger.STOPPED, "2026-01-20 10:00", outcome="kept")]
    new = reopening(read(old), "41", at=at("2026-01-25 10:00"))
    running = read([new])
    assert (running.undertaking.reopens, running.started) == ("41", at("2026-01-25 10:00"))
    assert not running.is_extended
    assert running.due(KNOWN, running.started) == at("2026-02-01 17:00")
    assert read(old).breaches(KNOWN, at("2026-02-01 10:00")) == (at("2026-01-14 17:00"),)


@pytest.mark.parametrize("moment", ["2026-01-06 09:59", None])
def test_a_clock_that_runs_is_not_reopened(moment):
    facts = [started()] + ([fact(ledger.STOPPED, "2026-01-06 10:00")] if moment else [])
    with pytest.raises(LedgerFault):
        reopening(read(facts), "41", at=at(moment or "2026-01-07 10:00"))


def test_what_was_entered_in_time_stays_readable_under_a_calendar_that_makes_it_late():
    facts = [
        started(may_extend=5),
        fact(ledger.PAUSED, "2026-01-30 10:00", debt="ছবি"),
        extended("2026-01-31 10:00"),
    ]
    assert read(facts).due(KNOWN, at("2026-02-01 10:00")) == at("2026-01-14 17:00")


def test_a_phase_that_ended_is_judged_by_the_calendar_it_ran_under():
    before = [started(TEN, Stage("receipt", THREE), Stage("stage_end", FIVE))]
    kept_late = enter(KNOWN, before, fact(ledger.STAGE_KEPT, "2026-01-08 10:00"))
    assert kept_late.data["phase_due"] == "2026-01-07T17:00:00+06:00"
    closed_since = Calendar.from_data(
        known_days(days=[day("2026-01-05", "2026-01-06", "local", "x", "x", False)])
    )
    now = at("2026-01-11 10:00")
    assert read([*before, kept_late]).breaches(closed_since, now) == (at("2026-01-07 17:00"),)
    # Where nobody wrote it down it is counted anew.
    assert read([*before, fact(ledger.STAGE_KEPT, "2026-01-08 10:00")]).breaches(closed_since, now) == ()


@pytest.mark.parametrize("kind", [ledger.PAUSED, ledger.STOPPED, ledger.EXTENDED])
def test_a_fact_that_ends_no_phase_is_kept_as_it_came(kind):
    plain = fact(kind, "2026-01-05 10:00", debt="x", reason="x", working_days=1)
    assert enter(KNOWN, [started(may_extend=5)], plain) == plain
