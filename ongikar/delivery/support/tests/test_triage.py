"""The order in which faults are looked at: a table a clerk can check, and laws over all of them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.support.rules import (
    EFFECTS,
    URGENCIES,
    TriageFault,
    TriageTable,
    checked_table,
    effect_of_count,
    look_by,
    neighbours,
    table_on,
)
from ongikar.rules.calendar.office_calendar import Calendar

USUAL = {
    "stopped": {"many": 0, "some": 1, "one": 1},
    "partly": {"many": 1, "some": 2, "one": 3},
    "can_wait": {"many": 2, "some": 3, "one": 5},
}
SINCE = date(2026, 7, 1)
FAR = datetime.fromisoformat("2027-01-31T17:00:00+06:00")


@pytest.fixture
def week():
    """Sunday to Thursday, nine to five."""
    days = ("sunday", "monday", "tuesday", "wednesday", "thursday")
    return Calendar.from_data({"week": {day: [["09:00", "17:00"]] for day in days}})


@pytest.mark.parametrize(
    ("urgency", "effect", "received", "by"),
    [
        ("stopped", "many", "2026-11-22T10:00", "2026-11-22T17:00"),
        # After hours, and on a day off: the next working day.
        ("stopped", "many", "2026-11-22T18:00", "2026-11-23T17:00"),
        ("stopped", "many", "2026-11-27T10:00", "2026-11-29T17:00"),
        ("stopped", "one", "2026-11-22T10:00", "2026-11-23T17:00"),
        ("partly", "one", "2026-11-22T10:00", "2026-11-25T17:00"),
        ("can_wait", "one", "2026-11-22T10:00", "2026-11-29T17:00"),
    ],
)
def test_until_when_somebody_first_looks(week, urgency, effect, received, by):
    found = look_by(
        checked_table(SINCE, USUAL),
        urgency,
        effect,
        calendar=week,
        received=datetime.fromisoformat(f"{received}+06:00"),
        due=FAR,
    )
    assert found == datetime.fromisoformat(f"{by}+06:00")


def test_nobody_first_looks_after_the_promise(week):
    received, due = (datetime.fromisoformat(f"2026-11-{day}T10:00:00+06:00") for day in (22, 24))
    table = checked_table(SINCE, USUAL)
    assert look_by(table, "can_wait", "one", calendar=week, received=received, due=due) == due


def changed(urgency, effect, value):
    return {name: dict(row) for name, row in USUAL.items()} | {urgency: USUAL[urgency] | {effect: value}}


@pytest.mark.parametrize(
    ("days", "cell"),
    [
        (changed("partly", "some", -1), ("partly", "some")),
        (changed("partly", "some", 31), ("partly", "some")),
        (changed("partly", "some", "2"), ("partly", "some")),
        (changed("partly", "some", True), ("partly", "some")),
        (changed("stopped", "one", 4), ("stopped", "one")),
        (changed("can_wait", "many", 4), ("can_wait", "many")),
        ({"stopped": {"many": 0}}, ("stopped", "some")),
        ("a table", ("stopped", "many")),
        ({**USUAL, "partly": None}, ("partly", "many")),
    ],
)
def test_a_table_that_orders_nothing_names_its_cell(days, cell):
    with pytest.raises(TriageFault) as fault:
        checked_table(SINCE, days)
    assert fault.value.cell == cell
    assert fault.value.bn
    assert fault.value.en


@given(st.lists(st.integers(min_value=0, max_value=30), min_size=9, max_size=9))
def test_in_every_table_that_is_taken_the_worse_never_waits_longer(numbers):
    cells = iter(numbers)
    days = {urgency: {effect: next(cells) for effect in EFFECTS} for urgency in URGENCIES}
    is_ordered = all(days[worse[0]][worse[1]] <= days[u][e] for u, e, worse in neighbours())
    try:
        table = checked_table(SINCE, days)
    except TriageFault:
        assert not is_ordered
    else:
        assert is_ordered
        assert table.days_for("stopped", "many") == min(numbers)


def test_the_table_in_force_is_the_last_that_began():
    tables = [TriageTable(date(2026, month, 1), {"m": {"m": month}}) for month in (7, 9, 9, 11)]
    tables[2] = TriageTable(date(2026, 9, 1), {"m": {"m": 99}})
    assert table_on(tables, date(2026, 8, 31)) is tables[0]
    assert table_on(tables, date(2026, 9, 1)) is tables[2]
    assert table_on(tables, date(2026, 12, 1)) is tables[3]
    assert table_on(tables, date(2026, 1, 1)) is tables[0]


@pytest.mark.parametrize(
    ("count", "effect"), [(None, "one"), (0, "one"), (1, "one"), (2, "some"), (9, "some"), (10, "many")]
)
def test_the_number_of_devices_suggests_how_many_it_holds_up(count, effect):
    assert effect_of_count(count) == effect
