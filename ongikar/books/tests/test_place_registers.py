"""The registers of labs, digital centres, devices and spare parts: their columns say what really happened."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine

from ongikar.books.device_register import narrow_devices
from ongikar.books.registry import book_named
from ongikar.core.i18n.say import override_language
from ongikar.people.contact_actions import add_contact
from ongikar.people.place_actions import add_place, change_place, close_place
from ongikar.places.actions import (
    add_part,
    receive_part,
    record_device_fact,
    register_device,
    take_back_movement,
    use_part,
)

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
YEAR = 2026
BY = {"actor": ("user", 1), "now": SUNDAY}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override_language("en"), time_machine.travel(SUNDAY, tick=False):
        yield


@pytest.fixture
def lab(office):
    facts = {
        "kind": "lab",
        "name_bn": "নমুনা ল্যাব",
        "name_en": "Sample lab",
        "union": "চন্দনপাট",
        "eiin": "123456",
    }
    return add_place(office=office, facts=facts, **BY)


def new_device(office, place, kind="desktop", **facts):
    return register_device(office=office, place=place, kind=kind, on=date(2026, 1, 5), **facts, **BY)


def lines_of(office, book, year=YEAR):
    return [
        dict(zip(book_named(book).headings, line.texts, strict=True))
        for line in book_named(book).rows(office, year)
    ]


def labs_of(office, year=YEAR):
    """The line of the lab of these tests, among those of the office's own file."""
    return [line for line in lines_of(office, "labs", year) if line["Name"] == "Sample lab"]


def test_a_lab_s_line_counts_its_machines_and_names_who_answers(office, lab):
    contact = {"organisation": "নমুনা বিদ্যালয়", "post": "ICT teacher", "name": "Rahima Sultana"}
    add_contact(
        office=office,
        facts={**contact, "mobile": "+8801700000014", "place": lab},
        since=date(2026, 1, 1),
        **BY,
    )
    for kind in ("desktop", "desktop", "laptop", "ups"):
        device = new_device(office, lab, kind)
    record_device_fact(device, fact="missing", on=date(2026, 11, 3), **BY)
    record_device_fact(new_device(office, lab), fact="fault", on=date(2026, 11, 19), words="চালু হয় না", **BY)
    (line,) = labs_of(office)
    assert (line["Name"], line["Union"], line["EIIN"]) == ("Sample lab", "চন্দনপাট", "123456")
    assert line["In charge"] == "Rahima Sultana, ICT teacher, 01700-000014"
    assert (line["Computers"], line["Other devices"]) == ("3/4", "UPS 1")
    assert (line["Faulty"], line["Not found"]) == ("1", "1")
    # At the end of the year before last nothing of it was there.
    assert [(each["Computers"], each["Faulty"]) for each in labs_of(office, 2024)] == [("", "")]
    close_place(lab, last_day=date(2026, 11, 20), **BY)
    assert labs_of(office)[0]["Remarks"] == "closed on 20/11/2026"
    assert labs_of(office, 2027) == []
    assert "Sample lab" not in [each["Name"] for each in lines_of(office, "udc")]


def test_a_device_s_line_says_how_it_stood_at_the_end_of_the_year(office, lab):
    other = {name: getattr(lab, name) for name in ("kind", "name_bn", "name_en", "union")}
    change_place(lab, facts={**other, "eiin": ""}, **BY)
    device = new_device(office, lab, maker="Dell", model="3420", serial_no="AB-1", name="Desktop 1")
    record_device_fact(device, fact="fault", on=date(2026, 11, 19), words="চালু হয় না", **BY)
    (line,) = lines_of(office, "devices")
    assert line["Number"] == "L-0001"
    assert (line["Maker and model"], line["Serial number"]) == ("Dell 3420", "AB-1")
    assert (line["State"], line["Since"], line["Faults"]) == ("Faulty", "19/11/2026", "1")
    assert line["Last update"] == "19/11/2026: চালু হয় না"
    with time_machine.travel(datetime.fromisoformat("2027-07-20T10:00:00+06:00"), tick=False):
        record_device_fact(
            device, fact="condemned", on=date(2027, 7, 15), actor=("user", 1), now=datetime.now().astimezone()
        )
        struck = [line.struck for line in book_named("devices").rows(office, 2027)]
        assert struck == ["Condemned"]
        assert lines_of(office, "devices")[0]["State"] == "Faulty"


def test_the_register_of_devices_is_narrowed_by_place_sort_and_state(office, lab):
    new_device(office, lab)
    ups = new_device(office, lab, "ups")
    record_device_fact(ups, fact="fault", on=date(2026, 11, 19), **BY)
    shown = narrow_devices(office, YEAR, {"place": str(lab.pk), "state": "faulty", "kind": "nonsense"})
    assert [line.texts[2] for line in shown.rows] == ["UPS"]
    assert [(total.words, total.count) for total in shown.totals] == [("Working", 1), ("Faulty", 1)]
    assert narrow_devices(office, YEAR, {"kind": "ups"}).query == "?kind=ups"


def test_the_stock_book_has_every_movement_and_what_was_left(office, lab):
    mouse = add_part(office=office, name_bn="মাউস", name_en="Mouse", **BY)
    receive_part(part=mouse, quantity=5, source="Sample supplier", price=Decimal("1450.50"), **BY)
    wrong = use_part(
        office=office, part=mouse, quantity=2, subject=None, device=new_device(office, lab), **BY
    )
    take_back_movement(wrong, words="wrong mouse", **BY)
    came, used, back = lines_of(office, "stock")
    assert (came["In"], came["Out"], came["Left"], came["Price of each"]) == ("5", "", "5", "1,450.50")
    assert came["From whom or for what"] == "Sample supplier"
    assert (used["Out"], used["Left"], used["Where"]) == ("2", "3", "L-0001 · Sample lab")
    assert used["Remarks"] == "Wrong; taken back by No. 3"
    assert (back["In"], back["Left"], back["Remarks"]) == ("2", "5", "takes back No. 2: wrong mouse")
    assert [line.struck != "" for line in book_named("stock").rows(office, YEAR)] == [False, True, False]


def test_what_another_app_knows_of_a_lab_stands_in_its_column(office, lab, monkeypatch):
    monkeypatch.setattr(
        "ongikar.books.place_registers.VISITS", [lambda keys, day: {lab.pk: (date(2026, 9, 2), "76/100")}]
    )
    assert labs_of(office)[0]["Last inspection"] == "2/9/2026 · 76/100"
