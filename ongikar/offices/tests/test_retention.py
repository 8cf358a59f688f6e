"""The rules of keeping: read whole or refused by name, and no day too early."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.offices.rules.retention import RetentionFault, RetentionRule, read_retention_rules

RULE = {"days": 30, "bn": "কাগজ", "en": "Papers", "source": "house rule"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": 0},
        {"days": -1},
        {"days": "30"},
        {"days": True},
        {"days": 99_999},
        {"days": 1.5},
        {"bn": " "},
        {"en": ""},
        {"source": ""},
        {"counts_from": "whenever"},
        {"counts_from": False},
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_by_its_name(wrong):
    with pytest.raises(RetentionFault, match="papers"):
        read_retention_rules({"papers": RULE | wrong})


def test_a_good_rule_is_read_as_written():
    rule = read_retention_rules({"papers": RULE})["papers"]
    assert (rule.name, rule.days, rule.bn, rule.counts_from_closing) == ("papers", 30, "কাগজ", True)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 4000))
def test_nothing_goes_on_its_last_day_and_everything_on_the_next(closed, days):
    rule = RetentionRule("x", days, "", "", "")
    last = rule.last_day(closed)
    assert not closed < rule.goes_before(last)
    assert closed < rule.goes_before(last + timedelta(days=1))
