"""Section 3 of a performance agreement as a table that was copied."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.agreement.checks import DATE_UNIT, SHARE_UNIT, faults_of
from ongikar.rules.agreement.score import DATE, MEAN, RUNNING, SUM
from ongikar.rules.agreement.sheet import all_lines, read_sheet, rows_of_text

BETWEEN_CELLS = str.maketrans("", "", '\r\n\t"')
HEAD = [
    "ক্ষেত্র\tমান\tকার্যক্রম\tসূচক\tগণনা পদ্ধতি\tএকক\tসূচকের মান\tপ্রকৃত অর্জন ২০২৪–২৫\t২০২৫–২৬"
    "\tঅসাধারণ ১০০%\tঅতি উত্তম\tউত্তম\tচলতি মান\tনিম্নে\tপ্রমাণক",
    "\t".join("১২৩৪৫৬৭৮৯") + "\t১০\t১১\t১২\t১৩\t১৪\t১৫",
]
ROWS = [
    "[১] আইসিটি সেবা\t৬০\t[১.১] কারিগরি সহায়তা\t[১.১.১] সময়মতো দেওয়া সহায়তা\tগড়\t%\t২৫\t৮৮\t৯১"
    "\t৯৫\t৯২\t৯০\t৮৫\t৮০\tরেজিস্টার",
    "\t\t[১.২] ল্যাব পরিদর্শন\t[১.২.১] পরিদর্শন করা ল্যাব\tসমষ্টি\tসংখ্যা\t২০\t২০\t২২\t২৪\t২২\t২০\t১৮\t১৬\tপ্রতিবেদন",
    "\t\t\t[১.২.২] ফেরত আসা যন্ত্র\tক্রমপুঞ্জিভূত\tসংখ্যা\t১৫\t-\t--\t১,২০০\t১,১০০\t১,০০০\t--\t--\t",
    "[২] সুশাসন\t৪০\t[২.১] পোর্টাল\t[২.১.১] হালনাগাদ\tতারিখ\tতারিখ\t৪০\t১০-০১-২৫\t"
    "\t৩১-১২\t১০-০১\t২০-০১\t৩১-০১\t--\tপোর্টালের ছবি",
]


def test_a_table_of_the_form_is_read_whole():
    sheet = read_sheet(rows_of_text("\n".join(HEAD + ROWS)), 2026)
    assert sheet.faults == ()
    assert [(each.name, each.weight) for each in sheet.fields] == [
        ("আইসিটি সেবা", Decimal(60)),
        ("সুশাসন", Decimal(40)),
    ]
    assert [each.name for each in sheet.fields[0].activities] == ["কারিগরি সহায়তা", "ল্যাব পরিদর্শন"]
    share, number, running, day = sheet.indicators
    assert (share.line.unit, share.line.method, share.proof) == (SHARE_UNIT, MEAN, "রেজিস্টার")
    assert (number.line.unit, number.line.method, number.past) == ("সংখ্যা", SUM, (Decimal(20), Decimal(22)))
    assert (running.line.method, running.past) == (RUNNING, (None, None))
    assert running.line.columns == (Decimal(1200), Decimal(1100), Decimal(1000), None, None)
    assert (day.line.unit, day.line.method) == (DATE_UNIT, DATE)
    assert day.line.columns == (
        date(2026, 12, 31),
        date(2027, 1, 10),
        date(2027, 1, 20),
        date(2027, 1, 31),
        None,
    )
    assert [(each.row, each.is_method_said) for each in sheet.indicators] == [(n, True) for n in (3, 4, 5, 6)]
    assert list(faults_of(sheet.fields, Decimal(100))) == []
    assert [place[:3] for place in all_lines(sheet)] == [(1, 1, 1), (1, 2, 1), (1, 2, 2), (2, 1, 1)]


def test_a_form_without_the_column_of_the_method_takes_it_from_the_unit():
    rows = ["\t".join(cell for place, cell in enumerate(row.split("\t")) if place != 4) for row in ROWS]
    sheet = read_sheet(rows_of_text("\n".join(rows)), 2026)
    assert sheet.faults == ()
    assert [each.line.method for each in sheet.indicators] == [MEAN, SUM, SUM, DATE]
    assert not any(each.is_method_said for each in sheet.indicators)
    assert sheet.indicators[3].proof == "পোর্টালের ছবি"


@pytest.mark.parametrize(
    ("place", "cell", "words"),
    [
        (9, "চব্বিশ", "is no number"),
        (9, "২৪.১২৩", "is no number"),
        (6, "-৫", "is no number"),
        (4, "মধ্যমা", "one of sum, mean"),
        (3, "", "needs its name"),
        (5, "", "Write the unit"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_row_and_column(place, cell, words):
    cells = ROWS[1].split("\t")
    cells[place] = cell
    sheet = read_sheet(rows_of_text("\n".join([ROWS[0], "\t".join(cells)])), 2026)
    (fault,) = sheet.faults
    assert (fault.row, fault.column) == (2, place + 1)
    assert words in fault.en


def test_a_day_that_there_is_not_is_named():
    for typed in ("৩১-০২", "31-02-2027", "২৯-০২"):
        sheet = read_sheet(rows_of_text(ROWS[3].replace("৩১-০১", typed)), 2026)
        (fault,) = sheet.faults
        assert (fault.row, fault.column) == (1, 13)
    # 2028 has one.
    assert read_sheet(rows_of_text(ROWS[3].replace("৩১-০১", "২৯-০২")), 2027).faults == ()


def test_a_first_row_without_field_and_activity_says_so():
    sheet = read_sheet(rows_of_text(ROWS[2]), 2026)
    assert [(fault.row, fault.column) for fault in sheet.faults] == [(1, 1), (1, 3)]


@pytest.mark.parametrize("text", ["", "\n\t\t\n", "আমাদের পরিকল্পনা সংযুক্ত", "ক\tখ\tগ", HEAD[0], "\n".join(HEAD)])
def test_what_is_no_table_of_indicators_is_refused_in_one_sentence(text):
    sheet = read_sheet(rows_of_text(text), 2026)
    (fault,) = sheet.faults
    assert (fault.row, fault.column, sheet.indicators) == (0, 0, ())


def test_a_cell_of_two_lines_stands_in_quotes():
    assert rows_of_text('ক\t"খ\nগ"\tঘ\r\nঙ') == [["ক", "খ\nগ", "ঘ"], ["ঙ"]]


def test_more_rows_than_any_office_has_are_refused():
    (fault,) = read_sheet(rows_of_text("\n".join(ROWS * 60)), 2026).faults
    assert "200" in fault.en


@given(rows=st.lists(st.lists(st.text(max_size=12), max_size=17), max_size=8), year=st.integers(2000, 2090))
def test_whatever_is_pasted_is_read_or_refused(rows, year):
    sheet = read_sheet(rows, year)
    assert sheet.faults or sheet.indicators
    assert len(list(all_lines(sheet))) == len(sheet.indicators)


@given(text=st.text(max_size=300))
def test_no_sign_of_a_pasted_text_is_lost_but_its_tabs_lines_and_quotes(text):
    told = "".join("".join(row) for row in rows_of_text(text))
    assert told.translate(BETWEEN_CELLS) == text.translate(BETWEEN_CELLS)


def test_a_spreadsheet_keeps_a_percentage_as_a_part_of_one_and_a_day_as_a_number():
    share = ROWS[0].split("\t")
    share[7:14] = ["0.88", "0.91", "0.95", "0.92000000000000004", "0.9", "0.85", "0.8"]
    sheet = read_sheet([share, ROWS[3].replace("৩১-১২", "46387").split("\t")], 2026)
    assert sheet.faults == ()
    assert sheet.indicators[0].line.columns == tuple(Decimal(n) for n in (95, 92, 90, 85, 80))
    assert sheet.indicators[0].past == (Decimal(88), Decimal(91))
    assert sheet.indicators[1].line.columns[0] == date(2026, 12, 31)
