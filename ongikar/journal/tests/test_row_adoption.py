"""Columns that are sealed since a day: pages say what stood, acts what they write, in whatever order their
entries come.
"""

import json

import pytest

from ongikar.journal.rules.row_seals import GONE, NEW, PAGE_ADOPTED, ColumnAdoption, ExpectedRows

BEGUN, MARK = 10, 5


def expected(*entries, taken=0):
    """After entries of (key, verb, values of row 3)."""
    adoption = ColumnAdoption(BEGUN, MARK, taken)
    rows = ExpectedRows(adoptions={"t": {"b": adoption}})
    for entry, verb, values in entries:
        rows.take(json.dumps({"t": {"3": values}}), verb, entry)
    return rows


def differences_of(rows, taken=0, **stands):
    waiting = rows.waiting_columns("t", 3)
    assert waiting == ({"b"} if taken < 3 else set())
    return [(each.what, each.column) for each in rows.differences("t", "3", stands, waiting)]


OLD = (1, "case.received", {NEW: 1, "a": 1})
ACT = {"b": 7}
PAGE = (PAGE_ADOPTED, {"b": 2})


def test_a_waiting_column_is_not_judged_and_its_row_is():
    assert differences_of(expected(OLD), a=1, b=2) == []
    assert differences_of(expected(OLD), a=9, b=2) == [("changed", "a")]
    assert differences_of(expected(), a=1, b=2) == [("inserted", "")]
    assert differences_of(expected(), b=2) == []


def test_from_its_page_on_it_is():
    rows = expected(OLD, (11, *PAGE), taken=3)
    assert differences_of(rows, taken=3, a=1, b=2) == []
    assert differences_of(rows, taken=3, a=1, b=3) == [("changed", "b")]
    assert differences_of(rows, taken=3, a=9, b=2) == [("changed", "a")]


@pytest.mark.parametrize("entries", [[(11, "act", ACT), (12, *PAGE)], [(11, *PAGE), (12, "act", ACT)]])
def test_what_an_act_says_holds_whichever_entry_has_the_lower_key(entries):
    assert differences_of(expected(OLD, *entries, taken=3), taken=3, a=1, b=7) == []
    assert differences_of(expected(OLD, *entries, taken=3), taken=3, a=1, b=2) == [("changed", "b")]


def test_what_an_act_emptied_stays_empty():
    rows = expected(OLD, (11, "act", {"b": None}), (12, *PAGE), taken=3)
    assert differences_of(rows, taken=3, a=1, b=None) == []
    assert differences_of(rows, taken=3, a=1, b=2) == [("changed", "b")]


def test_a_row_that_an_act_made_meanwhile_below_the_mark_is_sealed_in_full():
    """Its key may be that of an older row of another table. What it left empty is empty, and no page says
    otherwise.
    """
    made = (11, "act", {NEW: 1, "a": 1})
    assert differences_of(expected(made), a=1, b=2) == [("changed", "b")]
    assert differences_of(expected(made, (12, *PAGE), taken=3), taken=3, a=1, b=2) == [("changed", "b")]
    assert differences_of(expected(made, (12, *PAGE), taken=3), taken=3, a=1, b=None) == []


def test_no_page_makes_a_row_one_that_is_new_twice():
    rows = expected((11, "act", {NEW: 1, "a": 1, "b": 2}), (12, *PAGE), taken=3)
    assert rows.repeated == []


def test_a_row_taken_away_is_no_more_whatever_its_page_had_said():
    assert expected((11, *PAGE), (12, "act", {GONE: 1}), taken=3).row("t", "3") is None
