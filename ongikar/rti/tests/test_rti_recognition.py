"""Requests for information, told from complaints and questions by their words."""

import pytest

from ongikar.rti.rules import is_information_request

REQUESTS = (
    "তথ্য অধিকার আইনে ল্যাবের তথ্য চাই",
    "২০২৫-২৬ অর্থবছরে ল্যাবের বরাদ্দের হিসাবের কপি চাই।",
    "গত বছরের টেন্ডারের নথির অনুলিপি দিন",
    "প্রশিক্ষণে কত খরচ হয়েছে জানতে চাই",
    "tottho odhikar aine abedon",
    "lab er boraddo koto, copy chai",
    "RTI request: list of computer labs",
    "Please provide the expenditure of 2025",
    "I want a certified copy of the tender",
)
OTHERS = (
    "",
    "।।।",
    "ল্যাবের কম্পিউটার চলে না",
    "কয়টি ল্যাব চালু আছে?",
    "নথি খুঁজতে গিয়ে আমার কাছে ঘুষ চেয়েছে, কপি দেয়নি",
    "হিসাবরক্ষক খারাপ ব্যবহার করেছেন",
    "ovijog: nothi copy dite deri",
    "My application is late, please provide the report",
    "The party was startling",
)


@pytest.mark.parametrize("text", REQUESTS)
def test_a_request_for_records_is_recognised_in_each_script(text):
    assert is_information_request(text)


@pytest.mark.parametrize("text", OTHERS)
def test_a_complaint_or_a_question_is_not_taken_for_one(text):
    assert not is_information_request(text)


def test_fifty_thousand_letters_are_read_at_once():
    assert not is_information_request("ল্যাব চলে না। " * 3_500)
