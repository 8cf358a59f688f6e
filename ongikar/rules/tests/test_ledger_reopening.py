"""What a stopped clock no longer takes, and how it is reopened."""

import pytest

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import LedgerFault, fold_facts, reopening_fact, validate_fact
from ongikar.rules.promise.undertaking import Stage

from .known_days import KNOWN, at, day, known_days
from .written_facts import FIVE, TEN, THREE, extended, fact, refused, started


def test_nothing_follows_in_a_clock_that_stopped():
    stopped = [started(may_extend=5), fact(fold.STOPPED, "2026-01-06 10:00", outcome="kept")]
    for kind in (fold.PAUSED, fold.STOPPED, fold.PROMISED, fold.EXTENDED, fold.STAGE_KEPT):
        assert "has stopped" in refused(
            *stopped, fact(kind, "2026-01-06 11:00", debt="x", reason="x", working_days=1)
        )


def test_a_clock_does_not_start_twice_nor_take_a_fact_it_does_not_know():
    assert "started" in refused(started(), started())
    assert "danced" in refused(started(), fact("danced", "2026-01-05 10:00"))


def test_reopening_starts_a_new_clock_and_the_old_breach_stays():
    old = [started(may_extend=5), extended(), fact(fold.STOPPED, "2026-01-20 10:00", outcome="kept")]
    new = reopening_fact(fold_facts(old), "41", at=at("2026-01-25 10:00"))
    running = fold_facts([new])
    assert (running.undertaking.reopens, running.started) == ("41", at("2026-01-25 10:00"))
    assert not running.is_extended
    assert running.due(KNOWN, running.started) == at("2026-02-01 17:00")
    assert fold_facts(old).breaches(KNOWN, at("2026-02-01 10:00")) == (at("2026-01-14 17:00"),)


@pytest.mark.parametrize("moment", ["2026-01-06 09:59", None])
def test_a_clock_that_runs_is_not_reopened(moment):
    facts = [started()] + ([fact(fold.STOPPED, "2026-01-06 10:00")] if moment else [])
    with pytest.raises(LedgerFault):
        reopening_fact(fold_facts(facts), "41", at=at(moment or "2026-01-07 10:00"))


def test_what_came_back_is_counted_as_if_it_had_never_stopped():
    given = [started(), fact(fold.STOPPED, "2026-01-06 10:00", outcome="kept")]
    assert fold_facts(given).breaches(KNOWN, at("2026-02-01 10:00")) == ()
    back = [*given, fact(fold.STOP_REVOKED, "2026-01-20 10:00", reason="ফেরত এসেছে")]
    running = fold_facts(back)
    assert (running.stopped, running.outcome) == (None, "")
    due = fold_facts(given[:1]).due(KNOWN, at("2026-01-20 10:00"))
    assert running.due(KNOWN, at("2026-01-20 10:00")) == due
    assert running.breaches(KNOWN, at("2026-02-01 10:00")) == (due,)
    again = fold_facts([*back, fact(fold.STOPPED, "2026-01-21 10:00", outcome="kept")])
    # Given in the end, and late: the first giving reached nobody.
    assert again.breaches(KNOWN, at("2026-02-01 10:00")) == (due,)


def test_a_stop_is_revoked_only_where_there_is_one_and_with_a_reason():
    assert "has not stopped" in refused(started(), fact(fold.STOP_REVOKED, "2026-01-06 10:00", reason="x"))
    stopped = fact(fold.STOPPED, "2026-01-06 10:00")
    assert "why" in refused(started(), stopped, fact(fold.STOP_REVOKED, "2026-01-06 11:00", reason=" "))


def test_what_was_entered_in_time_stays_readable_under_a_calendar_that_makes_it_late():
    facts = [
        started(may_extend=5),
        fact(fold.PAUSED, "2026-01-30 10:00", debt="ছবি"),
        extended("2026-01-31 10:00"),
    ]
    assert fold_facts(facts).due(KNOWN, at("2026-02-01 10:00")) == at("2026-01-14 17:00")


def test_a_phase_that_ended_is_judged_by_the_calendar_it_ran_under():
    before = [started(TEN, Stage("receipt", THREE), Stage("stage_end", FIVE))]
    kept_late = validate_fact(KNOWN, before, fact(fold.STAGE_KEPT, "2026-01-08 10:00"))
    assert kept_late.data["phase_due"] == "2026-01-07T17:00:00+06:00"
    closed_since = Calendar.from_data(
        known_days(days=[day("2026-01-05", "2026-01-06", "local", "x", "x", False)])
    )
    now = at("2026-01-11 10:00")
    assert fold_facts([*before, kept_late]).breaches(closed_since, now) == (at("2026-01-07 17:00"),)
    # Where nobody wrote it down it is counted anew.
    assert fold_facts([*before, fact(fold.STAGE_KEPT, "2026-01-08 10:00")]).breaches(closed_since, now) == ()


@pytest.mark.parametrize("kind", [fold.PAUSED, fold.STOPPED, fold.EXTENDED])
def test_a_fact_that_ends_no_phase_is_kept_as_it_came(kind):
    plain = fact(kind, "2026-01-05 10:00", debt="x", reason="x", working_days=1)
    assert validate_fact(KNOWN, [started(may_extend=5)], plain) == plain
