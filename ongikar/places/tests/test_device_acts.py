"""Devices registered and what is said of them: numbers, serials, states, places."""

from datetime import date

import pytest

from ongikar.journal.models import Entry
from ongikar.offices.models import Place
from ongikar.people.place_actions import close_place
from ongikar.places.actions import DeviceFault, correct_device, record_device_fact, register_device
from ongikar.places.models import Device, DeviceFact
from ongikar.places.words import device_number, read_device_number

from .conftest import SUNDAY, TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.fast
def test_a_device_has_a_number_breaks_is_mended_and_keeps_all_that_was_said(lab, device_at, say_of):
    device = device_at(lab, maker="Dell", model="OptiPlex", serial_no="abc-12345")
    assert (device.number, device.state, device.place, device.serial_key) == (1, "working", lab, "ABC12345")
    say_of(device, "fault", 19, words="চালু হয় না")
    assert (device.state, device.state_since) == ("faulty", date(2026, 11, 19))
    say_of(device, "repaired", 21)
    device.refresh_from_db()
    assert (device.state, device.seen_on) == ("working", date(2026, 11, 21))
    assert [fact.fact for fact in device.facts.order_by("id")] == ["registered", "fault", "repaired"]
    verbs = Entry.objects.filter(subject_type="device", subject_id=device.pk).values_list("verb", flat=True)
    assert list(verbs) == ["device.registered", "device.fault", "device.repaired"]


def test_numbers_go_on_without_a_gap_where_one_was_refused(lab, device_at):
    assert device_at(lab, serial_no="PF2XQ7").number == 1
    with pytest.raises(DeviceFault) as fault:
        device_at(lab, serial_no="pf-2xq7")
    assert fault.value.field == "serial_no"
    assert "L-0001" in fault.value.en
    assert device_at(lab, serial_no="PF2XQ8").number == 2


def test_devices_without_a_true_serial_are_not_one_another(lab, device_at):
    for junk in ("N/A", "To be filled by O.E.M.", "n/a\u200d", ""):
        device_at(lab, maker="Walton", serial_no=junk)
    assert Device.objects.at(lab).filter(serial_key=None).count() == 4


def test_the_same_serial_of_another_maker_is_another_device(lab, device_at):
    device_at(lab, maker="Dell", serial_no="CN-0123")
    device_at(lab, maker="Epson", serial_no="CN-0123")
    with pytest.raises(DeviceFault):
        device_at(lab, maker="DELL ", serial_no="cn 0123")
    with pytest.raises(DeviceFault):
        device_at(lab, serial_no="CN0123")


def test_a_press_that_came_twice_registers_once(lab, device_at):
    first = device_at(lab, submission="press-1")
    assert device_at(lab, submission="press-1") == first
    assert DeviceFact.objects.count() == 1


def test_a_late_fact_takes_its_place_among_the_others(lab, device_at, say_of):
    device = device_at(lab)
    say_of(device, "repaired", 20)
    say_of(device, "fault", 18)
    assert device.state == "working"


def test_found_again_it_is_as_it_was(lab, centre, device_at, say_of):
    device = device_at(lab)
    say_of(device, "fault", 10)
    say_of(device, "missing", 12)
    assert device.state == "missing"
    say_of(device, "found", 14, place=centre)
    assert (device.state, device.place) == ("faulty", centre)


def test_of_a_condemned_device_nothing_follows_but_a_correction(lab, device_at, say_of):
    device = device_at(lab)
    say_of(device, "condemned", 10)
    assert list(Device.objects.at(lab)) == []
    with pytest.raises(DeviceFault):
        say_of(device, "fault", 11)
    say_of(device, "corrected", 12, state="working", words="ভুল যন্ত্রে লেখা হয়েছিল")
    assert device.state == "working"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"fact": "seen", "on": date(2026, 11, 23)}, "on"),
        ({"fact": "corrected", "on": TODAY}, "words"),
        ({"fact": "fault", "on": TODAY, "words": "ক" * 501}, "words"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_field(lab, device_at, facts, field):
    device = device_at(lab)
    with pytest.raises(DeviceFault) as fault:
        record_device_fact(device, **facts, actor=("user", 1), now=SUNDAY)
    assert fault.value.field == field
    assert DeviceFact.objects.count() == 1


def test_a_device_goes_to_no_place_that_is_closed_or_anothers(office, lab, centre, device_at, say_of):
    close_place(centre, last_day=date(2026, 11, 10), actor=("user", 1), now=SUNDAY)
    device = device_at(lab)
    with pytest.raises(DeviceFault):
        say_of(device, "moved", 20, place=Place.objects.get(pk=centre.pk))
    say_of(device, "moved", 9, place=Place.objects.get(pk=centre.pk))
    assert device.place == centre


def test_a_correction_keeps_what_stood_there_before(lab, device_at):
    device_at(lab, maker="HP", serial_no="XY-777")
    device = device_at(lab, maker="HP", serial_no="XY-778")
    with pytest.raises(DeviceFault):
        correct_device(device, details={"serial_no": "xy777"}, actor=("user", 1), now=SUNDAY)
    device.refresh_from_db()
    changed = correct_device(device, details={"serial_no": "XY-779"}, actor=("user", 1), now=SUNDAY)
    assert changed == ["serial_no"]
    assert (device.serial_key, device.facts.latest("id").words) == ("XY779", "serial_no: XY-778")


def test_a_sort_of_device_that_there_is_not_is_refused(office, lab):
    with pytest.raises(DeviceFault) as fault:
        register_device(office=office, place=lab, kind="toaster", actor=("user", 1), now=SUNDAY)
    assert fault.value.field == "kind"
    assert not Device.objects.exists()


@pytest.mark.parametrize("typed", ["ল-০০৪১", "L-0041", "l 41", "৪১", "0041", "L‑0041"])
def test_a_label_is_read_as_anybody_types_it(typed):
    assert read_device_number(typed) == 41


@pytest.mark.parametrize("typed", ["", "L-", "0", "চল্লিশ", "T-0041", "99999999999", "L-00-41"])
def test_what_is_no_number_of_a_label_is_none(typed):
    assert read_device_number(typed) is None


def test_a_number_is_printed_in_both_scripts():
    assert (device_number(41, "bn"), device_number(41, "en")) == ("ল-০০৪১", "L-0041")
