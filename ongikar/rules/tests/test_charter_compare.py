"""Two charters compared: what a clerk would say has changed, and whether it is worse for whoever asks."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.charter.compare import compare, group_changes
from ongikar.rules.charter.compare.amounts import is_longer
from ongikar.rules.charter.compare.cells import officers_differ
from ongikar.rules.charter.parse.cells.fee import read_fee
from ongikar.rules.charter.parse.cells.officer import read_officer
from ongikar.rules.charter.parse.cells.papers import read_documents
from ongikar.rules.charter.parse.cells.time import read_time

GOLD = sorted((Path(__file__).parent / "charters").glob("*.json"))
NAMES = (
    "জন্ম নিবন্ধন",
    "ট্রেড লাইসেন্স প্রদান",
    "কৃষি প্রশিক্ষণ",
    "ভাতা বিতরণ",
    "জমির নামজারি",
    "মৎস্য চাষে পরামর্শ",
)


def a_service(number: int = 8, name: str = "ট্রেড লাইসেন্স প্রদান", **printed: str) -> dict:
    return {
        "category": "citizen",
        "number": number,
        "name": name,
        "method": printed.get("method"),
        "time": read_time(printed.get("time", "৩ কার্যদিবস")),
        "documents": read_documents(printed.get("documents", "১. আবেদনপত্র ২. জাতীয় পরিচয়পত্র")),
        "form_source": printed.get("form_source", "কার্যালয়"),
        "fee": read_fee(printed.get("fee", "বিনামূল্যে")),
        "responsible": read_officer(printed.get("responsible", "সচিব ফোন: ০১৭১১০০০০০০")),
        "superior": read_officer(printed.get("superior", "চেয়ারম্যান")),
        "extras": {},
    }


def a_charter(*services: dict, tiers: tuple[str, ...] = ("৩০ কার্যদিবস",)) -> dict:
    return {
        "vision": "সেবা সবার কাছে",
        "mission": "দ্রুত সেবা",
        "services": list(services),
        "expectations": ["সময়মতো আসুন"],
        "grievance_tiers": [
            {
                "tier": n,
                "when": "সাড়া না পেলে",
                "officer": "অনিক",
                "address": "জেলা কার্যালয়",
                "phone": None,
                "email": None,
                "web": None,
                "limit": read_time(limit),
            }
            for n, limit in enumerate(tiers, 1)
        ],
    }


def answer_text(before: dict, after: dict) -> list[tuple]:
    """Changes of one service: (field, Bangla, English, worse)."""
    return [(c.field, c.bn, c.en, c.is_worse) for c in compare(a_charter(before), a_charter(after))]


@pytest.mark.parametrize(
    ("field", "was", "now", "bn", "en", "is_worse"),
    [
        (
            "time",
            "৩ কার্যদিবস",
            "৫ কার্যদিবস",
            "সেবা ৮: ৩ → ৫ কার্যদিবস",
            "service 8: 3 → 5 working days",
            True,
        ),
        (
            "time",
            "০৩ (তিন) কার্যদিবস",
            "০১ (এক) কার্যদিবস",
            "সেবা ৮: ৩ → ১ কার্যদিবস",
            "service 8: 3 → 1 working day",
            False,
        ),
        (
            "time",
            "৩ দিন",
            "৩ কার্যদিবস",
            "সেবা ৮: ৩ দিন → ৩ কার্যদিবস",
            "service 8: 3 calendar days → 3 working days",
            True,
        ),
        (
            "time",
            "৫ কার্যদিবস",
            "৬ দিন",
            "সেবা ৮: ৫ কার্যদিবস → ৬ দিন",
            "service 8: 5 working days → 6 calendar days",
            None,
        ),
        (
            "time",
            "১-৭ কার্যদিবস",
            "১-১০ কার্যদিবস",
            "সেবা ৮: ১–৭ → ১–১০ কার্যদিবস",
            "service 8: 1–7 → 1–10 working days",
            True,
        ),
        (
            "time",
            "৭ কার্যদিবস",
            "নির্দেশনা অনুযায়ী",
            "সেবা ৮: “৭ কার্যদিবস” → “নির্দেশনা অনুযায়ী”",
            "service 8: “৭ কার্যদিবস” → “নির্দেশনা অনুযায়ী”",
            True,
        ),
        (
            "time",
            "নীতিমালা অনুযায়ী",
            "৩০ দিন",
            "সেবা ৮: “নীতিমালা অনুযায়ী” → “৩০ দিন”",
            "service 8: “নীতিমালা অনুযায়ী” → “৩০ দিন”",
            False,
        ),
        (
            "time",
            "তাৎক্ষণিক",
            "১ দিন",
            "সেবা ৮: “তাৎক্ষণিক” → “১ দিন”",
            "service 8: “তাৎক্ষণিক” → “১ দিন”",
            True,
        ),
        ("fee", "১০০/-", "১৫০/-", "সেবা ৮: সেবামূল্য ১০০ → ১৫০ টাকা", "service 8: fee 100 → 150 taka", True),
        (
            "fee",
            "২০ টাকা",
            "বিনামূল্যে",
            "সেবা ৮: সেবামূল্য “২০ টাকা” → “বিনামূল্যে”",
            "service 8: fee “২০ টাকা” → “বিনামূল্যে”",
            False,
        ),
        (
            "fee",
            "২০ টাকা",
            "বিধি মোতাবেক",
            "সেবা ৮: সেবামূল্য “২০ টাকা” → “বিধি মোতাবেক”",
            "service 8: fee “২০ টাকা” → “বিধি মোতাবেক”",
            None,
        ),
        (
            "documents",
            "১. আবেদনপত্র",
            "১. আবেদনপত্র ২. জন্ম সনদ",
            "সেবা ৮: কাগজ যোগ হয়েছে: জন্ম সনদ",
            "service 8: documents added: জন্ম সনদ",
            True,
        ),
        (
            "documents",
            "১. আবেদনপত্র ২. ছবি",
            "১. আবেদনপত্র",
            "সেবা ৮: কাগজ আর লাগবে না: ছবি",
            "service 8: documents no longer needed: ছবি",
            False,
        ),
        (
            "form_source",
            "কার্যালয়",
            "ওয়েবসাইট",
            "সেবা ৮: প্রাপ্তিস্থান “কার্যালয়” → “ওয়েবসাইট”",
            "service 8: where to get the documents “কার্যালয়” → “ওয়েবসাইট”",
            None,
        ),
        (
            "superior",
            "চেয়ারম্যান",
            "উপজেলা নির্বাহী অফিসার",
            "সেবা ৮: ঊর্ধ্বতন কর্মকর্তা “চেয়ারম্যান” → “উপজেলা নির্বাহী অফিসার”",
            "service 8: superior officer “চেয়ারম্যান” → “উপজেলা নির্বাহী অফিসার”",
            None,
        ),
    ],
)
def test_a_change_is_said_in_the_words_of_the_charter(field, was, now, bn, en, is_worse):
    assert answer_text(a_service(**{field: was}), a_service(**{field: now})) == [(field, bn, en, is_worse)]


@pytest.mark.parametrize(
    ("field", "was", "now"),
    [
        ("time", "০৩ (তিন) কার্যদিবস", "৩ কার্য দিবস"),
        ("time", "৩ কর্মদিবস", "3 কার্যদিবস"),
        ("time", "নির্দেশনা অনুযায়ী", "নির্দেশনা  অনুযায়ী।"),
        ("fee", "বিনামূল্যে", "বিনা মূল্যে"),
        ("fee", "১০০/-", "১০০ টাকা"),
        ("documents", "১. আবেদনপত্র ২. ছবি", "১। ছবি ২। আবেদন পত্র"),
        ("form_source", "ইউনিয়ন পরিষদ কার্যালয়", "ইউনিয়ন পরিষদ  কার্যালয়"),
    ],
)
def test_the_same_in_another_spelling_is_no_change(field, was, now):
    assert answer_text(a_service(**{field: was}), a_service(**{field: now})) == []


def test_a_renumbered_service_is_found_by_the_words_of_its_name():
    before = [a_service(n, name) for n, name in enumerate(NAMES, 1)]
    after = [a_service(n, name) for n, name in enumerate(reversed(NAMES), 1)]
    assert compare(a_charter(*before), a_charter(*after)) == []


def test_a_service_worded_a_little_otherwise_is_the_same_service_and_the_wording_is_told():
    changes = answer_text(
        a_service(name="ট্রেড লাইসেন্স প্রদান ও নবায়ন"),
        a_service(name="নতুন ট্রেড লাইসেন্স প্রদান ও নবায়ন"),
    )
    assert [(field, worse) for field, _, _, worse in changes] == [("name", None)]


def test_what_came_and_what_went_is_named():
    changes = compare(a_charter(a_service(1, NAMES[0])), a_charter(a_service(1, NAMES[2])))
    assert [(c.where, c.bn, c.is_worse) for c in changes] == [
        ("citizen/1", "নতুন সেবা: “কৃষি প্রশিক্ষণ”", False),
        ("citizen/1", "সেবাটি আর নেই: “জন্ম নিবন্ধন”", True),
    ]


def test_the_category_is_named_where_there_are_several():
    internal = a_service(1, "ছুটি মঞ্জুর") | {"category": "internal"}
    before, after = (a_charter(a_service(time=time), internal) for time in ("৩ দিন", "৪ দিন"))
    [change] = compare(before, after)
    assert (change.bn, change.en) == ("নাগরিক সেবা ৮: ৩ → ৪ দিন", "citizen service 8: 3 → 4 calendar days")
    assert change.subject == "citizen/8"


def test_tiers_expectations_and_vision_are_compared():
    before, after = a_charter(), a_charter(tiers=("২০ কার্যদিবস", "১০ কার্যদিবস"))
    after |= {"vision": "সেবা সবার দোরগোড়ায়", "expectations": ["আগে ফোন করুন"]}
    assert [(c.where, c.bn, c.is_worse) for c in compare(before, after)] == [
        ("vision", "ভিশন: “সেবা সবার কাছে” → “সেবা সবার দোরগোড়ায়”", None),
        ("expectations", "নতুন প্রত্যাশা: “আগে ফোন করুন”", None),
        ("expectations", "প্রত্যাশাটি আর নেই: “সময়মতো আসুন”", None),
        ("tiers/1/limit", "অভিযোগের ধাপ ১: ৩০ → ২০ কার্যদিবস", False),
        ("tiers/2", "নতুন অভিযোগের ধাপ ২: “অনিক”", False),
    ]


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_no_charter_differs_from_itself(gold):
    reading = json.loads(gold.read_text())
    assert compare(reading, deepcopy(reading)) == []


TIMES = st.builds(
    "{} {}".format,
    st.sampled_from(("১", "২", "৩", "৭", "১০", "৩০")),
    st.sampled_from(("কার্যদিবস", "দিন", "ঘণ্টা", "মাস", "সপ্তাহ", "মিনিট")),
) | st.sampled_from(
    ("তাৎক্ষণিক", "নির্দেশনা অনুযায়ী", "১-৭ কার্যদিবস", "নরমাল-১৫ দিন জরুরী-৭ দিন", "", "সভার ৭ দিনের মধ্যে")
)


@given(TIMES, TIMES)
def test_what_is_longer_one_way_is_never_longer_the_other_way(one, other):
    forward, back = is_longer(read_time(one), read_time(other)), is_longer(read_time(other), read_time(one))
    assert (forward is True) == (back is False)


@given(st.lists(st.sampled_from(NAMES), unique=True, min_size=1), st.data())
def test_the_order_of_rows_never_changes_what_is_told(names, data):
    before = a_charter(*(a_service(n, name) for n, name in enumerate(names, 1)))
    after = a_charter(*(a_service(n, name, time="৯ কার্যদিবস") for n, name in enumerate(names, 1)))
    shuffled = after | {"services": data.draw(st.permutations(after["services"]))}
    assert sorted(compare(before, shuffled)) == sorted(compare(before, after))
    assert len(compare(before, after)) == len(names)


def test_two_thousand_rows_are_compared_without_trying_each_against_each():
    rows = [a_service(n, f"সেবা প্রদান বিষয় {n} প্রকার {n % 7}") for n in range(2000)]
    assert compare(a_charter(*rows), a_charter(*rows)) == []


def test_an_offices_own_limit_counts_where_the_print_names_no_number():
    printed = "তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)"
    [change] = answer_text(
        a_service(time=f"{printed} কার্যালয়ের সীমা: ৫ কার্যদিবস"),
        a_service(time=f"{printed} কার্যালয়ের সীমা: ৭ কার্যদিবস"),
    )
    assert change == ("time", "সেবা ৮: ৫ → ৭ কার্যদিবস", "service 8: 5 → 7 working days", True)


def test_what_changed_alike_in_many_services_is_said_once():
    rows = [(n, name) for n, name in enumerate(NAMES, 1)]
    before = a_charter(*(a_service(n, name) for n, name in rows))
    after = a_charter(
        *(
            a_service(n, name, fee="৫০ টাকা", time="৩ দিন" if n == 2 else "৩ কার্যদিবস")
            for n, name in rows
            if n != 4
        )
    )
    assert [(change.where, change.bn) for change in group_changes(compare(before, after))] == [
        ("citizen/1/fee", "সেবা ১–৩, ৫, ৬: সেবামূল্য “বিনামূল্যে” → “৫০ টাকা”"),
        ("citizen/2/time", "সেবা ২: ৩ কার্যদিবস → ৩ দিন"),
        ("citizen/4", "সেবাটি আর নেই: “ভাতা বিতরণ”"),
    ]


@given(st.lists(st.sampled_from(NAMES), unique=True, min_size=1), st.sampled_from(("৫০ টাকা", "১০০ টাকা")))
def test_no_change_is_lost_by_being_said_together(names, fee):
    before = a_charter(*(a_service(n, name) for n, name in enumerate(names, 1)))
    after = a_charter(*(a_service(n, name, fee=fee) for n, name in enumerate(names, 1)))
    [change] = group_changes(compare(before, after))
    assert change.is_worse is True
    assert change.en.endswith(f": fee “বিনামূল্যে” → “{fee}”")


def test_a_telephone_that_changed_is_told_in_the_digits_of_each_language():
    officer = {"post": "সচিব", "phone": "+8801711000000", "email": None, "raw": "সচিব"}
    change = officers_differ(officer, officer | {"phone": "+8801711000001"})
    assert change is not None
    assert change.words == ("“+৮৮০১৭১১০০০০০০” → “+৮৮০১৭১১০০০০০১”", "“+8801711000000” → “+8801711000001”")
