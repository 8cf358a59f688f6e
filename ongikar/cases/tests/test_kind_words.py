"""The kind of a service is suggested from its words: how often rightly, on the charter
whose kinds are known.
"""

import tomllib

import pytest

from conftest import OFFICE
from ongikar.rules.charter.suggestions import suggest_kinds

ROWS = tomllib.loads((OFFICE / "charter.toml").read_text("utf-8"))["services"]
WORDS = {"advice": {"পরামর্শ": 3}, "training": {"প্রশিক্ষণ": 4}, "application": {"": 0.5, "সনদ": 5}}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("আইসিটি বিষয়ে পরামর্শ প্রদান", ["advice", "application"]),
        ("যুবকদের প্রশিক্ষণ ও পরামর্শ", ["training", "advice", "application"]),
        ("ওয়ারিশ সনদ প্রদান", ["application"]),
        ("কিছু একটা", ["application"]),
    ],
)
def test_the_kind_that_hears_most_comes_first_and_what_nobody_hears_is_an_application(name, kinds):
    assert [each.kind for each in suggest_kinds(name, WORDS)] == kinds


def test_a_name_is_heard_in_either_encoding_and_either_case():
    assert suggest_kinds("TRAINING of officers", {"training": {"training": 1}})
    assert suggest_kinds("প্রয়োজনীয় সেবা", {"a": {"প্রয়োজনীয়": 1}})


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_every_service_of_the_office_is_suggested_as_what_it_is(row):
    from ongikar.charter.service_presets import preset_of_row, suggested_preset

    assert suggested_preset(row["name_bn"]) == preset_of_row(row["kind"], row.get("options", {}))
