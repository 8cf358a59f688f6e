"""A day, a limit and a place take the ending a clerk would write."""

import pytest

from ongikar.rules.bangla.text import MONTHS, genitive, locative_time

MONTHS_OF = (
    "জানুয়ারির",
    "ফেব্রুয়ারির",
    "মার্চের",
    "এপ্রিলের",
    "মের",
    "জুনের",
    "জুলাইয়ের",
    "আগস্টের",
    "সেপ্টেম্বরের",
    "অক্টোবরের",
    "নভেম্বরের",
    "ডিসেম্বরের",
)


@pytest.mark.parametrize(("month", "said"), [*zip(MONTHS["bn"], MONTHS_OF, strict=True)])
def test_every_month_has_its_genitive(month, said):
    assert genitive(month) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("৫ কার্যদিবস", "৫ কার্যদিবসের"),
        ("২ ঘণ্টা", "২ ঘণ্টার"),
        ("৭ দিন (ছুটিসহ)", "৭ দিন (ছুটিসহ)-এর"),
        ("৬ ডিসেম্বর ২০২৬", "৬ ডিসেম্বর ২০২৬-এর"),
        ("সময়", "সময়ের"),
        ("রংপুর", "রংপুরের"),
    ],
)
def test_a_phrase_takes_the_ending_of_its_last_letter(words, said):
    assert genitive(words) == said


@pytest.mark.parametrize(("time", "said"), [("সকাল ১১টা", "সকাল ১১টায়"), ("দুপুর ২টা ২৩ মিনিট", "দুপুর ২টা ২৩ মিনিটে")])
def test_a_time_at_which_something_was_done_takes_its_ending(time, said):
    assert locative_time(time) == said
