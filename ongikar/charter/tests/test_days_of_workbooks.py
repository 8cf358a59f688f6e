"""A workbook of an old Mac counts its days from 1904, and says the same days as any other."""

import io
from datetime import date, datetime, time

import pytest
from xlsxwriter import Workbook

from ongikar.charter.documents.xlsx import sheet_cells
from ongikar.core.forms.sheet_days import day_of_cell

NINTH = date(2026, 12, 9)
NINTH_AT_SIX = datetime.combine(NINTH, time(18))


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_workbook_that_counts_from_1904_says_the_same_days_and_the_same_numbers(from_1904):
    file = io.BytesIO()
    book = Workbook(file, {"date_1904": from_1904})
    sheet = book.add_worksheet()
    for row, (value, shown) in enumerate(
        [
            (NINTH, "dd/mm/yyyy"),
            (NINTH_AT_SIX, 'yyyy-mm-dd "at" hh:mm'),
            (NINTH, "d mmm"),
        ]
    ):
        sheet.write_datetime(row, 0, value, book.add_format({"num_format": shown}))
    # Numbers that are no days.
    sheet.write_number(3, 0, 46365)
    sheet.write_number(4, 0, 46365, book.add_format({"num_format": '0 "days"'}))
    sheet.write_number(5, 0, 46365, book.add_format({"num_format": "[Red]#,##0"}))
    book.close()
    (cells,) = sheet_cells(file.getvalue())
    assert [day_of_cell(cells[row, 0]) for row in range(3)] == [NINTH] * 3
    assert [cells[row, 0] for row in range(3, 6)] == ["46365"] * 3
