"""An entry that wrote more than its act may is found, by the edition of its day."""

import pytest

from ongikar.journal.rules.verb_writes import (
    EditionsInForce,
    Excess,
    edition_as_text,
    excess_of,
    join_editions,
    read_edition,
)

TEXT = """
["clock.moved"]
new = ["clock_fact"]
changed = ["clock_clock.due_at"]
gone = ["cases_draft"]

["*"]
changed = ["offices_serial.last"]

["rows.adopted"]
new = ["*"]
changed = ["*"]
gone = ["*"]

["case.*"]
new = ["*"]
changed = ["cases_case.state"]
"""


@pytest.mark.parametrize(
    ("verb", "written", "told"),
    [
        ("clock.moved", {"clock_clock": {"7": {"due_at": 5}}}, []),
        ("clock.moved", {"clock_fact": {"7": {"+": 1, "kind": "extended"}}}, []),
        ("clock.moved", {"cases_draft": {"7": {"-": 1}}}, []),
        # An act with lists of its own has no others.
        ("clock.moved", {"offices_serial": {"7": {"last": 5}}}, [("offices_serial", "7", "last")]),
        ("clock.moved", {"cases_act": {"7": {"+": 1}}}, [("cases_act", "7", "")]),
        ("case.kept", {"cases_case": {"7": {"state": "kept"}}, "papers_paper": {"1": {"+": 1}}}, []),
        ("case.kept", {"offices_serial": {"7": {"last": 5}}}, []),
        ("case.kept", {"clock_clock": {"7": {"due_at": 5}}}, [("clock_clock", "7", "due_at")]),
        ("rows.written", {"cases_act": {"7": {"+": 1}}}, [("cases_act", "7", "")]),
        ("case.kept", {"clock_clock": {"7": {"-": 1}}}, [("clock_clock", "7", "")]),
        ("case.kept", {"cases_act": {"7": {"words": "x"}}}, [("cases_act", "7", "words")]),
        (
            "clock.moved",
            {"clock_clock": {"7": {"due_at": 5, "started_at": 4}}},
            [("clock_clock", "7", "started_at")],
        ),
        ("never.heard", {"cases_case": {"1": {"received_at": 1}}}, [("cases_case", "1", "received_at")]),
        ("rows.adopted", {"anything": {"1": {"+": 1}, "2": {"x": 1}, "3": {"-": 1}}}, []),
    ],
)
def test_what_goes_beyond_the_act_is_named(verb, written, told):
    assert list(excess_of(verb, written, read_edition(TEXT))) == [Excess(*each) for each in told]


def test_each_entry_is_judged_by_the_edition_of_its_day():
    narrow = read_edition(TEXT)
    wide = read_edition(
        TEXT.replace('"clock_clock.due_at"', '"clock_clock.due_at", "clock_clock.started_at"')
    )
    in_force = EditionsInForce([(10, 1), (20, 2), (30, 9)], {1: narrow, 2: wide})
    written = {"clock_clock": {"7": {"started_at": 4}}}
    found = {key: len(in_force.excess(key, "clock.moved", written)) for key in (5, 10, 19, 20, 30)}
    # Before the first nothing was stated; the last is of a program newer than this one.
    assert found == {5: 0, 10: 1, 19: 1, 20: 0, 30: 0}


def test_an_edition_reads_back_as_it_was_written():
    edition = read_edition(TEXT)
    assert read_edition(edition_as_text(edition, "# head\n")) == edition


def test_a_file_more_adds_to_what_was_known_and_takes_nothing_away():
    more = read_edition('["case.*"]\nchanged = ["cases_case.rating"]\n["loan.*"]\nnew = ["*"]\n')
    both = join_editions([read_edition(TEXT), more])
    changed = {"cases_case": {"7": {"state": "kept", "rating": 5}}}
    assert list(excess_of("case.kept", changed, both)) == []
    assert list(excess_of("loan.made", {"loan_loan": {"7": {"+": 1}}}, both)) == []
    assert both["clock.moved"] == read_edition(TEXT)["clock.moved"]
