"""When work comes again: a clerk's table of days, and the laws of periods."""

from datetime import date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.core.i18n.say import override_language
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.tasks.rules import (
    BY_PERIOD,
    DATE,
    DAY,
    FISCAL_YEAR,
    HALF_YEAR,
    MONTH,
    MOST_EVERY,
    QUARTER,
    SINCE_DONE,
    UNITS,
    WEEK,
    WEEKDAY,
    WORKING_DAY,
    DayRule,
    Recurrence,
    RecurrenceFault,
    opening_moment,
)
from ongikar.tasks.words import how_often

from ...rules.tests.any_calendar import calendar_data
from ...rules.tests.known_days import KNOWN

THURSDAY = 3


def first(rule, starts_on, many=1):
    return [
        (period.key, f"{period.opens:%d %b}", f"{period.due:%d %b}")
        for period in islice(rule.periods(KNOWN, date.fromisoformat(starts_on)), many)
    ]


@pytest.mark.parametrize(
    ("rule", "starts_on", "expected"),
    [
        # A return of each month, due on the third working day of the month after: 2 to 4 February 2026.
        (
            Recurrence(MONTH, opens=DayRule(WORKING_DAY, -1), due=DayRule(WORKING_DAY, 3, following=True)),
            "2026-01-01",
            [("2026-01-01", "29 Jan", "03 Feb")],
        ),
        # 30 January 2026 is a Friday: the last working day is the Thursday.
        (Recurrence(MONTH), "2026-01-01", [("2026-01-01", "01 Jan", "29 Jan")]),
        # The 31st of a month of thirty days is its 30th; a Friday or Saturday rolls to Sunday.
        (
            Recurrence(MONTH, due=DayRule(DATE, 31)),
            "2026-01-01",
            [("2026-01-01", "01 Jan", "01 Feb"), ("2026-02-01", "01 Feb", "01 Mar")],
        ),
        (
            Recurrence(WEEK, due=DayRule(WEEKDAY, 1, THURSDAY)),
            "2026-01-06",
            [("2026-01-04", "06 Jan", "08 Jan"), ("2026-01-11", "11 Jan", "15 Jan")],
        ),
        (
            Recurrence(QUARTER, due=DayRule(WORKING_DAY, 2, following=True)),
            "2026-02-10",
            [("2026-01-01", "10 Feb", "02 Apr")],
        ),
        # The fiscal year and its halves begin in July.
        (Recurrence(HALF_YEAR), "2026-03-01", [("2026-01-01", "01 Mar", "30 Jun")]),
        (Recurrence(FISCAL_YEAR), "2026-03-01", [("2025-07-01", "01 Mar", "30 Jun")]),
        (Recurrence(DAY, 10, due=DayRule(DATE, 10)), "2026-01-04", [("2026-01-04", "04 Jan", "13 Jan")]),
    ],
)
def test_the_days_of_a_rule(rule, starts_on, expected):
    assert first(rule, starts_on, len(expected)) == expected


@pytest.mark.parametrize(
    ("done", "rule", "opens"),
    [
        ("2026-01-31", Recurrence(MONTH, policy=SINCE_DONE), "2026-03-01"),  # 28 February is a Saturday
        ("2026-01-05", Recurrence(WEEK, 2, SINCE_DONE), "2026-01-19"),
        ("2026-01-05", Recurrence(DAY, 4, SINCE_DONE), "2026-01-11"),  # the 9th is a Friday
        ("2025-08-31", Recurrence(HALF_YEAR, policy=SINCE_DONE), "2026-03-01"),
    ],
)
def test_the_next_counts_from_the_day_the_last_was_done(done, rule, opens):
    period = rule.next_since(KNOWN, date.fromisoformat(done), date(2025, 1, 1))
    assert (period.key, period.opens) == (opens, date.fromisoformat(opens))
    assert KNOWN.count_working_days(period.opens, period.due) == rule.within


