"""A charter beside the version before, and as time passes over it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.charter.lint import grade, improvements, judge, judge_against, make_finding
from ongikar.rules.charter.lint.findings import place_words
from ongikar.rules.charter.lint.published_charter import (
    PublishedState,
    Reservation,
    has_reservation,
    judge_published,
    split_answered,
)
from ongikar.rules.charter.lint.wording import RENAMES
from ongikar.rules.charter.parse import read_text
from ongikar.rules.tests.clean_charter import TEXT, with_words
from ongikar.rules.tests.test_charter_laws import JUMBLES

TODAY = date(2026, 11, 22)
# before, now, whether the citizen surely waits longer
WAITS = [
    ("৫ কার্যদিবস", "৭ কার্যদিবস", True),
    ("৭ কার্যদিবস", "৫ কার্যদিবস", False),
    ("৭ কার্যদিবস", "০৭ (সাত) কার্যদিবস", False),
    ("৭ দিন", "৭ কার্যদিবস", True),
    ("৭ কার্যদিবস", "৭ দিন", False),
    ("২ ঘণ্টা", "১ কার্যদিবস", True),
    ("তাৎক্ষণিক", "১ কার্যদিবস", True),
    ("১ মাস", "৩ সপ্তাহ", False),
    ("৩ সপ্তাহ", "১ মাস", True),
    ("১-৩ কার্যদিবস", "১-৫ কার্যদিবস", True),
    ("নতুন ৩ দিন, নবায়ন ১ দিন", "নতুন ৫ দিন, নবায়ন ১ দিন", True),
    ("নতুন ৩ দিন, নবায়ন ১ দিন", "২ দিন", False),
]


@pytest.mark.parametrize(("before", "now", "longer"), WAITS)
def test_a_promise_longer_than_before_is_found(before, now, longer):
    old, new = with_words("৭ কার্যদিবস", before), with_words("৭ কার্যদিবস", now)
    assert ("time.longer" in {each["code"] for each in judge_against(old, new)}) is longer


@given(st.integers(1, 300), st.integers(1, 300))
def test_more_days_are_longer_and_no_fewer_are(before, now):
    old, new = (with_words("৭ কার্যদিবস", f"{digits(days)} কার্যদিবস") for days in (before, now))
    assert (judge_against(old, new) != []) is (now > before)


def test_a_service_reworded_under_its_number_is_the_same_service():
    changed = with_words("জন্মনিবন্ধন সনদ প্রদান", "জন্ম নিবন্ধনের সনদ প্রদান")
    assert judge_against(read_text(TEXT), changed) == []


def test_services_renumbered_are_followed_by_their_names():
    moved = TEXT.replace("১\tজন্ম", "৫\tজন্ম").replace("২\tপানির", "১\tপানির").replace("৫\tজন্ম", "২\tজন্ম")
    assert judge_against(read_text(TEXT), read_text(moved)) == []


def test_another_service_under_the_number_is_no_longer_the_one_before():
    findings = judge_against(read_text(TEXT), with_words("পানির সংযোগ", "রাস্তার বাতি মেরামত"))
    assert [(each["code"], each["raw"]) for each in findings] == [("service.dropped", nfc("পানির সংযোগ"))]


def test_a_rename_is_found_from_its_day_on():
    reading = with_words("উপসহকারী প্রকৌশলী", "সহকারী প্রোগ্রামার")
    assert "post.renamed" not in {each["code"] for each in judge(reading, date(2024, 8, 11))}
    assert "post.renamed" in {each["code"] for each in judge(reading, date(2024, 8, 12))}


def test_the_district_programmer_is_not_taken_for_the_assistant():
    (finding,) = [
        each
        for each in judge(with_words("উপসহকারী প্রকৌশলী", "প্রোগ্রামার, জেলা কার্যালয়"))
        if each["code"] == "post.renamed"
    ]
    assert finding["suggestion"] == nfc("জেলা আইসিটি অফিসার")
    assert "post.renamed" not in {each["code"] for each in judge(with_words("উপসহকারী প্রকৌশলী", "প্রোগ্রামার"))}


def test_every_rename_names_its_source():
    assert all(rename.source and rename.old == nfc(rename.old) for rename in RENAMES)


@pytest.mark.parametrize(("days", "asked"), [(365, False), (366, True)])
def test_a_charter_is_asked_for_a_review_after_a_year(days, asked):
    findings = judge_published(PublishedState(TODAY - timedelta(days=days)), TODAY)
    assert bool(list(findings)) is asked


def test_a_reservation_answers_the_finding_of_its_own_row_until_its_day_has_passed():
    fault, other = (
        make_finding("time.unmeasurable", "citizen/1/time"),
        make_finding("time.unmeasurable", "citizen/11/time"),
    )
    open_ = Reservation("citizen/1", "ceiling", "সীমা নেই", "no limit", TODAY)
    assert split_answered([fault, other], (open_,), TODAY) == ([other], [fault])
    assert not has_reservation(fault, [open_], TODAY + timedelta(days=1))
    assert not has_reservation(make_finding("fee.missing", "citizen/1/fee"), [open_], TODAY)


def test_a_reservation_of_the_whole_charter_answers_every_row():
    open_ = Reservation("charter", "superior", "একই পদ", "one post")
    assert has_reservation(make_finding("superior.self", "internal/4/superior"), [open_], TODAY)


def test_the_day_a_reservation_ran_out_is_said_in_both_languages():
    (finding,) = judge_published(
        PublishedState(
            TODAY, (Reservation("citizen/1", "ceiling", "সীমা নেই", "no limit", date(2026, 11, 1)),)
        ),
        TODAY,
    )
    assert "১ নভেম্বর ২০২৬" in finding["message_bn"].replace("\u00a0", " ")
    assert "1 November 2026" in finding["message_en"].replace("\u00a0", " ")
    assert "no limit" in finding["message_en"]
    assert finding["where"] == "citizen/1/ceiling"


@settings(max_examples=60, deadline=None)
@given(JUMBLES, JUMBLES)
def test_any_two_documents_can_be_compared_graded_and_told(before, now):
    old, new = read_text(before), read_text(now)
    findings = new["findings"] + judge_against(old, new)
    assert 0 <= grade(len(new["services"]), findings) <= 100
    assert len(improvements(len(new["services"]), findings)) == len({each["code"] for each in findings})
    assert all(place_words(each["where"], tongue) for each in findings for tongue in ("bn", "en"))


@settings(max_examples=60, deadline=None)
@given(JUMBLES)
def test_no_document_is_worse_than_itself(text):
    reading = read_text(text)
    worse = {each["code"] for each in judge_against(reading, reading)}
    assert worse == set()
