"""What keeps a performance agreement from being signed, and its days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.agreement.checks import (
    DATE_UNIT,
    SHARE_UNIT,
    ActivityLine,
    AgreementFault,
    FieldLine,
    IndicatorLine,
    faults_of,
)
from ongikar.rules.agreement.quarters import (
    CHANGE,
    FULL_YEAR,
    HALF_YEAR,
    QUARTERS,
    SIGNING,
    YEAR,
    due_day,
    period_days,
    quarter_of,
    share_of_year,
)
from ongikar.rules.agreement.score import DATE, MEAN, SUM

FULL = Decimal(100)
NUMBER = IndicatorLine("পরিদর্শন করা ল্যাব", "সংখ্যা", SUM, Decimal(60), [Decimal(n) for n in (24, 22, 20, 18, 16)])
DAY = IndicatorLine(
    "পোর্টাল হালনাগাদ",
    DATE_UNIT,
    DATE,
    Decimal(40),
    [date(2026, 12, 31), date(2027, 1, 10), date(2027, 1, 20), date(2027, 1, 31), None],
)


def agreement(*lines, weight=FULL):
    return [FieldLine("সেবা", weight, [ActivityLine("কাজ", list(lines))])]


def codes(fields, full=FULL):
    return [each.code for each in faults_of(fields, full)]


@pytest.mark.fast
def test_a_sound_agreement_has_no_fault():
    assert codes(agreement(NUMBER, DAY)) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"columns": [Decimal(n) for n in (24, 22, 23, 18, 16)]}, "both_ways"),
        ({"columns": [Decimal(24), None, Decimal(20), None, None]}, "gap"),
        ({"columns": [None, Decimal(24), None, None, None]}, "no_target"),
        ({"columns": [None] * 5}, "no_target"),
        ({"columns": [Decimal(3), Decimal(2), Decimal(1), Decimal(0), Decimal(-1)]}, "negative"),
        ({"columns": DAY.columns}, "numbers"),
        ({"method": DATE}, "method"),
        ({"unit": SHARE_UNIT}, "method"),
        ({"unit": SHARE_UNIT, "method": MEAN, "columns": [Decimal(101), *[None] * 4]}, "above_all"),
        ({"name": " পোর্টাল  হালনাগাদ"}, "twice"),
    ],
)
def test_a_fault_of_an_indicator_of_numbers_is_told_with_its_place(changed, code):
    (fault,) = faults_of(agreement(replace(NUMBER, **changed), DAY), FULL)
    assert fault == AgreementFault(code, (1, 1, 2) if code == "twice" else (1, 1, 1))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"columns": [date(2027, 1, 10), date(2026, 12, 31), None, None, None]}, "backwards"),
        ({"columns": NUMBER.columns}, "dates"),
        ({"method": SUM}, "method"),
    ],
)
def test_a_fault_of_an_indicator_of_dates_is_told_with_its_place(changed, code):
    assert list(faults_of(agreement(NUMBER, replace(DAY, **changed)), FULL)) == [
        AgreementFault(code, (1, 1, 2))
    ]


@pytest.mark.parametrize(
    "columns",
    [(4, 4, 4, 4, 4), (0, 0, 0, 0, 0), (0, 1, 2, 3, 4), (4, None, None, None, None), (100, 90, 90, 80, 80)],
)
def test_columns_that_are_equal_or_fewer_or_rise_are_no_fault(columns):
    said = [None if each is None else Decimal(each) for each in columns]
    assert codes(agreement(replace(NUMBER, columns=said), DAY)) == []


def test_a_share_of_a_share_may_be_a_mean():
    share = replace(NUMBER, unit=SHARE_UNIT, method=MEAN, columns=[Decimal(n) for n in (100, 90, 80, 70, 60)])
    assert codes(agreement(share, DAY)) == []


def test_weights_add_up_to_their_field_and_to_the_whole():
    light = replace(NUMBER, weight=Decimal(50))
    assert list(faults_of(agreement(light, DAY), FULL)) == [
        AgreementFault("weights_of_indicators", (1,), Decimal(90))
    ]
    assert list(faults_of(agreement(light, DAY, weight=Decimal(90)), FULL)) == [
        AgreementFault("weights_of_fields", (), Decimal(90))
    ]
    # A workplan's own form adds up to what it says.
    assert codes(agreement(light, DAY, weight=Decimal(90)), Decimal(90)) == []


def test_a_weight_of_nought_is_none():
    fields = [*agreement(NUMBER, DAY), FieldLine("আরও", Decimal(0), [ActivityLine("কাজ", [])])]
    assert list(faults_of(fields, FULL)) == [
        AgreementFault("no_weight", (2,)),
        AgreementFault("no_indicator", (2, 1)),
    ]
    nothing = replace(NUMBER, name="আর কিছু", weight=Decimal(0))
    assert list(faults_of(agreement(NUMBER, DAY, nothing), FULL)) == [AgreementFault("no_weight", (1, 1, 3))]


def test_an_empty_one_and_an_empty_field_are_told():
    assert codes([]) == ["no_field"]
    assert codes([FieldLine("সেবা", FULL, [])]) == ["no_activity"]


def test_quarters_are_due_by_the_calendar():
    assert [due_day(each, 2026) for each in QUARTERS] == [
        date(2026, 10, 15),
        date(2027, 1, 15),
        date(2027, 4, 15),
        date(2027, 7, 15),
    ]
    assert due_day(SIGNING, 2026) == date(2026, 6, 25)
    assert due_day(CHANGE, 2026) == date(2026, 9, 30)
    assert due_day(HALF_YEAR, 2026) == date(2027, 1, 30)
    assert due_day(FULL_YEAR, 2026) == date(2027, 7, 15)


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_each_day_lies_in_its_quarter_and_each_quarter_is_due_after_its_end(day):
    year = day.year - (day.month < 7)
    first, last = period_days(quarter_of(day), year)
    assert first <= day <= last
    assert due_day(quarter_of(day), year) > last
    over, many = share_of_year(day, year)
    assert many in (365, 366)
    assert over == (day - date(year, 7, 1)).days + 1
    assert share_of_year(period_days(YEAR, year)[1], year) == (many, many)


def test_before_the_year_none_of_it_is_over_and_after_it_all():
    assert share_of_year(date(2026, 6, 30), 2026) == (0, 365)
    assert share_of_year(date(2028, 1, 1), 2026) == (365, 365)
