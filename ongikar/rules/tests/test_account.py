"""The one formula of the on-time rate, by hand and by law."""

from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.account import FIGURE, Account, account_of_counts, ended_in_time
from ongikar.rules.calendar.office_calendar import TZ

DUE = datetime(2026, 11, 30, 17, tzinfo=TZ)
SOME = st.integers(0, 10_000)
ACCOUNTS = st.builds(Account, **{f.name: SOME for f in fields(Account)})


@pytest.mark.parametrize(
    ("in_time", "kept_late", "open_late", "percent"),
    [
        (307, 9, 2, 96),  # the sample month of the reference page: 307 of 318
        (18, 0, 0, 100),
        (0, 0, 1, 0),
        (0, 1, 0, 0),
        (1, 1, 1, 33),
        (999, 0, 1, 99),  # 99.9: never said as 100
        (0, 0, 0, None),
    ],
)
def test_the_rate_is_kept_in_time_of_all_that_fell_due(in_time, kept_late, open_late, percent):
    assert Account(in_time, kept_late, open_late).percent == percent


def test_what_is_still_owed_lowers_the_rate():
    assert Account(9, 0, 1).percent < Account(9).percent


@given(ACCOUNTS, SOME, SOME, SOME)
def test_refusals_and_withdrawals_never_move_the_rate(account, refused, redirected, withdrawn):
    more = Account(refused=refused, redirected=redirected, withdrawn=withdrawn)
    assert (account + more).percent == account.percent


@given(ACCOUNTS, ACCOUNTS)
def test_the_rate_of_two_months_lies_between_theirs(one, other):
    both = (one + other).percent
    rates = [a.percent for a in (one, other) if a.percent is not None]
    if not rates:
        assert both is None
    else:
        assert min(rates) <= both <= max(rates) + 1


@given(
    st.lists(
        st.tuples(st.sampled_from(["kept", "refused", "redirected", "withdrawn", ""]), st.booleans(), SOME)
    )
)
def test_every_ended_promise_stands_in_exactly_one_figure(counts):
    account = account_of_counts(counts)
    total = sum(many for outcome, in_time, many in counts if (outcome, in_time) in FIGURE)
    assert sum(getattr(account, f.name) for f in fields(account)) == total


def test_an_open_promise_counts_only_once_its_day_has_passed():
    assert account_of_counts([("", True, 5)]) == Account()
    assert account_of_counts([("", False, 5)]) == Account(open_late=5)


@pytest.mark.parametrize(
    ("stopped", "now", "in_time"),
    [
        (DUE, DUE + timedelta(days=9), True),  # at the closing moment itself
        (DUE + timedelta(seconds=1), DUE + timedelta(days=9), False),
        (None, DUE, True),
        (None, DUE + timedelta(seconds=1), False),
    ],
)
def test_an_act_at_the_due_moment_is_in_time(stopped, now, in_time):
    assert ended_in_time(DUE, stopped, now) is in_time
