"""Lists of devices and the stock of parts on screen: seen, chosen, written; refused beside the field."""

from datetime import date

import pytest
from django.urls import reverse

from ongikar.places.actions import add_part, receive_part
from ongikar.places.models import Device, DeviceImport, Part, PartMovement

from .conftest import SUNDAY
from .sheets import list_of, upload

pytestmark = pytest.mark.django_db
LAB = "নমুনা বালিকা বিদ্যালয়, ডিজিটাল ল্যাব"
BY = {"actor": ("user", 1), "now": SUNDAY}


@pytest.fixture
def desk(client, signed_in, karim, time_machine):
    time_machine.move_to(SUNDAY, tick=False)
    return signed_in(karim)


def test_a_list_is_given_looked_at_and_written_with_one_press(desk, lab, device_at):
    device_at(lab, kind="ups", serial_no="UPS-1")
    file = list_of(
        ("Laptop", "Dell", "3420", "AB-1", LAB, None),
        ("UPS", "Sample", None, "UPS-1", LAB, "নষ্ট"),
        ("Kettle", None, None, None, LAB, None),
    )
    answer = desk.post(reverse("device_lists"), {"file": file, "on": "2026-11-22"}, follow=True)
    page = answer.content.decode()
    for words in ("কী হবে, দেখে নিন", "২টি যন্ত্র লিখুন", "চালু</s> → নষ্ট", "“Kettle”", "সারি ৪"):
        assert words in page, words
    kept = DeviceImport.objects.get()
    answer = desk.post(reverse("device_list_apply", args=[kept.pk]), follow=True)
    assert "নতুন ১টি, বদলেছে ১টি" in answer.content.decode()
    assert Device.objects.filter(serial_key="AB1").exists()
    # Pressed again: nothing more, and the page says what was written.
    answer = desk.post(reverse("device_list_apply", args=[kept.pk]), follow=True)
    assert "যা লেখা হয়েছে" in answer.content.decode()
    assert Device.objects.count() == 2


def test_of_a_device_in_two_places_one_row_is_chosen(desk, lab, centre):
    file = list_of(
        ("Laptop", "Dell", None, "AB-1", LAB, None),
        ("Laptop", "Dell", None, "AB-1", "চন্দনপাট ডিজিটাল সেন্টার", None),
    )
    desk.post(reverse("device_lists"), {"file": file, "on": "2026-11-22"})
    kept = DeviceImport.objects.get()
    page = desk.get("/en" + reverse("device_list", args=[kept.pk])).content.decode()
    assert page.count("The list is right") == 2
    assert "There is nothing to write" in page
    chosen = kept.rows.order_by("id").last()
    desk.post(reverse("device_list_take", args=[kept.pk]), {"take": [chosen.pk, "zzz"]})
    desk.post(reverse("device_list_apply", args=[kept.pk]))
    assert Device.objects.get().place == centre


