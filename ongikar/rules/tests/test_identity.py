"""Numbers of identity papers, as people type them and as pages show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import identity_fault, masked_identity, names_identity_paper, normal_identity

NUMBERS = st.sampled_from((10, 13, 17)).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("৯১৩ ৪৫৬ ৭৮৯০", "9134567890"),
        ("1998-2692-5000-00417", "19982692500000417"),
        ("2692500000417", "2692500000417"),
        ("123456789", ""),
        ("12345678901", ""),
        ("9134567890x", ""),
        ("٩١٣٤٥٦٧٨٩٠", ""),
        ("", ""),
    ],
)
def test_a_number_is_read_in_either_script_with_any_separators(typed, number):
    assert normal_identity(typed) == number
    assert (identity_fault(typed) is None) == bool(number)


@given(NUMBERS)
def test_what_is_shown_has_the_last_four_figures_and_no_other(number):
    shown = masked_identity(number)
    assert shown == "•" * (len(number) - 4) + number[-4:]
    assert normal_identity(digits(number)) == number


@given(st.text(max_size=30))
def test_a_fault_never_repeats_what_was_typed(typed):
    fault = identity_fault(typed)
    assert fault is None or len(typed) < 5 or typed not in " ".join(fault)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("জাতীয় পরিচয়পত্র", True),
        ("জন্ম নিবন্ধন সনদের কপি", True),
        ("Copy of the National ID card", True),
        ("আবেদনপত্র", False),
        ("পরিচিতি পত্র", False),
    ],
)
def test_a_paper_that_proves_who_somebody_is_is_known_by_its_name(title, names):
    assert names_identity_paper(title) is names
