"""A list seen as a diff and applied: once, all or nothing, and as it was seen."""

from datetime import date, timedelta

import pytest

from ongikar.journal.actions import seal_rest
from ongikar.journal.models import Entry
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.offices.models import Office, Place
from ongikar.operations.retention import purge_due
from ongikar.places.actions import register_device
from ongikar.places.actions.importing import SeenOtherwise, apply_list, keep_list, refresh_list
from ongikar.places.importing.new_places import wanted_places
from ongikar.places.models import Device, DeviceFact

from .conftest import SUNDAY, TODAY, new_place
from .sheets import list_of

pytestmark = pytest.mark.django_db
LAB, CENTRE = "নমুনা বালিকা বিদ্যালয়, ডিজিটাল ল্যাব", "চন্দনপাট ডিজিটাল সেন্টার"
ROWS = (
    ("Laptop", "Dell", "3420", "AB-1", LAB, "ভালো"),
    ("Laptop", "Dell", "3420", "AB-2", LAB, "নষ্ট"),
    ("UPS", "Sample", None, "N/A", LAB, None),
    ("UPS", "Sample", None, "N/A", LAB, None),
    ("Kettle", None, None, None, LAB, None),
)


@pytest.fixture
def bring(office, karim):
    def keep(*rows, on=TODAY, **given):
        return keep_list(office=office, upload=list_of(*rows), on=on, user=karim, now=SUNDAY, **given)

    return keep


@pytest.fixture
def apply(karim):
    return lambda kept: apply_list(kept, user=karim, now=SUNDAY)


def states(kept):
    return list(kept.rows.order_by("id").values_list("state", flat=True))


@pytest.mark.fast
def test_a_list_is_seen_then_written_and_brought_again_is_the_same(lab, bring, apply):
    kept = bring(*ROWS)
    assert states(kept) == ["new"] * 4 + ["refused"]
    assert Device.objects.count() == 0
    assert apply(kept) == {"new": 4, "refused": 1}
    made = list(Device.objects.order_by("number"))
    assert [(each.number, each.serial_key, each.state) for each in made] == [
        (1, "AB1", "working"),
        (2, "AB2", "faulty"),
        (3, None, "working"),
        (4, None, "working"),
    ]
    assert list(kept.rows.order_by("id").values_list("device__number", flat=True)) == [1, 2, 3, 4, None]
    assert [fact.fact for fact in made[1].facts.order_by("id")] == ["registered", "fault"]
    # Pressed twice, and the same file brought again: nothing more.
    assert apply(kept) == {}
    again = bring(*ROWS)
    assert states(again) == ["same"] * 4 + ["refused"]
    assert apply(again) == {"same": 4, "refused": 1}
    assert (Device.objects.count(), DeviceFact.objects.count()) == (4, 5)
    assert Entry.objects.filter(verb="devices.list_applied").count() == 2


def test_what_differs_is_written_as_facts_and_an_empty_cell_erases_nothing(lab, centre, bring, apply):
    apply(bring(*ROWS, on=date(2026, 11, 1)))
    kept = bring(
        ("Laptop", "Dell", "3520", "ab 1", CENTRE, "নষ্ট"), ("Laptop", None, None, "AB-2", None, "সচল")
    )
    assert states(kept) == ["changed", "changed"]
    assert kept.rows.first().changes == [
        ["model", "3420", "3520"],
        ["place", lab.pk, centre.pk],
        ["state", "working", "faulty"],
    ]
    apply(kept)
    first, second = Device.objects.order_by("number")[:2]
    assert (first.model, first.place, first.state, first.serial_no) == ("3520", centre, "faulty", "AB-1")
    assert [fact.fact for fact in first.facts.order_by("id")] == ["registered", "corrected", "moved", "fault"]
    assert (second.maker, second.model, second.place, second.state) == ("Dell", "3420", lab, "working")
    # A row that was taken once is known again after its device went elsewhere.
    third = bring(*ROWS, on=date(2026, 11, 1))
    assert states(third) == ["conflict", "conflict", "same", "same", "refused"]


def test_a_conflict_is_written_only_where_somebody_takes_the_list_s_word(
    lab, centre, device_at, say_of, bring, apply
):
    device = device_at(lab, kind="laptop", serial_no="AB-1")
    say_of(device, "moved", 20, place=centre)
    kept = bring(("Laptop", None, None, "AB-1", LAB, None), on=date(2026, 11, 10))
    (row,) = kept.rows.all()
    assert (row.state, row.may_be_taken) == ("conflict", True)
    apply(bring(("Laptop", None, None, "AB-1", LAB, None), on=date(2026, 11, 10)))
    device.refresh_from_db()
    assert device.place == centre
    refresh_list(kept, taken=frozenset({row.pk}))
    assert states(kept) == ["changed"]
    apply(kept)
    device.refresh_from_db()
    assert device.place == lab
    # The officer says it today, against the news of the twentieth.
    assert device.facts.order_by("id").last().on == TODAY


