"""What a performance agreement's indicators are worth: examples worked by hand, laws over any columns, and a
second, slower way to the same figure.
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ongikar.rules.agreement.score import (
    MEAN,
    RUNNING,
    SUM,
    percent_of_date,
    percent_of_number,
    points,
    scale_points,
    total,
    year_of_dates,
    year_of_numbers,
)


def numbers(*columns):
    return [None if each is None else Decimal(each) for each in columns]


@pytest.mark.fast
@pytest.mark.parametrize(
    ("value", "columns", "percent"),
    [
        # At the first column or beyond it, and never more.
        ("95", (95, 92, 90, 85, 80), "100"),
        ("120", (95, 92, 90, 85, 80), "100"),
        # On a column, and half way between two.
        ("92", (95, 92, 90, 85, 80), "90"),
        ("93.5", (95, 92, 90, 85, 80), "95"),
        ("82.5", (95, 92, 90, 85, 80), "65"),
        ("80", (95, 92, 90, 85, 80), "60"),
        # Below the last there is nothing, however little it lacks.
        ("79.99", (95, 92, 90, 85, 80), "0"),
        ("1", (4, 3, 2, 1, 0), "70"),
        ("0", (4, 3, 2, 1, 0), "60"),
        # The last that there is, is the last.
        ("2", (4, 3, 2, None, None), "80"),
        ("1", (4, 3, 2, None, None), "0"),
        ("4", (4, None, None, None, None), "100"),
        ("3.99", (4, None, None, None, None), "0"),
        # All equal: reached, or not.
        ("4", (4, 4, 4, 4, 4), "100"),
        ("3", (4, 4, 4, 4, 4), "0"),
        # Two equal columns: what reaches them has the better of them.
        ("90", (100, 90, 90, 80, 70), "90"),
        ("85", (100, 90, 90, 80, 70), "75"),
        # Less is better.
        ("4", (5, 7, 9, 11, 13), "100"),
        ("5", (5, 7, 9, 11, 13), "100"),
        ("6", (5, 7, 9, 11, 13), "95"),
        ("13", (5, 7, 9, 11, 13), "60"),
        ("13.01", (5, 7, 9, 11, 13), "0"),
        # A target of nought, where less is better.
        ("0", (0, 1, 2, 3, 4), "100"),
        ("4", (0, 1, 2, 3, 4), "60"),
        ("5", (0, 1, 2, 3, 4), "0"),
        # Nought reached where nought is the only column.
        ("0", (0, None, None, None, None), "100"),
    ],
)
def test_a_value_between_the_columns_is_worth_its_part(value, columns, percent):
    assert percent_of_number(Decimal(value), numbers(*columns)) == Fraction(percent)


def test_nothing_reported_is_worth_nothing_and_a_nought_is_a_result():
    columns = numbers(0, 1, 2, 3, 4)
    assert percent_of_number(None, columns) == 0
    assert percent_of_number(Decimal(0), columns) == 100
    assert percent_of_number(Decimal(3), [None] * 5) == 0


DAYS = [date(2026, 12, 31), date(2027, 1, 10), date(2027, 1, 20), date(2027, 1, 31), None]


@pytest.mark.parametrize(
    ("reached", "percent"),
    [
        (date(2026, 11, 1), 100),
        (date(2026, 12, 31), 100),
        (date(2027, 1, 1), 90),
        (date(2027, 1, 10), 90),
        (date(2027, 1, 11), 80),
        (date(2027, 1, 31), 70),
        (date(2027, 2, 1), 0),
        (None, 0),
    ],
)
def test_a_day_late_loses_a_column(reached, percent):
    assert percent_of_date(reached, DAYS) == percent


QUARTERS = [Decimal(each) for each in (10, 15, 20, 25)]


@pytest.mark.parametrize(("method", "year"), [(SUM, "70"), (MEAN, "17.5"), (RUNNING, "25")])
def test_the_same_quarters_make_another_year_by_another_method(method, year):
    assert year_of_numbers(method, QUARTERS) == Fraction(year)


def test_a_quarter_that_reported_nothing_counts_in_no_mean_and_is_not_the_last_value():
    some = [Decimal(10), None, Decimal(20), None]
    assert year_of_numbers(MEAN, some) == 15
    assert year_of_numbers(RUNNING, some) == 20
    assert year_of_numbers(SUM, some) == 30
    assert year_of_numbers(MEAN, [Decimal(10), Decimal(0)]) == 5
    assert year_of_numbers(RUNNING, [Decimal(10), Decimal(0)]) == 0
    for method in (SUM, MEAN, RUNNING):
        assert year_of_numbers(method, [None] * 4) is None


def test_a_date_is_reached_once():
    assert year_of_dates([None, date(2027, 1, 3), date(2027, 1, 20), None]) == date(2027, 1, 3)
    assert year_of_dates([None] * 4) is None


def test_an_unknown_method_is_no_sum():
    with pytest.raises(ValueError, match="median"):
        year_of_numbers("median", QUARTERS)


def test_points_are_rounded_once_and_half_up():
    assert points(Decimal("7.5"), Fraction(1, 3) * 100) == Decimal("2.50")
    # 0.125 of a point.
    assert points(Decimal("0.25"), Fraction(50)) == Decimal("0.13")
    assert points(Decimal(1), Fraction(2, 3) * 100) == Decimal("0.67")
    assert total([Decimal("0.33"), Decimal("0.33"), Decimal("0.33")]) == Decimal("0.99")
    assert str(total([])) == "0.00"


def test_a_workplan_is_scaled_into_its_marks_once():
    assert scale_points(Decimal("18.20"), Decimal(25), 4) == Decimal("2.91")
    assert scale_points(Decimal(25), Decimal(25), 3) == Decimal("3.00")
    assert scale_points(Decimal(0), Decimal(50), 10) == Decimal("0.00")


values = st.decimals(0, 1000, places=2)
# From the best on, each less or as much; the other way round less is better.
falling = st.lists(values, min_size=5, max_size=5).map(lambda some: sorted(some, reverse=True))
any_columns = st.one_of(falling, falling.map(lambda some: some[::-1]))


@given(columns=any_columns, left=st.integers(1, 5), value=values)
def test_a_second_way_to_the_same_per_cent(columns, left, value):
    """In hundredths of a column's step, by trying every pair of neighbours."""
    columns = [*columns[:left], *[None] * (5 - left)]
    there = columns[:left]
    turned = there[-1] > there[0]
    better = (lambda a, b: a <= b) if turned else (lambda a, b: a >= b)
    if better(value, there[0]):
        wanted = Fraction(100)
    else:
        wanted = Fraction(0)
        for place in range(left - 1):
            high, low = there[place], there[place + 1]
            if better(value, low) and not better(value, high):
                part = Fraction(abs(value - low)) / Fraction(abs(high - low))
                wanted = 90 - 10 * place + 10 * part
    assert percent_of_number(value, columns) == wanted


