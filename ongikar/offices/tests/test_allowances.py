"""Each day is paid by the rate of that day; what cannot be meant is refused by name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.offices.rules.allowances import AllowanceFault, Payee, payment_lines, rate_on, read_rates

ROW = {
    "bn": "ভাতা",
    "en": "Allowance",
    "unit": "day",
    "taka": 200,
    "since": date(2025, 7, 1),
    "until": date(2026, 7, 31),
    "source": "আদেশ ১",
}
NEXT = {**ROW, "taka": 250, "since": date(2026, 8, 1), "until": None, "deducted": 10}
RATES = read_rates({"daily": [ROW, NEXT]})


def test_a_training_over_a_change_of_rates_has_a_line_for_each():
    days = [date(2026, 7, 30), date(2026, 7, 31), date(2026, 8, 2), date(2026, 8, 2)]
    first, second = payment_lines([Payee("রহিমা", days), Payee("কেউ না", [])], RATES, "daily")
    assert (first.units, first.gross, first.deduction, first.net) == (2, 400, 0, 400)
    assert (second.units, second.gross, second.deduction, second.net) == (2, 500, 50, 450)


@given(st.lists(st.integers(0, 700), max_size=60))
def test_no_day_is_lost_or_paid_twice_whatever_their_order(offsets):
    days = [date(2025, 7, 1) + timedelta(days=n) for n in offsets]
    lines = payment_lines([Payee("রহিমা", days)], RATES, "daily")
    assert sum(line.units for line in lines) == len(days)
    assert sum(line.gross for line in lines) == sum(rate_on(RATES, "daily", day).taka for day in days)
    assert all(line.net + line.deduction == line.gross for line in lines)
    assert lines == payment_lines([Payee("রহিমা", days[::-1])], RATES, "daily")


@pytest.mark.parametrize(
    "row",
    [
        ROW | {"taka": 0},
        ROW | {"taka": 12.5},
        ROW | {"taka": True},
        ROW | {"unit": "week"},
        ROW | {"deducted": 101},
        ROW | {"since": "2026-01-01"},
        ROW | {"until": date(2025, 6, 30)},
        ROW | {"source": ""},
    ],
)
def test_a_rate_that_cannot_be_meant_is_refused_by_its_name(row):
    with pytest.raises(AllowanceFault, match="daily"):
        read_rates({"daily": [row]})


def test_two_rates_on_one_day_are_refused():
    with pytest.raises(AllowanceFault, match="2026-07-01"):
        read_rates({"daily": [NEXT | {"since": date(2026, 7, 1)}, ROW]})


@pytest.mark.parametrize(("code", "day"), [("daily", date(2025, 6, 30)), ("weekly", date(2026, 8, 1))])
def test_nothing_is_paid_without_a_rate(code, day):
    with pytest.raises(AllowanceFault):
        payment_lines([Payee("রহিমা", [day])], RATES, code)
