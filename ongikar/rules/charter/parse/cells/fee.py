"""The fee of a service: free, an amount in taka, a schedule somewhere else, or several;
and how it is paid.
"""

import re
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.lines import LONGEST_TOLD
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern as _pattern
from ongikar.rules.charter.reading_types import ParsedFee

from .amounts import time_amounts
from .money import Money, money_sums, taka

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


OTHERWISE = fuzzy_pattern(
    r"(?:অন্যথায়|অন্যথা|নতুবা|নচেৎ|(?:না|নইলে)\s*(?:হলে|হইলে)|নইলে|(?:অন্য(?:ান্য)?|বাকি|অবশিষ্ট)\s*(?:সকল\s*)?ক্ষেত্রে"
    r"|(?:অন্য|বাকি)দের(?:\s*(?:জন্য|ক্ষেত্রে|বেলায়))?"
    r"|তবে|কিন্তু|\botherwise\b|\bor else\b|\bin (?:all )?other cases\b|\b(?:for|to) others\b|\bbut\b)"
)
# What asks for money after that, and what says that there is none to pay after all.
ASKS = fuzzy_pattern(
    r"(?<![\u0980-\u09ff])(?:ফি|ফী|ফিস|মূল্য|সেবামূল্য|খরচ|চার্জ|মাশুল|টাকা|অর্থ)(?![\u0985-\u09b9])|\b(?:fees?"
    r"|charges?|costs?|pay(?:s|able)?)\b"
)
NONE_AFTER_ALL = fuzzy_pattern(
    r"(?:লাগে|লাগবে|হয়|হবে|নেওয়া|নেয়া|দিতে)\s*(?:হয়\s*|হবে\s*)?না|নেই|নাই|(?:নয়|নহে)|\bno\b|\bnot\b|\bfree\b|বিনা"
)
CONDITION_EDGES = " ,;:ঃ=-–()।&+/"


class ConditionalFee(NamedTuple):
    """`condition`: for whom it is free, "" where it is not said; `free`: the words that say so; `who`,
    `others`: who pays, and what.
    """

    condition: str
    free: str
    who: str
    others: str


def read_conditional_fee(raw: str, text: str, free: re.Match[str]) -> ConditionalFee | None:
    """Where the cell asks a fee of the others; `text` is `raw` with Latin digits, `free` the words in it that
    make it free.
    """
    other = OTHERWISE.search(text, free.end())
    if other is None:
        return None
    rest = text[other.end() :]
    if not ASKS.search(rest) or NONE_AFTER_ALL.search(rest):
        return None
    condition = raw[: free.start()].strip(CONDITION_EDGES) or raw[free.end() : other.start()].strip(
        CONDITION_EDGES
    )
    who, others = raw[slice(*other.span())], raw[other.start() :]
    return ConditionalFee(
        condition, raw[slice(*free.span())].strip(), who.strip(), others.strip(CONDITION_EDGES)
    )


