"""Amounts of time as charters print them: ০৭ (সাত) কার্য দিবস, ১ থেকে ৩দিন, তিন সপ্তাহ, ১ ঘন্টা ৩৫ মিনিট."""

import re
from typing import NamedTuple

from ongikar.rules.bangla import latin_digits, nfc

NUMBER_WORDS = {
    nfc(word): value
    for value, words in {
        1: "এক", 2: "দুই", 3: "তিন", 4: "চার", 5: "পাঁচ", 6: "ছয়", 7: "সাত", 8: "আট", 9: "নয়", 10: "দশ", 11: "এগারো এগার",
        12: "বারো বার", 13: "তেরো তের", 14: "চৌদ্দ", 15: "পনেরো পনের", 16: "ষোলো ষোল", 17: "সতেরো সতের", 18: "আঠারো আঠার",
        19: "উনিশ", 20: "বিশ কুড়ি", 21: "একুশ", 22: "বাইশ", 23: "তেইশ", 24: "চব্বিশ", 25: "পঁচিশ", 26: "ছাব্বিশ", 27: "সাতাশ",
        28: "আটাশ", 29: "ঊনত্রিশ উনত্রিশ", 30: "ত্রিশ", 31: "একত্রিশ", 40: "চল্লিশ", 45: "পঁয়তাল্লিশ", 50: "পঞ্চাশ", 60: "ষাট",
        72: "বাহাত্তর", 90: "নব্বই", 100: "একশত একশ", 120: "একশত বিশ",
    }.items()
    for word in ([words] if value == 120 else words.split())
}  # fmt: skip

UNITS: tuple[tuple[str, str], ...] = (
    ("working_days", r"(?:কার্য্য|কার্য|কায্য|কর্ম|কা্য)\s*-?\s*দি\s*বস|working\s*days?|business\s*days?"),
    ("calendar_days", r"দিন|দিবস|calendar\s*days?|days?"),
    ("hours", r"ঘ[নণ]্টা|hours?|hrs?"),
    ("minutes", r"মিনিট|minutes?|mins?"),
    ("weeks", r"সপ্তাহ|weeks?"),
    ("months", r"মাস|months?"),
    ("years", r"বছর|বৎসর|years?"),
)
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:\d+|{_WORDS})"
_PAREN = r"\s*(?P<{0}>\([^()\d]{{2,20}}\))?\s*"
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in UNITS)
_UNIT_AGAIN = "|".join(words for _, words in UNITS)
# "৩ মাস মেয়াদী" is the length of a course, "১ম" and "৩য়" count days of work.
AMOUNT = re.compile(
    nfc(
        rf"(?P<low>{_NUMBER}){_PAREN.format('low_word')}(?:(?:{_UNIT_AGAIN})?\s*(?:-|–|—|~|/|থেকে|হতে|হইতে|to)\s*(?P<high>{_NUMBER}){_PAREN.format('high_word')})?"
        rf"[-–\s]*(?P<ordinal>ম|য়|র্থ|ষ্ঠ|তম)?\s*(?:{_UNIT})(?![\u0980-\u09ff]*\s*(?:মেয়াদ|বয়স))"
    ),
    re.IGNORECASE,
)
HOURS_AND_MINUTES = re.compile(nfc(r"(\d+)\s*ঘ[নণ]্টা\s*(\d+)\s*মিনিট"))
NEXT_DAY = re.compile(nfc(r"পর(?:ের|বর্তী)?\s*(?P<working>কার্য|কর্ম)?\s*(?:দিন|দিবসে?)"))
MONTHS_TO_YEARS = re.compile(nfc(rf"({_NUMBER})\s*মাস\s*(?:-|থেকে|হতে|হইতে)\s*({_NUMBER})\s*(?:বছর|বৎসর)"))


class Amount(NamedTuple):
    unit: str
    low: int | None  # None where the text names one number only
    high: int
    ordinal: bool  # ১ম, ৩য়: which day, not how many
    start: int
    end: int
    contradiction: bool  # figure and word in brackets disagree: ০৭ (আট)


def amounts(text: str) -> list[Amount]:
    """Every amount of time in the text, in order. Positions are those of the NFC text; years come as months."""
    text = latin_digits(nfc(text))
    found: list[Amount] = []
    taken: list[tuple[int, int]] = []
    for match in HOURS_AND_MINUTES.finditer(text):
        total = int(match[1]) * 60 + int(match[2])
        found.append(Amount("minutes", None, total, False, *match.span(), False))
        taken.append(match.span())
    for match in MONTHS_TO_YEARS.finditer(text):
        found.append(Amount("months", _value(match[1]), _value(match[2]) * 12, False, *match.span(), False))
        taken.append(match.span())
    for match in NEXT_DAY.finditer(text):
        found.append(
            Amount(
                "working_days" if match["working"] else "calendar_days", None, 1, False, *match.span(), False
            )
        )
    for match in AMOUNT.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        found.append(_amount(match))
    return sorted(found, key=lambda amount: amount.start)


def _amount(match: re.Match[str]) -> Amount:
    unit = next(name for name, _ in UNITS if match[name])
    low, high = _value(match["low"]), _value(match["high"]) if match["high"] else None
    times = 12 if unit == "years" else 1
    words = (match["low"], match["low_word"]), (match["high"], match["high_word"])
    clash = any(figure and word and _disagree(figure, word) for figure, word in words)
    return Amount(
        "months" if unit == "years" else unit,
        None if high is None else low * times,
        (low if high is None else high) * times,
        match["ordinal"] is not None,
        *match.span(),
        clash,
    )


def _value(number: str) -> int:
    return int(number) if number.isdigit() else NUMBER_WORDS[number]


def _disagree(figure: str, word: str) -> bool:
    said = NUMBER_WORDS.get(word.strip("() "))
    return said is not None and said != _value(figure)
