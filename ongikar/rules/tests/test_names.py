"""Spellings of names: most of 300 pairs made up for this are told rightly; and what must hold of any."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla.names import is_heard_alike, may_be_one_name, name_keys, name_words

FOLDER = Path(__file__).parent
LEAST = 0.95


def pairs_of(file: str, sort: str) -> list[tuple[str, str]]:
    lists = tomllib.loads((FOLDER / file).read_text("utf-8"))
    return [tuple(line.split(" = ")) for line in lists[sort].strip().splitlines()]


# Those by which the rules were made, and those that were written down before anything was tried on them.
@pytest.mark.parametrize("file", ["name_pairs.toml", "independent_name_pairs.toml"])
def test_of_three_hundred_pairs_nearly_all_are_told_rightly(file):
    right = {pair for pair in pairs_of(file, "one_name") if may_be_one_name(*pair)}
    wrong = {pair for pair in pairs_of(file, "two_names") if may_be_one_name(*pair)}
    missed = set(pairs_of(file, "one_name")) - right
    assert len(pairs_of(file, "one_name")) + len(pairs_of(file, "two_names")) >= 300
    precision, recall = (len(right) / (len(right) + len(other)) for other in (wrong, missed))
    print(f"precision {precision:.3f}, recall {recall:.3f}; wrong {wrong}, missed {missed}")
    assert precision >= LEAST, wrong
    assert recall >= LEAST, missed


def test_no_pair_stands_in_both_lists():
    made_by, independent = (
        {frozenset(pair) for sort in ("one_name", "two_names") for pair in pairs_of(file, sort)}
        for file in ("name_pairs.toml", "independent_name_pairs.toml")
    )
    assert not made_by & independent


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("মোঃ সুমন মিয়া", "SUMON  MIAH"),
        ("র‍্যাচেল", "র্যাচেল"),
        ("‎রহিমা‏ 🙂", "Rahima"),
        ("মো.আব্দুল করিম", "Abdul Karim"),
        ("Md", "md."),
    ],
)
def test_titles_dots_joiners_marks_of_direction_and_pictures_are_no_part_of_a_name(name, same):
    assert may_be_one_name(name, same)


@pytest.mark.parametrize("nothing", ["", " ", "🙂", "..", "\u200d"])
def test_nothing_is_nobodys_name(nothing):
    assert name_keys(nothing) == []
    assert not may_be_one_name(nothing, nothing)
    assert not may_be_one_name(nothing, "রহিমা")


words = st.text("রহিমাকখগড়য়্যােীঁংৃaeiouyw hkmnrsxqz", min_size=1, max_size=12) | st.text(max_size=12)


@given(words, words)
def test_what_is_heard_alike_has_one_key_and_is_so_from_either_side(one, other):
    assert may_be_one_name(one, other) == may_be_one_name(other, one)
    for a in name_words(one):
        for b in name_words(other):
            if is_heard_alike(a, b):
                assert name_keys(a) == name_keys(b)


@given(words)
def test_a_name_is_its_own(name):
    assert may_be_one_name(name, name) == bool(name_keys(name))
