"""A day, a limit and a place take the ending a clerk would write."""

import pytest

from ongikar.rules.bangla.text import MONTHS, fill, genitive, locative, locative_time

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
        ("মিটিং", "মিটিংয়ের"),
        ("বিদ্যুৎ", "বিদ্যুতের"),
    ],
)
def test_a_phrase_takes_the_ending_of_its_last_letter(words, said):
    assert genitive(words) == said


@pytest.mark.parametrize(("time", "said"), [("সকাল ১১টা", "সকাল ১১টায়"), ("দুপুর ২টা ২৩ মিনিট", "দুপুর ২টা ২৩ মিনিটে")])
def test_a_time_at_which_something_was_done_takes_its_ending(time, said):
    assert locative_time(time) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ডিসেম্বর", "ডিসেম্বরে"),
        ("ঢাকা", "ঢাকায়"),
        ("রাজশাহী", "রাজশাহীতে"),
        ("৬ ডিসেম্বর ২০২৬", "৬ ডিসেম্বর ২০২৬-এ"),
        ("মিটিং", "মিটিংয়ে"),
    ],
)
def test_a_place_or_a_time_takes_its_ending(words, said):
    assert locative(words) == said


@pytest.mark.parametrize(
    ("sentence", "words", "said"),
    [
        ("{day}-এর মধ্যে দিন", {"day": "৬ ডিসেম্বর"}, "৬ ডিসেম্বরের মধ্যে দিন"),
        ("{day}-এর মধ্যে দিন", {"day": "৬ ডিসেম্বর ২০২৬"}, "৬ ডিসেম্বর ২০২৬-এর মধ্যে দিন"),
        ("<b>{day}</b>-এর মধ্যে", {"day": "৬ ডিসেম্বর"}, "<b>৬ ডিসেম্বরের</b> মধ্যে"),
        ("{who}-কে দেওয়া, {who}-এর কাজ", {"who": "অফিস সহকারী"}, "অফিস সহকারীকে দেওয়া, অফিস সহকারীর কাজ"),
        ("{who}-কে দেওয়া", {"who": '<span lang="en">Salma</span>'}, '<span lang="en">Salma-কে</span> দেওয়া'),
        ("{n} থেকে {most}-এর মধ্যে, {n}-এ", {"n": "১", "most": "৯"}, "১ থেকে ৯-এর মধ্যে, ১-এ"),
        ("by {day}", {"day": "6 December"}, "by 6 December"),
    ],
)
def test_an_ending_is_joined_to_what_is_filled_in(sentence, words, said):
    assert fill(sentence, words) == said
