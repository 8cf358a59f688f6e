"""A fee cell that is free only for some: "বিনামূল্যে … অন্যথায় ফি …". What the others pay is asked for, though no sum stands there."""

import re
from typing import NamedTuple

from ongikar.rules.charter_text.loose import pattern

OTHERWISE = pattern(
    r"(?:অন্যথায়|অন্যথা|নতুবা|নচেৎ|(?:না|নইলে)\s*(?:হলে|হইলে)|নইলে|(?:অন্য(?:ান্য)?|বাকি|অবশিষ্ট)\s*(?:সকল\s*)?ক্ষেত্রে|(?:অন্য|বাকি)দের(?:\s*(?:জন্য|ক্ষেত্রে|বেলায়))?"
    r"|তবে|কিন্তু|\botherwise\b|\bor else\b|\bin (?:all )?other cases\b|\b(?:for|to) others\b|\bbut\b)"
)
# What asks for money after that, and what says that there is none to pay after all.
ASKS = pattern(
    r"(?<![\u0980-\u09ff])(?:ফি|ফী|ফিস|মূল্য|সেবামূল্য|খরচ|চার্জ|মাশুল|টাকা|অর্থ)(?![\u0985-\u09b9])|\b(?:fees?|charges?|costs?|pay(?:s|able)?)\b"
)
NONE_AFTER_ALL = pattern(
    r"(?:লাগে|লাগবে|হয়|হবে|নেওয়া|নেয়া|দিতে)\s*(?:হয়\s*|হবে\s*)?না|নেই|নাই|(?:নয়|নহে)|\bno\b|\bnot\b|\bfree\b|বিনা"
)
EDGES = " ,;:ঃ=-–()।&+/"


class Otherwise(NamedTuple):
    """`condition`: for whom it is free, "" where it is not said; `free`: the words that say so; `who`, `others`: who pays, and what."""

    condition: str
    free: str
    who: str
    others: str


def paid_otherwise(raw: str, text: str, free: re.Match[str]) -> Otherwise | None:
    """Where the cell asks a fee of the others; `text` is `raw` with Latin digits, `free` the words in it that make it free."""
    other = OTHERWISE.search(text, free.end())
    if other is None:
        return None
    rest = text[other.end() :]
    if not ASKS.search(rest) or NONE_AFTER_ALL.search(rest):
        return None
    condition = raw[: free.start()].strip(EDGES) or raw[free.end() : other.start()].strip(EDGES)
    who, others = raw[slice(*other.span())], raw[other.start() :]
    return Otherwise(condition, raw[slice(*free.span())].strip(), who.strip(), others.strip(EDGES))
