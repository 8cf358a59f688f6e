"""Series: every missed period has a task of its own, whoever was down and for how long."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.clock.models import Clock
from ongikar.tasks import actions, transitions
from ongikar.tasks.actions.series import begin_series, end_series, raise_due_tasks
from ongikar.tasks.models import Series, Task
from ongikar.tasks.rules import MONTH, SINCE_DONE, WEEK, WORKING_DAY, DayRule, Recurrence
from ongikar.tasks.transitions import TaskFault
from tests.examples import examples

from .conftest import SUNDAY

RETURN = Recurrence(MONTH, opens=DayRule(WORKING_DAY, -1), due=DayRule(WORKING_DAY, 3, following=True))


def at(text):
    return datetime.fromisoformat(f"{text}+06:00")


@pytest.fixture
def begin(office, officer_post, assistant_post):
    count = iter(range(1, 10_000))

    def do(rule=RETURN, starts_on=date(2026, 9, 1), **more):
        return begin_series(
            **{
                "office": office,
                "title": "মাসিক প্রতিবেদন",
                "owner": assistant_post,
                "given_by": officer_post,
                "rule": rule,
                "starts_on": starts_on,
                "submission": f"series-{next(count)}",
                "actor": ("user", 1),
                "now": SUNDAY,
                **more,
            }
        )

    return do


def raised(series):
    return [(task.period, str(task.clock.due_at.date())) for task in series.tasks.order_by("period")]


def test_every_missed_month_has_a_task_of_its_own_and_is_late(begin):
    series = begin()
    assert raise_due_tasks(SUNDAY) == 2
    # September's return was due on the third working day of October, October's on that of November.
    assert raised(series) == [("2026-09-01", "2026-10-05"), ("2026-10-01", "2026-11-03")]
    assert all(task.clock.is_overdue(SUNDAY) for task in series.tasks.all())
    assert raise_due_tasks(SUNDAY) == 0
    series.refresh_from_db()
    assert series.look_at == at("2026-11-30T09:00")
    assert raise_due_tasks(at("2026-11-30T09:00")) == 1


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(15))
@given(gaps=st.lists(st.integers(1, 2000), min_size=1, max_size=6))
def test_after_any_downtime_the_tasks_of_a_series_are_the_same(begin, gaps):
    """Law 4: (series, period) once, with the same days, however seldom the worker ran."""
    often = begin(Recurrence(WEEK), starts_on=date(2026, 11, 1), until=date(2027, 1, 20))
    once = begin(Recurrence(WEEK), starts_on=date(2026, 11, 1), until=date(2027, 1, 20))
    Series.objects.filter(pk=once.pk).update(look_at=None)
    look = SUNDAY
    for gap in gaps:
        look += timedelta(hours=gap)
        raise_due_tasks(look)
    Series.objects.filter(pk=once.pk).update(look_at=SUNDAY)
    raise_due_tasks(look)
    tasks = [
        list(series.tasks.order_by("period").values_list("period", "given_at", "clock__due_at"))
        for series in (often, once)
    ]
    assert tasks[0] == tasks[1] != []


def test_what_counts_since_it_was_done_has_one_open_task(begin):
    series = begin(Recurrence(WEEK, 1, SINCE_DONE, within=3), starts_on=date(2026, 11, 22))
    assert raise_due_tasks(SUNDAY) == 1
    assert raise_due_tasks(at("2027-01-10T10:00")) == 0
    task = series.tasks.get()
    actions.report_task(task, actor=("user", 1), now=at("2026-11-25T10:00"))
    assert task.state == transitions.DONE
    assert raise_due_tasks(at("2026-11-30T10:00")) == 0
    assert raise_due_tasks(at("2026-12-02T10:00")) == 1
    assert [period for period, _ in raised(series)] == ["2026-11-22", "2026-12-02"]


def test_a_task_reopened_holds_up_the_next_of_its_series(begin):
    series = begin(Recurrence(WEEK, 1, SINCE_DONE, within=3), starts_on=date(2026, 11, 22))
    raise_due_tasks(SUNDAY)
    task = series.tasks.get()
    actions.report_task(task, actor=("user", 1), now=at("2026-11-25T10:00"))
    actions.reopen_task(
        task, due=date(2026, 12, 20), reason="ভুল", actor=("user", 1), now=at("2026-11-25T11:00")
    )
    assert raise_due_tasks(at("2026-12-10T10:00")) == 0


def test_a_series_that_ended_raises_nothing_more(begin):
    series = begin()
    raise_due_tasks(SUNDAY)
    for _ in range(2):
        end_series(series, actor=("user", 1), now=SUNDAY)
    assert raise_due_tasks(at("2027-03-01T10:00")) == 0
    assert Task.objects.filter(series=series).count() == 2


def test_a_series_of_a_contact_that_ended_goes_to_whoever_gave_it(begin, headmaster, officer_post):
    series = begin(owner=headmaster)
    type(headmaster).objects.filter(pk=headmaster.pk).update(until=date(2026, 10, 1))
    raise_due_tasks(SUNDAY)
    owners = [task.owner for task in series.tasks.order_by("period")]
    assert owners == [headmaster, officer_post]


def test_a_series_that_ends_before_it_begins_is_refused(begin):
    with pytest.raises(TaskFault):
        begin(until=date(2026, 8, 1))
    assert not Series.objects.exists()
    assert not Clock.objects.filter(topic="task").exists()
