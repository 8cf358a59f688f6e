"""Tells how certain the dates of a calendar are: after the last gazetted year, and near a moon not yet
sighted, they can change.
"""

from datetime import date, timedelta
from typing import NamedTuple

from ongikar.rules.bangla.text import digits

from .rows import GAZETTED, PARTIAL, CalendarRows

# Reason, and its sentence in both languages.
UNKNOWN_YEAR = (
    "unknown_year",
    "{} সালের ছুটির প্রজ্ঞাপন এখনও জানা নেই",
    "the holidays of {} are not yet notified",
)
PARTIAL_YEAR = ("partial_year", "{} সালের ছুটির তালিকা অসম্পূর্ণ", "the list of holidays of {} is incomplete")
MOON = ("moon", "{} চাঁদ দেখার ওপর নির্ভর করে", "{} depends on the sighting of the moon")
UNCONFIRMED = ("unconfirmed", "{} এখনও চূড়ান্ত নয়", "{} is not yet confirmed")


class Provisional(NamedTuple):
    """Why a date may still move; `reason` is the first word of one of the tables above.

    `certain_until` is the last date of the span that cannot move; None when not even its first is certain.
    """

    reason: str
    bn: str
    en: str
    certain_until: date | None


def provisional(rows: CalendarRows, first: date, last: date) -> Provisional | None:
    """Why a count over these dates, both included, may still move: the earliest cause. None
    when it cannot.
    """
    causes: list[tuple[date, tuple[str, str, str], str, str]] = []
    for year in range(first.year, last.year + 1):
        if (authority := rows.years.get(year)) != GAZETTED:
            sentence = PARTIAL_YEAR if authority == PARTIAL else UNKNOWN_YEAR
            causes.append((max(first, date(year, 1, 1)), sentence, digits(year, "bn"), digits(year, "en")))
    for row, margin in rows.unannounced:
        if row.first - margin <= last and first <= row.last + margin:
            causes.append((row.first - margin, MOON if margin else UNCONFIRMED, row.name_bn, row.name_en))
    if not causes:
        return None
    since, (reason, bn, en), name_bn, name_en = min(causes)
    certain_until = since - timedelta(days=1) if since > first else None
    return Provisional(reason, bn.format(name_bn), en.format(name_en), certain_until)
