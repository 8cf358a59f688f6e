"""Devices and stocktakes, by two people at the same moment on two connections."""

import pytest

from ongikar.people.models import User
from ongikar.people.place_actions import add_place
from ongikar.places.actions import (
    DeviceFault,
    begin_stocktake,
    close_stocktake,
    count_device,
    record_device_fact,
    register_device,
)
from ongikar.places.models import Device, DeviceFact, Stocktake, StocktakeLine
from ongikar.places.rules.device_state import fold_device

KARIM, SHIRIN = ("user", 1), ("user", 2)
LAB = {"kind": "lab", "name_bn": "নমুনা ল্যাব", "name_en": "Sample lab"}


@pytest.fixture
def lab(two, office, now):
    return add_place(office=office, facts=LAB, actor=KARIM, now=now)


@pytest.fixture
def device(lab, office, now):
    return register_device(office=office, place=lab, kind="desktop", actor=KARIM, now=now)


@pytest.fixture
def counters(two):
    return [User.objects.create(username=name) for name in ("counts here", "counts there")]


def refusals(results: list) -> list:
    return [type(each) for each in results if isinstance(each, Exception)]


def test_one_serial_registered_by_two_is_one_device_and_numbers_have_no_gap(two, office, lab, now):
    two.meet("ongikar.places.actions.devices.require_new_serial")
    results = two.run(
        *(
            lambda actor=actor: register_device(
                office=office, place=lab, kind="laptop", serial_no="5CD123XYZ", actor=actor, now=now
            )
            for actor in (KARIM, SHIRIN)
        )
    )
    assert refusals(results) == [DeviceFault]
    register_device(office=office, place=lab, kind="laptop", actor=KARIM, now=now)
    assert sorted(Device.objects.filter(office=office).values_list("number", flat=True)) == [1, 2]


def test_one_press_that_arrives_twice_at_once_registers_one_device(two, office, lab, now):
    two.meet("ongikar.places.actions.devices.require_new_serial")
    results = two.run(
        *(
            lambda: register_device(
                office=office, place=lab, kind="laptop", submission="press", actor=KARIM, now=now
            )
            for _ in range(2)
        )
    )
    assert refusals(results) == []
    assert results[0].pk == results[1].pk
    assert Device.objects.filter(office=office).count() == 1


def test_of_two_that_speak_of_one_device_both_are_kept_and_the_state_is_their_fold(two, device, now):
    two.meet("ongikar.places.actions.devices.require_fact")
    results = two.run(
        *(
            lambda fact=fact: record_device_fact(
                Device.objects.get(pk=device.pk), fact=fact, on=now.date(), words="…", actor=KARIM, now=now
            )
            for fact in ("fault", "missing")
        )
    )
    assert refusals(results) == []
    fresh = Device.objects.get(pk=device.pk)
    folded = fold_device(each.statement for each in fresh.facts.all())
    assert DeviceFact.objects.filter(device=device).count() == 3
    assert fresh.state == folded.state


def test_two_phones_at_one_place_count_together(two, lab, device, counters, now):
    two.meet("ongikar.places.actions.stocktakes._record")
    results = two.run(*(lambda by=by: begin_stocktake(lab, by=by, now=now) for by in counters))
    assert refusals(results) == []
    count = Stocktake.objects.get()
    results = two.run(
        *(
            lambda by=by, result=result: count_device(count, device, result=result, by=by, now=now)
            for by, result in zip(counters, ("present", "missing"), strict=True)
        )
    )
    assert refusals(results) == []
    assert StocktakeLine.objects.count() == 1


def test_a_count_closed_by_two_presses_becomes_facts_once(two, lab, device, counters, now):
    count = begin_stocktake(lab, by=counters[0], now=now)
    two.meet("ongikar.places.actions.stocktakes.uncounted_devices")
    results = two.run(*(lambda by=by: close_stocktake(count, by=by, now=now) for by in counters))
    assert refusals(results) == []
    assert sorted(each.facts for each in results) == [0, 1]
    assert DeviceFact.objects.filter(device=device, fact="missing").count() == 1
