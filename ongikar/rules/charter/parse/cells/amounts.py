"""Amounts of time as charters print them: ০৭ (সাত) কার্য দিবস, ১ থেকে ৩দিন, তিন সপ্তাহ, ১ ঘন্টা ৩৫ মিনিট."""

import re
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_source

from .money import NUMBER_WORDS, number_value

UNITS: tuple[tuple[str, str], ...] = (
    (
        "working_days",
        r"(?:কার্য্য|কার্য|কায্য|কর্ম|কা্য)\s*-?\s*দি\s*বস|(?:কাজের|কর্ম|কার্য্য|কার্য|অফিস)\s*দিন|working\s*days?"
        r"|business\s*days?",
    ),
    ("calendar_days", r"দিন|দিবস|calendar\s*days?|days?"),
    ("hours", r"ঘা?[নণ]্টা?|hours?|hrs?"),
    ("minutes", r"মিনিট|মিঃ|মি\.|minutes?|mins?"),
    ("weeks", r"সপ্তাহ|weeks?"),
    ("months", r"মাস|months?"),
    ("years", r"বছর|বৎসর|years?"),
)
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
# Not the end of 1.5, of 7+3 or of a longer word.
_NUMBER = rf"(?:(?<![\d+])(?<!\d\.)\d+|(?<![\u0980-\u09ffA-Za-z])(?:{_WORDS}))"
_PAREN = r"\s*(?P<{0}>\([^()]{{1,20}}\))?\s*"
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in UNITS)
_LOW_UNIT = "|".join(f"(?P<low_{name}>{words})" for name, words in UNITS)
# Numbers beside a unit that promise nothing: the length of a course or of a leave, an age.
_LENGTH = r"[\u0980-\u09ff]*\s*(?:মেয়াদ|বয়স|কোর্স|প্রশিক্ষণ|(?:পর্যন্ত\s*)?ছুটি|(?:ঊ|উ)র্ধ্বে|(?:ঊ|উ)র্ধ\s|course)"
AMOUNT = re.compile(
    fuzzy_source(
        rf"(?P<low>{_NUMBER}){_PAREN.format('low_word')}(?:(?:{_LOW_UNIT})?\s*(?:-|–|—|~|/|থেকে|হতে|হইতে"
        rf"|to)\s*(?P<high>{_NUMBER}){_PAREN.format('high_word')})?"
        rf"[-–\s]*(?P<ordinal>ম|য়|র্থ|ষ্ঠ|তম)?\s*(?:{_UNIT})(?!{_LENGTH})"
    ),
    re.IGNORECASE,
)
AGE = re.compile(nfc(r"বয়স(?:সীমা|ের)?\s*[:ঃ-]*\s*$|age\s*:?\s*$"), re.IGNORECASE)
HOURS_AND_MINUTES = re.compile(nfc(r"(\d+)\s*ঘা?[নণ]্টা?\s*(?:ও\s*)?(\d+)\s*(?:মিনিট|মিঃ|মি\.)"))
PARTS_OF_AN_HOUR = {
    nfc(word): hours for word, hours in {"আধা": 0.5, "আধ": 0.5, "অর্ধ": 0.5, "দেড়": 1.5, "আড়াই": 2.5}.items()
}
PART_OF_HOURS = re.compile(nfc(r"(?P<hours>(?<![\d.])\d{1,2}\.\d|আধা|আধ|অর্ধ|দেড়|আড়াই)\s*ঘ[নণ]্টা"))
NEXT_DAY = re.compile(nfc(r"পর(?:ের|বর্তী)?\s*(?P<working>কার্য|কর্ম)?\s*(?:দিন|দিবসে?)"))
MONTHS_TO_YEARS = re.compile(nfc(rf"({_NUMBER})\s*মাস\s*(?:-|থেকে|হতে|হইতে)\s*({_NUMBER})\s*(?:বছর|বৎসর)"))


class TimeAmount(NamedTuple):
    unit: str
    low: int | None  # None where the text names one number only
    high: int
    ordinal: bool  # ১ম, ৩য়: which day, not how many
    start: int
    end: int
    contradiction: bool  # figure and word in brackets disagree: ০৭ (আট)


def time_amounts(text: str) -> list[TimeAmount]:
    """Every amount of time in the text, in order. Positions are those of the NFC text; years
    come as months.
    """
    text = latin_digits(nfc(text))
    amounts = [
        TimeAmount("minutes", None, int(match[1]) * 60 + int(match[2]), False, *match.span(), False)
        for match in HOURS_AND_MINUTES.finditer(text)
    ]
    for match in PART_OF_HOURS.finditer(text):
        hours = PARTS_OF_AN_HOUR.get(match["hours"]) or float(match["hours"])
        amounts.append(TimeAmount("minutes", None, round(hours * 60), False, *match.span(), False))
    for match in MONTHS_TO_YEARS.finditer(text):
        low, high = number_value(match[1]), number_value(match[2]) or 0
        amounts.append(TimeAmount("months", low, high * 12, False, *match.span(), False))
    for match in NEXT_DAY.finditer(text):
        unit = "working_days" if match["working"] else "calendar_days"
        amounts.append(TimeAmount(unit, None, 1, False, *match.span(), False))
    taken = [(amount.start, amount.end) for amount in amounts]
    for match in AMOUNT.finditer(text):
        overlaps = any(start < match.end() and match.start() < end for start, end in taken)
        if not overlaps and not AGE.search(text[max(0, match.start() - 15) : match.start()]):
            amounts.append(_amount(match))
    return sorted(amounts, key=lambda amount: amount.start)


def _amount(match: re.Match[str]) -> TimeAmount:
    unit = next(name for name, _ in UNITS if match[name])
    low_unit = next((name for name, _ in UNITS if match[f"low_{name}"]), unit)
    first = number_value(match["low"]) or 0
    # "২ ঘন্টা থেকে ১ দিন": the promise is its upper end.
    low = first if match["high"] and low_unit == unit else None
    high = (number_value(match["high"]) or 0) if match["high"] else first
    times = 12 if unit == "years" else 1
    words = (match["low"], match["low_word"]), (match["high"], match["high_word"])
    clash = any(figure and word and _disagree(figure, word) for figure, word in words)
    return TimeAmount(
        "months" if unit == "years" else unit,
        None if low is None else low * times,
        high * times,
        match["ordinal"] is not None,
        *match.span(),
        clash,
    )


def _disagree(figure: str, word: str) -> bool:
    said = number_value(word.strip("() "))
    return said is not None and said != number_value(figure)
