"""The periods of a report: a month, or a quarter of the fiscal year, each with its word in an address."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits, fiscal_year, fiscal_year_words, month_name, month_span, ordinal

FIRST_YEAR = 2000
MONTH_WORD = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
QUARTER_WORD = re.compile(r"(\d{4})-q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """`quarter`: 1 to 4, of the fiscal year that begins in July; 0 for a month."""

    first: date
    until: date
    quarter: int = 0

    @property
    def slug(self) -> str:
        if self.quarter:
            return f"{fiscal_year(self.first)}-q{self.quarter}"
        return f"{self.first:%Y-%m}"

    @property
    def words(self) -> str:
        """নভেম্বর ২০২৬; ২০২৬–২৭-এর ২য় ত্রৈমাসিক (অক্টোবর–ডিসেম্বর)."""
        tongue = language()
        if not self.quarter:
            return f"{month_name(self.first.month, tongue)} {digits(self.first.year, tongue)}"
        last = self.until - timedelta(days=1)
        return say(
            "{year}, {nth} ত্রৈমাসিক ({first}–{last})",
            "{year}, {nth} quarter ({first}–{last})",
            year=fiscal_year_words(fiscal_year(self.first), tongue),
            nth=ordinal(self.quarter, tongue),
            first=month_name(self.first.month, tongue),
            last=month_name(last.month, tongue),
        )

    @property
    def months(self) -> list["Period"]:
        """The months of which it is made."""
        months, first = [], self.first
        while first < self.until:
            months.append(month_of(first))
            first = months[-1].until
        return months


def month_of(day: date) -> Period:
    return Period(*month_span(day))


def month_before(day: date) -> Period:
    """The last whole month before a day."""
    return month_of(day.replace(day=1) - timedelta(days=1))


def quarter_of(day: date) -> Period:
    """The quarter of the fiscal year that a day lies in."""
    quarter = (day.month - 7) % 12 // 3 + 1
    return make_quarter(fiscal_year(day), quarter)


def make_quarter(year: int, quarter: int) -> Period:
    month = (6 + 3 * (quarter - 1)) % 12 + 1
    first = date(year + (month < 7), month, 1)
    last = month_span(month_span(month_span(first)[1])[1])
    return Period(first, last[1], quarter)


def read_period(word: str, today: date) -> Period | None:
    """The period of a word in an address; None for one that is none, or that has not begun."""
    period = None
    if match := MONTH_WORD.fullmatch(word):
        year, month = int(match[1]), int(match[2])
        if FIRST_YEAR <= year <= today.year and 1 <= month <= 12:
            period = month_of(date(year, month, 1))
    elif (match := QUARTER_WORD.fullmatch(word)) and FIRST_YEAR <= int(match[1]) <= today.year:
        period = make_quarter(int(match[1]), int(match[2]))
    return period if period and period.first <= today else None


def periods_of_year(year: int, today: date) -> tuple[list[Period], list[Period]]:
    """The months and the quarters of a fiscal year that have begun, the newest first."""
    months = [month_of(date(year + (month < 7), month, 1)) for month in (*range(7, 13), *range(1, 7))]
    quarters = [make_quarter(year, quarter) for quarter in (1, 2, 3, 4)]
    begun = [[each for each in group if each.first <= today][::-1] for group in (months, quarters)]
    return begun[0], begun[1]
