"""Numbers that people read out, type on a keypad and get wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules import numbers


@pytest.mark.parametrize(
    "typed",
    ["8549-26-00417", "৮৫৪৯-২৬-০০৪১৭", "85492600417", "৮৫৪৯ ২৬ ০০৪১৭", " 8549/26/00417 ", "8549–26–00417"],
)
def test_a_tracking_number_is_found_however_it_was_typed(typed):
    assert numbers.normal_tracking_number(typed) == "8549-26-00417"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("8549-26-99999", "8549-26-99999"),
        ("৮৫৪৯-২৬-১০০৪১৭", "8549-26-100417"),
        ("854926100417", "8549-26-100417"),
        ("৮৫৪৯২৬৯১০০৪১৭", "8549-26-9-100417"),
        ("8549-26-9-00003", "8549-26-9-00003"),
        ("8549 26 9 9 0 0 0 0", "8549-26-9-90000"),
        ("৮৫৪৯-২৬-১০০৪১৭-০৮২০৩", "8549-26-100417-08203"),
        ("8549262691000035820", ""),
        ("85492691000031234", "8549-26-9-10000-31234"),
        ("854926910000358203", "8549-26-9-100003-58203"),
    ],
)
def test_a_year_of_more_than_99_999_has_numbers_of_six_figures(typed, written):
    assert numbers.normal_tracking_number(typed) == written


@pytest.mark.parametrize(
    "typed", ["", "417", "কিছু একটা", "8549-26-0041", "8549-26-7-100417", "8" * 14, "8" * 40]
)
def test_what_is_no_tracking_number_is_none(typed):
    assert numbers.normal_tracking_number(typed) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "8549-26-00417-58203",
        "৮৫৪৯-২৬-০০৪১৭-৫৮২০৩",
        "8549260041758203",
        "8549 26 00417 58203",
        "৮৫৪৯২৬০০৪১৭৫৮২০৩",
        "আট পাঁচ চার নয় দুই ছয় শূন্য শূন্য চার এক সাত পাঁচ আট দুই শূন্য তিন",
        "Eight five four nine two six zero zero four one seven five eight two zero three",
    ],
)
def test_a_number_with_its_check_part_is_found_however_it_was_typed_or_said(typed):
    assert numbers.normal_tracking_number(typed) == "8549-26-00417-58203"


checks = st.one_of(st.just(""), st.integers(0, 99_999).map("{:05d}".format))


# From 800,000 on six figures begin as the numbers of requests for information (8) and of complaints (9) do.
@given(st.integers(1, 799_999), st.integers(2020, 2099), checks)
def test_numbers_survive_being_typed_without_their_dashes(serial, year, check):
    for number in (
        numbers.tracking_number("8549", year, serial, check),
        numbers.grievance_number("8549", year, serial, check),
    ):
        assert numbers.normal_tracking_number(number.replace("-", "")) == number
        assert numbers.has_check(number) is bool(check)
        assert numbers.short_number(number) == f"{serial:05d}"
        assert len(number) <= 24


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01712345678", "+8801712345678"),
        ("০১৭১২৩৪৫৬৭৮", "+8801712345678"),
        ("+880 1712-345678", "+8801712345678"),
        ("8801712345678", "+8801712345678"),
        ("০১৭১২-৩৪৫৬৭৮", "+8801712345678"),
    ],
)
def test_a_mobile_is_kept_in_one_form(typed, kept):
    assert numbers.normal_mobile(typed) == kept
    assert numbers.mobile_fault(typed) is None


@pytest.mark.parametrize(
    ("typed", "bn", "en"),
    [
        ("০১৭১২৩৪৫৬৭", "১টি সংখ্যা কম", "1 digit short"),
        ("017123456789", "১টি সংখ্যা বেশি", "1 digit too many"),
        ("01212345678", "০১৩ থেকে ০১৯", "013 to 019"),
        ("১২৩৪৫৬৭৮৯০১", "০১৩ থেকে ০১৯", "013 to 019"),
        ("রহিমা", "শুধু সংখ্যা", "only digits"),
        ("٠١٧١٢٣٤٥٦٧٨", "শুধু সংখ্যা", "only digits"),
    ],
)
def test_a_wrong_mobile_is_told_what_is_wrong_with_it(typed, bn, en):
    fault = numbers.mobile_fault(typed)
    assert fault is not None
    assert bn in fault[0]
    assert en in fault[1]


@given(st.text(max_size=30))
def test_every_text_is_either_a_mobile_or_has_a_fault(typed):
    assert bool(numbers.normal_mobile(typed)) is (numbers.mobile_fault(typed) is None)


def test_a_masked_mobile_hides_its_middle():
    assert numbers.masked_mobile("+8801712345678") == "017•••••678"


def test_a_memo_number_names_office_fiscal_year_and_serial():
    assert numbers.memo_number("8549", 2026, 31) == "8549.2627.0031"
