"""Serials of devices as they are compared, and texts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.places.rules.entered_values import LEAST_KEY, maker_key, serial_key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("5CD1234XYZ", "5CD1234XYZ"),
        ("5cd 1234-xyz", "5CD1234XYZ"),
        ("5CD১২৩৪XYZ", "5CD1234XYZ"),
        ("\u200d5CD1234\u200cXYZ\ufeff", "5CD1234XYZ"),
        ("５CD1234XYZ", "5CD1234XYZ"),
        ("S/N: PF2XQ7", "SNPF2XQ7"),
        ("12345678", None),
        ("123456789012", "123456789012"),
        ("ল্যাব-৭৭", "ল্যাব77"),
    ],
)
def test_what_is_read_off_one_label_is_one_key(typed, key):
    assert serial_key(typed) == key


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "N/A",
        "n.a.",
        "N/\u200dA",
        "To be filled by O.E.M.",
        "TO BE FILLED BY O.E.M",
        "Default string",
        "System Serial Number",
        "None",
        "0",
        "00000000",
        "xxxxxxx",
        "---",
        "নেই",
        "প্রযোজ্য নয়",
        "12",
    ],
)
def test_what_stands_for_no_serial_is_none(typed):
    assert serial_key(typed) is None


def test_a_maker_is_one_however_it_is_written():
    assert maker_key("H.P.") == maker_key("hp ") == "HP"
    assert maker_key("") == ""


@given(st.text(max_size=80))
def test_folding_again_changes_nothing(typed):
    key = serial_key(typed)
    assert key is None or len(key) >= LEAST_KEY
    assert key is None or serial_key(key) == key


@given(
    st.from_regex(r"[A-Z]{2}[0-9]{4}[A-Z]{3}", fullmatch=True), st.sampled_from(["-", " ", "\u200d", "/", ""])
)
def test_signs_between_the_letters_make_no_other_serial(serial, between):
    assert serial_key(between.join(serial).lower()) == serial_key(serial)
