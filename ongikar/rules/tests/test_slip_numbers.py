"""The numbers of slips: read from paper in any writing, and never taken for a tracking number."""

import pytest

from ongikar.rules.numbers import (
    grievance_number,
    normal_slip_number,
    normal_tracking_number,
    slip_number,
    tracking_number,
)


@pytest.mark.parametrize(
    "typed",
    ["8549-00012-58203", "৮৫৪৯-০০০১২-৫৮২০৩", "85490001258203", " ৮৫৪৯ ০০০১২ 58203 ", "স্লিপ ৮৫৪৯-০০০১২-৫৮২০৩"],
)
def test_a_slips_number_is_read_however_it_is_written(typed):
    assert normal_slip_number(typed) == "8549-00012-58203" == slip_number("8549", 12, "58203")


@pytest.mark.parametrize(
    "typed", ["", "স্লিপ", "8549-00012", "8549-00012-5820", "8549-00012-582033", "٣" * 14]
)
def test_what_is_none_is_not_read(typed):
    assert normal_slip_number(typed) == ""


def test_no_number_of_a_case_or_complaint_is_read_as_a_slips_nor_a_slips_as_theirs():
    for serial in (1, 99_999, 100_000):
        for number in (
            tracking_number("8549", 2026, serial),
            grievance_number("8549", 2026, min(serial, 99_999)),
        ):
            assert normal_slip_number(number) == ""
    for check in ("00000", "99999"):
        assert normal_tracking_number(slip_number("8549", 12, check)) == ""
