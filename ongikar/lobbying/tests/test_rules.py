"""The rules of attempts of influence, as tables that a clerk could check."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.lobbying.rules import (
    LEAST_TOLD,
    Tried,
    is_named,
    is_repeated,
    is_titled,
    reader_above,
    told_number,
    who_is_asked,
)

pytestmark = pytest.mark.fast
DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "text", "is_so"),
    [
        ("মো. রফিকুল ইসলাম", "রফিকুল ইসলাম ফোন করেছিলেন", True),
        ("মো. রফিকুল ইসলাম", "মোঃ রফিকুল ইসলামের লোক এসেছিল", True),
        ("মো. রফিকুল ইসলাম", "Rafiqul Islam rang", True),
        ("Salma Begum Chowdhury", "সালমা বেগম বলেছেন", True),
        ("মো. রফিকুল ইসলাম", "আমিনুল ইসলাম ফোন করেছিলেন", False),
        ("মো. রফিকুল ইসলাম", "ইসলাম, রফিকুল নন", False),
        ("মালতী", "মালতী এসেছিলেন", True),
        ("", "কেউ একজন", False),
        ("মো. রফিকুল ইসলাম", "", False),
    ],
)
def test_a_text_names_somebody_in_either_script(name, text, is_so):
    assert is_named(name, text) is is_so


def test_a_post_is_named_by_its_whole_title():
    assert is_titled("জেলা আইসিটি অফিসার", "জেলা আইসিটি অফিসারের কথা বলে ফোন")
    assert not is_titled("জেলা আইসিটি অফিসার", "উপজেলা আইসিটি অফিসারের ঘরে এসেছিলেন")


@pytest.mark.parametrize(
    ("above", "named", "auditor", "reader"),
    [
        ((2, 3), set(), False, 2),
        ((2, 3), {3}, False, 2),
        # The auditor alone, though another post stands above the one that is named.
        ((2, 3), {2}, False, None),
        ((), set(), False, None),
        ((2, 3), set(), True, 2),
        # The auditor is named as well: somebody must read it.
        ((2, 3), {2}, True, 3),
        ((2, 3), {2, 3}, True, None),
    ],
)
def test_the_nearest_post_above_reads_it_unless_it_is_named(above, named, auditor, reader):
    assert reader_above(above, named, is_auditor_named=auditor) == reader


def tried(days_ago=0, who="মতিন সরদার", case=None, post=None, hidden=False):
    return Tried(DAY - timedelta(days=days_ago), case, who, post, hidden)


@pytest.mark.parametrize(
    ("newest", "before", "asked"),
    [
        (tried(), [tried(10)], ""),
        (tried(), [tried(10), tried(20)], "above"),
        (tried(), [tried(10), tried(90)], "above"),
        (tried(), [tried(10), tried(91)], ""),
        (tried(), [tried(10), tried(20), tried(30)], ""),
        (tried(), [tried(n) for n in range(1, 6)], "above"),
        (tried(who="Matin Sardar"), [tried(10), tried(20)], "above"),
        (tried(who="আরেকজন লোক"), [tried(10), tried(20)], ""),
        (tried(who="", case=7), [tried(1, who="", case=7), tried(2, who="", case=7)], "above"),
        (tried(who="", case=7), [tried(1, who="", case=8), tried(2, who="", case=7)], ""),
        (tried(who=""), [tried(1, who=""), tried(2, who="")], ""),
        (tried(post=4, hidden=True), [tried(1, post=4, hidden=True)] * 2, "auditor"),
        # Whoever is above learns by no task of what they may not read.
        (tried(), [tried(1), tried(2, hidden=True)], "auditor"),
        (tried(hidden=True), [tried(1), tried(2)], "auditor"),
    ],
)
def test_the_third_of_one_pressure_within_ninety_days_becomes_a_task(newest, before, asked):
    assert who_is_asked(newest, before) == asked


@given(st.integers(0, 40))
def test_each_third_one_becomes_a_task_and_no_other(count):
    assert is_repeated(tried(), [tried()] * count) == ((count + 1) % 3 == 0)


@given(st.integers(0, 100))
def test_of_fewer_than_five_nothing_is_told(count):
    assert told_number(count) == (count if count >= LEAST_TOLD else None)
