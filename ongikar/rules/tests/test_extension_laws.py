"""A lawful extension adds working days after the due day, for any promise under any calendar."""

from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.calendar.rows import WEEKLY
from ongikar.rules.promise import compute_due, explain_due

from .any_calendar import cases
from .slow_clerk import SlowClerk
from .test_promise_laws import dates_between, unhurried

more_days = st.integers(1, 30)


def extended(case, n):
    return compute_due(case.calendar, case.promise, case.received, case.waits, extended_by=n)


def answer_text(case, n):
    return explain_due(case.calendar, case.promise, case.received, case.waits, extended_by=n)


@unhurried
@given(cases(), more_days)
def test_an_extended_promise_falls_due_where_a_clerk_finds_it_counting_on_fingers(case, n):
    clerk = SlowClerk(case.data)
    assert extended(case, n) == clerk.extended(case.promise, case.received, case.waits, n)


@unhurried
@given(cases(), more_days)
def test_an_extension_by_one_day_more_is_never_due_earlier(case, n):
    assert case.due() < extended(case, n) < extended(case, n + 1)


@unhurried
@given(cases(most_waits=0), more_days)
def test_an_extension_adds_exactly_its_working_days(case, n):
    assert case.calendar.count_working_days(case.due().date(), extended(case, n).date()) == n


@unhurried
@given(cases(), more_days)
def test_the_explanation_of_an_extended_promise_adds_up(case, n):
    why = answer_text(case, n)
    assert why.due == extended(case, n)
    assert why.first_due_day == case.due().date()
    assert [row.date for row in why.days] == dates_between(why.receipt_day, why.due_day)
    assert why.parts.span == (why.due_day - why.receipt_day).days
    assert [row.number for row in why.days if row.kind == "extended"] == list(range(1, n + 1))
    assert why.parts.extended == n
    # The days before the first due day are those of the promise without the extension.
    assert why.days[: len(case.explain().days)] == case.explain().days
    if why.time:
        assert why.time.span == why.due - case.received
        assert why.time.extended == why.due - case.due()


@unhurried
@given(cases(), more_days)
def test_the_closed_days_of_an_extension_say_why_they_are(case, n):
    after = answer_text(case, n).days[len(case.explain().days) :]
    for row in after:
        closed = case.calendar.closed_because(row.date)
        if closed:
            assert row.kind == ("weekly" if closed.kind == WEEKLY else "holiday")
            assert (row.name_bn, row.name_en) == (closed.name_bn, closed.name_en)
        else:
            assert row.kind in ("extended", "waited")
