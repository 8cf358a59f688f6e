"""A day in a spreadsheet is the same day, whichever list of the office it comes with."""

from datetime import date

import pytest

from ongikar.core.forms.sheet_days import day_of_cell

NINTH = date(2026, 12, 9)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("৯/১২/২০২৬", NINTH),
        ("9-12-2026", NINTH),
        ("2026-12-09", NINTH),
        ("2026-12-09T00:00:00", NINTH),
        ("2026-12-09 00:00:00", NINTH),
        ("46365", NINTH),
        ("৪৬৩৬৫", NINTH),
        ("46365.0", NINTH),
        ("46365.75", NINTH),
        # Of somebody born in 1931.
        ("11324", date(1931, 1, 1)),
        ("31.2.2026", None),
        ("গতকাল", None),
        ("9999", None),
        ("80000", None),
        ("99999999", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(typed, day):
    assert day_of_cell(typed) == day
