"""The committee of the demonstration: three months of meetings, and what they decided still open."""

import pytest

from ongikar.cases.models import Case
from ongikar.delivery.meeting.agenda import open_tasks
from ongikar.delivery.meeting.models import Committee, Meeting
from ongikar.demo.meetings import DemoMeetings
from ongikar.journal.row_seals import unsealed_rows
from ongikar.letters.models import Letter
from ongikar.tasks.promise import is_task_late

from .demo_stage import FILES, MOMENTS, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def lived(office):
    office.is_demo = True
    office.save(update_fields=["is_demo"])
    meetings = DemoMeetings(FILES, TUESDAY_NOON)
    assert meetings.steps
    meetings.live_until(TUESDAY_NOON)


@pytest.mark.usefixtures("lived")
class TestThreeMonths:
    def test_each_month_was_kept_by_its_minutes_though_one_sitting_had_no_quorum(self):
        past = Meeting.objects.exclude(state="called").order_by("number")
        assert [meeting.state for meeting in past] == ["issued", "adjourned", "issued", "issued"]
        cases = Case.objects.filter(service__kind="meeting").order_by("id")
        assert [case.state for case in cases][:3] == ["kept"] * 3
        assert not any(case.clock.is_late(TUESDAY_NOON) for case in cases[:3])

    def test_what_was_decided_is_open_late_first_or_was_closed_by_proof(self):
        owed = open_tasks(Committee.objects.get(), TUESDAY_NOON)
        assert [task.decision.number for task in owed] == ["3.1", "4.1", "3.2"]
        assert [is_task_late(task, TUESDAY_NOON) for task in owed] == [True, False, False]

    def test_the_issue_book_stands_in_the_order_of_its_days(self):
        issued = Letter.objects.exclude(memo_number="").order_by("book_serial")
        moments = [letter.issued_at for letter in issued]
        assert moments == sorted(moments)
        assert not unsealed_rows()

    def test_lived_again_nothing_is_added(self):
        assert DemoMeetings(FILES, TUESDAY_NOON).steps == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_whenever_the_demonstration_is_started_its_meetings_are_lived_through(office, moment):
    office.is_demo = True
    office.save(update_fields=["is_demo"])
    meetings = DemoMeetings(FILES, moment)
    meetings.live_until(moment)
    assert meetings.steps == []
    assert Meeting.objects.filter(state="issued").count() == 3
