"""Cells in plain speech: times, fees and papers as offices tell them that follow no form."""

import pytest

from ongikar.rules.charter.parse.cells.fee import read_fee
from ongikar.rules.charter.parse.cells.officer import read_officer
from ongikar.rules.charter.parse.cells.papers import read_documents
from ongikar.rules.charter.parse.cells.time import read_time

TIMES = [
    ("ওই দিনই", "immediate", None),
    ("ঐ দিনেই", "immediate", None),
    ("ওই কর্মদিবসেই", "immediate", None),
    ("সেবা গ্রহণের দিনই", "immediate", None),
    ("১০ কাযদিবস", "working_days", 10),
    ("১০ কাজের দিন", "working_days", 10),
    ("One week", "weeks", 1),
    ("বছরে দুই কিস্তি", "recurring", None),
    ("প্রতি ২ মাস অন্তর", "recurring", None),
    ("সপ্তাহে ২ দিন", "recurring", None),
    ("সপ্তাহে ২ দিন (রবি ও বুধবার)", "availability", None),
    ("ঈদের পূর্বে", "date_window", None),
    ("ফসল তোলার আগে", "date_window", None),
    ("বছরের শুরুতে", "date_window", None),
    ("before Eid", "date_window", None),
    ("সপ্তাহে ৬ দিন", "availability", None),
    ("প্রতি সোম ও বুধবার", "availability", None),
    ("মৌসুম শুরুর আগে", "date_window", None),
    ("চক্র শুরুর ২ মাস আগে", "date_window", None),
    ("ফাল্গুন মাসের মধ্যে", "date_window", None),
    ("Depending on the lending library", "conditional", None),
    ("নোটিশ অনুযায়ী", "as_directed", None),
    ("যখনই প্রয়োজন তখনই", "availability", None),
]
FEES = [
    ("ফি লাগে না", "free", None),
    ("বিনা খরচে", "free", None),
    ("বিনা মাশুলে", "free", None),
    ("বিনা ফি তে", "free", None),
    ("Nil", "free", None),
    ("ফি নাই", "free", None),
    ("টাকা ৫০", "fixed", 50),
    ("সরকারি রেটে", "per_schedule", None),
    ("As fixed by the Syndicate", "per_schedule", None),
    ("প্রাক্কলন অনুযায়ী", "per_schedule", None),
    ("প্রতি ১০০ টাকায় ১ টাকা", "percent", None),
    ("সর্বনিম্ন ২০০ সর্বোচ্চ ৫০০০ টাকা", "range", None),
]


@pytest.mark.parametrize(("printed", "kind", "most"), TIMES)
def test_a_time_in_plain_speech_means_what_a_clerk_would_write_down(printed, kind, most):
    time = read_time(printed)
    assert (time["kind"], time["max"]) == (kind, most)


@pytest.mark.parametrize(("printed", "kind", "amount"), FEES)
def test_a_fee_in_plain_speech_is_what_is_paid(printed, kind, amount):
    fee = read_fee(printed)
    assert (fee["kind"], fee["amount"]) == (kind, amount)


@pytest.mark.parametrize(
    "printed", ["লাগবে না", "প্রয়োজন নাই", "প্রযোজন নেই", "কোনো কাগজ লাগে না", "None", "N/A", "প্রযোজ্য নহে"]
)
def test_no_papers_are_no_papers_in_any_words(printed):
    assert read_documents(printed)["items"] == []


@pytest.mark.parametrize(
    ("printed", "post", "name"),
    [
        ("অফিস সহকারী (মোঃ আব্দুল করিম)", "অফিস সহকারী", "মোঃ আব্দুল করিম"),
        ("সহকারী প্রকৌশলী (অ. দা.), সাইফুল আলম", "সহকারী প্রকৌশলী (অ. দা.)", "সাইফুল আলম"),
        ("সহকারী পরিচালক, ২য় তলা, কক্ষ ২০৫", "সহকারী পরিচালক", None),
        ("০১৭০০-০০১১২২ (উদ্যোক্তা)", "উদ্যোক্তা", None),
        ("উদ্যোক্তা, ইউডিসি", "উদ্যোক্তা, ইউডিসি", None),
        ("গ ঘ, টিকাদান সুপারভাইজার", "টিকাদান সুপারভাইজার", "গ ঘ"),
        ("কক্ষ ১০১, ক খ, পেশকার", "পেশকার", "ক খ"),
        ("লাইনম্যান, অভিযোগ কেন্দ্র ফোন: ০২-৫৫০০০০৮২", "লাইনম্যান", None),
        ("Shift In-charge, Hotline 16162", "Shift In-charge", None),
    ],
)
def test_the_post_is_what_is_left_of_names_floors_and_brackets(printed, post, name):
    officer = read_officer(printed)
    assert (officer["post"], officer.get("name")) == (post, name)
