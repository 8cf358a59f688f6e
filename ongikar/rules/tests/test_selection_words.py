"""What is told of a rule and of a place: tables that a clerk can check."""

from datetime import date

import pytest

from ongikar.rules.selection import Candidate, Rule, rank, select
from ongikar.rules.selection.explain import explain_all, rule_words, seat_sort_words, why
from ongikar.rules.selection.points import age_on, faults_of, mark_of_two, older_than, points_of

DATA = {
    "seats": 3,
    "points": [{"from": "test", "most": 60}, {"from": "education", "ssc": 10, "hsc": 20, "degree": 25}],
    "tie": ["test", "older", "lot"],
    "minimum": [{"group": "women", "seats": 1}],
    "set_aside": [{"group": "ethnic", "seats": 1, "unfilled": "open"}],
    "ages": [18, 45],
    "least_degree": "ssc",
}
RULE = Rule.from_data(DATA)


def test_the_rule_is_told_in_numbers_of_seats_and_never_in_percents():
    for language in ("bn", "en"):
        told = " ".join(rule_words(RULE, language))
        assert "%" not in told
        assert "শতাংশ" not in told
    assert "৩ আসনের ২টি সবার জন্য।" in rule_words(RULE, "bn")
    assert "Among these at least 1: women." in rule_words(RULE, "en")
    assert "Who may apply: aged 18 to 45, at least SSC." in rule_words(RULE, "en")


@pytest.mark.parametrize(
    ("first", "second", "mark"), [(10, 10, 10), (10, 11, 11), (0, 1, 1), (9, 14, 12), (0, 0, 0)]
)
def test_two_markers_give_their_mean_and_a_half_counts_up(first, second, mark):
    assert mark_of_two(first, second) == mark == mark_of_two(second, first)


def test_a_mark_beyond_the_most_is_none():
    with pytest.raises(ValueError, match="no mark"):
        points_of(RULE, "ssc", {"test": 61})
    assert points_of(RULE, "ssc", {"test": 60}) == {"test": 60, "education": 10}
    assert points_of(RULE, "below_ssc", {}) == {"test": 0, "education": 0}


def test_the_older_goes_first_without_a_birthday_being_told():
    born = {1001: date(2000, 5, 1), 1002: date(1998, 1, 1), 1003: date(2000, 5, 1), 1004: None}
    assert older_than(born) == {1001: 0, 1002: 2, 1003: 0, 1004: 0}


@pytest.mark.parametrize(
    ("born", "degree", "faults"),
    [
        (date(2008, 11, 22), "ssc", []),
        (date(2008, 11, 23), "ssc", ["too_young"]),
        (date(1981, 11, 22), "ssc", []),
        (date(1980, 11, 22), "hsc", ["too_old"]),
        (date(1990, 1, 1), "below_ssc", ["too_low"]),
        (None, "", []),
    ],
)
def test_who_may_apply_is_held_against_the_last_day_of_applying(born, degree, faults):
    assert faults_of(RULE, born=born, degree=degree, day=date(2026, 11, 22)) == faults


def test_a_birthday_on_the_29th_of_february_is_kept_on_the_first_of_march():
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


POOL = [
    Candidate(1001, 55, (30, 0)),
    Candidate(1002, 54, (30, 0)),
    Candidate(1003, 50, (30, 0)),
    Candidate(1004, 44, (20, 2), frozenset({"women"})),
    Candidate(1005, 44, (20, 1), frozenset({"women"})),
    Candidate(1006, 41, (20, 1), frozenset({"ethnic"})),
]


def test_each_reads_why_they_stand_where_they_stand():
    ranked = rank(POOL, "seed")
    chosen = select(RULE, ranked)
    reasons = dict(zip([each.roll for each in ranked], explain_all(RULE, ranked, chosen), strict=True))
    assert chosen.sorts == {1004: "minimum:women", 1001: "open", 1006: "set_aside:ethnic"}
    assert reasons[1002].waiting == 1
    assert reasons[1003].waiting == 2
    assert reasons[1005].waiting == 3
    assert "শেষ যিনি নির্বাচিত, তাঁর জায়গা ১, নম্বর ৫৫" in why(reasons[1002], "bn")
    assert "You are number 1 on the waiting list." in why(reasons[1002], "en")
    assert "the older put them first" in why(reasons[1005], "en")
    assert "set aside for ethnic minorities" in why(reasons[1006], "en")
    assert "chosen by rank" in why(reasons[1001], "en")


def test_a_small_group_is_not_named_in_a_table():
    assert seat_sort_words("set_aside:ethnic", "en", hides=True) == "reserved seat"
    assert seat_sort_words("set_aside:ethnic", "bn") == "নির্বাচিত (ক্ষুদ্র নৃগোষ্ঠী)"
    assert seat_sort_words("", "en") == "waiting"
