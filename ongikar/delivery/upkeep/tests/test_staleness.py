"""Until when something is fresh, and for how long it has been stale."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.upkeep.rules import freshness
from ongikar.tasks.rules import DAY, MONTH, QUARTER, SINCE_DONE, WEEK, Recurrence

from ....rules.tests.known_days import KNOWN

RULES = {unit: Recurrence(unit, 1, SINCE_DONE) for unit in (DAY, WEEK, MONTH, QUARTER)}
BEGAN = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("unit", "renewed", "today", "until", "stale"),
    [
        # Thursday: of a daily thing the weekend does not count against anybody.
        (DAY, "2026-11-19", "2026-11-21", "2026-11-22", 0),
        (DAY, "2026-11-19", "2026-11-23", "2026-11-22", 1),
        (WEEK, "2026-11-18", "2026-11-25", "2026-11-25", 0),
        (WEEK, "2026-11-18", "2026-12-01", "2026-11-25", 6),
        # The 31st of a month that has 30 days.
        (MONTH, "2026-10-31", "2026-11-30", "2026-11-30", 0),
        (QUARTER, "2026-08-24", "2026-11-25", "2026-11-24", 1),
    ],
)
def test_it_is_fresh_for_one_span_and_then_counts_its_days(unit, renewed, today, until, stale):
    found = freshness(
        RULES[unit],
        KNOWN,
        renewed=date.fromisoformat(renewed),
        began=BEGAN,
        today=date.fromisoformat(today),
    )
    assert (found.until.isoformat(), found.stale_days, found.is_stale) == (until, stale, stale > 0)


def test_what_nobody_knows_to_have_been_renewed_is_owed_from_the_first_working_day():
    # A Friday.
    asked = {"renewed": None, "began": date(2026, 11, 20)}
    assert freshness(RULES[WEEK], KNOWN, **asked, today=date(2026, 11, 22)).stale_days == 0
    assert freshness(RULES[WEEK], KNOWN, **asked, today=date(2026, 11, 23)).stale_days == 1


@given(st.sampled_from(sorted(RULES)), st.integers(0, 200), st.integers(0, 200))
def test_renewing_later_never_makes_it_staler_and_a_day_later_it_is_never_fresher(unit, ago, more):
    today = date(2026, 11, 24)

    def stale(days_ago, on=today):
        renewed = today - timedelta(days=days_ago)
        return freshness(RULES[unit], KNOWN, renewed=renewed, began=renewed, today=on).stale_days

    assert stale(ago) <= stale(ago + more)
    assert stale(ago) <= stale(ago, today + timedelta(days=1))
