"""Laws 1 to 3 and 15: whatever happens to a task, in any order and at any moment."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.clock.models import Clock
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.people.subjects import load_subjects
from ongikar.rules.bangla.text import digits
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks import actions, transitions
from ongikar.tasks.links import make_link
from ongikar.tasks.models import Task
from ongikar.tasks.transitions import TaskFault
from tests.examples import examples

from .conftest import SUNDAY

HOUR = timedelta(hours=1)
GIVER, OWNER = ("user", 1), ("user", 2)
EVIDENCE = st.sets(st.sampled_from([Task.WORDS, Task.RECORD]))
ACTS = {
    "report": lambda task, now, **_: actions.report_task(task, actor=OWNER, now=now),
    "report with proof": lambda task, now, **_: actions.report_task(
        task, words="হয়েছে", records=[task.reference], actor=OWNER, now=now
    ),
    "return": lambda task, now, **_: actions.return_task(task, reason="বাকি", actor=GIVER, now=now),
    "verify": lambda task, now, **_: actions.verify_task(task, actor=GIVER, now=now),
    "hand_back": lambda task, now, **_: actions.hand_back_task(task, reason="নয়", actor=OWNER, now=now),
    "transfer": lambda task, now, other: actions.transfer_task(
        task, owner=other, reason="বদলি", actor=GIVER, now=now
    ),
    "note": lambda task, now, **_: actions.add_note(task, words=f"ফোন {now}", actor=GIVER, now=now),
    "ask_time": lambda task, now, **_: actions.ask_time(
        task, until=None, reason="সময় লাগবে", actor=OWNER, now=now
    ),
    "extend": lambda task, now, **_: actions.extend_task(
        task, until=task.clock.due(now).date() + timedelta(days=4), reason="কারণ", actor=GIVER, now=now
    ),
    "drop": lambda task, now, **_: actions.drop_task(task, reason="দরকার নেই", actor=GIVER, now=now),
    "reopen": lambda task, now, **_: actions.reopen_task(
        task, due=now.date() + timedelta(days=9), reason="আবার", actor=GIVER, now=now
    ),
}
NEVER_NEARER = ("return", "transfer", "note", "hand_back", "report", "report with proof", "ask_time")


def due_at(task):
    return Clock.objects.get(pk=task.clock_id).due_at


def run(name, task, now, other):
    """Whether the act was done; what may not follow writes nothing."""
    before = list(task.acts.values_list("name", flat=True))
    try:
        ACTS[name](task, now, other=other)
    except (TransitionFault, TaskFault, LedgerFault):
        fresh = Task.objects.get(pk=task.pk)
        assert list(fresh.acts.values_list("name", flat=True)) == before
        assert transitions.state_after(before) == fresh.state
        return False
    return True


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(40))
@given(
    evidence=EVIDENCE,
    is_checked=st.booleans(),
    steps=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 60)), max_size=14),
)
def test_the_laws_of_a_task_hold_in_every_life(give, headmaster, officer_post, evidence, is_checked, steps):
    task = give(evidence=evidence, check=officer_post if is_checked else None, due=date(2026, 12, 1))
    now, due = SUNDAY, due_at(task)
    for name, hours in steps:
        now += hours * HOUR
        task = Task.objects.get(pk=task.pk)
        done = run(name, task, now, headmaster)
        task = Task.objects.get(pk=task.pk)
        # 1: an open task has a running clock, a reported one its check's, one that ended neither.
        assert bool(task.clock.stopped_at) == (task.state in transitions.ENDED)
        assert (task.check_clock is not None) == (task.state == transitions.REPORTED)
        checks = Clock.objects.filter(topic="task_check", stopped_at=None, task_act__task=task)
        assert list(checks.values_list("pk", flat=True)) == list(filter(None, [task.check_clock_id]))
        # 2: done with the proof of the kind that was asked for, dropped with a reason.
        kinds = set(task.proofs.values_list("kind", flat=True))
        if task.state == transitions.DONE:
            assert set(task.evidence) <= kinds
        if task.state == transitions.DROPPED:
            assert task.acts.filter(name="drop").latest("id").words
        # 3: none of these brings the day nearer.
        if done and name in NEVER_NEARER:
            assert due_at(task) >= due
        due = due_at(task)
        assert transitions.state_after(task.acts.values_list("name", flat=True)) == task.state
    reports = [act.data["waits"] for act in task.acts.filter(name="report")]
    assert sum(reports) <= 2
    assert not any(reports[2:])


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["karim", "shirin", "salma", "nasreen", "rahima-nobody"])
def test_no_task_shows_a_subject_that_its_reader_may_not_read(give, receive, username, time_machine):
    """Law 15: on the page of the task, in the list and by its link."""
    time_machine.move_to(SUNDAY, tick=False)
    case = receive()
    task = give(subject=case.reference)
    user = User.objects.filter(username=username).first()
    browser = Client()
    if user:
        browser.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
        holder = holder_of(user, SUNDAY.date())
        may_read = not load_subjects([case.reference], holder)[case.reference].is_restricted
    else:
        may_read = False
    pages = [reverse("task", args=[task.number]), f"{reverse('tasks')}?tab=open", reverse("tasks_below")]
    for address in pages:
        page = browser.get(address).content.decode()
        shown = case.number in page or f"/desk/cases/{case.number}" in page
        assert not shown or may_read, address
    assert username not in ("karim", "shirin") or may_read


@pytest.mark.django_db
def test_the_link_of_an_owner_outside_shows_nothing_of_what_the_task_serves(
    give, receive, headmaster, time_machine, client
):
    time_machine.move_to(SUNDAY, tick=False)
    case = receive()
    task = give(owner=headmaster, subject=case.reference)
    page = client.get(reverse("task_link", args=[make_link(task, SUNDAY)[1]])).content.decode()
    assert task.title in page
    for secret in (case.number, digits(case.number, "bn"), case.applicant.name, case.row.short_bn):
        assert secret not in page
