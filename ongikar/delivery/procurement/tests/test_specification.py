"""Clauses are read in both languages, makers' names are found in them, and sums and lists as people type
them.
"""

import pytest

from ongikar.delivery.procurement.rules.money import AmountFault, amount_figures, parse_amount
from ongikar.delivery.procurement.rules.specification import (
    AT_LEAST,
    AT_MOST,
    BRAND,
    EXACTLY,
    HAS,
    NO_ATTRIBUTE,
    NO_NUMBER,
    NO_VALUE,
    ONE_OF,
    TWICE,
    Clause,
    WantedItem,
    digest_of,
    faults_of,
    find_brands,
    parse_item,
    parse_items,
)

BRANDS = ("HP", "Dell", "Core i5", "ডেল", "এইচপি")
MEMORY = Clause("memory", "মেমোরি", "Memory", AT_LEAST, "16", unit="GB")


@pytest.mark.parametrize(
    ("clause", "bn", "en"),
    [
        (MEMORY, "কমপক্ষে ১৬ GB", "at least 16 GB"),
        (Clause("c", "কোর", "Cores", AT_LEAST, "8", unit="টি"), "কমপক্ষে ৮টি", "at least 8"),
        (
            Clause("c", "খরচ", "Cost", AT_MOST, "2.5", unit="টাকা", unit_en="taka"),
            "সর্বোচ্চ ২.৫ টাকা",
            "at most 2.5 taka",
        ),
        (Clause("c", "ধরন", "Type", EXACTLY, "IP67"), "IP67", "IP67"),
        (
            Clause("c", "ধরন", "Type", ONE_OF, "লেজার, LED", "laser, LED"),
            "যেকোনো একটি: লেজার, LED",
            "any one of: laser, LED",
        ),
        (Clause("c", "পোর্ট", "Ports", HAS, "HDMI"), "থাকতে হবে: HDMI", "must have: HDMI"),
    ],
)
def test_a_clause_is_read_in_both_languages(clause, bn, en):
    assert (clause.requirement_words("bn"), clause.requirement_words("en")) == (bn, en)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("HP বা সমমান", ("HP",)),
        ("hp laserjet", ("HP",)),
        ("ডেলের মনিটর", ("ডেল",)),
        ("এইচপি-এর টোনার", ("এইচপি",)),
        ("Intel Core i5 প্রসেসর", ("Core i5",)),
        ("ডেল্টা সংযোগ, SHP, HPX", ()),
        ("৮ কোর, ১৬ GB", ()),
    ],
)
def test_a_makers_name_is_found_as_a_whole_word(words, found):
    assert find_brands(words, BRANDS) == found


def test_what_makes_no_specification_is_named_by_its_place():
    clauses = [
        MEMORY,
        Clause("memory", "মেমোরি", "Memory", AT_LEAST, "ষোলো"),
        Clause("x", "", "", EXACTLY, " "),
        Clause("y", "মডেল", "Model", EXACTLY, "HP 15"),
        Clause("z", "মডেল", "Model", EXACTLY, "HP 15", reason="আগের যন্ত্রের যন্ত্রাংশ"),
    ]
    assert [(fault.place, fault.field, fault.key) for fault in faults_of(clauses, BRANDS)] == [
        (1, "value", NO_NUMBER),
        (1, "bn", TWICE),
        (2, "bn", NO_ATTRIBUTE),
        (2, "value", NO_VALUE),
        (3, "reason", BRAND),
    ]
    assert Clause.from_data(MEMORY.as_data() | {"later": 1}) == MEMORY
    assert digest_of([MEMORY]) != digest_of([MEMORY, clauses[4]])


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("85000", 8_500_000),
        ("৮৫,০০০", 8_500_000),
        ("১,২৫,০০০/-", 12_500_000),
        ("1,250,000", 125_000_000),
        ("৳ ৮৫০.৫", 85_050),
        ("Tk. 99.99", 9_999),
        ("১২০ টাকা", 12_000),
    ],
)
def test_a_price_is_read_as_people_write_it(typed, amount):
    assert parse_amount(typed) == amount


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("0", "nought"),
        ("০.০০", "nought"),
        ("-500", "negative"),
        ("−৫০০", "negative"),
        ("1,5", "no_number"),
        ("85.000.00", "no_number"),
        ("৮৫ হাজার", "no_number"),
        ("", "no_number"),
        ("1e9", "no_number"),
        ("1.005", "too_fine"),
        ("9999999999999", "too_large"),
    ],
)
def test_what_is_no_price_is_refused_with_its_reason(typed, key):
    with pytest.raises(AmountFault) as found:
        parse_amount(typed)
    assert found.value.key == key


def test_a_sum_is_grouped_and_tells_its_hundredths_only_where_it_has_any():
    assert [amount_figures(12_500_000, tongue) for tongue in ("bn", "en")] == ["১,২৫,০০০", "1,25,000"]
    assert amount_figures(85_050, "bn") == "৮৫০.৫০"


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("ডেস্কটপ কম্পিউটার, ৩টি", WantedItem("ডেস্কটপ কম্পিউটার", 3)),
        ("লেজার প্রিন্টার ১টি", WantedItem("লেজার প্রিন্টার", 1)),
        ("1. Laptop – 12 pcs", WantedItem("Laptop", 12)),
        ("UPS (650 VA) x 5", WantedItem("UPS (650 VA)", 5)),
        ("৫টি রাউটার", WantedItem("রাউটার", 5)),
        ("• টোনার", WantedItem("টোনার", None)),
        ("ল্যাপটপ, ০টি", WantedItem("ল্যাপটপ", None)),
        ("৩টি", WantedItem("৩টি", None)),
        ("---", None),
    ],
)
def test_a_line_says_a_thing_and_how_many(line, item):
    assert parse_item(line) == item


def test_lines_without_words_are_left_out():
    assert [item.name for item in parse_items("ল্যাপটপ, ২টি\n\n  \nপ্রিন্টার, ১টি")] == ["ল্যাপটপ", "প্রিন্টার"]
