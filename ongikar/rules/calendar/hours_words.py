"""Formats office hours in words, as on a door plate."""

from collections.abc import Mapping, Sequence
from datetime import time

from ongikar.rules.bangla.text import WEEKDAYS, time_words

# The week as Bangladesh counts it; each day by its place in WEEKDAYS.
WEEK = (
    ("sunday", 6),
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
)
Hours = Sequence[Sequence[str]]


def hours_words(week: Mapping[str, Hours], language: str) -> str:
    """One line for each run of days with the same hours, e.g. "রবিবার থেকে বৃহস্পতিবার, সকাল
    ৯টা – বিকেল ৫টা".
    """
    runs: list[tuple[list[int], Hours]] = []
    for name, place in WEEK:
        hours = week.get(name) or []
        if runs and runs[-1][1] == hours:
            runs[-1][0].append(place)
        else:
            runs.append(([place], hours))
    closed = {"bn": " বন্ধ", "en": " closed"}[language]
    return "\n".join(
        days_words(days, language) + (f", {windows_words(hours, language)}" if hours else closed)
        for days, hours in runs
    )


def days_words(days: list[int], language: str) -> str:
    names = WEEKDAYS[language]
    first, last = names[days[0]], names[days[-1]]
    if len(days) == 1:
        return first
    if len(days) == 2:
        return f"{first}{' ও ' if language == 'bn' else ' and '}{last}"
    return f"{first}{' থেকে ' if language == 'bn' else ' to '}{last}"


def windows_words(hours: Hours, language: str) -> str:
    return ", ".join(
        " – ".join(time_words(time.fromisoformat(end), language) for end in window) for window in hours
    )


def minutes_words(hours: Sequence[tuple[int, int]], language: str) -> str:
    """Office hours that are counted in minutes of the day, as a calendar keeps them."""
    return ", ".join(
        " – ".join(time_words(time(minute // 60 % 24, minute % 60), language) for minute in window)
        for window in hours
    )
