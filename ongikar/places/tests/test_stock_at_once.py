"""Lists of devices and spare parts at the same moment: on connections of their own that commit, on a copy of
the test database.
"""

from datetime import datetime

import pytest

from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.people.place_actions import add_place
from ongikar.places.actions import (
    DeviceFault,
    add_part,
    receive_part,
    register_device,
    take_back_movement,
    use_part,
)
from ongikar.places.actions.importing import SeenOtherwise, apply_list, keep_list
from ongikar.places.models import Device, DeviceFact, DeviceImport, Part, PartMovement
from ongikar.places.tests.sheets import list_of

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
BY = {"actor": ("user", 1), "now": SUNDAY}
WRITERS, LINES_EACH = 6, 5


@pytest.fixture
def lab(two):
    office = Office.objects.get(is_default=True)
    return add_place(office=office, facts={"kind": "lab", "name_bn": "সময়ের ল্যাব", "eiin": ""}, **BY)


@pytest.fixture
def bring(two, lab):
    def keep(*rows):
        office, user = Office.objects.get(pk=lab.office_id), User.objects.get(username="karim")
        upload = list_of(*((*row, lab.name_bn, None) for row in rows))
        return keep_list(office=office, upload=upload, on=SUNDAY.date(), user=user, now=SUNDAY).pk

    return keep


def applying(key):
    user = User.objects.get(username="karim")
    return apply_list(DeviceImport.objects.get(pk=key), user=user, now=SUNDAY)


def test_one_list_applied_twice_at_once_is_written_once(two, bring):
    """Law 12."""
    key = bring(("UPS", None, None, "N/A"), ("Laptop", "Dell", None, "AB-1"))
    two.meet("ongikar.places.actions.importing.judge_again")
    done = two.run(lambda: applying(key), lambda: applying(key))
    assert sorted(map(len, done)) == [0, 1]
    assert Device.objects.filter(place__name_bn="সময়ের ল্যাব").count() == 2


def test_two_lists_with_one_device_at_once_make_it_once(two, bring):
    rows = [("Laptop", "Dell", None, "AB-1"), ("UPS", None, None, "N/A")]
    keys = [bring(*rows), bring(*rows)]
    two.meet("ongikar.places.actions.importing.judge_again")
    done = two.run(*[lambda key=key: applying(key) for key in keys])
    assert sum(isinstance(each, SeenOtherwise) for each in done) == 1
    assert Device.objects.filter(serial_key="AB1").count() == 1
    assert Device.objects.filter(place__name_bn="সময়ের ল্যাব").count() == 2
    numbers = sorted(Device.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_device_registered_while_its_list_is_applied_is_one_and_the_list_waits(two, bring, lab):
    key = bring(("Laptop", "Dell", None, "AB-1"), ("UPS", None, None, "UPS-9"))

    def register():
        office = Office.objects.get(pk=lab.office_id)
        return register_device(office=office, place=lab, kind="laptop", maker="Dell", serial_no="ab1", **BY)

    two.meet("ongikar.places.actions.importing.judge_again")
    two.run(lambda: applying(key), register)
    assert Device.objects.filter(serial_key="AB1").count() == 1
    # Either the whole list is written or nothing of it.
    whole = DeviceImport.objects.get(pk=key).applied_at is not None
    assert Device.objects.filter(serial_key="UPS9").exists() == whole
    assert DeviceFact.objects.filter(device__place=lab).count() == Device.objects.filter(place=lab).count()


@pytest.fixture
def mouse(two):
    part = add_part(office=Office.objects.get(is_default=True), name_bn="সময়ের মাউস", **BY)
    receive_part(part=part, quantity=3, **BY)
    return part.pk


def test_the_last_parts_are_used_once(two, mouse):
    def use():
        part = Part.objects.select_related("office").get(pk=mouse)
        return use_part(office=part.office, part=part, quantity=2, subject=("case", 1), **BY)

    two.meet("ongikar.places.actions.parts.lock_part")
    done = two.run(use, use)
    assert sum(isinstance(each, DeviceFault) for each in done) == 1
    assert Part.objects.get(pk=mouse).balance == 1


def test_a_line_is_taken_back_once(two, mouse):
    line = PartMovement.objects.get(part=mouse)

    def take_back():
        return take_back_movement(
            PartMovement.objects.select_related("part__office").get(pk=line.pk), words="ভুল", **BY
        )

    first, second = two.run(take_back, take_back)
    assert first == second
    assert Part.objects.get(pk=mouse).balance == 0


def test_the_stock_book_has_no_gap_under_many_writers_some_of_whom_fail(two, mouse):
    """Law 7 for the stock book."""

    def writer(nth):
        def write():
            for each in range(LINES_EACH):
                part = Part.objects.select_related("office").get(pk=mouse)
                quantity = 1 if (nth + each) % 3 else 100_001
                try:
                    receive_part(part=part, quantity=quantity, **BY)
                except DeviceFault:
                    continue

        return write

    before = PartMovement.objects.count()
    assert two.run(*map(writer, range(WRITERS))) == [None] * WRITERS
    lines = PartMovement.objects.filter(fiscal_year=2026).order_by("book_serial")
    serials = [each.book_serial for each in lines]
    assert len(serials) > before
    assert serials == list(range(serials[0], serials[0] + len(serials)))
    balance = 0
    for each in PartMovement.objects.filter(part=mouse).order_by("book_serial"):
        balance += each.change
        assert each.balance == balance
