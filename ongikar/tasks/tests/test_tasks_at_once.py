"""Tasks at the same moment: on connections of their own that commit, on a copy of the test database."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.clock.models import Clock
from ongikar.journal.models import Entry
from ongikar.offices.models import Office, Post
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks import actions, transitions
from ongikar.tasks.actions.series import begin_series, raise_due_tasks
from ongikar.tasks.models import Series, Task
from ongikar.tasks.rules import Recurrence

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
DAY = timedelta(days=1)
KARIM, SHIRIN = ("user", 1), ("user", 2)
WRITERS, TASKS_EACH = 8, 6


@pytest.fixture
def give(two):
    office = Office.objects.get(is_default=True)
    officer, assistant = (Post.objects.get(office=office, role=role) for role in ("officer", "assistant"))

    def do(submission, **more):
        return actions.give_task(
            office=Office.objects.get(pk=office.pk),
            title="আর্থিং ঠিক করা",
            owner=assistant,
            given_by=officer,
            check=officer,
            due=date(2026, 12, 1),
            submission=submission,
            actor=KARIM,
            now=SUNDAY,
            **more,
        )

    return do


def test_eight_writers_some_of_whom_fail_number_their_tasks_without_a_gap(two, give):
    """Law 7 for tasks."""

    def writer(nth):
        def write():
            for each in range(TASKS_EACH):
                # Every third is rolled back after its number was drawn.
                try:
                    with transaction.atomic():
                        give(f"writer-{nth}-{each}")
                        if (nth + each) % 3 == 0:
                            raise RuntimeError("rolled back")
                except RuntimeError:
                    pass

        return write

    results = two.run(*map(writer, range(WRITERS)))
    assert results == [None] * WRITERS
    numbers = sorted(Task.objects.values_list("number", flat=True))
    written = sum((nth + each) % 3 != 0 for nth in range(WRITERS) for each in range(TASKS_EACH))
    assert numbers == list(range(1, written + 1))


def test_a_task_given_twice_at_once_is_one(two, give):
    two.meet("ongikar.tasks.actions.giving.start_task_clock")
    first, second = two.run(lambda: give("pressed"), lambda: give("pressed"))
    assert first.pk == second.pk
    assert Clock.objects.filter(topic="task").count() == 1
    assert give("next").number == first.number + 1


def test_of_verifying_and_returning_at_once_only_one_is_done(two, give):
    task = give("one")
    actions.report_task(task, actor=SHIRIN, now=SUNDAY + DAY)
    mine, yours = Task.objects.get(pk=task.pk), Task.objects.get(pk=task.pk)
    two.meet("ongikar.tasks.actions.act_log.require_act")
    results = two.run(
        lambda: actions.verify_task(mine, actor=KARIM, now=SUNDAY + 2 * DAY),
        lambda: actions.return_task(yours, reason="বাকি", actor=KARIM, now=SUNDAY + 2 * DAY),
    )
    faults = [each for each in results if isinstance(each, TransitionFault)]
    assert len(faults) == 1, results
    stored = Task.objects.get(pk=task.pk)
    assert transitions.state_after(stored.acts.values_list("name", flat=True)) == stored.state
    assert stored.acts.count() == 3
    assert stored.check_clock is None


def test_a_link_that_two_people_have_reports_once(two, give):
    task = give("shared")
    two.meet("ongikar.tasks.actions.act_log.require_act")
    reports = [
        lambda: actions.report_task(
            Task.objects.get(pk=task.pk), words="হয়েছে", actor=("contact", 1), now=SUNDAY + DAY
        )
        for _ in range(2)
    ]
    results = two.run(*reports)
    assert sum(isinstance(each, TransitionFault) for each in results) == 1, results
    assert Clock.objects.filter(topic="task_check").count() == 1
    assert task.acts.filter(name="report").count() == 1
    assert Entry.objects.filter(verb="task.reported").count() == 1


def test_two_workers_raise_the_tasks_of_a_series_once(two, give):
    office = Office.objects.get(is_default=True)
    officer, assistant = (Post.objects.get(office=office, role=role) for role in ("officer", "assistant"))
    begin_series(
        office=office,
        title="প্রতিবেদন",
        owner=assistant,
        given_by=officer,
        rule=Recurrence("month"),
        starts_on=date(2026, 8, 1),
        submission="monthly",
        actor=KARIM,
        now=SUNDAY,
    )
    two.meet("ongikar.tasks.actions.series.next_period")
    assert sum(two.run(lambda: raise_due_tasks(SUNDAY), lambda: raise_due_tasks(SUNDAY))) == 4
    tasks = Task.objects.filter(series=Series.objects.get())
    assert sorted(tasks.values_list("period", flat=True)) == [
        f"2026-{month:02d}-01" for month in (8, 9, 10, 11)
    ]
    assert sorted(tasks.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_verifying_ones_own_report_is_refused_whoever_presses_first(two, give):
    task = give("own")
    actions.report_task(task, actor=KARIM, now=SUNDAY + DAY)
    results = two.run(
        *(
            lambda: actions.verify_task(Task.objects.get(pk=task.pk), actor=KARIM, now=SUNDAY + DAY)
            for _ in range(2)
        )
    )
    assert all(isinstance(each, PermissionDenied) for each in results), results
