"""The seven laws of the clock: for any calendar, any promise, any receipt, any waits."""

from datetime import UTC, date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.promise import compute_due
from ongikar.rules.promise.words import reasons_in_words

from .any_calendar import (
    by_amount,
    by_date,
    calendar_data,
    cases,
    dated,
    dates,
    instants,
    monthly,
    months,
    office_days,
    timed,
)
from .slow_clerk import SlowClerk, one_after_another

MINUTE = timedelta(minutes=1)
# The clerk is slow, and the machine may be busy: no example has a time limit.
unhurried = settings(deadline=None)
more_often = settings(unhurried, max_examples=2 * settings().max_examples)
by_the_day = st.sampled_from((office_days, monthly, dated, months)).flatmap(lambda kind: kind)
of_an_amount = st.sampled_from((office_days, by_amount, timed)).flatmap(lambda kind: kind)
of_a_date = st.sampled_from((months, monthly, by_date)).flatmap(lambda kind: kind)


def dates_between(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


# The rules agree with a clerk who counts on fingers.


@settings(unhurried, max_examples=4 * settings().max_examples)
@given(cases())
def test_the_due_moment_is_the_one_a_clerk_finds_counting_on_fingers(case):
    assert case.due() == SlowClerk(case.data).due(case.promise, case.received, case.waits)


# Law 1: counting what was added gives what was added.


@unhurried
@given(data=calendar_data(), start=dates, n=st.integers(1, 400))
def test_counting_to_the_day_n_working_days_on_gives_n(data, start, n):
    calendar = Calendar.from_data(data)
    end = calendar.add_working_days(start, n)
    assert calendar.is_open_day(end)
    assert calendar.count_working_days(start, end) == n


@unhurried
@given(data=calendar_data(), start=instants, minutes=st.integers(1, 20_000))
def test_the_office_minutes_added_are_the_office_minutes_between(data, start, minutes):
    calendar = Calendar.from_data(data)
    end = calendar.add_office_time(start, timedelta(minutes=minutes))
    assert calendar.office_time(start, end) == minutes * MINUTE
    # It is the first such instant: a moment before, less has passed.
    assert calendar.office_time(start, end - timedelta(microseconds=1)) < minutes * MINUTE


# Law 2: a day off never brings the due moment nearer, a day worked never pushes it away. Where the promise
# names a date of its own (a letter's, a working day of a month, the last day of a month: 30 and 31 January
# both end on 28 February), cases that were also waited for are left out: the date stays where it is while a
# day of receipt that comes earlier, or a day worked within the wait, adds a day that was waited.


@unhurried
@given(case=cases(of_an_amount), holiday=dates)
def test_one_more_holiday_never_brings_the_due_moment_nearer(case, holiday):
    assume(
        not any(row["kind"] == "working" and row["from"] == holiday.isoformat() for row in case.data["days"])
    )
    assert case.under({"from": holiday.isoformat(), "kind": "general"}).due() >= case.due()


@unhurried
@given(case=cases(of_a_date, 0), holiday=dates)
def test_one_more_holiday_never_brings_a_promised_date_nearer(case, holiday):
    assume(
        not any(row["kind"] == "working" and row["from"] == holiday.isoformat() for row in case.data["days"])
    )
    assert case.under({"from": holiday.isoformat(), "kind": "general"}).due() >= case.due()


@unhurried
@given(case=cases(of_an_amount), more=st.data())
def test_one_more_working_day_never_pushes_the_due_moment_away(case, more):
    assert case.under({"from": worked_weekend(case, more).isoformat(), "kind": "working"}).due() <= case.due()


@unhurried
@given(case=cases(of_a_date, 0), more=st.data())
def test_one_more_working_day_never_pushes_a_promised_date_away(case, more):
    assert case.under({"from": worked_weekend(case, more).isoformat(), "kind": "working"}).due() <= case.due()


def worked_weekend(case, more):
    """Some weekly day off within three weeks of receipt, which may be ordered worked."""
    today = case.received.astimezone(TZ).date()
    weekly_off = [
        day
        for day in dates_between(today, today + timedelta(days=20))
        if not case.calendar.is_open_day(day) and day.toordinal() not in case.calendar.rows.closed
    ]
    assume(weekly_off)
    return more.draw(st.sampled_from(weekly_off))


# Law 3: waiting never brings the due moment nearer, and moves it by exactly the units waited.


@unhurried
@given(cases())
def test_waiting_for_the_citizen_never_brings_the_due_moment_nearer(case):
    assert case.due() >= case._replace(waits=[]).due()


@unhurried
@given(cases(by_the_day, 5))
def test_one_more_wait_never_brings_the_due_day_nearer(case):
    assert case.due() >= case._replace(waits=case.waits[1:]).due()


@unhurried
@given(cases(st.sampled_from((office_days, monthly)).flatmap(lambda kind: kind)))
def test_a_wait_moves_office_days_by_the_closes_at_which_the_citizen_owed(case):
    calendar, without, moved = case.calendar, case._replace(waits=[]).due(), case.due()
    zero = without.date() if case.promise.unit == "immediate" else calendar.receipt_day(case.received)
    closes = [calendar.close(day) for day in dates_between(zero, moved.date()) if calendar.is_open_day(day)]
    owed = [close for close in closes if any(notice <= close < answer for notice, answer in case.waits)]
    assert calendar.count_working_days(without.date(), moved.date()) == len(owed)


@unhurried
@given(cases(st.sampled_from((dated, months)).flatmap(lambda kind: kind)))
def test_a_wait_moves_dates_by_the_dates_from_notice_to_answer(case):
    without, moved = case._replace(waits=[]).explain(), case.explain()
    waited = [
        day
        for day in dates_between(moved.receipt_day, moved.last_day)
        if any(
            notice.astimezone(TZ).date() <= day < answer.astimezone(TZ).date()
            for notice, answer in case.waits
        )
    ]
    assert (moved.last_day - without.last_day).days == len(waited)


@unhurried
@given(cases(timed))
def test_a_wait_moves_hours_and_minutes_by_exactly_the_time_waited(case):
    explanation, running = case.explain(), case.promise.unit == "hours" and not case.promise.office_time
    end = explanation.due - explanation.time.closed if running else explanation.due
    measure = (lambda start, stop: stop - start) if running else case.calendar.office_time
    waits = one_after_another(case.waits)
    waited = sum((measure(notice, min(answer, end)) for notice, answer in waits if notice < end), timedelta())
    assert explanation.time.waited == waited
    assert measure(case.received, end) == explanation.time.counted + waited


# Law 4: forwards and backwards agree; splitting a wait changes nothing.


@unhurried
@given(data=calendar_data(), start=dates, n=st.integers(1, 400))
def test_counting_back_returns_to_the_open_day_counted_from(data, start, n):
    calendar = Calendar.from_data(data)
    start = calendar.next_open_day(start)
    end = calendar.add_working_days(start, n)
    assert calendar.add_working_days(end, -n) == start == calendar.previous_open_day(end, n)
    assert calendar.count_working_days(end, start) == -n


@unhurried
@given(data=calendar_data(), points=st.lists(instants, min_size=3, max_size=3))
def test_office_time_of_two_pieces_is_that_of_the_whole(data, points):
    calendar, (a, b, c) = Calendar.from_data(data), points
    assert calendar.office_time(a, b) + calendar.office_time(b, c) == calendar.office_time(a, c)
    assert calendar.office_time(a, b) == -calendar.office_time(b, a)


@unhurried
@given(case=cases(), share=st.floats(0, 1))
def test_splitting_a_wait_in_two_changes_nothing(case, share):
    assume(case.waits)
    (notice, answer), *rest = case.waits
    middle = notice + (answer - notice) * share
    assert case._replace(waits=[(notice, middle), *rest, (middle, answer)]).due() == case.due()


# Law 5: what happened decides, not when or in which order it is asked about.


@unhurried
@given(case=cases(), more=st.data())
def test_the_order_and_the_telling_twice_of_waits_change_nothing(case, more):
    again = more.draw(st.permutations([*case.waits, *case.waits[:1]]))
    assert case._replace(waits=again).due() == case.due()


@unhurried
@given(case=cases(), downtime=st.integers(0, 400 * 24 * 60))
def test_downtime_of_any_length_changes_no_outcome(case, downtime):
    asked_at_once = case.due()
    # A calendar that was asked about other years in between remembers more, and answers the same.
    case.calendar.count_working_days(date(2019, 1, 1), date(2031, 1, 1))
    asked_late = compute_due(
        case.calendar, case.promise, case.received, case.waits, now=asked_at_once + downtime * MINUTE
    )
    assert asked_late == asked_at_once


@unhurried
@given(cases())
def test_a_wait_still_open_counts_as_if_the_answer_came_now(case):
    assume(case.waits)
    (notice, now), *rest = case.waits
    assert (
        compute_due(case.calendar, case.promise, case.received, [(notice, None), *rest], now=now)
        == case.due()
    )


@unhurried
@given(cases(most_waits=2))
def test_nothing_breaks_while_the_citizen_owes(case):
    assume(case.waits)
    (notice, now), *rest = case.waits
    assume(notice < now and notice < case._replace(waits=rest).due())
    assert case.due() >= now


# Law 6: the explanation's parts add up to the span.


@more_often
@given(cases())
def test_the_explanation_falls_due_with_the_promise_and_adds_up(case):
    explanation = case.explain()
    assert explanation.due == case.due()
    assert [row.date for row in explanation.days] == dates_between(
        explanation.receipt_day, explanation.due_day
    )
    assert explanation.parts.span == (explanation.due_day - explanation.receipt_day).days
    assert min(explanation.parts) >= 0
    if explanation.time:
        assert explanation.time.span == explanation.due - case.received
        assert min(explanation.time[:3]) >= timedelta()


@more_often
@given(cases(st.sampled_from((office_days, dated)).flatmap(lambda kind: kind)))
def test_the_explanation_counts_what_was_promised(case):
    explanation, amount = case.explain(), case.promise.amount
    assert [row.number for row in explanation.days if row.number] == list(
        range(1, explanation.parts.counted + 1)
    )
    promised = {
        "immediate": 0,
        "accept": 1,
        "working_days": amount,
        "calendar_days": amount,
        "weeks": 7 * amount,
        "by_date": max(((case.promise.until or explanation.receipt_day) - explanation.receipt_day).days, 0),
    }
    assert explanation.parts.counted == promised[case.promise.unit]


@unhurried
@given(cases(st.sampled_from((office_days, monthly)).flatmap(lambda kind: kind)))
def test_closed_days_of_the_explanation_are_the_calendars(case):
    explanation = case.explain()
    closed = [reason for row in explanation.days if (reason := case.calendar.closed_because(row.date))]
    assert explanation.parts.weekly == sum(reason.kind == "weekly" for reason in closed)
    assert explanation.parts.holidays == sum(reason.kind != "weekly" for reason in closed)


@unhurried
@given(cases())
def test_a_due_moment_is_explained_in_a_sentence_of_each_language(case):
    explanation = case.explain()
    assert reasons_in_words(explanation, "bn").startswith(case.promise.words("bn"))
    assert not any("A" <= letter <= "z" for letter in reasons_in_words(explanation, "bn"))
    assert reasons_in_words(explanation, "en").startswith(case.promise.words("en"))
    assert not any("\u0980" <= letter <= "\u09ff" for letter in reasons_in_words(explanation, "en"))


# Law 7: a due moment lies in an office window or on its close.


@more_often
@given(cases(roll_closed=True))
def test_a_due_moment_lies_in_an_office_window_or_on_its_close(case):
    moment = case.due()
    assert any(opens <= moment <= closes for opens, closes in case.calendar.windows(moment.date()))
    assert moment > case.received


@unhurried
@given(case=cases(by_the_day, 0), later=st.integers(0, 60 * 24 * 60))
def test_what_comes_later_is_never_due_earlier(case, later):
    assert case._replace(received=case.received + later * MINUTE).due() >= case.due()


@unhurried
@given(cases())
def test_an_instant_is_the_same_in_every_time_zone(case):
    moment = case._replace(received=case.received.astimezone(TZ)).due()
    assert moment == case._replace(received=case.received.astimezone(UTC)).due()
    assert moment.tzinfo is TZ
