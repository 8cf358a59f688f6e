"""What the journal says of its rows, folded into a file: the same as in memory, and no
memory for each row.
"""

import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.journal import state_check
from ongikar.journal import state_check as row_file
from ongikar.journal.rules.row_seals import GONE, NEW, ExpectedRows
from ongikar.journal.rules.verb_writes import EditionsInForce
from ongikar.journal.state_check import RowFile

TABLES, COLUMNS = ["cases_case", "cases_act", "offices_serial"], ["state", "outcome", "due_at"]
# Numbers, natural keys, and what only somebody who writes entries himself would put there.
KEYS = ["1", "2", "10", "1:services:2026", "\ud800", "", "a\0b"]
values = st.one_of(
    st.just({GONE: 1}),
    st.builds(
        lambda new, values: ({NEW: 1} if new else {}) | values,
        st.booleans(),
        st.dictionaries(
            st.sampled_from(COLUMNS),
            st.one_of(st.none(), st.integers(), st.text(max_size=5), st.booleans(), st.just({"a": [1.5]})),
        ),
    ),
)
entries = st.lists(
    st.dictionaries(
        st.sampled_from(TABLES), st.dictionaries(st.sampled_from(KEYS), values, max_size=3), max_size=3
    ),
    max_size=40,
)


@given(entries)
@settings(deadline=None)
@pytest.mark.parametrize("waiting", [1, 3])
def test_it_says_what_a_fold_in_memory_says(waiting, written):
    before, row_file.MOST_WAITING = row_file.MOST_WAITING, waiting
    try:
        filed, held = ExpectedRows((), RowFile().table), ExpectedRows()
        for each in written:
            for expected in (filed, held):
                expected.take(json.dumps(each))
    finally:
        row_file.MOST_WAITING = before
    assert filed.repeated == held.repeated
    assert filed.tables.keys() == held.tables.keys()
    for table in TABLES:
        assert dict(filed.rows(table)) == dict(held.rows(table))
        assert len(filed.rows(table)) == len(held.rows(table))
        for key in KEYS:
            stands = {"state": "kept", "outcome": None, "due_at": 5}
            assert list(filed.differences(table, key, stands)) == list(held.differences(table, key, stands))


def test_verifying_takes_no_memory_for_each_row(monkeypatch):
    """Thirty thousand rows took some forty megabytes, and a million more than a small machine has."""
    row = {
        "state": "kept",
        "number": "8549-26-00417-58203",
        "due_at": 1_764_820_000_000_000,
        "started_at": 1_764_220_000_000_000,
    }

    def written():
        for each in range(30_000):
            yield each, 0, "case.received", json.dumps({"cases_case": {str(each): {NEW: 1} | row}})

    monkeypatch.setattr(state_check, "sealing_entries", written)
    monkeypatch.setattr(state_check, "column_adoptions", dict)
    monkeypatch.setattr(state_check, "editions_in_force", lambda: EditionsInForce((), {}))
    monkeypatch.setattr(row_file, "MOST_WAITING", 1_000)
    tracemalloc.start()
    try:
        expected = state_check.expected_rows()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 6_000_000
    assert len(expected.rows("cases_case")) == 30_000
    assert expected.row("cases_case", "29999") == row
