"""A Bangla word is met by every usual spelling of it on a Latin keyboard, however short, and by no other
word's.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla.search import is_latin_spelling, is_same_word, normalise_text, word_forms

# The word, how people type it, and what is typed for other words.
TABLE = [
    ("তথ্য", "tothyo tottho tothho totho tothya tattha totthyo", "tika thik"),
    ("প্রশিক্ষণ", "proshikkhon prosikkhon proshikkhan prosikhon proshikhon", "poriksha prosno"),
    ("সনদ", "sonod sanad sonad shonod", "sondha somoy"),
    ("অনুমতি", "onumoti anumoti", "unnoti onno"),
    ("আবেদন", "abedon abedan", "abdan nibedon"),
    ("অভিযোগ", "obhijog ovijog abhijog obijog obhizog", "ojog bhog"),
    ("সেবা", "seba sheba sheva", "sobha sob shobai"),
    ("সভা", "sobha shova sova", "seba sob"),
    ("সব", "sob shob sab", "sobha seba"),
    ("ভাতা", "vata bhata", "vasha bhasha"),
    ("ভাষা", "vasha bhasha basha", "vata bhata"),
    ("সহায়তা", "sohayota shohayota sahayata sohaota", "sohoj shohor"),
    ("পরামর্শ", "poramorsho poramorso paramarsha", "porishodh"),
    ("শিক্ষা", "shikkha sikkha shiksha sikha", "sakkho shakha"),
    ("নিবন্ধন", "nibondhon nibandhan", "bondhon"),
    ("উন্নয়ন", "unnoyon unoyon unnayan", "noyon"),
    ("উদ্যোক্তা", "uddokta udyokta", "bokta"),
    ("সমস্যা", "somossa shomossha somosya somosshya", "somoy"),
    ("স্বাস্থ্য", "shastho sastho swasthya", "sosta"),
    ("চাকরি", "chakri cakri chakori", "chabi"),
    ("ভূমি", "bhumi vumi", "bhasha"),
    ("জমি", "jomi", "jama"),
    ("ল্যাব", "lab lyab leb", "lobon labh"),
    ("কম্পিউটার", "computer komputer kompiutar kompiuter", "company"),
    ("ওয়েব", "web", "ebong"),
    ("ওয়াইফাই", "wifi", "wife"),
    ("ব্যাংক", "bank", "bangla"),
    ("সেন্টার", "center sentar senter", "sontan"),
]


@pytest.mark.parametrize(
    ("word", "typed"), [(word, each) for word, typed, _ in TABLE for each in typed.split()]
)
def test_a_bangla_word_is_met_by_how_people_type_it(word, typed):
    assert is_latin_spelling(typed, normalise_text(word))


@pytest.mark.parametrize(
    ("word", "typed"), [(word, each) for word, _, other in TABLE for each in other.split()]
)
def test_a_bangla_word_is_not_met_by_another_that_is_like_it(word, typed):
    assert not is_latin_spelling(typed, normalise_text(word))


@pytest.mark.parametrize(
    ("word", "bare"),
    [("তথ্যের", "তথ্য"), ("ল্যাবে", "ল্যাব"), ("উদ্যোক্তাদের", "উদ্যোক্তা"), ("মেয়ের", "মেয়")],
)
def test_a_word_is_met_without_its_endings_too(word, bare):
    assert word_forms(normalise_text(word)) == (normalise_text(word), normalise_text(bare))


@pytest.mark.parametrize(("one", "other"), [("ট্রেনিং", "training"), ("সেবার", "sheba"), ("tothyo", "তথ্যে")])
def test_it_does_not_matter_which_of_the_two_was_typed(one, other):
    assert is_same_word(normalise_text(one), normalise_text(other))
    assert is_same_word(normalise_text(other), normalise_text(one))


def test_two_words_of_one_script_are_not_compared_by_spelling():
    assert not is_same_word("training", "training")
    assert not is_same_word("তথ্য", "তথ্য")


@given(st.text(max_size=20), st.text(alphabet="abdeghiknorstuy", max_size=12))
def test_no_text_breaks_it_and_what_is_too_short_means_nothing(word, typed):
    for each in normalise_text(word).split():
        assert len(typed) >= 3 or not is_latin_spelling(typed, each)
        assert word_forms(each)[0] == each
