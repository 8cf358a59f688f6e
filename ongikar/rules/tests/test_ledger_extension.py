"""An extension: once, in time, with leave and a reason."""

from datetime import timedelta

import pytest

from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import fold_facts, validate_fact
from ongikar.rules.promise import Promise

from .known_days import KNOWN, at
from .written_facts import RECEIVED, due, extended, fact, refused, started


def test_an_extension_moves_the_day_by_its_working_days():
    assert due(started(may_extend=5)) == "2026-01-11 17:00"
    assert due(started(may_extend=5), extended()) == "2026-01-14 17:00"


def test_an_extension_at_the_due_moment_is_in_time_and_a_moment_later_it_is_not():
    assert validate_fact(KNOWN, [started(may_extend=5)], extended("2026-01-11 17:00")) == extended(
        "2026-01-11 17:00"
    )
    late = extended(at("2026-01-11 17:00") + timedelta(microseconds=1))
    assert "passed" in refused(started(may_extend=5), late)


@pytest.mark.parametrize("days", [0, -1, 6, True, "3", None, 2.0])
def test_an_extension_beyond_what_the_row_allows_is_refused(days):
    assert (
        refused(started(may_extend=5), extended(working_days=days))
        == "The time can be extended by 1 to 5 working days"
    )


def test_the_longest_extension_allowed_is_allowed():
    assert fold_facts([started(may_extend=5), extended(working_days=5)]).extended_by == 5


def test_a_second_extension_is_refused_even_after_a_day_was_named():
    named = fact(
        fold.PROMISED,
        "2026-01-06 10:00",
        promise=Promise("by_date", until=at("2026-01-08 10:00").date()).as_data(),
    )
    assert "once already" in refused(started(may_extend=5), extended(), extended("2026-01-06 11:00"))
    assert "once already" in refused(started(may_extend=5), extended(), named, extended("2026-01-06 11:00"))


def test_without_a_reason_or_without_leave_to_extend_it_is_refused():
    assert "reason" in refused(started(may_extend=5), extended(reason="  "))
    assert "reason" in refused(started(may_extend=5), fact(fold.EXTENDED, RECEIVED, working_days=1))
    assert "cannot be extended" in refused(started(), extended())


def test_a_named_day_replaces_the_extension():
    named = Promise("by_date", until=at("2026-01-13 10:00").date()).as_data()
    facts = [started(may_extend=5), extended(), fact(fold.PROMISED, "2026-01-05 12:00", promise=named)]
    assert due(*facts) == "2026-01-13 17:00"
