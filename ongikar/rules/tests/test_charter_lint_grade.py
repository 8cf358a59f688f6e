"""The score of a charter: what a clerk can check by hand, and laws that hold for any findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.charter.lint import CODES, grade, improvements, make_finding
from ongikar.rules.charter.lint.findings import place_words
from ongikar.rules.charter.lint.grade import WEIGHT, exact_score

FINDINGS = st.lists(
    st.builds(
        make_finding, st.sampled_from(list(CODES)), st.sampled_from(["charter", "citizen/1/time", "tiers/2"])
    ),
    max_size=40,
)
SERVICES = st.integers(0, 60)


@pytest.mark.parametrize(
    ("services", "codes", "score"),
    [
        (1, [], 100),
        (1, ["superior.self"], 50),
        (2, ["superior.self", "time.unmeasurable"], 50),
        (10, ["fee.missing"], 97),
        (10, ["spelling.variant"], 99),
        (0, ["charter.empty"], 0),
        (0, [], 0),
    ],
)
def test_the_score_is_the_formula_of_the_page(services, codes, score):
    assert grade(services, [make_finding(code, "charter") for code in codes]) == score


def test_what_would_raise_the_score_is_told_with_its_place_and_gain():
    findings = [make_finding("time.unmeasurable", f"citizen/{n}/time") for n in (3, 4)] + [
        make_finding("fee.missing", "citizen/1/fee")
    ]
    first, second = improvements(5, findings)
    assert first.bn == "নাগরিক সেবা ৩, সময় ও আরও ১ জায়গা: কত দিন, তা সংখ্যায় লিখুন"
    assert first.en == "citizen service 3, time and 1 more: name the number of days"
    assert first.where == ("citizen/3/time", "citizen/4/time")
    assert first.gain == round(100 * 50 / 53 - 100 * 50 / 73, 1)
    assert second.en == "citizen service 1, fee: write “free” or the amount"


@given(SERVICES, FINDINGS)
def test_a_score_stands_between_nothing_and_a_hundred(services, findings):
    assert 0 <= grade(services, findings) <= 100


@given(SERVICES, FINDINGS, st.data())
def test_to_put_a_fault_right_never_lowers_the_score(services, findings, data):
    for index in range(len(findings)):
        rest = findings[:index] + findings[index + 1 :]
        assert exact_score(services, rest) >= exact_score(services, findings)
        assert grade(services, rest) >= grade(services, findings)


@given(st.integers(1, 60), FINDINGS)
def test_the_graver_the_fault_the_more_its_repair_is_worth(services, findings):
    gains = {severity: set() for severity in WEIGHT}
    for index, finding in enumerate(findings):
        rest = findings[:index] + findings[index + 1 :]
        gains[finding["severity"]].add(grade(services, rest))
    for graver, lighter in (("error", "warning"), ("warning", "note"), ("error", "note")):
        if gains[graver] and gains[lighter]:
            assert min(gains[graver]) >= max(gains[lighter])


@given(st.integers(1, 60), FINDINGS)
def test_the_ways_to_a_better_score_lead_to_a_hundred(services, findings):
    ways = improvements(services, findings)
    assert {way.code for way in ways} == {finding["code"] for finding in findings}
    assert all(way.gain >= 0 for way in ways)
    assert [way.gain for way in ways] == sorted((way.gain for way in ways), reverse=True)
    fixed = {way.code for way in ways}
    assert grade(services, [finding for finding in findings if finding["code"] not in fixed]) == 100


@pytest.mark.parametrize(
    ("where", "bn", "en"),
    [
        ("charter", "পুরো চার্টার", "the whole charter"),
        ("citizen/12/fee", "নাগরিক সেবা ১২, সেবামূল্য", "citizen service 12, fee"),
        ("tiers/1/email", "অভিযোগের ধাপ ১, ই-মেইল", "grievance tier 1, e-mail"),
        ("header/services/time", "ছকের শিরোনাম, সেবা, সময়", "headings of the table, service, time"),
        ("citizen/1/nowhere", "নাগরিক সেবা ১, nowhere", "citizen service 1, nowhere"),
    ],
)
def test_a_path_is_said_in_words(where, bn, en):
    assert (place_words(where, "bn"), place_words(where, "en")) == (bn, en)
