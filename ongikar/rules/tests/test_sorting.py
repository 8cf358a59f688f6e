"""The order of words: by examples of a dictionary, and what must hold of any key. Held to ICU's order by
tests/test_sort_key.py.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla.sorting import LONGEST, sort_key

ORDERED = [
    "অংশ আঁকা আকা আম ই ঈদ উট ঊষা ঋণ এক ঐক্য ওজন ঔষধ",
    "গাডি গাড়া গাড়ি",
    "ডাক ডিম ড় ড়ি ঢাকা",
    "যম যা য় র",
    "আযা আয় আয়না",
    "উতলা উৎকট উত্তর উত্যক্ত উৎস",
    "কংস কঃ কঁ কক কলম কহ কাক কি কীট কুল কূপ কৃষি কে কৈ কোণ কৌটা ক্রয় ক্ষমা",
    "২ 9 ১০ 11 ১২",
    "১ ক a A b é f",
    "ব্যাচ-২ ব্যাচ-১০ ব্যাচ-১১",
]


@pytest.mark.parametrize("words", ORDERED)
def test_words_stand_as_in_a_dictionary(words):
    ordered = words.split()
    assert sorted(ordered, key=sort_key, reverse=True) == ordered[::-1]


def test_a_number_stands_by_its_value_in_either_script():
    assert sort_key("ব্যাচ ০৭") == sort_key("ব্যাচ 7") < sort_key("ব্যাচ ১০")


@pytest.mark.parametrize(("one", "same"), [("র‍্যাব", "র্যাব"), ("ড়", "ড\u09bc"), ("কো", "কো"), ("‎রহিমা‏", "রহিমা")])
def test_what_is_only_typed_otherwise_is_the_same_word(one, same):
    assert sort_key(one) == sort_key(same)


def test_what_differs_in_marks_alone_stands_behind_the_plain_word_and_before_the_next():
    assert sort_key("ত্") < sort_key("ৎ") < sort_key("ত্ক")
    assert sort_key("ক") < sort_key("ক\u09bc") < sort_key("কক") < sort_key("ক\u09bcক") < sort_key("কখ")
    assert sort_key("resume") < sort_key("Resume") < sort_key("résumé") < sort_key("resumf")


@given(st.text(max_size=300))
def test_any_text_has_a_short_key_that_every_collation_compares_alike(text):
    key = sort_key(text)
    assert len(key) <= LONGEST
    assert not key or (key.isascii() and key.isalnum() and key == key.lower())
    assert sort_key(text) == key


@given(st.text("কখড়য়ািংঁ্ৎ\u200d ১9aBé", max_size=20), st.text("1ড়aাক ্", min_size=1, max_size=5))
def test_a_word_stands_before_the_longer_word_that_begins_with_it(word, more):
    """Where the two do not run together: a conjunct, a number or a mark makes one letter of both."""
    assert sort_key(word) <= sort_key(f"{word} {more}")
