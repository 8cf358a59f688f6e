"""What is told of a rule and of a place: tables that a clerk can check."""

from datetime import date

import pytest

from ongikar.rules.selection import GROUPS, Candidate, Rule, rank, select
from ongikar.rules.selection.explain import Reason, explain_all, rule_words, seat_sort_words, why
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
    assert "শেষ যিনি নির্বাচিত, তাঁর জায়গা ১, নম্বর ৫৫" in why(reasons[1005], "bn")
    assert "You are number 1 on the waiting list." in why(reasons[1002], "en")
    assert "the older put them first" in why(reasons[1005], "en")
    assert "set aside for ethnic minorities" in why(reasons[1006], "en")
    assert "chosen by rank" in why(reasons[1001], "en")


def test_a_small_group_is_not_named_in_a_table():
    assert seat_sort_words("set_aside:ethnic", "en", hides=True) == "reserved seat"
    assert seat_sort_words("set_aside:ethnic", "bn") == "নির্বাচিত (ক্ষুদ্র নৃগোষ্ঠী)"
    assert seat_sort_words("", "en") == "waiting"


PLAIN = {"seats": 3, "points": [{"from": "test", "most": 99}], "tie": ["lot"]}


def reads_of(rule, pool):
    """By roll what each reads, in English."""
    rule = Rule.from_data(PLAIN | rule)
    ranked = rank([Candidate(roll, points, (), frozenset(of)) for roll, points, *of in pool], "seed")
    reasons = explain_all(rule, ranked, select(rule, ranked))
    return {each.roll: why(reason, "en") for each, reason in zip(ranked, reasons, strict=True)}


@pytest.mark.parametrize("group", GROUPS)
def test_whoever_a_minimum_displaced_reads_of_it_and_of_nobody_who_has_fewer_points(group):
    rule = {"minimum": [{"group": group, "seats": 2}]}
    sentences = reads_of(rule, [(1, 70), (2, 64), (3, 60, group), (4, 50, group), (5, 40)])
    name = GROUPS[group][1]
    minimum = (
        f"A minimum of 2 {name} among the open seats took the last seat: whoever was chosen by it stands"
    )
    assert sentences[2] == (
        f"You stand 2 of 5; your points: 64. {minimum} lower than you."
        " Without these reserved seats you would have had one by rank. You are number 1 on the waiting list."
    )
    assert "chosen by rank" in sentences[3]
    # By rank alone the three seats end above them.
    assert "The last chosen by rank stands 3, with 60." in sentences[5]
    assert "minimum" not in sentences[5]


@pytest.mark.parametrize("group", GROUPS)
def test_whoever_a_seat_set_aside_passed_by_reads_of_it(group):
    rule = {"set_aside": [{"group": group, "seats": 1}]}
    sentences = reads_of(rule, [(1, 70), (2, 65), (3, 64), (4, 63), (5, 50, group)])
    aside = f"1 seat is set aside for {GROUPS[group][1]}; it went to somebody who stands lower than you."
    assert f"{aside} Without these reserved seats you would have had one by rank." in sentences[3]
    assert "The last chosen by rank" not in sentences[3]
    # The fourth of three seats would have had none without it, either.
    assert (
        f"The last chosen by rank stands 2, with 65. {aside} Without these reserved seats, too,"
        in sentences[4]
    )


@pytest.mark.parametrize(
    ("rule", "pool", "roll", "words"),
    [
        # Both sorts, each with its figure.
        (
            {
                "minimum": [{"group": "women", "seats": 1}],
                "set_aside": [{"group": "disabled", "seats": 1}],
            },
            [(1, 9), (2, 8), (3, 7), (4, 6, "women"), (5, 5, "disabled")],
            2,
            "A minimum of 1 women among the open seats took the last seat: whoever was chosen by it stands"
            " lower than you. 1 seat is set aside for persons with a disability; it went to somebody who"
            " stands lower than you.",
        ),
        (
            {"minimum": [{"group": "women", "seats": 2}]},
            [(1, 9), (2, 8), (3, 7), (4, 6, "women"), (5, 5, "women")],
            3,
            "A minimum of 2 women among the open seats took the last 2 seats: those who were chosen by it"
            " stand lower than you.",
        ),
        (
            {"set_aside": [{"group": "poor", "seats": 2}]},
            [(1, 9), (2, 8), (3, 7), (4, 6, "poor"), (5, 5, "poor")],
            2,
            "2 seats are set aside for families under a social safety allowance; all of them went to some",
        ),
        # One that nobody fills is everybody's, and displaces nobody.
        (
            {"set_aside": [{"group": "ethnic", "seats": 1}]},
            [(1, 9), (2, 8), (3, 7), (4, 6)],
            4,
            "The last chosen by rank stands 3, with 7.",
        ),
        # A minimum that those chosen by rank fill displaces nobody.
        (
            {"minimum": [{"group": "women", "seats": 1}]},
            [(1, 9, "women"), (2, 8), (3, 7), (4, 6)],
            4,
            "The last chosen by rank stands 3, with 7.",
        ),
    ],
)
def test_each_reads_of_just_the_numbers_of_the_rule_that_bound(rule, pool, roll, words):
    sentences = reads_of(rule, pool)[roll]
    assert words in sentences
    assert ("minimum" in sentences, "set aside" in sentences) == ("minimum" in words, "set aside" in words)


@pytest.mark.parametrize(
    ("tie", "last", "beaten", "words"),
    [
        ("test", (30, 1), (20, 2), "Their points are the same; test put them first."),
        ("viva", (30, 1), (20, 2), "Their points are the same; viva put them first."),
        ("education", (20, 1), (10, 2), "Their points are the same; education put them first."),
        ("older", (7, 1), (6, 2), "Their points are the same; the older put them first."),
    ],
)
def test_whoever_has_the_points_of_the_last_chosen_reads_what_decided_between_them(tie, last, beaten, words):
    points = [{"from": "test", "most": 60}, {"from": "viva", "most": 60}, {"from": "education", "ssc": 20}]
    rule = Rule.from_data({"seats": 1, "points": points, "tie": [tie, "lot"]})
    ranked = rank([Candidate(1, 60, last[:1]), Candidate(2, 60, beaten[:1]), Candidate(3, 60, (1,))], "seed")
    reasons = explain_all(rule, ranked, select(rule, ranked))
    sentences = [why(reason, "en") for reason in reasons]
    assert words in sentences[1]
    assert sentences[1].count("put them first") == 1
    # Two places below: against the last chosen, and against whoever stands just above.
    assert words in sentences[2]
    assert "Whoever stands just above you" in sentences[2]


def test_a_lot_between_the_last_chosen_and_the_next_is_told():
    sentences = reads_of({"seats": 1}, [(1, 60), (2, 60)])
    assert any("Their points are the same; the lot put them first." in words for words in sentences.values())


def test_what_was_kept_before_the_reserved_seats_were_is_never_told_against_a_lower_place():
    kept = {"position": 2, "of": 5, "points": 64, "waiting": 1, "last_position": 3, "last_points": 60}
    words = why(Reason.from_data(kept), "en")
    assert "with 60" not in words
    assert "A seat that the rule reserves went to somebody who stands lower." in words
