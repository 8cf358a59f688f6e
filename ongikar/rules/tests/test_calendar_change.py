"""A new version of the calendar: which running promises move, from when to when, and because of which row."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.calendar.change import day_changes, due_date_moves
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.clock.fold import PAUSED, RESUMED, STARTED, STOPPED, Fact, fold_facts
from ongikar.rules.promise.reading import read_promise

from .any_calendar import calendar_data, dates, instants, promises
from .known_days import BEFORE_THE_ORDER, KNOWN, RAMADAN, at, day, known_days
from .test_promise_laws import unhurried

NOW = at("2026-04-06 12:00")


def running(promise="3 working days", received="2026-04-06 10:00", *facts):
    start = Fact(STARTED, at(received), {"promise": read_promise(promise).as_data()})
    return fold_facts([start, *facts])


def with_rows(*rows, **settings):
    data = known_days(**settings)
    return Calendar.from_data(data | {"days": [*data["days"], *rows]})


STORM = day("2026-04-08", "2026-04-08", "local", "ঘূর্ণিঝড়", "cyclone", False)


def test_a_closure_ordered_today_moves_what_it_crosses_and_leaves_the_rest():
    clocks = [("crosses", running()), ("over before", running("1 working day"))]
    (move,) = due_date_moves(KNOWN, with_rows(STORM), clocks, NOW)
    assert (move.key, move.was, move.becomes) == ("crosses", at("2026-04-09 17:00"), at("2026-04-12 17:00"))
    assert [row.name_en for row in move.rows] == ["cyclone"]
    assert [change.day for change in move.days] == [date(2026, 4, 8)]


def test_the_order_of_7_may_2025_moves_some_nearer_and_some_away_and_says_why():
    clocks = [
        (1, running("1 working day", "2025-06-04 10:00")),
        (2, running("1 working day", "2025-05-15 10:00")),
    ]
    nearer, away = due_date_moves(BEFORE_THE_ORDER, KNOWN, clocks, at("2025-05-07 12:00"))
    assert (nearer.key, nearer.becomes) == (2, at("2025-05-17 17:00"))
    assert [row.name_en for row in nearer.rows] == ["working Saturday"]
    assert (away.key, away.becomes) == (1, at("2025-06-15 17:00"))
    assert [(row.name_en, row.first.day, row.last.day) for row in away.rows] == [("Eid-ul-Azha", 11, 12)]
    assert [change.day.day for change in away.days] == [11, 12]


def test_oldest_due_comes_first():
    clocks = [(n, running(f"{n} working days")) for n in (9, 3, 5)]
    assert [move.key for move in due_date_moves(KNOWN, with_rows(STORM), clocks, NOW)] == [3, 5, 9]


def test_what_has_stopped_or_broken_is_left_alone():
    stopped = running("3 working days", "2026-04-06 10:00", Fact(STOPPED, at("2026-04-06 11:00")))
    clocks = [("stopped", stopped), ("runs", running())]
    assert [move.key for move in due_date_moves(KNOWN, with_rows(STORM), clocks, at("2026-04-09 17:00"))] == [
        "runs"
    ]
    assert due_date_moves(KNOWN, with_rows(STORM), clocks, at("2026-04-09 17:01")) == []


def test_a_waiting_promise_moves_as_if_the_answer_came_now():
    waiting = running(
        "3 working days", "2026-04-06 10:00", Fact(PAUSED, at("2026-04-06 11:00"), {"debt": "ছবি"})
    )
    (move,) = due_date_moves(KNOWN, with_rows(STORM), [(1, waiting)], at("2026-04-07 10:00"))
    assert (move.was, move.becomes) == (at("2026-04-12 17:00"), at("2026-04-13 17:00"))
    answered = running(
        "3 working days",
        "2026-04-06 10:00",
        Fact(PAUSED, at("2026-04-06 11:00"), {"debt": "ছবি"}),
        Fact(RESUMED, at("2026-04-07 10:00")),
    )
    assert (
        due_date_moves(KNOWN, with_rows(STORM), [(1, answered)], at("2026-04-07 10:00"))[0].becomes
        == move.becomes
    )


def test_a_withdrawal_is_the_row_that_moved_it():
    taken_back = day("2026-04-14", "2026-04-14", "withdrawn", "অফিস খোলা", "office open", False)
    (move,) = due_date_moves(
        KNOWN,
        with_rows(taken_back),
        [(1, running("5 working days", "2026-04-08 10:00"))],
        at("2026-04-08 11:00"),
    )
    assert (move.was, move.becomes) == (at("2026-04-16 17:00"), at("2026-04-15 17:00"))
    assert [row.name_en for row in move.rows] == ["office open"]


def test_a_row_that_is_gone_is_the_reason_where_none_was_added():
    (move,) = due_date_moves(with_rows(STORM), KNOWN, [(1, running())], NOW)
    assert [row.name_en for row in move.rows] == ["cyclone"]


def test_dated_hours_move_it_too_and_a_row_that_only_stands_elsewhere_does_not():
    clocks = [(1, running("1 working day", "2026-02-19 10:00"))]
    later = RAMADAN | {"hours": [["09:00", "16:00"]]}
    (move,) = due_date_moves(
        KNOWN, Calendar.from_data(known_days(windows=[later])), clocks, at("2026-02-19 11:00")
    )
    assert (move.was, move.becomes) == (at("2026-02-22 15:30"), at("2026-02-22 16:00"))
    assert [row.name_en for row in move.rows] == ["Ramadan hours"]
    data = known_days()
    reversed_rows = Calendar.from_data(data | {"days": data["days"][::-1]})
    assert due_date_moves(KNOWN, reversed_rows, clocks, at("2026-02-19 11:00")) == []
    assert list(day_changes(KNOWN.rows, reversed_rows.rows, date(2026, 1, 1), date(2026, 12, 31))) == []


def test_another_week_moves_it_without_a_row():
    shorter = Calendar.from_data(known_days(week={"sunday": [["09:00", "17:00"]]}))
    (move,) = due_date_moves(KNOWN, shorter, [(1, running())], NOW)
    assert move.rows == ()
    assert move.days[0].day == date(2026, 4, 6)


def test_a_promise_the_new_calendar_cannot_count_is_told_with_the_fault():
    closed = [day(f"{y}-01-01", f"{y}-12-31", "local", "বন্ধ", "shut", False) for y in range(2026, 2200)]
    never = Calendar.from_data(known_days(days=closed, years={}))
    (move,) = due_date_moves(KNOWN, never, [(1, running())], NOW)
    assert move.becomes is None
    assert "2200" in move.fault.en


@unhurried
@given(data=calendar_data(), holiday=dates, promise=promises, received=instants)
def test_a_move_is_told_exactly_where_the_due_moment_differs_and_names_a_row(
    data, holiday, promise, received
):
    old = Calendar.from_data(data)
    rows = [row for row in data["days"] if row["kind"] != "working"]
    new = Calendar.from_data(
        data | {"days": [*rows, day(*2 * [holiday.isoformat()], "general", "x", "new", False)]}
    )
    before = Calendar.from_data(data | {"days": rows})
    clock = fold_facts([Fact(STARTED, received, {"promise": promise.as_data()})])
    moves = due_date_moves(before, new, [(1, clock)], received)
    assert bool(moves) == (clock.due(before, received) != clock.due(new, received))
    assert all([row.name_en for row in move.rows] == ["new"] for move in moves)
    assert due_date_moves(old, old, [(1, clock)], received) == []


@given(st.lists(st.integers(1, 40), max_size=6))
def test_no_clock_is_told_twice_or_forgotten(amounts):
    clocks = [(n, running(f"{amount} working days")) for n, amount in enumerate(amounts)]
    moves = [move.key for move in due_date_moves(KNOWN, with_rows(STORM), clocks, NOW)]
    assert sorted(moves) == [n for n, amount in enumerate(amounts) if amount >= 2]
