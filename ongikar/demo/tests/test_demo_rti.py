"""Requests for information of the demonstration, at whatever moment it is started."""

import pytest

from ongikar.demo.complaints import DemoRti
from ongikar.rti.models import InformationRequest

from .demo_stage import FILES, TEST_MOMENTS, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def live(office):
    office.is_demo = True
    office.save(update_fields=["is_demo"])

    def do(now=TUESDAY_NOON):
        demo = DemoRti(FILES, now)
        demo.live_until(now)
        return demo

    return do


@pytest.mark.fast
def test_each_state_stands_there_to_be_looked_at(live, karim, salma):
    live()
    asked = list(InformationRequest.objects.with_related().order_by("pk"))
    assert [each.state for each in asked] == ["open", "provided", "refused", "open", "open"]
    assert asked[0].clock.is_overdue(TUESDAY_NOON)
    assert asked[2].appeal.is_open
    assert asked[3].awaits_price
    assert asked[4].clock.running.is_extended
    assert DemoRti(FILES, TUESDAY_NOON).steps == []


@pytest.mark.parametrize("now", list(TEST_MOMENTS.values())[::3])
def test_it_can_be_started_at_any_moment(live, karim, salma, now):
    live(now)
    assert InformationRequest.objects.count() == 5
