"""How a text is cut into SMS: counted as the network counts, and never inside a letter or a conjunct."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.notices.rules import (
    GSM,
    JOINED,
    UCS2,
    choose_alphabet,
    clusters,
    encoded_length,
    simplify_for_gsm,
    split_message,
)

BANGLA = st.text(st.sampled_from("কখগঙচজঞটডণতদনপবমযরলশষসহািীুূেোৌ্ংঃঁ়য় ।০১২\u200c\u200d"), max_size=400)


@pytest.mark.parametrize(
    ("text", "alphabet", "counts"),
    [
        ("", GSM, [0]),
        ("Ready", GSM, [5]),
        ("a" * 160, GSM, [160]),
        ("a" * 161, GSM, [153, 8]),
        ("€" * 80, GSM, [160]),  # each takes two septets
        ("€" * 81, GSM, [152, 10]),  # and the escape is not parted from its letter
        ("ক" * 70, UCS2, [70]),
        ("ক" * 71, UCS2, [67, 4]),
        ("ready ক", UCS2, [7]),  # one Bangla letter makes the whole text UCS-2
        ("😀" * 36, UCS2, [66, 6]),  # two units each
    ],
)
def test_a_text_is_counted_as_the_network_counts_it(text, alphabet, counts):
    assert choose_alphabet(text) == alphabet
    assert [encoded_length(part, alphabet) for part in split_message(text)] == counts


@pytest.mark.parametrize("whole", ["ক্ষ", "ত্ত্ব", "র্ধ্ব", "স্ত্রী", "কি", "ক্‌ষ", "ড়", "গঁা"])
def test_a_conjunct_stays_whole_wherever_the_cut_would_fall(whole):
    for before in range(60, 70):
        cut = split_message("ক" * before + whole + "ক" * 60)
        assert [part for part in cut if whole in part], cut


def test_a_conjunct_with_its_vowel_is_one_piece():
    assert list(clusters("ক্ষত্রিয়")) == ["ক্ষ", "ত্রি", "য়"]


@given(BANGLA | st.text(max_size=300))
def test_the_parts_joined_are_the_text_and_none_is_too_long(text):
    cut, alphabet = split_message(text), choose_alphabet(text)
    assert "".join(cut) == text
    if len(cut) > 1:
        assert max(encoded_length(part, alphabet) for part in cut) <= JOINED[alphabet]


@given(st.text("ক্", min_size=100, max_size=400))
def test_an_endless_conjunct_is_still_sent(text):
    assert "".join(split_message(text)) == text


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("by 29\u00a0November", "by 29 November"),
        ("the office’s “answer” – soon…", 'the office\'s "answer" - soon...'),
        ("২৯\u00a0নভেম্বরের মধ্যে", "২৯\u00a0নভেম্বরের মধ্যে"),
        ("Rahima — রহিমা", "Rahima — রহিমা"),
        ("…" * 70, "…" * 70),
    ],
)
def test_good_printing_gives_way_only_where_that_spares_parts(text, sent):
    assert simplify_for_gsm(text) == sent


@given(st.text(max_size=400) | st.text("…’ an", max_size=400))
def test_a_spared_text_never_takes_more_parts(text):
    assert len(split_message(simplify_for_gsm(text))) <= len(split_message(text))
