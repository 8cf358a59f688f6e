"""Tasks are kept for five years after they ended, and then tell of nobody; the register keeps their line."""

from datetime import date, timedelta

import pytest

from ongikar.journal.actions import seal_rest
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.models import Post
from ongikar.operations.retention import purge_due
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.people.models import GONE
from ongikar.tasks import actions
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
NAME = "করিমা বেগম"
PDF = Clean(b"%PDF-1.7 a proof", "application/pdf", ".pdf")


@pytest.fixture
def give(office, now):
    officer, assistant = (Post.objects.get(office=office, role=role) for role in ("officer", "assistant"))

    def do(submission):
        return actions.give_task(
            office=office,
            title=f"{NAME}কে ফোন করা",
            words=f"{NAME} তিনবার এসেছেন",
            owner=assistant,
            given_by=officer,
            due=date(2026, 12, 1),
            submission=submission,
            actor=("user", 1),
            now=now,
        )

    return do


def test_what_a_task_said_goes_after_its_time_and_its_line_stays(office, give, now):
    ended, running = give("ended"), give("running")
    actions.report_task(ended, words=f"{NAME} কথা বলেছেন", papers=[("ছবি", PDF)], actor=("user", 2), now=now)
    period = timedelta(days=rules_of(office.slug)["tasks"].days)
    assert "tasks" not in purge_due(office, now + period - timedelta(days=1))
    after = now + period + timedelta(days=2)
    assert purge_due(office, after)["tasks"] == 1
    assert "tasks" not in purge_due(office, after)
    ended = Task.objects.get(pk=ended.pk)
    kept = [ended.title, ended.words, *ended.acts.values_list("words", flat=True)]
    kept += ended.proofs.values_list("words", flat=True)
    assert not any(NAME in words for words in kept)
    assert (ended.title, ended.number, bool(ended.ended_at)) == (GONE, 1, True)
    assert Paper.objects.get(subject_type="task").file == ""
    # What still runs is nobody's to empty, however old.
    assert NAME in Task.objects.get(pk=running.pk).title
    seal_rest()
    assert list(find_differences(expected_rows())) == []
