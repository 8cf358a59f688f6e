"""The fee of a service: free, an amount in taka, a schedule somewhere else, or several."""

import re
from typing import Any

from ongikar.rules.bangla import latin_digits, nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.amounts import amounts

Fee = dict[str, Any]

FREE = re.compile(nfc(r"বিনা\s*ম[ূু]ল্য[\u0980-\u09ff]*|ফ্রি|নিখরচা|^\s*(?:নেই|নাই|প্রযোজ্য নয়|কোন ফি নেই)\s*।?\s*$|\bfree\b|no (?:fee|charge)"), re.IGNORECASE)  # fmt: skip
MONEY = re.compile(
    nfc(
        r"(?:(?:Tk\.?|BDT|৳)\s*(?P<before>\d[\d,]*(?:\.\d+)?)(?:\s*/[-=]*)?"
        r"|(?P<low>\d[\d,]*(?:\.\d+)?)\s*(?:-|–|থেকে|হতে)\s*(?P<high>\d[\d,]*(?:\.\d+)?)\s*(?:/\s*[-=]+|/(?=\D|$)|টাকা|=)(?:\s*টাকা)?"
        r"|(?P<after>\d[\d,]*(?:\.\d+)?)\s*(?:/\s*[-=]+|/(?=\s|$|[^\d\s])|টাকা|=)(?:(?:\s*\([^)\d]*\))?\s*টাকা[\u0980-\u09ff]*)?)"
    ),
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?)\s*")
PERCENT = re.compile(nfc(r"(\d+(?:\.\d+)?)\s*(?:%|শতাংশ|ভাগ)"))
SCHEDULE = re.compile(
    nfc(r"নির্ধারিত|নিধারিত|অনুযায়ী|অনুসারে|মোতাবেক|বিধি|গেজেট|নীতিমালা|আইন|প্রযোজ্য|Determined|Government|as per|schedule|rules"),
    re.IGNORECASE,
)  # fmt: skip
METHODS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(nfc(words), re.IGNORECASE))
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


def read_fee(printed: str, columns: list[tuple[str, str]] | None = None) -> Fee:
    """The reading of a fee cell. `columns` are (heading, text) where the table has several fee columns."""
    fee = _several_columns(columns) if columns else _read(nfc(printed))
    fee["raw"] = printed
    methods = [name for name, words in METHODS if words.search(nfc(printed))]
    if methods:
        fee["payment_methods"] = methods
    return fee


def _fee(kind: str, amount: float | None = None) -> Fee:
    return {"kind": kind, "amount": amount, "raw": ""}


def _several_columns(columns: list[tuple[str, str]]) -> Fee:
    cases = [
        _read(nfc(text)) | {"label": heading, "raw": text}
        for heading, text in columns
        if not marks.is_blank(text)
    ]
    if len(cases) < 2:
        return (
            _fee("none") if not cases else {key: value for key, value in cases[0].items() if key != "label"}
        )
    return _fee("cases") | {"cases": cases}


def _read(raw: str) -> Fee:
    text = latin_digits(raw)
    if marks.is_blank(text):
        return _fee("none")
    free = FREE.search(text)
    money = list(MONEY.finditer(text))
    if free and not money:
        scheduled = SCHEDULE.search(text) and not amounts(raw)
        if scheduled and "/" in text:
            labelled = [part for part in re.split(r"/", raw) if part.strip()]
            return _fee("cases") | {
                "cases": [_read(part) | {"label": "", "raw": part.strip()} for part in labelled]
            }
        return _fee("free")
    if number := BARE_NUMBER.fullmatch(text):
        return _fee("fixed", _taka(number[1]))
    if len(money) == 1 and not free:
        return _one(money[0])
    if money:
        return _fee("cases") | {"cases": _cases(raw, money, free)}
    if percent := PERCENT.search(text):
        return _fee("percent") | {"percent": _taka(percent[1])}
    return _fee("per_schedule" if SCHEDULE.search(text) else "unknown")


def _one(money: re.Match[str]) -> Fee:
    if money["low"]:
        return _fee("range") | {"min": _taka(money["low"]), "max": _taka(money["high"])}
    return _fee("fixed", _taka(money["before"] or money["after"]))


def _cases(raw: str, money: list[re.Match[str]], free: re.Match[str] | None) -> list[Fee]:
    cases, begin = [], 0
    found = sorted([*money, *([free] if free else [])], key=lambda match: match.start())
    for index, match in enumerate(found):
        before, after = (
            raw[begin : match.start()],
            raw[match.end() : found[index + 1].start() if index + 1 < len(found) else len(raw)],
        )
        bracket = re.match(r"\s*\(([^)]*)\)", after)
        label = bracket[1] if bracket else before
        case = _fee("free") if match is free else _one(match)
        cases.append(case | {"label": label.strip(" ,;:ঃ=-–()।&"), "raw": match[0].strip()})
        begin = match.end() + (bracket.end() if bracket else 0)
    return cases


def _taka(figures: str) -> float:
    amount = float(figures.replace(",", ""))
    return int(amount) if amount.is_integer() else amount