@given(columns=falling, one=values, other=values)
def test_who_reaches_more_never_has_less(columns, one, other):
    assume(one <= other)
    assert percent_of_number(one, columns) <= percent_of_number(other, columns)


@given(columns=any_columns, value=values)
def test_what_is_reached_is_worth_nothing_or_between_sixty_and_a_hundred(columns, value):
    percent = percent_of_number(value, columns)
    assert percent == 0 or 60 <= percent <= 100


@given(
    first=st.dates(date(2026, 7, 1), date(2027, 6, 30)),
    steps=st.lists(st.integers(0, 40), min_size=4, max_size=4),
    late=st.integers(-30, 200),
)
def test_dates_are_worth_a_whole_column_or_nothing(first, steps, late):
    columns = [first]
    for step in steps:
        columns.append(columns[-1] + timedelta(days=step))
    reached = first + timedelta(days=late)
    after = sum(1 for each in columns if reached > each)
    assert percent_of_date(reached, columns) == (100 - 10 * after if after < 5 else 0)


@given(weight=st.decimals("0.01", 100, places=2), part=st.integers(0, 10_000))
def test_points_are_never_off_by_more_than_half_a_hundredth(weight, part):
    percent = Fraction(part, 100)
    told = points(weight, percent)
    exact = Fraction(weight) * percent / 100
    assert told == round(told, 2)
    assert -Fraction(1, 200) < Fraction(told) - exact <= Fraction(1, 200)
