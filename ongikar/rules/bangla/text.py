"""Bangla as it is read and typed: digits, dates, times, amounts, ordinals, the endings of words, and keys for
searching and sorting.
"""

import calendar as gregorian
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

TO_BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
TO_LATIN = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
NO_BREAK = "\u00a0"

MONTHS = {
    "bn": (
        "জানুয়ারি",
        "ফেব্রুয়ারি",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
WEEKDAYS = {
    "bn": ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
BANGLA_MONTHS = (
    "বৈশাখ",
    "জ্যৈষ্ঠ",
    "আষাঢ়",
    "শ্রাবণ",
    "ভাদ্র",
    "আশ্বিন",
    "কার্তিক",
    "অগ্রহায়ণ",
    "পৌষ",
    "মাঘ",
    "ফাল্গুন",
    "চৈত্র",
)

# The part of the day that a clerk names, by the hour it begins.
DAY_PARTS = ((0, "রাত"), (4, "ভোর"), (6, "সকাল"), (12, "দুপুর"), (15, "বিকেল"), (18, "সন্ধ্যা"), (20, "রাত"))


def nfc(text: str) -> str:
    """The one encoding we compare in. NFC takes য়, ড় and ঢ় apart, whichever way they were typed."""
    return unicodedata.normalize("NFC", text)


def digits(value: object, language: str = "bn") -> str:
    """Any text or number with its digits in the script of `language`."""
    return str(value).translate(TO_BANGLA if language == "bn" else TO_LATIN)


def latin_digits(text: str) -> str:
    return text.translate(TO_LATIN)


def grouped_number(value: int, language: str = "bn") -> str:
    """A whole number grouped as South Asia groups it: 12,34,567."""
    sign, figures = ("-", str(-value)) if value < 0 else ("", str(value))
    head, tail = figures[:-3], figures[-3:]
    groups = [tail]
    while head:
        head, group = head[:-2], head[-2:]
        groups.insert(0, group)
    return digits(sign + ",".join(groups), language)


def month_name(month: int, language: str = "bn") -> str:
    return MONTHS[language][month - 1]


def weekday_name(day: date, language: str = "bn") -> str:
    return WEEKDAYS[language][day.weekday()]


# The same few days stand on all pages of a year.
@lru_cache(maxsize=4000)
def day_month(day: date, language: str = "bn") -> str:
    """৩ মে, 3 May: never broken between number and month."""
    return digits(day.day, language) + NO_BREAK + month_name(day.month, language)


@lru_cache(maxsize=4000)
def date_words(
    day: date, language: str, *, weekday: bool = True, year: bool = True, bangla_year: bool = False
) -> str:
    """রবিবার, ৬ ডিসেম্বর ২০২৬ (২১ অগ্রহায়ণ ১৪৩৩)."""
    words = day_month(day, language)
    if weekday:
        words = f"{weekday_name(day, language)}, {words}"
    if year:
        words += " " + digits(day.year, language)
    if bangla_year and language == "bn":
        words += f" ({bangla_date_words(day)})"
    return words


def time_words(moment: datetime | time, language: str = "bn") -> str:
    """সকাল ১০টা ৪২ মিনিট, 10:42 am. A datetime is read in its own time zone."""
    hour, minute = moment.hour, moment.minute
    shown = hour % 12 or 12
    if language == "en":
        return f"{shown}:{minute:02d}{NO_BREAK}{'am' if hour < 12 else 'pm'}"
    part = next(name for start, name in reversed(DAY_PARTS) if hour >= start)
    words = f"{part} {digits(shown)}টা"
    return words if minute == 0 else f"{words} {digits(minute)}{NO_BREAK}মিনিট"


def bangla_date(day: date) -> tuple[int, int, int]:
    """The date of Bangladesh's Bangla calendar as (year, month 1–12, day)."""
    new_year = date(day.year, 4, 14)
    if day < new_year:
        new_year = date(day.year - 1, 4, 14)
    falgun = 30 if gregorian.isleap(new_year.year + 1) else 29
    left = (day - new_year).days
    for month, length in enumerate((31,) * 6 + (30,) * 4 + (falgun, 30), start=1):
        if left < length:
            return new_year.year - 593, month, left + 1
        left -= length
    raise AssertionError("a Bangla year is never longer than the Gregorian year it spans")


def bangla_date_words(day: date) -> str:
    """২১ অগ্রহায়ণ ১৪৩৩."""
    year, month, number_ = bangla_date(day)
    return f"{digits(number_)}{NO_BREAK}{BANGLA_MONTHS[month - 1]} {digits(year)}"


def fiscal_year(day: date) -> int:
    """The year in which the fiscal year (1 July–30 June) of `day` began."""
    return day.year if day.month >= 7 else day.year - 1


def fiscal_year_words(start: int, language: str = "bn") -> str:
    """২০২৬–২৭."""
    return digits(f"{start}–{(start + 1) % 100:02d}", language)


def month_span(day: date) -> tuple[date, date]:
    """The first day of the month of `day`, and the first of the next."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


VOWEL_SIGNS = frozenset("ািীুূৃেৈোৌ")
VOWELS = frozenset("অআইঈউঊএঐওঔ")
CONSONANTS = frozenset(chr(code) for code in range(0x0995, 0x09BA)) | frozenset("়ৎং")


def genitive(words: str) -> str:
    """The words in the genitive. What ends in a figure or a bracket takes its ending after a hyphen."""
    last = words[-1:]
    if last in VOWEL_SIGNS:
        return f"{words}র"
    if last in VOWELS or last == "ং":
        return f"{words}য়ের"
    if last == "ৎ":
        return f"{words[:-1]}তের"
    return f"{words}ের" if last in CONSONANTS else f"{words}-এর"


def locative(words: str) -> str:
    """The words in the locative: ডিসেম্বরে, ঢাকায়, রাজশাহীতে, ৬-এ."""
    last = words[-1:]
    if last == "া":
        return f"{words}য়"
    if last in VOWEL_SIGNS:
        return f"{words}তে"
    if last in VOWELS or last == "ং":
        return f"{words}য়ে"
    if last == "ৎ":
        return f"{words[:-1]}তে"
    return f"{words}ে" if last in CONSONANTS else f"{words}-এ"


def objective(words: str) -> str:
    """The words as somebody to whom: অফিসারকে, ১২-কে."""
    return f"{words}কে" if words[-1:] in VOWEL_SIGNS | VOWELS | CONSONANTS else f"{words}-কে"


ENDINGS = {"এর": genitive, "এ": locative, "কে": objective}
# An ending in a sentence behind what is filled in, as in "{day}-এর মধ্যে" and "<b>{day}</b>-এর মধ্যে".
JOINED = re.compile(r"\{(\w+)\}((?:</\w+>)*)-(এর|এ|কে)(?![\u0980-\u09ff])")
CLOSING_TAGS = re.compile(r"(?:</\w+>)*$")


@lru_cache(maxsize=8000)
def inflections(sentence: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The sentence with each ending taken into the braces before it, and those: name and ending."""
    endings = tuple((match[1], match[3]) for match in JOINED.finditer(sentence))
    return JOINED.sub(r"{\1-\3}\2", sentence), endings


def with_ending(words: str, ending: str) -> str:
    """The words with the ending as Bangla joins it to their last letter, before the marks that close them."""
    tags = CLOSING_TAGS.search(words)
    cut = tags.start() if tags else len(words)
    return ENDINGS[ending](words[:cut]) + words[cut:]


def fill(sentence: str, words: Mapping[str, str]) -> str:
    """The sentence with its `{names}` filled in, each with its ending: {day}-এর is ৬ ডিসেম্বরের."""
    shape, endings = inflections(sentence)
    if endings:
        words = {**words, **{f"{name}-{end}": with_ending(words[name], end) for name, end in endings}}
    return shape.format(**words)


def locative_time(words: str) -> str:
    """A time in the locative, as an act is told: সকাল ১১টায়, ৩০ মিনিটে."""
    return f"{words}য়" if words.endswith("া") else f"{words}ে"


# Bangla writes the first ten each in its own way; from the eleventh on all alike.
BANGLA = ("ম", "য়", "য়", "র্থ", "ম", "ষ্ঠ", "ম", "ম", "ম", "ম")
ENGLISH = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int, language: str) -> str:
    """The number, from 1 on, with its ending."""
    if language == "bn":
        return digits(number) + nfc(BANGLA[number - 1] if number <= len(BANGLA) else "তম")
    ending = "th" if number % 100 in (11, 12, 13) else ENGLISH.get(number % 10, "th")
    return f"{number}{ending}"
