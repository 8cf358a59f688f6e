"""What is read of a workbook: headings wherever they stand, merged cells, Bijoy, and why a row is refused."""

import io
from datetime import date

import pytest
import xlsxwriter

from ongikar.charter.documents.faults import DocumentFault
from ongikar.people.place_actions import change_place, close_place
from ongikar.places.importing.rows import PlaceFinder, read_rows
from ongikar.places.importing.sheet import read_list
from tests.bad_input import zipped

from .conftest import SUNDAY, TODAY, new_place
from .sheets import HEADS, list_of, upload, workbook

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
LAB = "নমুনা বালিকা বিদ্যালয়, ডিজিটাল ল্যাব"


def read(office, file, **given):
    return [each.listed for each in read_rows(read_list(file), PlaceFinder(office, TODAY), **given)]


def why(office, *row, heads=HEADS):
    (only,) = read(office, list_of(row, heads=heads))
    return only.refused


def test_a_row_is_read_in_either_language(office, lab):
    file = list_of(
        ("Laptop", "Dell", "3420", "ab-123", LAB, "নষ্ট"),
        ("ডেস্কটপ", None, None, "To be filled by O.E.M.", "Sample Girls School, digital lab", None),
    )
    first, second = read(office, file)
    assert first.facts == {"kind": "laptop", "maker": "Dell", "model": "3420", "serial_no": "ab-123"}
    assert (first.serial_key, first.place, first.state) == ("AB123", lab.pk, "faulty")
    # What is no serial is left out: it neither tells the device from others nor overwrites anything.
    assert (second.facts, second.serial_key, second.state) == ({"kind": "desktop"}, None, "")


def test_a_title_above_a_head_of_two_rows_and_merged_labs_are_read(office, lab, centre):
    rows = [
        ("উপজেলার ল্যাব ও ডিজিটাল সেন্টারের যন্ত্রের তালিকা",),
        (),
        (None, None, "কোম্পানি", "সিরিয়াল নম্বর", None),
        (None, "Desktop", "Dell", "AAA-1", "ভালো"),
        (None, "Desktop", "Dell", "AAA-2", "অচল"),
        (None, "মোট", None, None, None),
        ("চন্দনপাট ডিজিটাল সেন্টার", "Printer", "Canon", "AAA-3", None),
    ]
    rows[5] = ()
    merges = (
        (1, 0, 2, 0, "প্রতিষ্ঠানের নাম"),
        (1, 1, 2, 1, "সরঞ্জাম"),
        (1, 2, 1, 3, "বিবরণ"),
        (1, 4, 2, 4, "অবস্থা"),
    )
    file = upload(workbook(*rows, merges=(*merges, (3, 0, 4, 0, LAB))))
    found = read(office, file)
    assert [(each.place, each.serial_key, each.state) for each in found] == [
        (lab.pk, "AAA1", "working"),
        (lab.pk, "AAA2", "faulty"),
        (centre.pk, "AAA3", ""),
    ]


def test_bijoy_is_read_by_its_font_and_numbers_in_it_stay(office, lab):
    heads = ("hš¿", "wmwiqvj b¤^i", "Ae¯’v")
    file = upload(workbook(heads, ("†W¯‹Uc", "AB-77", "APj"), font="SutonnyMJ"))
    (found,) = read(office, file, default_place=lab.pk)
    assert (found.facts["kind"], found.serial_key, found.state) == ("desktop", "AB77", "faulty")
    assert found.place == lab.pk


def test_a_number_of_alike_devices_is_so_many(office, lab):
    heads = ("Item", "Quantity", "Lab")
    file = list_of(("UPS", "৩", LAB), ("UPS", 2, LAB), (None, 5, None), heads=heads)
    found = read(office, file)
    assert [each.row for each in found] == [2, 2, 2, 3, 3]
    assert len({each.identity for each in found}) == 5