@pytest.mark.parametrize(
    "data",
    [
        {"unit": "fortnight", "every": 1, "policy": BY_PERIOD},
        {"unit": MONTH, "every": 0, "policy": BY_PERIOD},
        {"unit": MONTH, "every": 25, "policy": BY_PERIOD},
        {"unit": MONTH, "every": 1, "policy": "whenever"},
        {"unit": MONTH, "every": 1, "policy": SINCE_DONE, "within": 0},
        {"unit": MONTH, "every": 1, "policy": BY_PERIOD, "due": {"on": "moon", "nth": 1}},
        {"unit": MONTH, "every": 1, "policy": BY_PERIOD, "due": {"on": DATE, "nth": 0}},
        {"unit": WEEK, "every": 1, "policy": BY_PERIOD, "due": {"on": WEEKDAY, "weekday": 7}},
    ],
)
def test_a_rule_that_makes_no_sense_says_so_in_both_languages(data):
    with pytest.raises(RecurrenceFault) as fault:
        Recurrence.from_data(data)
    assert fault.value.bn
    assert fault.value.en


DAY_RULES = st.builds(
    DayRule,
    st.sampled_from([WORKING_DAY, WEEKDAY, DATE]),
    st.integers(-31, 31).filter(bool),
    st.integers(0, 6),
    st.booleans(),
)


@st.composite
def rules(draw):
    unit = draw(st.sampled_from(UNITS))
    every = draw(st.integers(1, min(6, MOST_EVERY[unit])))
    return Recurrence(unit, every, opens=draw(DAY_RULES), due=draw(DAY_RULES))


DAYS = st.dates(date(2025, 7, 1), date(2026, 6, 30))


@given(rules())
def test_a_rule_survives_as_data(rule):
    again = Recurrence.from_data(rule.as_data())
    assert again.as_data() == rule.as_data()
    assert first(again, "2026-01-06", 3) == first(rule, "2026-01-06", 3)


@given(calendar_data(), rules(), DAYS)
def test_periods_follow_each_other_without_gap_and_are_due_on_working_days(data, rule, starts_on):
    calendar = Calendar.from_data(data)
    found = list(islice(rule.periods(calendar, starts_on), 8))
    assert found[0].first <= starts_on
    for one, other in pairwise(found):
        assert one.last + timedelta(days=1) == other.first
        assert one.key < other.key
    for period in found:
        assert calendar.is_open_day(period.opens)
        assert calendar.is_open_day(period.due)
        assert starts_on <= period.opens <= period.due


@given(rules(), DAYS, st.lists(st.integers(0, 200), min_size=1, max_size=8))
def test_after_any_downtime_the_periods_raised_are_the_same(rule, starts_on, gaps):
    """Law 4 of series: who looks often and who looks once raise the same periods, each once."""

    def raised_by(looks):
        found, last = [], ""
        for look in looks:
            for period in rule.periods(KNOWN, starts_on, after=last):
                if opening_moment(KNOWN, period) > look:
                    break
                found.append(period)
                last = period.key
        return found

    look, looks = datetime(starts_on.year, starts_on.month, starts_on.day, 12, tzinfo=TZ), []
    for gap in gaps:
        look += timedelta(days=gap)
        looks.append(look)
    assert raised_by(looks) == raised_by(looks[-1:])


@given(calendar_data(), st.sampled_from(UNITS), st.integers(1, 5), DAYS, st.integers(1, 20))
def test_work_since_it_was_done_comes_after_that_day(data, unit, every, done, within):
    calendar = Calendar.from_data(data)
    rule = Recurrence(unit, min(every, MOST_EVERY[unit]), SINCE_DONE, within=within)
    period = rule.next_since(calendar, done, date(2020, 1, 1))
    assert done < period.opens < period.due
    assert calendar.count_working_days(period.opens, period.due) == within


@pytest.mark.parametrize(
    ("rule", "bn", "en"),
    [
        (Recurrence(QUARTER, 1, SINCE_DONE), "শেষ হওয়ার তিন মাস পর আবার", "Again 1 quarter after it was done"),
        (Recurrence(QUARTER, 2, SINCE_DONE), "শেষ হওয়ার ৬ মাস পর আবার", "Again 2 quarters after it was done"),
        (Recurrence(WEEK, 2, SINCE_DONE), "শেষ হওয়ার ২ সপ্তাহ পর আবার", "Again 2 weeks after it was done"),
        (Recurrence(HALF_YEAR), "প্রতি ছয় মাস", "Every half-year"),
        (Recurrence(HALF_YEAR, 2), "প্রতি ১২ মাস", "Every 2 half-years"),
        (Recurrence(MONTH, 2), "প্রতি ২ মাস", "Every 2 months"),
    ],
)
def test_how_often_it_comes_is_said_with_one_number(rule, bn, en):
    for tongue, words in (("bn", bn), ("en", en)):
        with override_language(tongue):
            assert how_often(rule) == words
