"""The order of the queue, the estimate and the times: what a clerk can check by hand, what holds always."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.visits.rules import order
from ongikar.visits.rules.estimate import Span, estimate
from ongikar.visits.rules.order import Waiting
from ongikar.visits.rules.queue_rules import QueueRulesFault
from ongikar.visits.rules.times import Stretch, times_of
from ongikar.visits.settings import rules_of, usual_rules

RULES = usual_rules()
TEN = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


def at(minutes):
    return TEN + timedelta(minutes=minutes)


def tokens(people, now):
    return [turn.waiting.token for turn in order.order(people, RULES, at(now))]


@pytest.mark.parametrize(
    ("people", "now", "expected"),
    [
        ([Waiting(1, at(0)), Waiting(2, at(5))], 10, [1, 2]),
        # An aged person counts as having come twenty minutes earlier, and not twenty-five.
        ([Waiting(1, at(0)), Waiting(2, at(15), "aged")], 20, [2, 1]),
        ([Waiting(1, at(0)), Waiting(2, at(25), "aged")], 30, [1, 2]),
        # An appointment of 10:30: not before its time, then before whoever came after 9:30.
        ([Waiting(1, at(0)), Waiting(2, at(10), "", at(30))], 20, [1, 2]),
        ([Waiting(1, at(0)), Waiting(2, at(10), "", at(30))], 30, [2, 1]),
        ([Waiting(1, at(-40)), Waiting(2, at(10), "", at(30))], 30, [1, 2]),
        # More than a quarter of an hour late: as whoever walks in.
        ([Waiting(1, at(40)), Waiting(2, at(46), "", at(30))], 50, [1, 2]),
        ([Waiting(1, at(40)), Waiting(2, at(45), "", at(30))], 50, [2, 1]),
        # A group that is no longer in the rules gives no head start.
        ([Waiting(1, at(0)), Waiting(2, at(1), "veteran")], 10, [1, 2]),
    ],
)
def test_the_order_as_the_rules_say(people, now, expected):
    assert tokens(people, now) == expected
    assert tokens(reversed(people), now) == expected


someone = st.builds(
    lambda minute, group, appointment: (minute, group, appointment),
    st.integers(0, 400),
    st.sampled_from(["", "aged", "pregnant", "disability"]),
    st.none() | st.integers(0, 400),
)


@given(st.lists(someone, max_size=12), st.integers(0, 600))
def test_nobody_who_is_due_is_passed_by_who_came_later_than_any_head_start(people, now):
    waiting = [
        Waiting(token, at(minute), group, None if appointment is None else at(appointment))
        for token, (minute, group, appointment) in enumerate(people, 1)
    ]
    turns = order.order(waiting, RULES, at(now))
    assert sorted(turn.waiting.token for turn in turns) == [each.token for each in waiting]
    most = timedelta(minutes=RULES.appointment_head_start + RULES.appointment_grace)
    for place, turn in enumerate(turns):
        for later in turns[:place]:
            if turn.is_due:
                came = later.waiting.arrived_at
                assert came - turn.waiting.arrived_at <= most


@given(st.integers(0, 200), st.integers(0, 9), st.floats(1, 240))
def test_an_estimate_is_always_a_span(ahead, desks, minutes):
    span = estimate(ahead, desks, minutes)
    assert 0 <= span.least < span.most
    assert span.least % 5 == span.most % 5 == 0


@pytest.mark.parametrize(
    ("ahead", "desks", "minutes", "expected"),
    [(0, 1, 10, Span(0, 10)), (3, 1, 10, Span(20, 40)), (3, 2, 10, Span(10, 25)), (1, 1, 4, Span(0, 10))],
)
def test_the_estimate_as_reckoned_by_hand(ahead, desks, minutes, expected):
    assert estimate(ahead, desks, minutes) == expected


def test_times_are_kept_apart_and_summed():
    calls = [Stretch(at(10), at(12), at(15)), Stretch(at(40), None, at(45)), Stretch(at(60), at(61), None)]
    times = times_of(at(0), reversed(calls))
    assert times.waited == timedelta(minutes=10)
    assert times.way == timedelta(minutes=3)
    assert times.service == timedelta(minutes=8)
    assert times_of(at(0), []).waited is None


DATA = {
    "groups": [{"key": "aged", "bn": "বয়স্ক", "en": "Aged", "head_start": 20}],
    "appointment_head_start": 60,
    "appointment_grace": 15,
    "calls": 2,
    "service_minutes": 10,
}
GROUP = DATA["groups"][0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"calls": 0},
        {"calls": True},
        {"service_minutes": "10"},
        {"appointment_head_start": 121},
        {"groups": [GROUP, GROUP]},
        {"groups": [GROUP | {"en": " "}]},
        {"groups": [GROUP | {"head_start": -1}]},
        {"groups": [GROUP | {"key": "k" * 21}]},
    ],
)
def test_rules_that_cannot_be_are_refused_in_both_languages(wrong):
    assert rules_of(DATA).groups[0].head_start == 20
    with pytest.raises(QueueRulesFault) as fault:
        rules_of(DATA | wrong)
    assert fault.value.bn
    assert str(fault.value) == fault.value.en