def test_what_was_missing_and_broken_is_found_then_mended(lab, device_at, say_of, bring, apply):
    device = device_at(lab, kind="laptop", serial_no="AB-1")
    say_of(device, "fault", 10)
    say_of(device, "missing", 12)
    apply(bring(("Laptop", None, None, "AB-1", None, "চালু")))
    device.refresh_from_db()
    assert device.state == "working"
    assert [fact.fact for fact in device.facts.order_by("id")][-2:] == ["found", "repaired"]


def test_nothing_is_written_where_something_changed_since_it_was_seen(office, lab, bring, apply):
    kept = bring(("Laptop", "Dell", None, "AB-1", LAB, None), ("UPS", None, None, None, LAB, None))
    register_device(
        office=office, place=lab, kind="laptop", serial_no="ab1", actor=("user", 1), now=SUNDAY, on=TODAY
    )
    with pytest.raises(SeenOtherwise):
        apply(kept)
    assert Device.objects.count() == 1
    refresh_list(kept)
    assert states(kept) == ["changed", "new"]
    apply(kept)
    assert Device.objects.count() == 2


def test_another_office_s_devices_are_nobody_s_here(office, lab, bring):
    elsewhere = Office.objects.create(
        slug="elsewhere", name_bn="অন্য", name_en="Other", geocode="8550", is_default=False
    )
    there = new_place(elsewhere, "lab", LAB, "There")
    register_device(
        office=elsewhere, place=there, kind="laptop", serial_no="AB-1", actor=("user", 1), now=SUNDAY
    )
    kept = bring(("Laptop", "Dell", None, "AB-1", LAB, None))
    assert states(kept) == ["new"]
    assert kept.rows.get().listed["place"] == lab.pk


def test_what_nobody_applied_goes_after_a_month_and_what_was_applied_stays(lab, bring, apply, office):
    forgotten, applied = bring(*ROWS), bring(*ROWS[:1])
    apply(applied)
    seal_rest()
    assert "device_lists" not in purge_due(office, SUNDAY + timedelta(days=29))
    after = SUNDAY + timedelta(days=32)
    assert purge_due(office, after)["device_lists"] == 1
    assert "device_lists" not in purge_due(office, after)
    assert (forgotten.rows.count(), applied.rows.count()) == (0, 1)
    # A page that was open all the while writes nothing, and that the list was brought stays sealed.
    with pytest.raises(SeenOtherwise):
        apply(forgotten)
    assert list(find_differences(expected_rows())) == []


NEW_LAB, NEW_SCHOOL = "হারাগাছ স্কুল ডিজিটাল ল্যাব", "হারাগাছ উচ্চ বিদ্যালয়"


def test_places_that_the_list_names_are_added_as_somebody_says_and_its_rows_find_them(
    lab, office, signed_in, karim, bring, apply, time_machine
):
    time_machine.move_to(SUNDAY)
    rows = (
        ("Laptop", "Dell", "3420", "NP-1", NEW_LAB, "ভালো"),
        ("UPS", "Sample", None, None, NEW_LAB, None),
        ("UPS", "Sample", None, None, NEW_LAB, None),
        ("Printer", "HP", None, "NP-2", NEW_SCHOOL, None),
        ("Laptop", "Dell", "3420", "NP-3", LAB, "ভালো"),
    )
    kept = bring(*rows)
    assert states(kept) == ["refused"] * 4 + ["new"]
    page = signed_in(karim).get(f"/desk/places/lists/{kept.pk}/").text
    assert all(name in page for name in (NEW_LAB, NEW_SCHOOL))
    places = wanted_places(kept)
    assert [(each.name, each.kind, each.rows) for each in places] == [
        (NEW_LAB, "lab", 3),
        (NEW_SCHOOL, "school", 1),
    ]
    # The lab is added, the school is not now; sent twice it is one place.
    sent = {f"new_{places[0].mark}": "lab", f"new_{places[1].mark}": ""}
    for _ in range(2):
        assert signed_in(karim).post(f"/desk/places/lists/{kept.pk}/places/", sent).status_code == 302
    assert Place.objects.filter(office=office, name_bn=NEW_LAB, kind="lab").count() == 1
    assert states(kept) == ["new"] * 3 + ["refused", "new"]
    assert apply(kept)["new"] == 4
    assert Device.objects.filter(place__name_bn=NEW_LAB).count() == 3
    # Brought again, they are known.
    assert states(bring(*rows)) == ["same"] * 3 + ["refused", "same"]


def test_a_place_of_no_sort_that_is_known_is_asked_for_and_nothing_is_added(
    lab, signed_in, karim, bring, time_machine
):
    time_machine.move_to(SUNDAY)
    kept = bring(("Laptop", "Dell", "3420", "NP-1", NEW_LAB, "ভালো"))
    (place,) = wanted_places(kept)
    before = Place.objects.count()
    answer = signed_in(karim).post(f"/desk/places/lists/{kept.pk}/places/", {f"new_{place.mark}": "moon"})
    assert answer.status_code == 422
    assert 'class="errors"' in answer.text
    assert Place.objects.count() == before
    assert states(kept) == ["refused"]
