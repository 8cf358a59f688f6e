"""The lines of the queue are drawn once a minute, and never say what was true a moment ago."""

from datetime import timedelta

import pytest

from ongikar.cases import desk
from ongikar.cases.desk import RowLook, queue_rows
from ongikar.cases.officer.queue.pages import fetch_queue_page
from ongikar.cases.officer.queue.selection import QueueSelection
from ongikar.people.models import Applicant

pytestmark = pytest.mark.django_db
READER = RowLook(can_accept=False, may_act=True, tongue="bn", version=1)


@pytest.fixture
def drawn(monkeypatch):
    """The numbers of the cases whose lines were made anew, in their order."""
    made, draw = [], desk.draw_row
    monkeypatch.setattr(desk, "draw_row", lambda row, *rest: made.append(row.case.number) or draw(row, *rest))
    return made


def shown(office, now, reader=READER):
    return "".join(queue_rows(fetch_queue_page(office, QueueSelection(), now=now), reader, now))


def test_a_line_that_is_as_it_was_is_not_made_anew_in_its_minute(receive, office, now, drawn):
    first, second = receive("citizen-1"), receive("citizen-6")
    before = shown(office, now)
    assert shown(office, now + timedelta(seconds=1)) == before
    assert sorted(drawn) == sorted([first.number, second.number])
    shown(office, now + timedelta(minutes=1))
    assert len(drawn) == 4


def test_what_was_changed_in_one_line_is_shown_at_once_and_the_others_stand(receive, office, now, drawn):
    first, second = receive("citizen-1"), receive("citizen-6")
    shown(office, now)
    Applicant.objects.filter(pk=second.applicant_id).update(name="নতুন নাম")
    assert "নতুন নাম" in shown(office, now)
    assert drawn[2:] == [second.number]
    assert first.applicant.name in shown(office, now)


def test_a_day_that_passes_within_the_minute_is_late_at_once(receive, office, drawn):
    case = receive("citizen-1")
    due = case.clock.due_at
    assert "late-text" not in shown(office, due)
    assert "late-text" in shown(office, due + timedelta(seconds=1))
    assert len(drawn) == 2


def test_who_may_only_read_is_not_shown_the_act_drawn_for_another(receive, office, now, drawn):
    receive("citizen-1")
    assert 'class="btn' in shown(office, now)
    assert 'class="btn' not in shown(office, now, READER._replace(may_act=False))
    assert len(drawn) == 2


def test_nothing_is_kept_beyond_its_minute(receive, office, now):
    case = receive("citizen-1")
    shown(office, now)
    assert any(case.applicant.name in row for row in desk.row_cache.drawn.values())
    Applicant.objects.filter(pk=case.applicant_id).update(name="নতুন নাম")
    shown(office, now + timedelta(minutes=1))
    assert not any(case.applicant.name in row for row in desk.row_cache.drawn.values())
