"""A promise: how it is written, what cannot be promised, and when it is kept."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.calendar.office_calendar import CalendarFault
from ongikar.rules.promise import Promise, PromiseFault, compute_due, is_kept, working_days_late
from ongikar.rules.promise.reading import read_promise

from .any_calendar import promises
from .known_days import KNOWN, at

SPACE = "\u00a0"


def plain(words):
    return words.replace(SPACE, " ")


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("30 working days", Promise("working_days", 30)),
        ("1 working day", Promise("working_days", 1)),
        ("৩ কার্যদিবস", Promise("working_days", 3)),
        ("০৩ (তিন) কার্যদিবস", Promise("working_days", 3)),
        ("০৭ (সাত) কার্যদিবসের মধ্যে", Promise("working_days", 7)),
        ("সর্বোচ্চ ৩০ কর্মদিবস", Promise("working_days", 30)),
        ("  30   WORKING DAYS ", Promise("working_days", 30)),
        (f"৩০{SPACE}কার্যদিবস", Promise("working_days", 30)),
        ("immediate", Promise("immediate")),
        ("At once", Promise("immediate")),
        ("তাৎক্ষণিক", Promise("immediate")),
        ("তাৎক্ষনিক", Promise("immediate")),
        ("accept", Promise("accept")),
        ("7 calendar days", Promise("calendar_days", 7)),
        ("৭ দিন", Promise("calendar_days", 7)),
        ("৭দিনের মধ্যে", Promise("calendar_days", 7)),
        ("within 15 days", Promise("calendar_days", 15)),
        ("24 hours", Promise("hours", 24)),
        ("২৪ ঘন্টা", Promise("hours", 24)),
        ("২৪ ঘণ্টার মধ্যে", Promise("hours", 24)),
        ("3 office hours", Promise("hours", 3, office_time=True)),
        ("৩ অফিস ঘণ্টা", Promise("hours", 3, office_time=True)),
        ("30 minutes", Promise("minutes", 30)),
        ("৩০ মিনিটের মধ্যে", Promise("minutes", 30)),
        ("1 week", Promise("weeks", 1)),
        ("২ সপ্তাহ", Promise("weeks", 2)),
        ("2 months", Promise("months", 2)),
        ("২ মাসের মধ্যে", Promise("months", 2)),
        ("by 2026-12-06", Promise("by_date", until=date(2026, 12, 6))),
        ("২০২৬-১২-০৬ এর মধ্যে", Promise("by_date", until=date(2026, 12, 6))),
    ],
)
def test_a_limit_is_read_as_people_write_it(text, promise):
    assert read_promise(text) == promise


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "working days",
        "3",
        "3 fortnights",
        "as directed",
        "নির্দেশনা মোতাবেক",
        "৩ থেকে ৫ দিন",
        "-3 days",
        "3.5 hours",
        "by 2026-13-40",
        "0 working days",
        "10000 working days",
        "10,000 days",
        "99999999999 days",
        "১ থেকে",
    ],
)
def test_what_names_no_limit_is_refused_in_both_languages(text):
    with pytest.raises(PromiseFault) as refused:
        read_promise(text)
    assert refused.value.bn
    assert refused.value.en == str(refused.value)


@settings(deadline=None)
@given(st.text())
def test_no_text_does_worse_than_be_refused(text):
    try:
        promise = read_promise(text)
    except PromiseFault:
        return
    assert Promise.from_data(promise.as_data()) == promise


@settings(deadline=None)
@given(promises)
def test_the_words_of_a_promise_read_back_as_the_promise(promise):
    if promise.unit != "by_date":
        for language in ("bn", "en"):
            assert read_promise(promise.words(language)) == promise


@settings(deadline=None)
@given(promises)
def test_a_promise_survives_being_stored(promise):
    assert Promise.from_data(promise.as_data()) == promise


@pytest.mark.parametrize(
    ("text", "bn", "en"),
    [
        ("30 working days", "৩০ কার্যদিবস", "30 working days"),
        ("1 working day", "১ কার্যদিবস", "1 working day"),
        ("immediate", "তাৎক্ষণিক", "at once"),
        ("7 days", "৭ দিন (ছুটিসহ)", "7 calendar days"),
        ("3 office hours", "৩ অফিস ঘণ্টা", "3 office hours"),
        ("24 hours", "২৪ ঘণ্টা", "24 hours"),
        ("1 minute", "১ মিনিট", "1 minute"),
        ("2 weeks", "২ সপ্তাহ", "2 weeks"),
        ("1 month", "১ মাস", "1 month"),
        ("by 2026-12-06", "৬ ডিসেম্বর ২০২৬-এর মধ্যে", "by 6 December 2026"),
        ("accept", "পরের কার্যদিবসের মধ্যে গ্রহণ", "accepted by the next working day"),
    ],
)
def test_a_promise_in_words(text, bn, en):
    assert (plain(read_promise(text).words("bn")), plain(read_promise(text).words("en"))) == (bn, en)


def test_number_and_unit_are_never_broken_apart():
    assert read_promise("30 working days").words("bn") == f"৩০{SPACE}কার্যদিবস"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"unit": "fortnights", "amount": 1}, "no unit of time"),
        ({"unit": None}, "no unit of time"),
        ({"unit": ["days"]}, "no unit of time"),
        ({}, "cannot be read"),
        ({"unit": "working_days", "amount": 3, "days": 3}, "cannot be read"),
        ({"unit": "working_days"}, "give 1 to 2,500 working days"),
        ({"unit": "working_days", "amount": 0}, "give 1 to 2,500 working days"),
        ({"unit": "working_days", "amount": -1}, "give 1 to 2,500 working days"),
        ({"unit": "calendar_days", "amount": 10_000}, "give 1 to 3,650 calendar days"),
        ({"unit": "working_days", "amount": 2.0}, "give 1 to 2,500 working days"),
        ({"unit": "working_days", "amount": True}, "give 1 to 2,500 working days"),
        ({"unit": "immediate", "amount": 3}, "takes no amount"),
        ({"unit": "by_date"}, "a date belongs"),
        ({"unit": "by_date", "until": "soon"}, "is no date"),
        ({"unit": "weeks", "amount": 1, "until": "2026-12-06"}, "a date belongs"),
        ({"unit": "months", "amount": 1, "office_time": True}, "only hours and minutes"),
    ],
)
def test_a_promise_nobody_can_keep_is_refused(data, words):
    with pytest.raises(PromiseFault) as refused:
        Promise.from_data(data)
    assert words in refused.value.en
    assert refused.value.bn


def test_an_answer_before_its_notice_is_refused():
    wait = (at("2026-04-13 11:00"), at("2026-04-13 10:00"))
    with pytest.raises(PromiseFault, match="cannot come before its notice"):
        compute_due(KNOWN, Promise("immediate"), at("2026-04-13 09:00"), [wait])


def test_an_open_wait_needs_to_know_the_time():
    with pytest.raises(PromiseFault, match="the time now is needed"):
        compute_due(KNOWN, Promise("immediate"), at("2026-04-13 09:00"), [(at("2026-04-13 11:00"), None)])


def test_an_instant_without_a_time_zone_is_refused():
    for promise in ("immediate", "3 working days", "1 month", "24 hours", "5 minutes"):
        with pytest.raises(CalendarFault, match="has no time zone"):
            compute_due(KNOWN, read_promise(promise), datetime(2026, 4, 12, 10))  # noqa: DTZ001


def test_an_act_at_the_due_moment_keeps_the_promise_and_a_moment_later_breaks_it():
    moment = at("2026-04-16 17:00")
    assert is_kept(moment, moment)
    assert not is_kept(moment, moment + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("now", "late"),
    [
        ("2026-04-08 10:00", 0),  # not yet due
        ("2026-04-09 17:01", 0),  # the due day itself
        ("2026-04-11 10:00", 0),  # the weekend after
        ("2026-04-12 09:00", 1),
        ("2026-04-14 10:00", 2),  # 12 and 13; today is a holiday
        ("2026-04-15 10:00", 3),
    ],
)
def test_lateness_is_told_in_working_days(now, late):
    assert working_days_late(KNOWN, at("2026-04-09 17:00"), at(now)) == late


def test_lateness_is_counted_in_the_days_of_the_office_wherever_the_machine_stands():
    assert working_days_late(KNOWN, at("2026-04-08 21:00"), at("2026-04-09 10:00")) == 1
