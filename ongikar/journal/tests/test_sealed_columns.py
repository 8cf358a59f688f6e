"""An exception in the file of sealed columns has a reason, and the file names what is there: `manage.py
check` says where it does not, and what to do.
"""

import pytest

from ongikar.journal.checks import check_sealed_columns, faults_of_file

ACT = {"values": ["case_id", "name", "at", "by_type", "by_id"], "keyed": ["words", "data"]}


def faults_in(**tables):
    return [(fault.id, str(fault)) for fault in faults_of_file(tables)]


def test_the_file_has_no_fault():
    assert check_sealed_columns(None) == []


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_column_that_is_not_sealed_without_a_reason_is_named_with_file_and_remedy(reason):
    ((key, words),) = faults_in(cases_act=ACT | {"unsealed": {"data": reason}})
    assert key == "journal.E001"
    assert "ongikar/journal/sealed_columns.toml: [cases_act]" in words
    assert "data is not sealed and nothing says why" in words
    assert 'Write below [cases_act.unsealed]: data = "why' in words


def test_a_table_that_is_not_sealed_at_all_needs_one_too():
    ((key, words),) = faults_in(tasks_tasklink={"unsealed": ""})
    assert (key, 'Write: unsealed = "why' in words) == ("journal.E001", True)
    assert faults_in(tasks_tasklink={"unsealed": "the hash of an address of some days"}) == []


@pytest.mark.parametrize(
    ("table", "said", "key"),
    [
        ("cases_nothing", ACT, "journal.E002"),
        ("lecture_tourentry", {"unsealed": {"transport": "a matter of taste"}}, "journal.E003"),
        ("cases_act", ACT | {"digests": ["colour"]}, "journal.E004"),
        ("cases_act", ACT | {"unsealed": {"colour": "it is nobody's"}}, "journal.E004"),
    ],
)
def test_what_the_file_names_is_there_and_is_said_nowhere_else(table, said, key):
    ((found, words),) = faults_in(**{table: said})
    assert found == key
    assert "HINT" in words
