"""The demonstration's complaints stand in every state of being handled, at whatever moment it is started."""

import pytest

from ongikar.demo.complaints import DemoGrievances
from ongikar.grievances.models import BookLine, DecisionRating, Grievance, Hearing, Inquiry, Question, Remedy
from ongikar.journal.row_seals import unsealed_rows

from .demo_stage import FILES, TEST_MOMENTS, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def live(office):
    """`live(now)`: the file alone, without the cases beside it."""
    office.is_demo = True
    office.save(update_fields=["is_demo"])

    def do(now=TUESDAY_NOON):
        lived = DemoGrievances(FILES, now)
        lived.live_until(now)
        return lived

    return do


def test_every_state_of_handling_is_there(live):
    live()
    states = sorted(Grievance.objects.values_list("state", flat=True))
    assert states == [
        *["accepted"] * 4,
        *["decided"] * 2,
        *["filed"] * 3,
        *("not_accepted", "redirected", "withdrawn"),
    ]
    assert Grievance.objects.filter(identity_hidden=True).count() == 1
    assert Grievance.objects.exclude(source="").get().is_own_motion
    inquiries = Inquiry.objects.filter(ended_at__isnull=True)
    assert sorted(inquiry.post is None for inquiry in inquiries) == [False, True]
    assert Hearing.objects.filter(recorded_at__isnull=True, ended_at__isnull=True).count() == 1
    waiting = Question.objects.filter(ended_at__isnull=True)
    assert sorted(waiting.values_list("side", flat=True)) == ["complainant", "respondent"]
    assert DecisionRating.objects.get().stars == 4
    late = [each.task.clock.is_late(TUESDAY_NOON) for each in Remedy.objects.order_by("pk")]
    assert late == [False, True, False]
    assert BookLine.objects.filter(book=BookLine.HEARINGS).count() == 2
    assert not [row for _, row in unsealed_rows() if row.table.name.startswith("grievances")]


@pytest.mark.parametrize(
    ("moment", "count"), [("in the first minutes of a Sunday", 12), ("inside the Eid holidays", 0)]
)
def test_it_is_lived_through_once_and_not_before_the_charter(live, moment, count):
    live(TEST_MOMENTS[moment])
    assert Grievance.objects.count() == count
    assert DemoGrievances(FILES, TEST_MOMENTS[moment]).steps == []