def test_what_changed_meanwhile_is_shown_and_nothing_is_written(desk, lab, device_at):
    file = list_of(("Laptop", "Dell", None, "AB-1", LAB, None))
    desk.post(reverse("device_lists"), {"file": file, "on": "2026-11-22"})
    device_at(lab, kind="laptop", serial_no="AB-1", maker="Dell")
    kept = DeviceImport.objects.get()
    answer = desk.post(reverse("device_list_apply", args=[kept.pk]))
    assert answer.status_code == 409
    assert "এর মধ্যে কিছু বদলে গেছে" in answer.content.decode()
    assert kept.rows.get().state == "same"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"file": upload(b"name;kind", "a.csv"), "on": "2026-11-22"}, "This is no XLSX file"),
        ({"on": "2026-11-22"}, "Add: XLSX file"),
        ({"file": list_of(), "on": "2026-12-31"}, "This day has not come yet"),
        ({"file": list_of(), "on": "2020-01-01"}, "more than two years old"),
        ({"file": list_of(), "on": "31/31/2026"}, "There is no month 31."),
        ({"file": list_of(), "on": "2026-11-22"}, "The list has no rows"),
        ({"file": list_of(), "on": "2026-11-22", "place": "999999"}, "Choose one from the list"),
    ],
)
def test_a_file_or_a_day_that_cannot_be_meant_is_told_beside_its_field(desk, given, words):
    if (file := given.get("file")) is not None:
        file.seek(0)
    answer = desk.post("/en" + reverse("device_lists"), given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not DeviceImport.objects.exists()


def test_the_sample_is_a_list_that_is_read(desk, lab):
    sample = desk.get(reverse("device_list_sample"))
    answer = desk.post("/en" + reverse("device_lists"), {"file": upload(sample.content), "on": "2026-11-22"})
    # It has every heading and no row yet.
    assert "The list has no rows" in answer.content.decode()


def test_parts_come_are_used_and_a_wrong_line_is_taken_back(desk, lab, device_at):
    device = device_at(lab)
    answer = desk.post(reverse("parts_new"), {"name_bn": "মাউস", "unit_bn": "টি", "least": "৩"}, follow=True)
    mouse = Part.objects.get()
    assert (mouse.name_en, mouse.least) == ("মাউস", 3)
    received = {"quantity": "৫", "price": "১,৪৫০.৫০", "source": "নমুনা", "on": "2026-11-20", "submission": "a1"}
    for _ in range(2):
        desk.post(reverse("part_receive", args=[mouse.pk]), received)
    used = {"quantity": "3", "device": device.shown_number, "on": "22/11/2026"}
    answer = desk.post(reverse("part_use", args=[mouse.pk]), used, follow=True)
    page = answer.content.decode()
    for words in ("এখন আছে ২টি", "নমুনা", "১,৪৫০.৫০", "ল-০০০১", "কম"):
        assert words in page, words
    line = PartMovement.objects.last()
    answer = desk.get("/en" + reverse("part_take_back", args=[mouse.pk, line.pk]))
    assert "What was wrong" in answer.content.decode()
    desk.post(reverse("part_take_back", args=[mouse.pk, line.pk]), {"words": "অন্য যন্ত্রের"})
    mouse.refresh_from_db()
    assert mouse.balance == 5
    assert "মাউস" not in desk.get(reverse("parts") + "?tab=low").content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    ("act", "given", "words"),
    [
        ("use", {"quantity": "9", "on": "2026-11-22"}, "only 5 pcs"),
        ("use", {"quantity": "0", "on": "2026-11-22"}, "Enter a number from 1"),
        ("use", {"quantity": "1", "on": "2026-11-22", "device": "L-9999"}, "No device has this number"),
        ("receive", {"quantity": "1", "on": "2026-11-22", "price": "-5"}, "Check the price"),
        ("receive", {"quantity": "1", "on": "2026-11-22", "price": "five"}, "Enter a sum in taka"),
        ("receive", {"quantity": "1", "on": "2027-11-22"}, "This day has not come yet"),
        ("write_off", {"quantity": "1"}, "Write: Why it is written off"),
        ("count", {"counted": "-1"}, "Enter a number"),
    ],
)
def test_what_cannot_be_meant_of_a_part_is_told_beside_its_field(desk, office, act, given, words):
    mouse = add_part(office=office, name_bn="মাউস", name_en="Mouse", **BY)
    receive_part(part=mouse, quantity=5, on=date(2026, 11, 20), **BY)
    answer = desk.post("/en" + reverse(f"part_{act}", args=[mouse.pk]), given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert PartMovement.objects.count() == 1


def test_an_act_that_there_is_not_is_not_found(desk, office):
    mouse = add_part(office=office, name_bn="মাউস", **BY)
    assert desk.get(f"/desk/stock/{mouse.pk}/steal/").status_code == 404


def test_a_part_that_runs_low_stands_on_today(desk, office):
    names = ("মাউস", "কিবোর্ড", "টোনার", "তার")
    parts = [add_part(office=office, name_bn=name, name_en=name, least=2, **BY) for name in names]
    for part in parts[1:]:
        receive_part(part=part, quantity=2, **BY)
    page = desk.get(reverse("today")).content.decode()
    assert "কমে গেছে: মাউস" in page
    assert "কমে গেছে: টোনার" not in page
    Part.objects.update(balance=1)
    page = desk.get(reverse("today")).content.decode()
    assert "কমে গেছে এমন যন্ত্রাংশ" in page
    assert f"{reverse('parts')}?tab=low" in page
