"""What is sealed of a row is the same text, letter for letter, however quickly it is made: old entries are
compared with it.
"""

from datetime import UTC, datetime

import pytest

from ongikar.cases.models import Act, Case
from ongikar.clock.models import Fact
from ongikar.journal import row_seals
from ongikar.journal.row_seals import collect_rows, take_written_rows
from ongikar.offices.models import Serial

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
PROMISE = {
    "promise": {"unit": "দিন", "amount": 5},
    "calendar": 1,
    "none": None,
    "list": [2, {"z": 1, "a": ()}],
}
# As the program of 30 November 2026 wrote it, before a submission was made to cost less.
SEALED = (
    '{"cases_act":{"5":{"+":1,"at":1772357415123456,"by_type":"citizen","case_id":3,'
    '"data":"8c35652cb19ece85b34648ec","name":"receive"}},"cases_case":{"3":{"answers":null,"desk_id":7,'
    '"outcome":"32390619e24cc79091d56323"}},"clock_fact":{"9":{"+":1,"at":1772357415123456,"clock_id":4,'
    '"data":{"calendar":1,"list":[2,{"a":[],"z":1}],"none":null,"promise":{"amount":5,"unit":"দিন"}},'
    '"kind":"started"}},"offices_serial":{"1:tracking:2026":{"last":12}}}'
)


def test_rows_that_are_made_and_changed_are_sealed_letter_for_letter_as_before(monkeypatch):
    monkeypatch.setattr(row_seals, "key_bytes", lambda name: b"k" * 32)
    take_written_rows()
    act = {"case_id": 3, "name": "receive", "at": NOW, "by_type": "citizen", "by_id": None, "words": ""}
    collect_rows(Act, [(5, act | {"data": {"b": [1, "ক"], "a": True}})], True)
    collect_rows(
        Case, [(3, {"answers": {}, "outcome": {"words": "৭টি"}, "desk_id": 7, "search": "x"})], False
    )
    collect_rows(Fact, [(9, {"clock_id": 4, "kind": "started", "at": NOW, "data": PROMISE})], True)
    collect_rows(Serial, [(0, {"office_id": 1, "book": "tracking", "year": 2026, "last": 12})], False)
    assert take_written_rows() == SEALED


def test_what_an_act_does_with_a_list_afterwards_is_no_part_of_what_was_written():
    take_written_rows()
    data = {"list": [1, {"n": 1}]}
    collect_rows(Fact, [(9, {"data": data})], False)
    data["list"][1]["n"] = 2
    data["list"].append(3)
    assert take_written_rows() == '{"clock_fact":{"9":{"data":{"list":[1,{"n":1}]}}}}'


def test_of_several_rows_told_at_once_those_without_a_sealed_column_are_left_out():
    take_written_rows()
    collect_rows(Case, [(1, {"search": "x"}), (2, {"search": "x", "state": "kept"})], False)
    assert take_written_rows() == '{"cases_case":{"2":{"state":"kept"}}}'
