"""Tokens that are printed ahead for a day without power: each bears its day, so that no number comes
twice and a token of another day is known by what stands on it.

As it is kept: 261206017, the 17th of 6 December 2026. As it is written on the paper: 0612-17.
"""

import re
from datetime import date, timedelta

# As many as an office here sees on a full day, and more.
MOST = 300
# A sheet of what is longer ago is no longer entered: nobody remembers what became of whom.
MOST_DAYS = 7
WRITTEN = re.compile(r"(?:[pPপ]\W*)?(\d{2})(\d{2})\s*[-–/.]\s*(\d{1,3})")


def kept_number(day: date, number: int) -> int:
    return int(f"{day:%y%m%d}") * 1000 + number


def number_of_day(kept: int) -> int:
    """What stands large on the paper."""
    return kept % 1000


def written_number(day: date, number: int) -> str:
    return f"{day:%d%m}-{number}"


def read_written(typed: str, today: date) -> tuple[date, int] | None:
    """Day and number, in Latin figures; of days that have no year the last that has come, or that comes soon.
    None of what is no such number.
    """
    match = WRITTEN.fullmatch(typed.strip())
    if match is None:
        return None
    day, month, number = (int(part) for part in match.groups())
    # A sheet for a day to come may be entered too early: that is said as what it is.
    for year in (today.year, today.year - 1, today.year + 1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if abs(on - today) <= timedelta(days=183):
            return (on, number) if 1 <= number <= MOST else None
    return None