FREE = _pattern(
    r"বিনা\s*(?:ম[ূু]ল্য|খরচ|মাশুল|ব্যয়|পয়সা|ফি|ফী|চার্জ)[\u0980-\u09ff]*(?:\s*তে)?|ফ্রি|ফ্রী|নিখরচা|ফি\s*মুক্ত|মওকুফ|নিঃশুল্ক"
    r"|মাগনা|বিনে\s*পয়সা"
    r"|^\s*(?:(?:প্রয়োজন\s*)?(?:নেই|নাই)|নয়|শূন্য|0|প্রযোজ্য\s*(?:নয়|নহে)|কোন ফি"
    r" নেই|লাগে\s*না|লাগবে\s*না|nil|none|n\s*/\s*a|not applicable)\s*[।.]?\s*$"
    r"|(?:ফি|মাশুল|টাকা|খরচ|চার্জ|অর্থ|মূল্য)\s*(?:(?:দিতে|দেওয়া)\s*)?(?:(?:লাগে|লাগবে|হয়|হবে|নেয়া|নেওয়া)\s*(?:হয়\s*)?না|নেই"
    r"|নাই|প্রযোজ্য\s*(?:নয়|নহে))"
    r"|কোন[োও]?\s*(?:ফি|টাকা|মূল্য|খরচ|অর্থ|চার্জ)[\u0980-\u09ff]*\s*(?:(?:দিতে\s*)?লাগে\s*না|লাগবে\s*না|প্রয়োজন\s*(?:নেই"
    r"|হয়\s*না)|নেই|নাই|নেওয়া\s*হয়\s*না)"
    r"|\bfree\b|no (?:fee|charge|cost)"
)
BARE_NUMBER = _pattern(r"\s*(?:(?:ফি|মূল্য|খরচ|চার্জ|মাশুল|টাকা|fee)\s*[:ঃ=-]*\s*)?(\d[\d,]*(?:\.\d+)?)\s*")
LEAST_AND_MOST = _pattern(
    r"(?:সর্বনিম্ন|ন্যূনতম|minimum|from)\s*(\d[\d,]*)[^\d]{0,15}(?:সর্বোচ্চ|maximum|up to)\s*(\d[\d,]*)"
)
# "প্রতি ১০০ টাকায় ১ টাকা": so much of each hundred.
OF_A_HUNDRED = _pattern(r"(?:প্রতি\s*)?(?:100|শত)\s*(?:/-)?\s*টাকায়\s*(\d+(?:\.\d+)?)|শতকরা\s*(\d+(?:\.\d+)?)")
PERCENT = _pattern(r"(\d+(?:\.\d+)?)\s*(?:%|শতাংশ|ভাগ)")
# "নীট লাভের ১০% (সর্বোচ্চ ১০,০০০/-)": the sum only bounds the share.
BOUNDED_SHARE = _pattern(
    r"(\d+(?:\.\d+)?)\s*(?:%|শতাংশ|ভাগ)[^\d%;]*(?:সর্বোচ্চ|সর্বনিম্ন|অনধিক|অনূর্ধ্ব|ন্যূনতম|maximum|minimum|up"
    r" to|not exceeding)[^\d]{0,10}\d"
)
# "৩০০/- টাকা ও ১৫% ভ্যাট": a share comes on top of the sum; in "(১৫% ভ্যাটসহ)" it is within it, and "১৫%
# ভ্যাট ৪৫ টাকা" is a sum itself.
ON_TOP = _pattern(
    r"(?:(?<=[\s)])(?:ও|এবং|and|plus)\s|[+,])\s*(?:(?:তার|এর|উহার)\s*উপর\s*)?(\d+(?:\.\d+)?\s*(?:%|শতাংশ"
    r"|ভাগ)\s*(?:হারে\s*)?(ভ্যাট|মূসক|মূল্য\s*সংযোজন\s*কর|vat|tax))(?!\s*(?:সহ|সমেত|অন্তর্ভুক্ত|incl|[^\d,;।]{0,15}\d))"
)
SCHEDULE = _pattern(
    r"নি(?:র্ধা|দ্ধা|র্দ্ধা|ধা)রি?ত|নির্ধারীত|নির্দেশনা|অনুযায়ী|অনুযায়ি|অনুসারে|মোতাবেক|বিধি|গেজেট|নীতিমালা|আইন|প্রযোজ্য|Determined|Government"
    r"|রেট|হারে|তফসিল|উল্ল[িে]খিত|সরকারি\s*(?:মূল্য|দর)|তালিকা|ভেদে|প্রাক্কলন|ধরন|বোর্ড\s*কর্তৃক|as"
    r" per|schedule|rules|as fixed|fixed by|approved rate"
)
EDGES = " ,;:ঃ=-–()।&+"
AND = _pattern(r"^(?:ও|এবং|সহ|and)\s+")
# "(ক) আবেদন ফি ২০/- (খ) নোটিশ ফি ৫০/-": the number before a sum is no part of its name.
NUMBERED = re.compile(nfc(r"^[\s।.,;]*\(?(?:[0-9০-৯]{1,2}|[কখগঘঙচছ])\s*[.।)]+\s*"))
# "১০ টাকার কোর্ট ফি": what is paid for stands behind the sum.
OF_TAKA = _pattern(r"টাকার$")
# "৩০/- (প্রতি ভায়াল)": a measure, and no name of a case that has one.
MEASURE = _pattern(r"^\s*(?:প্রতি|per)\s")
LABEL_BEHIND = _pattern(r"\s*([^;,।&+]*?)\s*(?:(?:ও|এবং|বাবদ)\s|[;,।&+]|$)")


def read_fee(printed: str, columns: list[tuple[str, str]] | None = None) -> ParsedFee:
    """The reading of a fee cell. `columns` are (heading, text) where the table has several fee columns."""
    if len(printed) > LONGEST_TOLD:
        return _fee("unknown") | {"raw": printed}
    fee = _several_columns(columns) if columns else _read(nfc(printed))
    fee["raw"] = printed
    if methods := payment_methods(printed):
        fee["payment_methods"] = methods
    return fee


def _fee(kind: str, amount: float | None = None) -> ParsedFee:
    return {"kind": kind, "amount": amount, "raw": ""}


def _several_columns(columns: list[tuple[str, str]]) -> ParsedFee:
    cases = [
        _read(nfc(text)) | {"label": heading, "raw": text}
        for heading, text in columns
        if not marks.is_blank(text)
    ]
    if len(cases) < 2:
        if not cases:
            return _fee("none")
        # One column alone names no case.
        del cases[0]["label"]
        return cases[0]
    several = sum("cases" in case for case in cases) > 1
    return _fee("cases") | {"cases": [part for case in cases for part in _spread(case, whole_name=several)]}


