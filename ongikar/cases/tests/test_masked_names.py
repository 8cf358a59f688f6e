"""A name that its owner knows again and a stranger does not learn, and a page without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.cases.rules.masked_names import hide_in_markup, masked_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("রহিমা খাতুন", "র••• খা•••"),
        ("মোঃ আব্দুল করিম", "মোঃ".replace("মোঃ", "•••") + " আ••• ক•••"),
        ("শ্রীমতী ক্ষমা রায়", "শ্রী••• ক্ষ••• রা•••"),
        ("Rahima Khatun", "R••• K•••"),
        ("A. Karim", "••• K•••"),
        ("", ""),
    ],
)
def test_each_word_keeps_its_first_letter_with_its_signs(name, masked):
    assert masked_name(name) == masked


@given(st.lists(st.text("কখগঘরহমািীুূ্abcXYZ", min_size=3, max_size=9), min_size=2, max_size=4))
def test_no_masked_name_holds_the_name(words):
    name = " ".join(words)
    assert name not in masked_name(name)
    assert name not in hide_in_markup(f"<p>{name}</p>", [name])


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ("<p>রহিমা খাতুনের আবেদন</p>", "<p>র••• খা•••ের আবেদন</p>"),
        ("<p>রহিমা\n  খাতুন</p>", "<p>র••• খা•••</p>"),
        ('<p>রহিমা <span lang="en">খাতুন</span></p>', '<p>র••• খা•••<span lang="en"></span></p>'),
        ("<textarea>রহিমা খাতুন</textarea>", "<textarea>রহিমা খাতুন</textarea>"),
        ('<input value="রহিমা খাতুন">', '<input value="রহিমা খাতুন">'),
        ("<p>হরিদেবপুর, রংপুর সদর</p>", "<p>•••</p>"),
    ],
)
def test_a_page_says_the_name_nowhere_and_keeps_what_was_typed(markup, hidden):
    assert hide_in_markup(markup, ["রহিমা খাতুন", ""], ["হরিদেবপুর, রংপুর সদর"]) == hidden


def test_one_short_word_and_a_town_are_no_pattern_for_half_the_page():
    page = "<p>মা ও মামা, রংপুর সদর কার্যালয়</p>"
    assert hide_in_markup(page, ["মা"], ["রংপুর সদর"]) == page
    assert hide_in_markup("<p>রহিমা, রহিমাবাদ</p>", ["রহিমা"]) == "<p>র•••, রহিমাবাদ</p>"
