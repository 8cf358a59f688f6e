"""Numbers of files, as the Secretariat Instructions have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.letters.rules.file_numbers import (
    LAYOUTS,
    file_number_fault,
    is_current_layout,
    normal_file_number,
)
from ongikar.rules.bangla.text import digits

CURRENT = "05.55.8549.000.000.16.0002.26"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (CURRENT, CURRENT),
        ("০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬", CURRENT),
        ("০৫.৫৫.8549.000.000.16.0002.২৬", CURRENT),
        ("0555854900000016000226", CURRENT),
        (" 05-55-8549-000-000-16-0002-26 ", CURRENT),
        ("০৫.৫৫.৮৫৪৯.০০০.১৬.০০২.২৬", "05.55.8549.000.16.002.26"),
        ("055585490001600226", "05.55.8549.000.16.002.26"),
        ("০৫.১৭০.০২২.০৭.০২.০০১.২০১০", "05.170.022.07.02.001.2010"),
        ("0517002207020012010", "05.170.022.07.02.001.2010"),
    ],
)
def test_a_number_is_read_in_either_script_and_with_any_separators(typed, kept):
    assert file_number_fault(typed) is None
    assert normal_file_number(typed) == kept


@pytest.mark.parametrize("count", [0, 1, 16, 17, 20, 21, 23, 44])
def test_a_number_of_any_other_length_is_refused_and_told_how_long_it_is(count):
    bn, en = file_number_fault("1" * count)
    assert normal_file_number("1" * count) == ""
    if count:
        assert f"এখানে আছে {digits(count)}টি" in bn
        assert f"this one has {count}." in en


def test_twenty_two_digits_with_a_full_stop_in_the_wrong_place_are_refused():
    bn, en = file_number_fault("055.5.8549.000.000.16.0002.26")
    assert "০০.০০.০০০০.০০০.০০০.০০.০০০০.০০" in bn
    assert "00.00.0000.000.000.00.0000.00" in en


@pytest.mark.parametrize("typed", ["", "কোনো নম্বর নেই", "05.55.8549.000.000.16.0002.2x", "²²" * 11])
def test_what_is_no_number_is_refused(typed):
    assert "শুধু সংখ্যা" in file_number_fault(typed)[0]


def test_only_twenty_two_digits_are_of_the_instructions_in_force():
    assert is_current_layout(CURRENT)
    assert not is_current_layout("05.55.8549.000.16.002.26")


@given(st.sampled_from(sorted(LAYOUTS)).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)))
def test_a_number_as_it_is_kept_is_read_as_itself_in_both_scripts(figures):
    kept = normal_file_number(figures)
    assert kept.replace(".", "") == figures
    assert normal_file_number(kept) == normal_file_number(digits(kept)) == kept
