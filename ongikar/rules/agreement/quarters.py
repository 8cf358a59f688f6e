"""The quarters of a fiscal year, and by when what an agreement asks for is due.

Source: guidelines on annual performance agreements of the Cabinet Division, "এপিএ ক্যালেন্ডার".
"""

from collections.abc import Mapping
from datetime import date, timedelta

YEAR = "year"
QUARTERS = ("q1", "q2", "q3", "q4")
# The first month of each time of a fiscal year (July to June), and how many months it has.
MONTHS = {"q1": (7, 3), "q2": (10, 3), "q3": (1, 3), "q4": (4, 3), YEAR: (7, 12)}
# The month and the day by which each is due, all but the first in or after the year that it tells of.
SIGNING, CHANGE, HALF_YEAR, FULL_YEAR = "signing", "change", "half_year", "full_year"
DUE: Mapping[str, tuple[int, int]] = {
    CHANGE: (9, 30),
    "q1": (10, 15),
    "q2": (1, 15),
    HALF_YEAR: (1, 30),
    "q3": (4, 15),
}
# What is due after the last day of the year, which would else be taken for its beginning.
DUE_AFTER: Mapping[str, tuple[int, int]] = {"q4": (7, 15), FULL_YEAR: (7, 15)}


def period_days(code: str, year: int) -> tuple[date, date]:
    """The first and the last day of a time of the fiscal year that begins in July of `year`."""
    month, many = MONTHS[code]
    first = date(year + (month < 7), month, 1)
    after = first.month - 1 + many
    return first, date(first.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def quarter_of(day: date) -> str:
    """The quarter of its fiscal year that a day lies in."""
    return QUARTERS[(day.month - 7) % 12 // 3]


def due_day(what: str, year: int) -> date:
    """By when it is due, of the fiscal year that begins in July of `year`."""
    if what == SIGNING:
        return date(year, 6, 25)
    if what in DUE_AFTER:
        return date(year + 1, *DUE_AFTER[what])
    month, day = DUE[what]
    return date(year + (month < 7), month, day)


def share_of_year(day: date, year: int) -> tuple[int, int]:
    """How many days of the fiscal year are over at the end of `day`, and how many it has."""
    first, last = period_days(YEAR, year)
    many = (last - first).days + 1
    return min(max((day - first).days + 1, 0), many), many
