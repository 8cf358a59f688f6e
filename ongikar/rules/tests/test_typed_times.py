"""Times of day as people type them."""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla.text import time_words
from ongikar.rules.typed_days import TypedFault
from ongikar.rules.typed_times import read_time, typed_form


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        *(
            (typed, time(21))
            for typed in (
                "21:00",
                "২১:০০",
                "২১.০০",
                "2100",
                "রাত ৯টা",
                "রাত ৯টায়",
                "9 pm",
                "9:00 p.m.",
                "রাত ২১:০০",
            )
        ),
        *(
            (typed, time(9, 30))
            for typed in ("9:30", "৯.৩০", "09:30", "930", "সকাল ৯টা ৩০ মিনিট", "9:30 AM", "09:30:00")
        ),
        *(
            (typed, time(14, 15))
            for typed in ("2.15", "২:১৫", "14:15", "দুপুর ২টা ১৫ মিনিট", "বিকাল ২:১৫", "2:15pm")
        ),
        ("02:15", time(2, 15)),
        ("রাত ২টা ১৫", time(2, 15)),
        ("রাত ১২টা", time(0)),
        ("12 am", time(0)),
        ("দুপুর ১২টা", time(12)),
        ("12", time(12)),
        ("0:30", time(0, 30)),
        ("ভোর ৫টা", time(5)),
        ("13 pm", time(13)),
        ("সন্ধ্যা ৬টা", time(18)),
        ("10:30:00.000+06:00", time(10, 30)),
    ],
)
def test_a_time_is_understood(typed, at):
    assert read_time(typed) == at


@pytest.mark.parametrize(
    "typed",
    ["25:00", "১০:৭৫", "দুপুরে", "সকাল ২টা", "সকাল ২১:০০", "-1:00", "1e1:00", "", "9" * 50, "²:00"],
)
def test_what_is_no_time_is_said(typed):
    with pytest.raises(TypedFault) as caught:
        read_time(typed)
    assert caught.value.bn == "সময়টি ঠিক নয়। লিখুন ১০:৩০, রাত ৯টা বা ২১:০০"
    assert caught.value.en == "This time is not right. Write 10:30, 9 pm or 21:00"


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_what_pages_write_is_read_again(at):
    for language in ("bn", "en"):
        assert read_time(typed_form(at, language)) == at
        assert read_time(time_words(at, language)) == at
    assert read_time(at.isoformat()) == at


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(typed):
    with suppress(TypedFault):
        read_time(typed)
