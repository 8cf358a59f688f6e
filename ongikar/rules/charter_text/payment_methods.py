"""Recognises the payment methods in the words of a fee cell: challan, stamp, mobile money, cash."""

import re

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text.loose import pattern as _pattern

METHODS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, _pattern(words))
    for name, words in (
        ("treasury_challan", r"ট্রেজার[িী]|চালান|challan"),
        ("bank_draft", r"ব্যাংক\s*ড্রাফট|bank draft"),
        ("pay_order", r"পে-?\s*অর্ডার|pay order"),
        ("court_fee", r"কোর্ট\s*ফি|court fee"),
        ("stamp", r"স্ট্যাম্প|stamp"),
        ("mobile", r"বিকাশ|রকেট|নগদ(?!ে)|মোবাইল ব্যাংকিং"),
        ("cash", r"নগদে|cash"),
        ("online", r"অনলাইন|ইলেক্ট্রনিক|online"),
    )
)


def payment_methods(printed: str) -> list[str]:
    """The ways to pay that the cell names."""
    return [name for name, words in METHODS if words.search(nfc(printed))]
