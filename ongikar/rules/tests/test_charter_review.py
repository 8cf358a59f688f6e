"""A charter under review, cell by cell: what each decision does to the reading, and which findings it
settles.
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import OFFICE
from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.lint.findings import make_finding
from ongikar.rules.charter.lint.published_charter import Reservation, has_reservation
from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.parse.cells.time import read_time
from ongikar.rules.charter.review import ACCEPT, CHOICES, CORRECT, RESERVE, Decision, make_review
from ongikar.rules.charter.review.cells import label_cases, time_faults, time_for_clock, without_contacts
from ongikar.rules.charter.review.parts import codes_of
from ongikar.rules.charter.suggestions import suggest_post
from ongikar.rules.promise.reading import read_promise

READING = read_text((OFFICE / "charter.txt").read_text("utf-8"))
UNTIL = date(2027, 6, 30)


def codes_open(decisions: list[Decision], part: str = "institutional-8") -> set[str]:
    return {spot.finding["code"] for spot in make_review(READING, decisions).open_errors(part)}


def test_every_error_is_open_until_something_is_decided():
    assert codes_open([]) == {"time.unmeasurable", "fee.holds_time", "superior.self"}


@pytest.mark.parametrize(
    ("decision", "settled"),
    [
        (Decision("institutional-8/fee", CORRECT, "বিনামূল্যে", "সময়ের ঘরে যাবে"), "fee.holds_time"),
        (Decision("institutional-8/fee", RESERVE, "", "যাচাই চলছে", UNTIL), "fee.holds_time"),
        (Decision("institutional-8/time", CORRECT, "০৫ (পাঁচ) কার্যদিবস", "কারণ"), "time.unmeasurable"),
        (Decision("institutional-8/ceiling", CORRECT, "৫ কার্যদিবস"), "time.unmeasurable"),
        (Decision("institutional-8/superior_post", CORRECT, "district"), "superior.self"),
    ],
)
def test_an_error_is_settled_by_its_correction_a_reservation_or_what_rules_in_its_stead(decision, settled):
    assert settled not in codes_open([decision])


@pytest.mark.parametrize(
    "decision",
    [
        Decision("institutional-8/fee", ACCEPT),
        Decision("institutional-8/fee", CORRECT, "বিনামূল্যে ০৪ কার্যদিবস", "কারণ"),
        Decision("institutional-8/superior_post", CORRECT, ""),
    ],
)
def test_no_error_is_settled_by_being_accepted_or_by_a_correction_that_keeps_it(decision):
    assert codes_open([decision]) == codes_open([])


def test_the_newest_decision_on_a_cell_holds():
    corrected = Decision("institutional-8/fee", CORRECT, "বিনামূল্যে", "কারণ")
    assert "fee.holds_time" in codes_open([corrected, Decision("institutional-8/fee", ACCEPT)])


def test_no_countable_time_is_settled_once_each_row_is():
    rows = [part.code for part in make_review(READING, []).parts if part.sort == "service"]
    limits = [Decision(f"{code}/ceiling", CORRECT, "৭ কার্যদিবস") for code in rows]
    for decisions, expected in ((limits[1:], True), (limits, False)):
        open_ = {spot.finding["code"] for spot in make_review(READING, decisions).open_errors("charter")}
        assert ("charter.no_countable_time" in open_) is expected


def test_a_number_printed_twice_gives_two_codes():
    rows: list[dict[str, Any]] = [{"category": None, "number": n} for n in (1, 2, 1, 1)]
    assert codes_of(rows) == ["citizen-1", "citizen-2", "citizen-1.2", "citizen-1.3"]


wheres = st.sampled_from(
    [
        f"{code}/{cell}"
        for code in ("citizen-1", "institutional-8", "tier-1", "charter")
        for cell in ("name", "time", "fee", "whole", "limit", "ceiling")
    ]
)


@given(
    st.lists(
        st.builds(
            Decision, wheres, st.sampled_from(CHOICES), st.text(max_size=40), st.just("কারণ"), st.just(UNTIL)
        ),
        max_size=6,
    )
)
def test_whatever_is_decided_no_row_is_lost_and_nothing_breaks(decisions):
    """Any text is read as what the cell is, and what was not decided on stays as it was printed."""
    review = make_review(READING, decisions)
    touched = {decision.where for decision in decisions if decision.choice == CORRECT}
    assert [part.code for part in review.parts] == [part.code for part in review.printed]
    for old, new in zip(review.printed, review.parts, strict=True):
        for cell in old.cells:
            if f"{old.code}/{cell}" not in touched and old.sort == "service":
                assert new.raw(cell) == old.raw(cell)


@pytest.mark.parametrize(
    ("printed", "ceiling", "runs"),
    [
        ("০৩ (তিন) কার্যদিবস", None, True),
        ("তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)", None, True),
        ("কমপক্ষে ৭ কার্যদিবস", None, False),
        ("কমপক্ষে ৭ কার্যদিবস", read_promise("৭ কার্যদিবস"), False),
        ("নির্দেশনা অনুযায়ী", None, True),
    ],
)
def test_a_time_that_no_clock_could_run_by_is_kept_as_not_understood(printed, ceiling, runs):
    time = read_time(printed)
    assert (time_faults(time, ceiling) == []) is runs
    assert (time_for_clock(time, ceiling)["kind"] == "unknown") is not runs


def test_every_case_of_a_time_gets_a_name_of_its_own():
    time = {
        "kind": "cases",
        "raw": "",
        "cases": [{"label": "সাধারণ"}, {"label": "সাধারণ"}, {"label": "", "raw": "৩ দিন"}, {}],
    }
    assert [case["label"] for case in label_cases(time)["cases"]] == ["সাধারণ", "সাধারণ (2)", "৩ দিন", "4"]


CONTACTS = {"phone": "+880255007111", "email": "cf.central@bforest.gov.bd", "web": "www.grs.gov.bd"}


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("বন ভবন, ঢাকা ফোন: ০২৫৫০০৭১১১ ইমেইল: cf.central@bforest.gov.bd", "বন ভবন, ঢাকা"),
        ("বন ভবন, ঢাকা-১২০৭, ফোন: +৮৮০ ২-৫৫০০৭১১১", "বন ভবন, ঢাকা-১২০৭"),
        ("বন ভবন, মোবাইল নম্বর: ০১৭১২৩৪৫৬৭৮, ফোন: ০২-৫৫০০৭১১১", "বন ভবন, মোবাইল নম্বর: ০১৭১২৩৪৫৬৭৮"),
        ("কক্ষ ২৫৫০০৭১১১২, ঢাকা", "কক্ষ ২৫৫০০৭১১১২, ঢাকা"),
        ("৫ নং গেইট, ঢাকা ওয়েব: www.grs.gov.bd", "৫ নং গেইট, ঢাকা"),
        ("ই-মেইল: cf. central@bforest.gov.bd", ""),
        ("বন ভবন, ঢাকা", "বন ভবন, ঢাকা"),
    ],
)
def test_an_address_is_told_without_what_stands_beside_it(printed, left):
    assert without_contacts(printed, **CONTACTS) == nfc(left)
    assert without_contacts(printed, phone=None, email=None, web=None) == nfc(printed)


FOREST = {"conservator": "বন সংরক্ষক", "chief": "প্রধান বন সংরক্ষক", "second": "সহকারী পরিচালক (পরিবীক্ষণ)"}


@pytest.mark.parametrize(
    ("printed", "post"),
    [
        ("মোঃ সাদিক, বন সংরক্ষক, বন ভবন", "conservator"),
        ("প্রধান বন সংরক্ষক, বন ভবন, ঢাকা", "chief"),
        ("সহকারী বন সংরক্ষক ফোন: ০১৭১২৯৮৭৬৫৪", ""),
        ("উপ-বন সংরক্ষক", ""),
        ("Additional Conservator of Forests", ""),
        ("সহকারী বন সংরক্ষক, অনুলিপি: বন সংরক্ষক", "conservator"),
        ("পরিচালক (পরিবীক্ষণ)", ""),
        ("সহকারী পরিচালক (ইঞ্জিঃ)", ""),
        ("সহকারী পরিচালক (পরিবীক্ষণ), ঢাকা", "second"),
        ("সহকারী পরিচালক, পরিবীক্ষণ শাখা", "second"),
    ],
)
def test_a_rank_that_is_printed_or_missing_makes_it_another_post(printed, post):
    assert suggest_post(printed, FOREST | {"en": "Conservator of Forests"}) == post


POSTS = {
    "upazila": "উপজেলা আইসিটি অফিসার",
    "district": "জেলা আইসিটি অফিসার",
    "director": "উপ-পরিচালক (প্রশাসন)",
}


@pytest.mark.parametrize(
    ("printed", "post"),
    [
        ("উপজেলা আইসিটি অফিসার উপজেলা কোড: ৮৫৪৯ ফোন: +৮৮০২৫৮৯৯৬২৪৮৮", "upazila"),
        ("জেলা আইসিটি অফিসার আইসিটি অধিদপ্তর, জেলা কার্যালয়, রংপুর", "district"),
        ("উপ-পরিচালক (প্রশাসন), আইসিটি অধিদপ্তর", "director"),
        ("সহকারী কমিশনার (ভূমি)", ""),
        ("", ""),
    ],
)
def test_the_post_is_known_by_the_words_of_its_title(printed, post):
    assert suggest_post(printed, POSTS) == post


@pytest.mark.parametrize(
    ("where", "name", "found", "is_answered"),
    [
        ("citizen/1", "fee", make_finding("fee.holds_time", "citizen/1/fee"), True),
        ("citizen/1", "fee", make_finding("fee.holds_time", "citizen/2/fee"), False),
        ("citizen/1", "fee", make_finding("time.unknown", "citizen/1/time"), False),
        ("charter", "whole", make_finding("email.variants", "charter"), True),
        ("charter", "whole", make_finding("fee.holds_time", "citizen/1/fee"), False),
    ],
)
def test_a_reservation_named_for_a_cell_answers_what_is_found_there(where, name, found, is_answered):
    assert (
        has_reservation(found, [Reservation(where, name, "কারণ", "reason", UNTIL)], date(2026, 12, 1))
        is is_answered
    )
