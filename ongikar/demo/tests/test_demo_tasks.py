"""The demonstration's tasks: in every state, at whatever moment somebody starts it."""

import pytest

from ongikar.clock.watch import watch_clocks
from ongikar.demo.tasks import DemoTasks
from ongikar.journal.outbox import run_due_entries
from ongikar.offices.models import Office
from ongikar.tasks import actions, transitions
from ongikar.tasks.models import Series, Task

from .demo_stage import FILES, MOMENTS, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def late(now):
    return [task for task in Task.objects.select_related("clock") if task.clock.is_late(now)]


def test_fifteen_tasks_stand_in_every_state_with_one_outside_one_late_and_one_to_check(office):
    assert DemoTasks.load(FILES, now=TUESDAY_NOON) >= 15
    own = Task.objects.filter(series=None)
    assert own.count() == 15
    assert set(own.values_list("state", flat=True)) == {*transitions.RUNNING, *transitions.ENDED}
    assert own.filter(owner_contact__isnull=False, state=transitions.REPORTED).exists()
    assert any(task.series_id is None and task.state == transitions.OPEN for task in late(TUESDAY_NOON))
    names = set(own.values_list("acts__name", flat=True))
    not_shown = {"finish", "transfer", "note", "refuse_time", "direct", "hand_check"}
    assert names == (set(transitions.TRANSITIONS.moves) - not_shown) | {"give"}
    assert sorted(Task.objects.values_list("number", flat=True)) == list(range(1, Task.objects.count() + 1))


def test_one_month_of_the_standing_return_was_missed(office):
    DemoTasks.load(FILES, now=TUESDAY_NOON)
    periods = {task.period: task.state for task in Series.objects.get().tasks.all()}
    assert [periods[key] for key in sorted(periods)][:4] == ["done", "open", "done", "done"]


def test_a_second_start_adds_nothing(office):
    DemoTasks.load(FILES, now=TUESDAY_NOON)
    many = Task.objects.count()
    assert DemoTasks.load(FILES, now=TUESDAY_NOON) == 0
    assert Task.objects.count() == many


def test_only_an_office_of_demonstration_takes_them(office):
    Office.objects.filter(pk=office.pk).update(is_demo=False)
    assert DemoTasks.load(FILES, now=TUESDAY_NOON) == 0


@pytest.mark.parametrize("moment", MOMENTS)
def test_they_are_lived_through_at_whatever_moment(office, moment):
    assert DemoTasks.load(FILES, now=moment) >= 15
    assert watch_clocks(moment) == run_due_entries(moment) == 0
    for task in Task.objects.prefetch_related("acts"):
        acts = list(task.acts.all())
        assert transitions.state_after(act.name for act in acts) == task.state
        assert all(act.at <= moment for act in acts)


def test_tasks_that_cases_gave_before_keep_none_of_them_out(office):
    officer, assistant = (office.posts.get(role=role) for role in ("officer", "assistant"))
    actions.give_task(
        office=office,
        title="আবেদনের কাজ",
        owner=assistant,
        given_by=officer,
        due=TUESDAY_NOON.date(),
        submission="of a case",
        actor=("user", 1),
        now=TUESDAY_NOON,
    )
    assert DemoTasks.load(FILES, now=TUESDAY_NOON) >= 15
