"""Days as people type them, in either script: ০৬/১২/২০২৬, 6-12-26, ৬ ডিসেম্বর ২০২৬, 2026-12-06, or a day of
Bangladesh's Bangla calendar whose month is named, ২১ অগ্রহায়ণ ১৪৩৩.
"""

import calendar as gregorian
import re
from collections.abc import Iterable
from datetime import date, timedelta

from ongikar.rules.bangla.text import (
    BANGLA_MONTHS,
    MONTHS,
    WEEKDAYS,
    bangla_date,
    date_words,
    digits,
    latin_digits,
    month_name,
    nfc,
)

FIRST_YEAR, LAST_YEAR = 1900, 2199
# A year of two figures is one of these hundred.
TWO_FIGURES_FROM = 1950
# Years of the Bangla calendar that somebody alive or a paper in use may name.
BANGLA_YEARS = range(1300, 1507)
BANGLA_MONTHS_IN_ENGLISH = (
    *("Boishakh", "Joishtho", "Asharh", "Srabon", "Bhadro", "Ashwin"),
    *("Kartik", "Agrahayan", "Poush", "Magh", "Falgun", "Choitro"),
)
# As they are also spelled. What else begins a name, from its third letter on, is taken for it.
SPELLINGS = {
    1: ("জানুয়ারী",),
    2: ("ফেব্রুয়ারী",),
    8: ("অগাস্ট", "আগষ্ট"),
    9: ("সেপ্টেমবর",),
}
BANGLA_SPELLINGS = {
    2: ("জৈষ্ঠ", "জৈষ্ঠ্য", "jyoishtho"),
    3: ("আষাঢ", "ashar"),
    4: ("শ্রাবন", "shrabon"),
    8: ("অগ্রহায়ন", "ogrohayon"),
    11: ("ফালগুন", "phalgun"),
    12: ("chaitra",),
}
# What may stand around a day and says nothing of it.
FILLING = frozenset(map(nfc, ("খ্রি", "খ্রিঃ", "খ্রিস্টাব্দ", "ইং", "সাল", "সন", "বাংলা", "বঙ্গাব্দ", "তারিখ", "ad")))
BETWEEN = re.compile(r"[\s/.,\-–—]+")
MOST_SIGNS = 60


