"""How devices, what was said of them, lists and spare parts are found among 100,000: by an index, never by
reading the table through.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection

from conftest import SUNDAY
from ongikar.books.device_register import narrow_devices, registered_devices
from ongikar.books.stock_register import stock_lines
from ongikar.offices.models import Place
from ongikar.places.importing.compare import known_devices, taken_rows
from ongikar.places.models import Device, DeviceFact, DeviceImport, ImportRow, Part, PartMovement
from ongikar.places.rules.device_diff import ListedDevice
from tests.rows_read import watched_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, BATCH, AT_A_PLACE, PARTS = 100_000, 5_000, 200, 1_000
GROWING = "places_device|places_devicefact|places_importrow|places_partmovement|places_part"
THROUGH = {
    "sqlite": re.compile(rf"SCAN ({GROWING})\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on ({GROWING})\b"),
}


@pytest.fixture
def filled(office, karim):
    """So many devices at 500 places, each registered and once broken by a list; so many lines of stock."""
    places = Place.objects.bulk_create(
        Place(office=office, slug=f"lab-{n}", kind="lab", name_bn=f"ল্যাব {n:04d}", name_en=f"Lab {n:04d}")
        for n in range(MANY // AT_A_PLACE)
    )
    kept = DeviceImport.objects.create(
        office=office,
        file_name="list.xlsx",
        sha256="0" * 64,
        on=SUNDAY.date(),
        brought_at=SUNDAY,
        brought_by=karim,
        applied_at=SUNDAY,
        applied_by=karim,
    )
    parts = Part.objects.bulk_create(
        Part(office=office, name_bn=f"জিনিস {n:04d}", name_en=f"Part {n}", name_key=f"part {n}", balance=100)
        for n in range(PARTS)
    )
    for first in range(1, MANY + 1, BATCH):
        numbers = range(first, first + BATCH)
        made = Device.objects.bulk_create(
            Device(
                office=office,
                number=n,
                kind=("desktop", "ups")[n % 2],
                maker="Nomuna",
                maker_key="NOMUNA",
                serial_no=f"SN-{n}",
                serial_key=f"SN{n}",
                place=places[n // AT_A_PLACE % len(places)],
                state="faulty" if n % 2_500 == 0 else "working",
                state_since=SUNDAY.date(),
                registered_at=SUNDAY - timedelta(days=n // 50),
            )
            for n in numbers
        )
        DeviceFact.objects.bulk_create(
            DeviceFact(
                device=each,
                fact="registered",
                on=SUNDAY.date(),
                place_id=each.place_id,
                stood_at_id=each.place_id,
                subject_type=kept.SUBJECT,
                subject_id=kept.pk,
                at=SUNDAY,
                by_type="user",
                by_id=karim.pk,
            )
            for each in made
        )
        ImportRow.objects.bulk_create(
            ImportRow(
                list=kept,
                sheet=0,
                number=each.number,
                part=0,
                listed={"facts": {"kind": each.kind}},
                identity=f"row {each.number}",
                state="new",
                device=each,
            )
            for each in made
        )
        PartMovement.objects.bulk_create(
            PartMovement(
                part=parts[n % PARTS],
                office=office,
                fiscal_year=2017 + n % 10,
                book_serial=n,
                movement="received",
                change=1,
                balance=1,
                on=SUNDAY.date(),
                device=made[n - first],
                at=SUNDAY,
                by_type="user",
                by_id=karim.pk,
            )
            for n in numbers
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office


def no_list_reads_a_table_through(office):
    place = Place.objects.get(office=office, slug="lab-7")
    device, part = Device.objects.get(office=office, number=777), Part.objects.get(name_key="part 7")
    kept = DeviceImport.objects.get()
    lists = {
        "at a place": Device.objects.at(place),
        "of a number": Device.objects.filter(office=office, number=777),
        "of a serial": Device.objects.filter(office=office, serial_key="SN777"),
        "faulty": Device.objects.filter(office=office, state="faulty").order_by("number"),
        "facts of a device": device.facts.order_by("on", "id"),
        "facts at a place": DeviceFact.objects.filter(stood_at=place)
        .exclude(fact="seen")
        .order_by("-on", "-id"),
        "facts of a list": DeviceFact.objects.filter(subject_type=kept.SUBJECT, subject_id=kept.pk).order_by(
            "id"
        ),
        "rows of a list in a state": kept.rows.filter(state="new").order_by("id"),
        "rows known again": ImportRow.objects.filter(identity__in=["row 7", "row 8"]),
        "register of devices": registered_devices(office, 2026).filter(number__gt=90_000).order_by("number"),
        "register of a place": narrow_devices(office, 2026, {"place": str(place.pk)}).rows.rows,
        "stock book": stock_lines(office, 2020).rows.filter(book_serial__gt=90_000),
        "movements of a part": part.movements.order_by("-id"),
        "parts of a device": device.parts_used.order_by("-id"),
        "parts by name": Part.objects.filter(office=office).order_by("sort_key", "pk"),
    }
    for name, rows in lists.items():
        plan = rows[:50].explain()
        assert not THROUGH[connection.vendor].search(plan), f"{name}\n{plan}"


def a_list_is_held_against_what_it_names_alone(filled):
    place = Place.objects.get(office=filled, slug="lab-7")
    listed = [
        ListedDevice(2, {"kind": "ups"}, serial_key="SN99", place=place.pk, identity="row 7"),
        ListedDevice(3, {"kind": "ups"}, number=500, identity="row 8"),
    ]
    with watched_rows() as found:
        taken = taken_rows(filled, [line.identity for line in listed])
        known = known_devices(filled, listed, taken.values())
    assert len(taken) == 2
    assert len(known) == AT_A_PLACE + 4
    beyond = [f"{one.read} read: {one.sql[:500]}" for one in found.beyond(10, 2_000)]
    assert not beyond, "\n".join(beyond)


def least_of(page: str) -> int:
    """What a page may read whatever it gives: a list that is brought counts all its rows, and offers every
    place of the office to choose from; a page of places counts the devices at each, for which SQLite takes
    some dozens of steps a device.
    """
    if re.fullmatch(r"/desk/places/lists/\d+/", page):
        return 4 * MANY
    if page.partition("?")[0] == "/desk/places/":
        return 100 * AT_A_PLACE
    return 5_000 if page == "/desk/places/lists/" else 2_000


def pages_read_what_they_show(filled, client):
    place, part = Place.objects.get(office=filled, slug="lab-7"), Part.objects.get(name_key="part 7")
    pages = [
        "/desk/places/",
        "/desk/places/?kind=lab",
        f"/desk/places/{place.pk}/",
        "/desk/devices/777/",
        "/desk/places/lists/",
        f"/desk/places/lists/{DeviceImport.objects.get().pk}/",
        "/desk/stock/",
        "/desk/stock/?tab=low",
        f"/desk/stock/{part.pk}/",
    ]
    for page in pages:
        with watched_rows() as found:
            assert client.get(page).status_code == 200
        beyond = [f"{page}: {one.read} read: {one.sql[:500]}" for one in found.beyond(10, least_of(page))]
        assert not beyond, "\n".join(beyond)


def test_nothing_of_devices_and_parts_reads_a_table_through(filled, client, karim):
    """In one test: the rows take longer to make than all of this takes to look at."""
    no_list_reads_a_table_through(filled)
    a_list_is_held_against_what_it_names_alone(filled)
    client.force_login(karim)
    pages_read_what_they_show(filled, client)
