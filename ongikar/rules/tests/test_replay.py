"""The same histories under another promise."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.account import Account
from ongikar.rules.clock.desk_time import CaseHolding, DeskTime
from ongikar.rules.clock.fold import (
    EXTENDED,
    PAUSED,
    PROMISED,
    RESUMED,
    STAGE_KEPT,
    STARTED,
    STOPPED,
    Fact,
    fold_facts,
)
from ongikar.rules.clock.replay import History, replay_histories
from ongikar.rules.promise import Promise, compute_due
from ongikar.rules.promise.undertaking import Stage, Undertaking

from .known_days import KNOWN, at

NOW = at("2026-06-30 10:00")
FIVE = Promise("working_days", 5)


def started(received="2026-01-04 10:00", promise=FIVE, *stages, **more):
    return Fact(STARTED, at(received), Undertaking(promise, stages, **more).as_data())


def stopped(moment, outcome="kept"):
    return Fact(STOPPED, at(moment), {"outcome": outcome})


def history(key, *facts, holdings=()):
    return History(key, fold_facts(facts), holdings)


HISTORIES = [
    history("in 3 days", started(), stopped("2026-01-07 10:00")),
    history("in 9 days", started(), stopped("2026-01-15 10:00")),
    history("open", started("2026-06-28 10:00")),
    history("open and late", started("2026-06-14 10:00")),
    history("refused", started(), stopped("2026-01-15 10:00", "refused")),
]


def test_without_another_promise_the_histories_are_told_as_they_were():
    replayed = replay_histories(KNOWN, HISTORIES, NOW)
    assert replayed.account == Account(in_time=1, kept_late=1, open_late=1, refused=1)
    assert [late.key for late in replayed.late] == ["in 9 days", "refused", "open and late"]
    assert replayed.late[0].due == at("2026-01-11 17:00")
    assert (replayed.late[0].ended, replayed.late[2].ended) == (at("2026-01-15 10:00"), None)
    assert replayed.account.percent == 33


def test_a_longer_promise_would_have_been_kept_more_often_and_a_shorter_one_less():
    longer = replay_histories(KNOWN, HISTORIES, NOW, Promise("working_days", 30))
    assert longer.account == Account(in_time=2, refused=1)
    assert longer.late == ()
    shorter = replay_histories(KNOWN, HISTORIES, NOW, Promise("working_days", 1))
    assert shorter.account == Account(kept_late=2, open_late=2, refused=1)


def test_waits_move_the_other_promise_too():
    waited = history(
        "waited",
        started(),
        Fact(PAUSED, at("2026-01-05 10:00"), {"debt": "ছবি"}),
        Fact(RESUMED, at("2026-01-08 10:00")),
        stopped("2026-01-11 10:00"),
    )
    assert replay_histories(KNOWN, [waited], NOW, Promise("working_days", 2)).account == Account(in_time=1)
    assert replay_histories(KNOWN, [waited], NOW, Promise("working_days", 1)).account == Account(kept_late=1)


def test_a_wait_before_a_named_day_still_counts_under_another_promise():
    named = Promise("by_date", until=at("2026-01-12 10:00").date()).as_data()
    facts = [
        started(),
        Fact(PAUSED, at("2026-01-05 10:00"), {"debt": "ছবি"}),
        Fact(RESUMED, at("2026-01-08 10:00")),
        Fact(PROMISED, at("2026-01-08 10:00"), {"promise": named}),
        stopped("2026-01-11 10:00"),
    ]
    assert replay_histories(KNOWN, [history(1, *facts)], NOW, Promise("working_days", 2)).account == Account(
        in_time=1
    )


def test_extensions_and_steps_belong_to_the_promise_that_was_made():
    extended = [
        started("2026-01-04 10:00", FIVE, may_extend=10),
        Fact(EXTENDED, at("2026-01-05 10:00"), {"working_days": 10, "reason": "তদন্ত"}),
        stopped("2026-01-20 10:00"),
    ]
    assert replay_histories(KNOWN, [history(1, *extended)], NOW).account == Account(in_time=1)
    assert replay_histories(KNOWN, [history(1, *extended)], NOW, FIVE).account == Account(kept_late=1)


def test_a_step_kept_late_makes_the_whole_late_as_it_was():
    one, two = Stage("receipt", Promise("working_days", 1)), Stage("stage_end", FIVE)
    steps = [
        started("2026-01-04 10:00", FIVE, one, two),
        Fact(STAGE_KEPT, at("2026-01-06 10:00")),
        stopped("2026-01-07 10:00"),
    ]
    replayed = replay_histories(KNOWN, [history(1, *steps)], NOW)
    assert replayed.account == Account(kept_late=1)
    assert replayed.late[0].due == at("2026-01-05 17:00")


def test_the_desks_of_all_histories_are_added_up():
    holdings = [
        CaseHolding("assistant", at("2026-01-04 10:00")),
        CaseHolding("officer", at("2026-01-05 10:00")),
    ]
    replayed = replay_histories(
        KNOWN,
        [
            history(1, started(), stopped("2026-01-06 10:00"), holdings=holdings),
            history(
                2,
                started(),
                Fact(PAUSED, at("2026-01-05 12:00"), {"debt": "x"}),
                stopped("2026-01-06 10:00"),
                holdings=holdings,
            ),
        ],
        NOW,
    )
    assert replayed.desks == (
        DeskTime("assistant", timedelta(hours=16), 2),
        DeskTime("officer", timedelta(hours=8 + 2), 1),
    )


def test_no_history_gives_no_rate():
    replayed = replay_histories(KNOWN, [], NOW)
    assert (replayed.account.percent, replayed.late, replayed.desks) == (None, (), ())


lives = st.lists(st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(1, 40))), max_size=8)


@given(lives, st.integers(1, 30), st.integers(0, 10))
def test_a_longer_promise_never_makes_more_late(made, amount, more):
    start = at("2026-01-04 10:00")
    histories = []
    for key, (day, length) in enumerate(made):
        received = start + timedelta(days=day)
        facts = [Fact(STARTED, received, {"promise": FIVE.as_data()})]
        if length is not None:
            facts.append(Fact(STOPPED, received + timedelta(days=length), {"outcome": "kept"}))
        histories.append(History(key, fold_facts(facts)))
    short, long = (
        replay_histories(KNOWN, histories, NOW, Promise("working_days", n)) for n in (amount, amount + more)
    )
    assert {late.key for late in long.late} <= {late.key for late in short.late}
    assert short.account.late == len(short.late)
    assert all(
        late.due == compute_due(KNOWN, Promise("working_days", amount), histories[late.key].running.received)
        for late in short.late
    )
