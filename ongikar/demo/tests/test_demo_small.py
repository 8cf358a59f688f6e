"""Systems, initiatives and things that stay fresh of the demonstration, at whatever moment it is started."""

import pytest

from ongikar.cases.models import Case
from ongikar.delivery.initiative.models import Initiative
from ongikar.delivery.performance.models import Plan, Reading
from ongikar.delivery.performance.readings import holds
from ongikar.delivery.rollout.models import Rollout
from ongikar.delivery.rollout.progress import site_line
from ongikar.delivery.upkeep.words import item_lines, living_items
from ongikar.demo.cases import DemoSmall
from ongikar.journal.row_seals import unsealed_rows

from .demo_stage import FILES, TEST_MOMENTS, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def live(office):
    """`live(now)`: the file alone, without the cases beside it."""
    office.is_demo = True
    office.save(update_fields=["is_demo"])

    def do(now=TUESDAY_NOON):
        small = DemoSmall(FILES, now)
        small.live_until(now)
        return small

    return do


def left_unsealed():
    """Of the tables that the file writes; a message is sealed once the worker has told what became of it."""
    apps = ("rollout", "initiative", "performance", "upkeep", "tasks", "cases", "clock")
    return [row.table.name for _, row in unsealed_rows() if row.table.name.startswith(apps)]


@pytest.mark.fast
def test_each_state_of_each_stands_there_to_be_looked_at(live, office):
    live()
    systems = {rollout.system: rollout for rollout in Rollout.objects.select_related("office")}
    sites = [site_line(site, TUESDAY_NOON) for site in systems["ডি-নথি: দুটি কার্যালয়ে"].sites.all()]
    assert [line.steps[0].state for line in sites] == ["done", "late"]
    assert not systems["কার্যালয়ের সরকারি ই-মেইল"].plan
    ideas = Initiative.objects.prefetch_related("acts").order_by("pk")
    for idea in ideas:
        idea.case = Case.objects.get(pk=idea.case_id)
    assert [idea.state for idea in ideas] == ["spread", "measured"]
    assert ideas[0].spread_places.count() == 2
    lines = item_lines(office, living_items(office), TUESDAY_NOON)
    assert [line.item.sort for line in lines if line.fresh.is_stale] == ["notices"]
    reported, still_open = Plan.objects.select_related("case").order_by("pk")
    assert (reported.case.state, still_open.case.state) == ("kept", "received")
    frozen = Reading.objects.filter(indicator__plan=reported, frozen_at__isnull=False)
    assert sorted(frozen.values_list("measure", flat=True)) == [
        "cases_in_time",
        "complaints_in_time",
        "letters_answered",
        "typed",
        "typed",
    ]
    assert all(map(holds, frozen))
    assert not left_unsealed()
    assert DemoSmall(FILES, TUESDAY_NOON).steps == []


def test_it_is_lived_in_the_middle_of_the_eid_holidays(live):
    assert live(TEST_MOMENTS["inside the Eid holidays"]).steps == []
