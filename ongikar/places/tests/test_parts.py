"""Spare parts: what came and went, what is left after each line, and that none is used that is not there."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.offices.models import Office
from ongikar.places.actions import (
    DeviceFault,
    add_part,
    change_part,
    count_part,
    receive_part,
    return_part,
    take_back_movement,
    use_part,
    write_off_part,
)
from ongikar.places.models import Part, PartMovement
from ongikar.places.rules import part_stock
from ongikar.places.rules.part_stock import StockFault, fold_stock

from .conftest import SUNDAY

BY = {"actor": ("user", 1), "now": SUNDAY}


@pytest.fixture
def mouse(office):
    return add_part(office=office, name_bn="মাউস", name_en="Mouse", least=3, **BY)


@pytest.mark.django_db
def test_a_part_comes_is_used_on_a_device_and_every_line_says_how_many_are_left(
    office, lab, device_at, mouse
):
    device = device_at(lab)
    receive_part(part=mouse, quantity=5, source="নমুনা সরবরাহকারী", price=Decimal("450.50"), **BY)
    used = use_part(office=office, part=mouse, quantity=3, subject=("case", 7), device=device, **BY)
    assert (used.change, used.balance, used.place, used.device) == (-3, 2, lab, device)
    assert mouse.is_low
    return_part(part=mouse, quantity=1, subject=("case", 7), **BY)
    write_off_part(part=mouse, quantity=1, words="ভাঙা", **BY)
    lines = PartMovement.objects.order_by("book_serial")
    assert [(each.book_serial, each.change, each.balance) for each in lines] == [
        (1, 5, 5),
        (2, -3, 2),
        (3, 1, 3),
        (4, -1, 2),
    ]
    mouse.refresh_from_db()
    assert mouse.balance == 2 == fold_stock(each.change for each in lines)


@pytest.mark.django_db
def test_what_is_not_there_is_not_used_and_nothing_is_written(office, mouse):
    receive_part(part=mouse, quantity=2, **BY)
    for quantity, words in ((3, "only 2 pcs"), (0, "1 or more"), (-1, "1 or more")):
        with pytest.raises(DeviceFault) as fault:
            use_part(office=office, part=mouse, quantity=quantity, subject=("case", 1), **BY)
        assert fault.value.field == "quantity"
        assert words in fault.value.en
    assert PartMovement.objects.count() == 1
    # The number that was refused is the next one's: the book has no gap.
    assert use_part(office=office, part=mouse, quantity=2, subject=("case", 1), **BY).book_serial == 2


@pytest.mark.django_db
def test_a_press_that_came_twice_uses_once(office, mouse):
    receive_part(part=mouse, quantity=2, submission="in-1", **BY)
    receive_part(part=mouse, quantity=2, submission="in-1", **BY)
    mouse.refresh_from_db()
    assert mouse.balance == 2


@pytest.mark.django_db
def test_a_count_brings_the_book_to_the_shelf_and_a_mistake_is_taken_back_once(office, mouse):
    came = receive_part(part=mouse, quantity=10, **BY)
    assert count_part(part=mouse, counted=10, **BY) is None
    assert count_part(part=mouse, counted=8, words="দুটি নেই", **BY).change == -2
    with pytest.raises(DeviceFault):
        # Ten came by that line, and of them eight are left.
        take_back_movement(came, words="ভুল", **BY)
    count_part(part=mouse, counted=12, **BY)
    back = take_back_movement(came, words="অন্য মালের চালান", **BY)
    assert (back.change, back.balance, back.takes_back) == (-10, 2, came)
    assert take_back_movement(came, words="আবার", **BY) == back
    with pytest.raises(DeviceFault):
        take_back_movement(back, words="ফেরত", **BY)
    with pytest.raises(DeviceFault):
        take_back_movement(came, words=" ", **BY)


@pytest.mark.django_db
def test_what_cannot_be_meant_is_refused(office, lab, mouse):
    for refused in (
        lambda: add_part(office=office, name_bn=" মাউস ", **BY),
        lambda: receive_part(part=mouse, quantity=1, on=date(2026, 12, 31), **BY),
        lambda: receive_part(part=mouse, quantity=1, on=date(2020, 1, 1), **BY),
        lambda: receive_part(part=mouse, quantity=1, price=Decimal(-1), **BY),
        lambda: receive_part(part=mouse, quantity=100_001, **BY),
        lambda: write_off_part(part=mouse, quantity=1, words=" ", **BY),
    ):
        with pytest.raises(DeviceFault):
            refused()
    change_part(mouse, least=0, is_kept=False, **BY)
    with pytest.raises(DeviceFault):
        receive_part(part=mouse, quantity=1, **BY)
    elsewhere = Office.objects.create(slug="elsewhere", name_bn="অন্য", name_en="Other", geocode="8550")
    with pytest.raises(DeviceFault):
        use_part(office=elsewhere, part=mouse, quantity=1, subject=("case", 1), **BY)
    assert (Part.objects.count(), PartMovement.objects.count()) == (1, 0)


STEPS = st.lists(st.tuples(st.sampled_from([*part_stock.SIGNS, "count"]), st.integers(-1, 6)), max_size=20)


@given(STEPS)
@settings(max_examples=200)
def test_a_stock_never_holds_less_than_nothing_and_is_the_sum_of_its_lines(steps):
    balance, changes = 0, []
    for movement, quantity in steps:
        try:
            moved = (
                part_stock.count(balance, quantity)
                if movement == "count"
                else part_stock.move(balance, movement, quantity)
            )
        except StockFault:
            continue
        balance = moved.balance
        changes.append(moved.change)
        assert balance >= 0
    assert balance == fold_stock(changes)
