"""The limit that an office writes beside a printed time is read as its own, and leaves the printed time as it
was.
"""

import pytest

from ongikar.rules.charter.parse.cells.time import read_time

PRINTED = "তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)"


@pytest.mark.parametrize(
    "own",
    [
        "\nকার্যালয়ের সীমা: ৫ কার্যদিবস",
        " কার্যালয়ের সীমাঃ ৫ (পাঁচ) কার্যদিবস",
        "; দপ্তরের নিজের সীমা: ০৫ কার্যদিবস",
        " (অফিসের সীমা: ৫ কার্যদিবস)",
        "\nThe office’s limit: 5 working days",
    ],
)
def test_the_printed_time_and_the_offices_own_limit_are_told_apart(own):
    time = read_time(PRINTED + own)
    ceiling = time.pop("ceiling")
    assert time == read_time(PRINTED)
    assert (ceiling["kind"], ceiling["max"]) == ("working_days", 5)


def test_a_limit_that_stands_alone_is_the_time():
    time = read_time("কার্যালয়ের সীমা: ৫ কার্যদিবস")
    assert (time["kind"], time["max"], "ceiling" in time) == ("working_days", 5, False)


def test_words_about_an_office_are_no_limit_of_its_own():
    assert "ceiling" not in read_time("কার্যালয়ের নির্দেশনা অনুযায়ী")
