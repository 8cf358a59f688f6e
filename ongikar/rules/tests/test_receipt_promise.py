"""What a receipt's QR code says can be read back, and nothing else can be read as such."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.promise.receipt_code import (
    ACCEPT,
    GIVE,
    STEP,
    ReceiptPromise,
    read_receipt_code,
    write_receipt_code,
)

PROMISED = ReceiptPromise("8549-26-00417", "citizen-1", 2, 5, GIVE, date(2026, 12, 6))
TEXT = "ongikar1.8549-26-00417.citizen-1.2.5.give.2026-12-06"
SIGNATURE = bytes(range(64))


@given(
    st.builds(
        ReceiptPromise,
        number=st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{5,6}", fullmatch=True),
        service=st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,3}", fullmatch=True),
        charter_version=st.integers(1, 999_999),
        calendar_version=st.integers(1, 999_999),
        what=st.sampled_from([GIVE, ACCEPT, STEP]),
        due=st.dates(date(1972, 1, 1), date(2199, 12, 31)),
        at=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    ),
    st.binary(min_size=64, max_size=64),
    st.sampled_from(["", "https://office.example/track/8549-26-00417/#", " "]),
)
def test_what_was_written_is_read_back_from_the_whole_address_too(promised, signature, before):
    signed = read_receipt_code(before + write_receipt_code(promised.text(), signature))
    assert (signed.promised, signed.text, signed.signature) == (promised, promised.text(), signature)


def test_the_line_is_as_documented():
    assert PROMISED.text() == TEXT
    assert write_receipt_code(TEXT, SIGNATURE).startswith(f"{TEXT}.AAECAwQ")
    assert PROMISED._replace(at=time(10, 30)).text() == f"{TEXT}T10:30"


def test_by_when_is_said_with_its_time_only_where_a_time_is_promised():
    assert PROMISED.by_words("bn") == "রবিবার, ৬\u00a0ডিসেম্বর ২০২৬ (২১\u00a0অগ্রহায়ণ ১৪৩৩)"
    timed = PROMISED._replace(at=time(10, 30))
    assert timed.by_words("bn").endswith(", সকাল ১০টা ৩০\u00a0মিনিট")
    assert timed.by_words("en") == "Sunday, 6\u00a0December 2026, 10:30\u00a0am"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "আমি",
        TEXT,
        TEXT + ".",
        TEXT + "." + "A" * 85,
        TEXT + "." + "A" * 87,
        TEXT + "." + "+" * 86,
        "#",
        "x" * 100_000,
        write_receipt_code(TEXT.replace("ongikar1", "ongikar2"), SIGNATURE),
        write_receipt_code(TEXT.replace("12-06", "13-06"), SIGNATURE),
        write_receipt_code(TEXT.replace("give", "take"), SIGNATURE),
        write_receipt_code(f"{TEXT}T24:00", SIGNATURE),
        write_receipt_code(f"{TEXT}T9:30", SIGNATURE),
        write_receipt_code(f"{TEXT} 10:30Z", SIGNATURE),
        write_receipt_code(TEXT.replace("8549", "৮৫৪৯"), SIGNATURE),
        write_receipt_code(TEXT, SIGNATURE)[:-1] + "_",
    ],
)
def test_anything_else_is_no_promise(typed):
    assert read_receipt_code(typed) is None


@pytest.mark.parametrize("service", ["", "নাগরিক", "a.b", "Citizen-1", "a b", "a--b"])
def test_what_does_not_fit_the_form_is_not_signed(service):
    assert PROMISED._replace(service=service).text() is None
