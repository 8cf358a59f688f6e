"""The quarters of a signed agreement begin by themselves, with a task for whoever reports."""

from datetime import date, timedelta

import pytest

from ongikar.agreements.models import Agreement, Line
from ongikar.agreements.quarters import begin_quarters
from ongikar.agreements.tests.test_agreement_pages import NOW, SIGNED, act, agreement, desk, send
from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task

__all__ = ["agreement", "desk"]
pytestmark = pytest.mark.django_db
JANUARY = NOW.replace(year=2027, month=1, day=1)


def tasks_of(agreement):
    return Task.objects.filter(subject_type="agreement", subject_id=agreement.pk).order_by("pk")


def day_of(task):
    return task.clock.due_at.astimezone(TZ).date()


def test_a_draft_asks_for_nothing_and_a_signed_one_once_a_quarter(desk, agreement):
    assert begin_quarters(NOW) == 0
    act(desk, agreement, "sign", **SIGNED)
    assert begin_quarters(NOW) == 1
    assert begin_quarters(NOW + timedelta(days=20)) == 0
    (task,) = tasks_of(agreement)
    assert day_of(task) == date(2027, 1, 14)
    # The 15th is a Friday.
    # What will be asked as proof is told at once.
    assert "[১.২.১] পরিদর্শন করা ল্যাব: প্রতিবেদন" in task.words
    assert begin_quarters(JANUARY) == 1
    assert day_of(tasks_of(agreement).last()) == date(2027, 4, 15)
    assert Agreement.objects.get().quarters_begun == 3


def test_each_post_is_given_what_it_answers_for_and_nobody_what_is_computed(desk, agreement, salma):
    assistant = Post.objects.get(office=agreement.office, role=Post.ASSISTANT)
    for name, said in (
        ("ল্যাব", {"by_post": assistant.pk, "measure": "typed"}),
        ("সহায়তা", {"measure": "cases_in_time"}),
    ):
        line = Line.objects.get(name__contains=name)
        assert send(desk, f"/en/desk/agreements/{agreement.pk}/line/{line.pk}/", **said).status_code == 302
    act(desk, agreement, "sign", **SIGNED)
    begin_quarters(NOW)
    told = {task.owner_post.role: task.words for task in tasks_of(agreement)}
    assert told.keys() == {Post.OFFICER, Post.ASSISTANT}
    assert "ল্যাব" in told[Post.ASSISTANT]
    assert "পোর্টাল" not in told[Post.ASSISTANT]
    assert "সহায়তা" not in told[Post.OFFICER]


def test_quarters_that_passed_while_nobody_looked_are_not_asked_for(desk, agreement):
    act(desk, agreement, "sign", **SIGNED)
    assert begin_quarters(JANUARY + timedelta(days=100)) == 1
    assert tasks_of(agreement).count() == 1
    assert begin_quarters(NOW.replace(year=2027, month=7, day=2)) == 0