class TypedFault(ValueError):
    """Why what was typed is not taken, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


class YearMissing(TypedFault):
    """A day and a month without a year: which is meant, the person says."""

    # Every day there is, there is in a leap year.
    def __init__(self, day: int, month: int, year: int = 2028) -> None:
        self.day, self.month = day, month
        example = f"{day:02d}/{month:02d}/{year}"
        super().__init__(
            f"বছর লেখা হয়নি। বছরসহ লিখুন, যেমন {digits(example)}",
            f"The year is missing. Write it too, such as {example}",
        )

    def nearest(self, today: date) -> date:
        """The day of this name that is nearest to today."""
        years = range(today.year - 4, today.year + 5)
        days = (date(year, self.month, self.day) for year in years if self.day <= length(year, self.month))
        return min(days, key=lambda day: abs(day - today))


NO_DAY = (
    "তারিখটি ঠিক নয়। দিন/মাস/বছর লিখুন, যেমন ৯/১২/২০২৬",
    "This date is not right. Write day/month/year, such as 9/12/2026",
)


def read_day(typed: str) -> date:
    """The day that was typed. Raises TypedFault with the sentence that helps."""
    written = latin_digits(nfc(typed)).strip().casefold()
    # A day is often pasted as pages write it, with its name in the other calendar behind.
    written = re.sub(r"\s*\([^()]*\)$", "", written).rstrip(".,।")
    if not written or len(written) > MOST_SIGNS:
        raise TypedFault(*NO_DAY)
    words = [word for word in BETWEEN.split(written) if word not in FILLING]
    weekday = weekday_of(words[0]) if words else None
    if weekday is not None:
        words = words[1:]
    day = day_of(words)
    if weekday not in (None, day.weekday()):
        raise TypedFault(
            f"{date_words(day, 'bn', weekday=False)} {WEEKDAYS['bn'][day.weekday()]}।",
            f"{date_words(day, 'en', weekday=False)} is a {WEEKDAYS['en'][day.weekday()]}.",
        )
    return day


def day_of(words: list[str]) -> date:
    if len(words) == 1:
        words = figures_together(words[0])
    if len(words) not in (2, 3):
        raise TypedFault(*NO_DAY)
    if len(words[0]) == 4 and len(words) == 3:
        words = words[::-1]
    first, second = words[0], words[1]
    # "December 6, 2026" says the month first, and can be meant in no other way.
    if not is_figure(first) and is_figure(second):
        first, second = second, first
    if not is_figure(first) or (len(words) == 3 and not is_figure(words[2])):
        raise TypedFault(*NO_DAY)
    day = int(first)
    if is_figure(second):
        month, is_bangla = int(second), False
    else:
        month, is_bangla = month_of(second)
    if is_bangla:
        return bangla_day(day, month, words[2] if len(words) == 3 else "")
    if not 1 <= month <= 12:
        raise order_fault(day, month, words)
    if len(words) == 2:
        if not 1 <= day <= length(2024, month):
            raise no_such_day(day, month, 2024)
        raise YearMissing(day, month)
    year = year_of(words[2])
    if not 1 <= day <= length(year, month):
        raise no_such_day(day, month, year)
    return date(year, month, day)


def is_figure(word: str) -> bool:
    return word.isascii() and word.isdigit()


def figures_together(word: str) -> list[str]:
    """Figures in one: telephones show a pad that has nothing else. 06122026, 061226, or 20261206."""
    if not is_figure(word) or len(word) not in (6, 8):
        raise TypedFault(*NO_DAY)
    if len(word) == 8 and int(word[2:4]) > 12:
        return [word[:4], word[4:6], word[6:]]
    return [word[:2], word[2:4], word[4:]]


def length(year: int, month: int) -> int:
    return gregorian.monthrange(year, month)[1]


def year_of(word: str) -> int:
    year = int(word)
    if len(word) == 2:
        year += 100 * (TWO_FIGURES_FROM // 100)
        return year if year >= TWO_FIGURES_FROM else year + 100
    if len(word) == 4 and year in BANGLA_YEARS:
        raise TypedFault(
            f"{digits(word)} বাংলা সন হলে মাসের নাম লিখুন, যেমন ২১ অগ্রহায়ণ {digits(word)}",
            f"If {word} is a Bangla year, write its month by name, such as 21 Agrahayan {word}",
        )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise TypedFault(
            f"সালটি ঠিক নয়: {digits(word)}। {digits(FIRST_YEAR)} থেকে {digits(LAST_YEAR)} পর্যন্ত লেখা যায়।",
            f"The year is not right: {word}. It can be from {FIRST_YEAR} to {LAST_YEAR}.",
        )
    return year


def no_such_day(day: int, month: int, year: int) -> TypedFault:
    """31/02: no day of that month."""
    count, in_bangla, in_english = length(year, month), month_name(month), month_name(month, "en")
    of_year = year if month == 2 else ""
    bn = f"{in_bangla} {digits(of_year)}".strip()
    en = f"{in_english} {of_year}".strip()
    return TypedFault(
        f"{bn} {digits(count)} দিনের মাস, {digits(day)} তারিখ নেই।",
        f"{en} has {count} days; there is no day {day}.",
    )


def order_fault(day: int, month: int, words: list[str]) -> TypedFault:
    """12/31/2026: there is no such month; of the other order it would be a day."""
    bn, en = f"{digits(month)} নম্বর মাস নেই।", f"There is no month {month}."
    if len(words) == 3 and 1 <= day <= 12 and 1 <= month <= 31:
        other = f"{month:02d}/{day:02d}/{words[2]}"
        bn += f" আগে দিন, পরে মাস লিখুন: {digits(other)}"
        en += f" Write the day first, then the month: {other}"
    else:
        bn += " দিন/মাস/বছর লিখুন, যেমন ৯/১২/২০২৬"
        en += " Write day/month/year, such as 9/12/2026"
    return TypedFault(bn, en)


def match_names(word: str, tables: Iterable[tuple[int, tuple[str, ...]]]) -> set[int]:
    """The places of the names that the word is, or that only it begins."""
    names = [(place, nfc(name).casefold()) for place, spelled in tables for name in spelled]
    if exact := {place for place, name in names if name == word}:
        return exact
    return {place for place, name in names if len(word) >= 3 and name.startswith(word)}


def month_of(word: str) -> tuple[int, bool]:
    """The month of this name, and whether it is one of the Bangla calendar."""
    ours = match_names(
        word,
        ((n, (MONTHS["bn"][n - 1], MONTHS["en"][n - 1], *SPELLINGS.get(n, ()))) for n in range(1, 13)),
    )
    bangla = match_names(
        word,
        (
            (n, (BANGLA_MONTHS[n - 1], BANGLA_MONTHS_IN_ENGLISH[n - 1], *BANGLA_SPELLINGS.get(n, ())))
            for n in range(1, 13)
        ),
    )
    if len(ours) + len(bangla) != 1:
        raise TypedFault(*NO_DAY)
    is_bangla = bool(bangla)
    return (bangla or ours).pop(), is_bangla


def weekday_of(word: str) -> int | None:
    """The day of the week, 0 for Monday; None of another word."""
    known = match_names(word, ((n, (WEEKDAYS["bn"][n], WEEKDAYS["en"][n])) for n in range(7)))
    return known.pop() if len(known) == 1 else None


def bangla_day(day: int, month: int, year: str) -> date:
    """The day that this day of the Bangla calendar is."""
    if len(year) != 4 or int(year) not in BANGLA_YEARS:
        raise TypedFault(
            "বাংলা তারিখে সনটিও চার অঙ্কে লিখুন, যেমন ২১ অগ্রহায়ণ ১৪৩৩",
            "Write the Bangla year too, in four digits, such as 21 Agrahayan 1433",
        )
    # Its months begin on fixed days, but for Falgun’s end; so the day is found by asking around it.
    first = date(int(year) + 593, 4, 14) + timedelta(days=31 * min(month - 1, 6) + 30 * max(month - 7, 0) - 2)
    days = [first + timedelta(days=n) for n in range(36)]
    in_month = {
        on: day_
        for on in days
        for year_, month_, day_ in [bangla_date(on)]
        if (year_, month_) == (int(year), month)
    }
    for on, number in in_month.items():
        if number == day:
            return on
    count, bn, en = max(in_month.values()), BANGLA_MONTHS[month - 1], BANGLA_MONTHS_IN_ENGLISH[month - 1]
    raise TypedFault(
        f"{bn} {digits(year)} {digits(count)} দিনের মাস, {digits(day)} তারিখ নেই।",
        f"{en} {year} has {count} days; there is no day {day}.",
    )


def is_bangla_date(typed: str) -> bool:
    """Whether a day that can be read was typed in the Bangla calendar."""
    words = BETWEEN.split(latin_digits(nfc(typed)).strip().casefold())
    return any(is_figure(word) and len(word) == 4 and int(word) in BANGLA_YEARS for word in words)


def typed_form(day: date, language: str) -> str:
    """০৬/১২/২০২৬, 06/12/2026: how a field shows a day."""
    return digits(f"{day:%d/%m/%Y}", language)