def _spread(case: ParsedFee, *, whole_name: bool) -> list[ParsedFee]:
    """The cases inside one fee column, by their own names, or behind the column's where another column has
    cases too.
    """
    heading = case["label"]
    return [
        part | {"label": f"{heading} {part['label']}".strip() if whole_name else part["label"] or heading}
        for part in case.get("cases", [])
    ] or [case]


def _read(raw: str) -> ParsedFee:
    text = latin_digits(raw)
    if marks.is_blank(text):
        return _fee("none")
    free, money = FREE.search(text), money_sums(raw)
    if bounded := BOUNDED_SHARE.search(text):
        return _fee("percent") | {"percent": taka(bounded[1])}
    if bounds := LEAST_AND_MOST.search(text):
        return _fee("range") | {"min": taka(bounds[1]), "max": taka(bounds[2])}
    if free and not money:
        return _free(raw, text, free)
    if share := OF_A_HUNDRED.search(text):
        return _fee("percent") | {"percent": taka(share[1] or share[2])}
    if number := BARE_NUMBER.fullmatch(text):
        return _fee("fixed", taka(number[1]))
    if (share := ON_TOP.search(text)) and money and _all_before(share.start(), money, free):
        vat: ParsedFee = {
            "kind": "percent",
            "amount": None,
            "raw": raw[slice(*share.span(1))],
            "percent": taka(PERCENT.match(share[1])[1]),  # type: ignore[index]
            "label": raw[slice(*share.span(2))],
        }
        cases = [*_cases(raw[: share.start()], money, free), vat]
        return _fee("cases") | {"cases": cases}
    if money and not free and (len(money) == 1 or _within(money)):
        return _one(money[0])
    if money:
        return _fee("cases") | {"cases": _cases(raw, money, free)}
    if percent := PERCENT.search(text):
        return _fee("percent") | {"percent": taka(percent[1])}
    return _fee("per_schedule" if SCHEDULE.search(text) else "unknown")


def _free(raw: str, text: str, free: re.Match[str]) -> ParsedFee:
    if split := read_conditional_fee(raw, text, free):
        read = _read(split.others)
        # A fee that is asked and not named is open, whatever other words stand beside it.
        others = read if read["kind"] == "percent" else _fee("per_schedule")
        cases = [
            _fee("free") | {"label": split.condition, "raw": split.free},
            others | {"label": split.who, "raw": split.others},
        ]
        return _fee("cases") | {"cases": cases}
    if not (SCHEDULE.search(text) and "/" in text and not time_amounts(raw)):
        return _fee("free")
    parts = [part.strip() for part in raw.split("/") if part.strip()]
    cases = [_read(part) | {"label": "", "raw": part} for part in parts]
    return _fee("cases") | {"cases": cases} if len(cases) > 1 else _fee("free")


def _within(money: list[Money]) -> bool:
    """A range, and then single sums inside it that only explain it."""
    first, *others = money
    return first.low is not None and all(
        other.low is None and first.low <= other.amount <= first.amount for other in others
    )


def _all_before(end: int, money: list[Money], free: re.Match[str] | None) -> bool:
    return money[-1].end <= end and (free is None or free.end() <= end)


def _one(money: Money) -> ParsedFee:
    if money.low is not None:
        return _fee("range") | {"min": money.low, "max": money.amount}
    return _fee("fixed", money.amount) | ({"contradiction": True} if money.contradiction else {})


def _cases(raw: str, money: list[Money], free: re.Match[str] | None) -> list[ParsedFee]:
    cases, begin = [], 0
    spans = [(sum_.start, sum_.end, _one(sum_)) for sum_ in money]
    if free:
        spans = sorted([*spans, (*free.span(), _fee("free"))], key=lambda span: span[0])
    for index, (start, end, fee) in enumerate(spans):
        after = raw[end : spans[index + 1][0] if index + 1 < len(spans) else len(raw)]
        bracket = behind = re.match(r"\s*\(([^)]{2,})\)", after)
        if behind and MEASURE.search(behind[1]) and raw[begin:start].strip(EDGES):
            behind = None
        if not bracket and OF_TAKA.search(raw[start:end]):
            bracket = behind = LABEL_BEHIND.match(after)
        label = behind[1] if behind else raw[begin:start]
        label = AND.sub("", NUMBERED.sub("", label).strip(EDGES))
        cases.append(fee | {"label": label, "raw": raw[start:end].strip()})
        begin = end + (bracket.end() if bracket else 0)
    return cases
