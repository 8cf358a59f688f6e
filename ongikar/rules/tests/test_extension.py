"""Extended promises a clerk can check with a finger."""

from datetime import timedelta

import pytest

from ongikar.rules.promise import compute_due, explain_due
from ongikar.rules.promise.days import day_table
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.words import reasons_in_words

from .known_days import KNOWN, at


@pytest.mark.parametrize(
    ("promise", "received", "n", "expected"),
    [
        (
            "3 working days",
            "2026-04-09 17:30",
            1,
            "2026-04-19 17:00",
        ),  # Thursday 16, over the weekend, to Sunday
        ("3 working days", "2026-04-06 10:00", 2, "2026-04-13 17:00"),  # Thursday 9; Sunday, Monday
        ("immediate", "2026-05-25 10:00", 1, "2026-06-01 17:00"),  # Monday 25, over the whole of Eid
        ("5 calendar days", "2026-04-12 10:00", 1, "2026-04-20 17:00"),  # rolled to Sunday 19; Monday
        (
            "24 hours",
            "2026-04-12 10:00",
            1,
            "2026-04-15 17:00",
        ),  # Monday 13 at 10:00; New Year; Wednesday's close
    ],
)
def test_an_extended_promise_falls_due_where_the_clerk_finds_it(promise, received, n, expected):
    assert compute_due(KNOWN, read_promise(promise), at(received), extended_by=n) == at(expected)


def test_a_wait_within_the_extension_moves_it_and_one_before_it_moves_the_promise():
    promise, received = read_promise("3 working days"), at("2026-04-05 10:00")  # due Wednesday 8
    within = [(at("2026-04-09 10:00"), at("2026-04-12 10:00"))]  # Thursday's close
    assert compute_due(KNOWN, promise, received, within, extended_by=2) == at("2026-04-13 17:00")
    before = [(at("2026-04-06 10:00"), at("2026-04-07 10:00"))]  # due Thursday 9
    assert compute_due(KNOWN, promise, received, before, extended_by=2) == at("2026-04-13 17:00")


def test_the_words_of_an_extension_say_by_how_much_in_both_languages():
    why = explain_due(KNOWN, read_promise("3 working days"), at("2026-04-06 10:00"), extended_by=2)
    assert "২ কার্যদিবস বাড়ানো হয়েছে; শেষ দিন" in reasons_in_words(why, "bn")
    assert "extended by 2 working days; last day" in reasons_in_words(why, "en")
    assert (why.parts.extended, why.parts.counted) == (2, 3)
    assert explain_due(KNOWN, read_promise("immediate"), at("2026-04-06 10:00")).first_due_day is None
    one = explain_due(KNOWN, read_promise("3 working days"), at("2026-04-06 10:00"), extended_by=1)
    assert "extended by 1 working day;" in reasons_in_words(one, "en")
    assert [row.counted for row in day_table(why.days, "en")][-1] == "+1–2"
    assert day_table(why.days, "bn")[-1].reason == "সময় বাড়ানো হয়েছে"


def test_the_last_day_before_rolling_is_said_although_the_promise_was_extended():
    why = explain_due(KNOWN, read_promise("5 calendar days"), at("2026-04-12 10:00"), extended_by=1)
    assert "Friday" not in reasons_in_words(why, "en")
    assert "the office is closed on 17\u00a0April" in reasons_in_words(why, "en")
    assert why.last_day.day == 17
    assert why.first_due_day - why.last_day == timedelta(days=2)
