"""The demonstration's labs, centres and devices: as many as are promised, with faults, one missing and
repeated faults, at whatever moment somebody starts it.
"""

import pytest

from ongikar.books.registry import book_named
from ongikar.delivery.support.models import JobDevice
from ongikar.demo import cases, places
from ongikar.offices.models import Office, Place
from ongikar.places.models import Device, DeviceFact, Part
from ongikar.places.rules.device_state import FAULT, fold_device

from .demo_stage import FILES, MOMENTS, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def seated(office, karim):
    """Somebody holds the officer's post: they brought the list."""
    return office


def test_eight_labs_nine_centres_and_140_devices_come_once(seated):
    assert places.load_places(FILES, now=TUESDAY_NOON) == 140
    assert places.load_places(FILES, now=TUESDAY_NOON) == 0
    kinds = Place.objects.filter(slug__startswith="sample-").values_list("kind", flat=True)
    assert (list(kinds).count("lab"), list(kinds).count("udc")) == (8, 9)
    assert set(Device.objects.values_list("state", flat=True)) == {
        "working",
        "faulty",
        "missing",
        "condemned",
    }
    faults = DeviceFact.objects.filter(fact=FAULT).values_list("device", flat=True)
    assert max(list(faults).count(key) for key in faults) >= 3
    assert Part.objects.low().exists()
    # Nobody takes it for a real lab: every name says that it is a sample.
    assert all(
        "নমুনা" in place.name_bn and "ample" in place.name_en for place in Place.objects.filter(kind="lab")
    )


@pytest.mark.parametrize("moment", MOMENTS)
def test_they_are_lived_through_at_whatever_moment(seated, moment, time_machine):
    time_machine.move_to(moment, tick=False)
    assert places.load_places(FILES, now=moment) == 140
    for device in Device.objects.prefetch_related("facts"):
        facts = list(device.facts.all())
        folded = fold_device(fact.statement for fact in facts)
        assert (folded.state, folded.place) == (device.state, device.place_id)
        assert all(fact.at <= moment and fact.on <= moment.date() for fact in facts)
    for part in Part.objects.prefetch_related("movements"):
        assert part.balance == sum(each.change for each in part.movements.all()) >= 0


def test_a_job_of_the_demonstration_is_about_one_of_its_devices(seated):
    places.load_places(FILES, now=TUESDAY_NOON)
    cases.load_cases(FILES, now=TUESDAY_NOON)
    each = JobDevice.objects.select_related("device__place", "job").get(device__kind="projector")
    assert (each.device.place.slug, each.job.place) == ("sample-lab-1", each.device.place)
    facts = list(each.device.facts.all())
    assert fold_device(fact.statement for fact in facts).state == each.device.state == "faulty"


def test_only_an_office_of_demonstration_takes_them(seated):
    Office.objects.filter(pk=seated.pk).update(is_demo=False)
    assert places.load_places(FILES, now=TUESDAY_NOON) == 0


def test_the_stock_book_of_the_demonstration_has_a_line_for_each_movement(seated):
    places.load_places(FILES, now=TUESDAY_NOON)
    lines = sum(len(book_named("stock").rows(seated, year)) for year in (2025, 2026))
    assert lines == sum(part.movements.count() for part in Part.objects.all())
