"""Every usual spelling of a word has one key, and typed small talk does not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla.search import consonant_skeleton, fold, query_stems, stem, stems

SAME_WORD = [
    ("ফ্রিল্যান্সিং", "ফ্রিলান্সিং"),  # ya-phala left out
    ("সরকারী", "সরকারি"),  # the older long vowel
    ("প্রশিক্ষণ", "প্রশিক্ষন"),
    ("ল্যাব", "ল্যাব"),  # ZWJ inside
    ("তাৎক্ষণিক", "তাৎক্ষনিক"),
    ("WiFi", "wifi"),
    ("আবেদন ১২", "আবেদন 12"),
    ("য়", "য়"),  # two encodings of one letter
]


@pytest.mark.parametrize(("one", "other"), SAME_WORD)
def test_two_spellings_of_a_word_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("case", ["ল্যাবের", "ল্যাবে", "ল্যাবগুলোর", "ল্যাবটি", "ল্যাবকে"])
def test_every_case_of_a_noun_has_its_stem(case):
    assert stems(case) == stems("ল্যাব")


@pytest.mark.parametrize("case", ["কম্পিউটারের", "কম্পিউটারগুলো", "কম্পিউটারটি"])
def test_a_noun_that_itself_ends_like_a_case_has_one_stem_too(case):
    assert stems(case) == stems("কম্পিউটার")


def test_a_short_word_keeps_its_letters():
    assert stem(fold("ঘর")) == fold("ঘর")


@pytest.mark.parametrize(
    ("one", "other"), [("trainings", "training"), ("computers", "computer"), ("freelancer", "freelancing")]
)
def test_english_endings_fall_away(one, other):
    assert stems(one) == stems(other)


def test_what_one_wants_is_kept_and_that_one_wants_it_is_not():
    assert query_stems("আমি ফ্রিল্যান্সিং শিখতে চাই") == stems("ফ্রিল্যান্সিং শিখতে")


def test_only_small_words_are_still_something_to_look_for():
    assert query_stems("কী") == stems("কী")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("proshikkhon", "প্রশিক্ষণ"),
        ("computer", "কম্পিউটার"),
        ("outsourcing", "আউটসোর্সিং"),
        ("freelancing", "ফ্রিল্যান্সিং"),
    ],
)
def test_a_word_typed_in_the_other_script_sounds_the_same(typed, word):
    assert consonant_skeleton(fold(typed)) == consonant_skeleton(fold(word)) != ""


def test_words_with_few_consonants_have_no_sound_to_mistake():
    assert consonant_skeleton(fold("সেবা")) == ""


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once_and_no_text_breaks_it(text):
    assert fold(fold(text)) == fold(text)
    assert all(stem(word) for word in fold(text).split())
    query_stems(text)


@given(st.text(alphabet="কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহািীুূেৈোৌ্ংঃঁ়ৎ", min_size=1, max_size=15))
def test_a_stem_of_a_stem_is_itself(word):
    folded = fold(word)
    assert all(stem(stem(part)) == stem(part) for part in folded.split())