@pytest.mark.parametrize(
    ("row", "part"),
    [
        (("Kettle", None, None, None, LAB, None), "“Kettle” is no sort of device"),
        (("Laptop", None, None, None, "অচেনা", None), "No place is called “অচেনা”"),
        (("Laptop", None, None, "1.2345E+14", LAB, None), "cut the serial (1.2345E+14)"),
        (("Laptop", None, None, "#N/A", LAB, None), "error of the spreadsheet"),
        (("Laptop", None, "x" * 121, None, LAB, None), "too long; the limit is 120"),
        (("Laptop", None, None, None, LAB, "গোলাপি"), "The state “গোলাপি” is not known"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(office, lab, row, part):
    assert part in why(office, *row)[1]


def test_quantities_days_and_numbers_that_cannot_be_meant_are_refused(office, lab):
    heads = ("Device", "Quantity", "Serial number", "Warranty until", "Label number", "Lab")
    assert "cannot be 2" in why(office, "UPS", 2, "SER-1", None, None, LAB, heads=heads)[1]
    assert "from 1 to 200" in why(office, "UPS", 999, None, None, None, LAB, heads=heads)[1]
    assert "warranty cannot be read" in why(office, "UPS", None, None, "soon", None, LAB, heads=heads)[1]
    assert "label number cannot be read" in why(office, "UPS", None, None, None, "x-y", LAB, heads=heads)[1]
    (fine,) = read(office, list_of(("UPS", None, None, 46203, "ল-০০৪১", LAB), heads=heads))
    assert (fine.facts["warranty_until"], fine.number) == ("2026-06-30", 41)


def test_places_are_found_by_their_eiin_and_by_the_names_they_had(office, lab):
    school = new_place(office, "school", "নমুনা বালিকা বিদ্যালয়", "Sample Girls School", eiin="123456")
    facts = {name: getattr(lab, name) for name in ("kind", "name_en", "union")}
    change_place(lab, facts={**facts, "name_bn": "নতুন ল্যাব", "eiin": "123456"}, actor=("user", 1), now=SUNDAY)
    heads = ("Device", "EIIN", "School")
    file = list_of(
        ("UPS", 123456, None),
        ("UPS", "১২৩৪৫৬", "নমুনা বালিকা বিদ্যালয়"),
        ("UPS", None, LAB),
        heads=heads,
    )
    # A device of a number that school and lab share stands in the lab, unless the row names the school.
    assert [each.place for each in read(office, file)] == [lab.pk, school.pk, lab.pk]
    assert "No place has the EIIN 999999" in why(office, "UPS", 999999, None, heads=heads)[1]


def test_nothing_new_stands_in_a_place_that_is_closed(office, lab):
    close_place(lab, last_day=date(2026, 10, 31), actor=("user", 1), now=SUNDAY)
    assert why(office, "UPS", None, None, None, LAB, None)[1] == "The place is closed"


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"name;kind", "no XLSX file"),
        (workbook(("Name", "Mobile"), ("Rahima", "017")), "No sheet has a column called “Device”"),
        (workbook(("Device", "Serial", "S/N"), ("UPS", "a", "b")), "Two columns are headed “Serial”"),
        (workbook(("Device", "Lab"), *[("UPS", "x")] * 6_001), "more than 6000 rows"),
        (b"PK" + b"x" * 5_000_001, "larger than 5 MB"),
        (b"PK\x03\x04 cut", "broken or incomplete"),
        (zipped("xl/worksheets/sheet1.xml"), "beyond all measure"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, part):
    with pytest.raises(DocumentFault) as fault:
        read_list(upload(content))
    assert part in fault.value.en


def test_a_formula_is_never_run_and_a_million_empty_rows_cost_nothing(office, lab):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_row(0, 0, HEADS)
        sheet.write_formula(1, 0, '=HYPERLINK("http://example.com","x")', None, "Laptop")
        sheet.write(1, 4, LAB)
        for row in range(2, 1_040_000, 4_000):
            sheet.write_blank(row, 0, None, bold)
        sheet.set_row(1_048_575, 30)
    (only,) = read(office, upload(made.getvalue()))
    assert (only.facts["kind"], only.place) == ("laptop", lab.pk)
