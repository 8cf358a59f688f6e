"""The hours and minutes that counted on each day add up to what was promised."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ongikar.clock.phases import counted_each_day
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise import Promise, explain_due

WEEK = {
    day: [["09:00", "13:00"], ["14:00", "17:00"]]
    for day in ("sunday", "monday", "tuesday", "wednesday", "thursday")
}
CALENDAR = Calendar.from_data({"week": WEEK, "days": [], "years": {"2026": "gazetted", "2027": "gazetted"}})
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
HOUR = timedelta(hours=1)


def counted(promise, received=SUNDAY, waits=()):
    explanation = explain_due(CALENDAR, promise, received, waits)
    return explanation, counted_each_day(CALENDAR, explanation, waits)


def test_office_hours_are_counted_window_by_window():
    explanation, days = counted(Promise("hours", 10, office_time=True))
    assert explanation.due.isoformat() == "2026-11-23T13:00:00+06:00"
    # Sunday from ten, with an hour's break: six hours; four on Monday morning.
    assert days == {date(2026, 11, 22): 6 * HOUR, date(2026, 11, 23): 4 * HOUR}


def test_running_hours_are_counted_through_the_night():
    _, days = counted(Promise("hours", 24))
    assert days == {date(2026, 11, 22): 14 * HOUR, date(2026, 11, 23): 10 * HOUR}


def test_what_was_waited_is_not_counted():
    wait = (SUNDAY + HOUR, SUNDAY + 3 * HOUR)
    _, days = counted(Promise("minutes", 120), waits=[wait])
    # An hour before the notice; the break and the wait pass; an hour after the answer at two.
    assert days == {date(2026, 11, 22): 2 * HOUR}


def test_days_are_not_told_in_hours():
    assert counted(Promise("working_days", 3))[1] == {}


@given(
    promise=st.one_of(
        st.builds(Promise, st.just("minutes"), st.integers(1, 3000)),
        st.builds(Promise, st.just("hours"), st.integers(1, 200), st.booleans()),
    ),
    late=st.integers(0, 20_000),
    wait=st.tuples(st.integers(0, 600), st.integers(0, 6000)),
)
def test_the_days_add_up_to_the_promise(promise, late, wait):
    received = SUNDAY + timedelta(minutes=late)
    start = received + timedelta(minutes=wait[0])
    waits = [(start, start + timedelta(minutes=wait[1]))]
    if start > explain_due(CALENDAR, promise, received).due:
        waits = []
    explanation, days = counted(promise, received, waits)
    assert sum(days.values(), timedelta()) == explanation.time.counted
    assert list(days) == [row.date for row in explanation.days]
