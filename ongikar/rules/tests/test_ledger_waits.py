"""Waits for what the citizen owes: named, in time, several at once."""

from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import fold_facts, validate_fact

from .known_days import KNOWN, at
from .written_facts import due, fact, refused, started


def test_a_wait_for_nothing_named_is_refused():
    for debt in ("", "  "):
        assert "named in writing" in refused(started(), fact(fold.PAUSED, "2026-01-05 10:00", debt=debt))
    assert "named in writing" in refused(started(), fact(fold.PAUSED, "2026-01-05 10:00"))


def test_a_wait_can_begin_at_the_due_moment_but_not_after_it():
    facts = [started()]
    validate_fact(KNOWN, facts, fact(fold.PAUSED, "2026-01-11 17:00", debt="ছবি"))
    assert "passed" in refused(*facts, fact(fold.PAUSED, "2026-01-11 17:01", debt="ছবি"))


def test_two_debts_that_overlap_are_waited_for_once():
    two = [
        started(),
        fact(fold.PAUSED, "2026-01-05 10:00", debt="ছবি"),
        fact(fold.PAUSED, "2026-01-06 10:00", debt="সনদ"),
        fact(fold.RESUMED, "2026-01-07 10:00", debt="ছবি"),
    ]
    assert fold_facts(two).waiting_since == at("2026-01-06 10:00")
    # Owed at the closes of 5, 6 and 7 January: three days, the 6th once.
    assert due(*two, fact(fold.RESUMED, "2026-01-08 10:00", debt="সনদ")) == "2026-01-14 17:00"
    assert fold_facts([*two[:3], fact(fold.RESUMED, "2026-01-07 10:00")]).waiting_since is None


def test_an_answer_to_what_was_not_asked_is_refused_and_so_is_asking_twice():
    asked = [started(), fact(fold.PAUSED, "2026-01-05 10:00", debt="ছবি")]
    assert "Nothing" in refused(*asked, fact(fold.RESUMED, "2026-01-06 10:00", debt="সনদ"))
    assert "already" in refused(*asked, fact(fold.PAUSED, "2026-01-06 10:00", debt="ছবি"))
    answered = [*asked, fact(fold.RESUMED, "2026-01-06 10:00")]
    assert "Nothing" in refused(*answered, fact(fold.RESUMED, "2026-01-06 11:00"))
    # What was owed, given and is missing again may be asked for again.
    validate_fact(KNOWN, answered, fact(fold.PAUSED, "2026-01-06 11:00", debt="ছবি"))


def test_a_day_whose_office_hours_are_over_is_not_promised_whether_anything_is_waited_for_or_not():
    asked = fact(fold.PAUSED, "2026-01-05 17:30", debt="ছবি")
    for facts in ([started()], [started(), asked]):
        over = "office hours of this day are over"
        assert over in refused(*facts, promised("2026-01-05 17:31", until="2026-01-05"))
        entered = validate_fact(KNOWN, facts, promised("2026-01-05 17:31", until="2026-01-06"))
        assert fold_facts([*facts, entered]).breaches(KNOWN, at("2026-01-05 17:31")) == ()
    validate_fact(KNOWN, [started()], promised("2026-01-05 17:00", until="2026-01-05"))


def test_waiting_since_after_the_due_moment_is_no_waiting_in_time():
    asked = fact(fold.PAUSED, "2026-01-05 10:00", debt="ছবি")
    assert fold_facts([started(), asked]).waits_in_time(at("2026-01-05 10:00"))
    assert not fold_facts([started(), asked]).waits_in_time(at("2026-01-05 09:59"))
    answered = fact(fold.RESUMED, "2026-01-06 10:00")
    assert not fold_facts([started(), asked, answered]).waits_in_time(at("2026-01-11 17:00"))


def promised(text, *, until):
    return fact(fold.PROMISED, text, promise={"unit": "by_date", "until": until})
