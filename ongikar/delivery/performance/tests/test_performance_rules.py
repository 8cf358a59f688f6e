"""What a plan of performance comes to: its days, its lines and its score."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.performance.rules import (
    IndicatorLine,
    are_levels,
    likely_year,
    percent_reached,
    read_indicator_line,
    read_indicator_lines,
    round_score,
    weighted_score,
    whole_percent,
)
from ongikar.rules.agreement.quarters import period_days

LESS_IS_BETTER = [Decimal(n) for n in (4, 6, 8, 10)]
MORE_IS_BETTER = [Decimal(n) for n in (90, 80, 70, 60)]
figures = st.decimals(0, 10_000, places=2)


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("q1", (date(2026, 7, 1), date(2026, 9, 30))),
        ("q2", (date(2026, 10, 1), date(2026, 12, 31))),
        ("q3", (date(2027, 1, 1), date(2027, 3, 31))),
        ("q4", (date(2027, 4, 1), date(2027, 6, 30))),
        ("year", (date(2026, 7, 1), date(2027, 6, 30))),
    ],
)
def test_the_times_of_a_fiscal_year_are_its_quarters_and_itself(code, days):
    assert period_days(code, 2026) == days


@pytest.mark.parametrize(
    ("code", "received", "year"),
    [
        ("q4", date(2026, 7, 10), 2025),
        ("q1", date(2026, 7, 10), 2026),
        ("q2", date(2026, 8, 1), 2026),
        ("q3", date(2026, 11, 28), 2026),
        ("q1", date(2026, 11, 28), 2026),
        ("year", date(2026, 11, 28), 2026),
        ("year", date(2027, 6, 30), 2026),
    ],
)
def test_the_year_that_is_meant_is_the_one_whose_quarter_ends_nearest(code, received, year):
    assert likely_year(code, received) == year


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (
            "সময়মতো দেওয়া সেবার হার, শতকরা, মান ২০, লক্ষ্যমাত্রা ৯০",
            IndicatorLine("সময়মতো দেওয়া সেবার হার", "শতকরা", Decimal(20), Decimal(90)),
        ),
        ("• হার, %, ৫, ৯০.৫", IndicatorLine("হার", "%", Decimal(5), Decimal("90.5"))),
        (
            "Labs, schools and centres inspected, number, 10, 24",
            IndicatorLine("Labs, schools and centres inspected", "number", Decimal(10), Decimal(24)),
        ),
    ],
)
def test_a_line_says_name_unit_weight_and_target(line, read):
    assert read_indicator_line(line) == read


@pytest.mark.parametrize(
    "line",
    [
        "শুধু কথা",
        "হার, শতকরা, অনেক, ৯০",
        "হার, শতকরা, ০, ৯০",
        "হার, শতকরা, ১০১, ৯০",
        "হার, শতকরা, ২০, ০",
        "হার, শতকরা, ২০.১২৫, ৯০",
        # A sum with a comma between its thousands is not taken for a weight.
        "হার, টাকা, ২০, ১,২০০",
        ", শতকরা, ২০, ৯০",
        "হার, শতকরা, ২০ বা ৩০, ৯০",
    ],
)
def test_a_line_that_cannot_be_read_keeps_its_words(line):
    assert read_indicator_line(line) == IndicatorLine(line)


def test_lines_are_read_once_each_and_empty_ones_are_none():
    assert [each.name for each in read_indicator_lines("ক, %, ৫, ৯\n\n - খ\n• খ\nক, %, ৫, ৯")] == ["ক", "খ"]


@given(value=figures, target=st.decimals("0.01", 10_000, places=2))
def test_nothing_is_worth_less_than_nothing_or_more_than_all(value, target):
    worth = percent_reached(value, target)
    assert 0 <= worth <= 100
    assert (worth == 100) == (value * 100 / target >= Decimal("99.995"))


@given(more=figures, less=figures, levels=st.sampled_from([MORE_IS_BETTER, []]))
def test_whoever_reaches_more_is_never_worth_less(more, less, levels):
    less, more = sorted((less, more))
    assert percent_reached(less, Decimal(100), levels) <= percent_reached(more, Decimal(100), levels)


@given(more=figures, less=figures)
def test_of_what_is_better_when_less_whoever_has_less_is_never_worth_less(more, less):
    less, more = sorted((less, more))
    assert percent_reached(less, Decimal(2), LESS_IS_BETTER) >= percent_reached(
        more, Decimal(2), LESS_IS_BETTER
    )


@pytest.mark.parametrize(
    ("value", "target", "levels", "worth"),
    [
        ("100", "100", MORE_IS_BETTER, "100"),
        ("95", "100", MORE_IS_BETTER, "95"),
        ("60", "100", MORE_IS_BETTER, "60"),
        ("59.99", "100", MORE_IS_BETTER, "0"),
        ("2", "2", LESS_IS_BETTER, "100"),
        ("5", "2", LESS_IS_BETTER, "85"),
        ("10.01", "2", LESS_IS_BETTER, "0"),
        ("45", "90", [], "50"),
    ],
)
def test_between_two_levels_it_is_the_part_of_the_way(value, target, levels, worth):
    assert percent_reached(Decimal(value), Decimal(target), levels) == Decimal(worth)


def test_levels_go_one_way():
    assert are_levels(Decimal(100), MORE_IS_BETTER)
    assert are_levels(Decimal(2), LESS_IS_BETTER)
    assert not are_levels(Decimal(85), MORE_IS_BETTER)
    assert not are_levels(Decimal(100), MORE_IS_BETTER[:3])


def test_the_score_is_the_sum_of_what_each_weight_is_worth():
    assert weighted_score([(Decimal(60), Decimal(50)), (Decimal(40), Decimal(100))]) == 70
    assert weighted_score([]) == 0
    third = (Decimal(33), Decimal("33.33"))
    assert weighted_score([third] * 3) == 3 * round_score(Decimal(33) * Decimal("33.33") / 100)


@pytest.mark.parametrize(("score", "whole"), [("0", 0), ("0.01", 1), ("67.5", 68), ("67.49", 67)])
def test_what_was_reached_at_all_is_never_said_to_be_nothing(score, whole):
    assert whole_percent(Decimal(score)) == whole
