"""The sentence under a promise's bar: from when it counts, what did not count, and its last day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ongikar.rules.bangla.text import NO_BREAK, day_month, digits, number, time_words
from ongikar.rules.calendar.office_calendar import TZ

from .terms import BY_DATE, IMMEDIATE, MINUTES, MONTHS, NTH_WORKING_DAY

if TYPE_CHECKING:
    from .explanation import Explanation

WAIT_REASON = ("আপনার কাগজের অপেক্ষা", "waiting for your document")

CLAUSES = {
    "bn": {
        "after_hours": "অফিস সময়ের পরে পাওয়া, তাই প্রাপ্তির দিন {day}",
        "closed_day": "অফিস বন্ধের দিনে পাওয়া, তাই প্রাপ্তির দিন {day}",
        "passed": "তারিখটি প্রাপ্তির আগেই পেরিয়ে গেছে, তাই প্রাপ্তির দিনেই",
        "from": "{day} থেকে গণনা",
        "from_moment": "{day} {time} থেকে গণনা",
        "office_time": "কেবল অফিস সময় গণনা",
        "still_waiting": "অপেক্ষা এখনও চলছে",
        "extended": "{n} কার্যদিবস বাড়ানো হয়েছে",
        "rolled": "{day} অফিস বন্ধ, তাই পরের কার্যদিবস",
        "rolled_moment": "মেয়াদ ফুরায় {day} {time}, তখন অফিস বন্ধ, তাই পরের কার্যদিবস",
        "before_close": "{day} অফিস বন্ধ হওয়ার আগে ({time})",
        "last_day": "শেষ দিন {day}",
        "last_moment": "শেষ সময় {day} {time}",
        "provisional": "{day} (সাময়িক)",
    },
    "en": {
        "after_hours": "received after office hours, so the day of receipt is {day}",
        "closed_day": "received on a closed day, so the day of receipt is {day}",
        "passed": "that date had passed before receipt, so on the day of receipt",
        "from": "counted from {day}",
        "from_moment": "counted from {day}, {time}",
        "office_time": "only office hours count",
        "still_waiting": "still waiting",
        "extended": "extended by {n} working {days}",
        "rolled": "the office is closed on {day}, so the next working day",
        "rolled_moment": "the time ends on {day}, {time}, when the office is closed, so the next working day",
        "before_close": "before the office closes on {day} ({time})",
        "last_day": "last day {day}",
        "last_moment": "last moment {day}, {time}",
        "provisional": "{day} (provisional)",
    },
}
# What is counted, for one and for several.
COUNTS = {
    "bn": {
        "weekly": ("দিন সাপ্তাহিক ছুটি",) * 2,
        "holidays": ("দিন সরকারি ছুটি",) * 2,
        "days": ("দিন",) * 2,
        "hours": ("ঘণ্টা",) * 2,
        "minutes": ("মিনিট",) * 2,
    },
    "en": {
        "weekly": ("weekly day off", "weekly days off"),
        "holidays": ("public holiday", "public holidays"),
        "days": ("day", "days"),
        "hours": ("hour", "hours"),
        "minutes": ("minute", "minutes"),
    },
}


def why(told: "Explanation", language: str) -> str:
    """৩০ কার্যদিবস: ১২ মার্চ থেকে গণনা; ১৬ দিন সাপ্তাহিক ছুটি, ৬ দিন সরকারি ছুটি; শেষ দিন ৩ মে."""
    clauses = list((time_clauses if told.time else day_clauses)(told, language))
    if told.extended_by:
        n, days = number(told.extended_by, language), "days" if told.extended_by > 1 else "day"
        clauses.insert(-1, CLAUSES[language]["extended"].format(n=n, days=days))
    if told.still_waiting:
        clauses.insert(-1, CLAUSES[language]["still_waiting"])
    if told.provisional:
        clauses[-1] = CLAUSES[language]["provisional"].format(day=clauses[-1])
    return f"{told.promise.words(language)}: {'; '.join(clauses)}"


def day_clauses(told: "Explanation", language: str) -> Iterator[str]:
    """For every unit that ends at the close of a day."""
    promise, parts, clause = told.promise, told.parts, CLAUSES[language]
    if told.arrived:
        yield clause[told.arrived].format(day=named(told.receipt_day, told, language))
    if promise.until and promise.until < told.receipt_day:
        yield clause["passed"]
    if promise.unit not in (IMMEDIATE, BY_DATE, NTH_WORKING_DAY):
        # A month runs from the day of receipt; days count from the one after it.
        first = told.receipt_day if promise.unit == MONTHS else told.receipt_day + timedelta(days=1)
        yield clause["from"].format(day=named(first, told, language))
    rolled = (told.first_due_day or told.due_day) > told.last_day
    off = (
        []
        if rolled
        else [counted(parts.weekly, "weekly", language), counted(parts.holidays, "holidays", language)]
    )
    waited = counted(parts.waited, "days", language)
    off.append(waited and f"{waited} {reason(told, language)}")
    if any(off):
        yield ", ".join(filter(None, off))
    if rolled:
        yield clause["rolled"].format(day=named(told.last_day, told, language))
    last = "before_close" if promise.unit == IMMEDIATE else "last_day"
    yield clause[last].format(day=named(told.due_day, told, language), time=time_words(told.due, language))


def time_clauses(told: "Explanation", language: str) -> Iterator[str]:
    """For hours and minutes, which end at a moment."""
    promise, time, clause = told.promise, told.time, CLAUSES[language]
    assert time is not None
    yield clause["from_moment"].format(**moment(told.received, told, language))
    if promise.unit == MINUTES or promise.office_time:
        yield clause["office_time"]
    if waited := duration(time.waited, language):
        yield f"{waited} {reason(told, language)}"
    if time.rolled_from:
        yield clause["rolled_moment"].format(**moment(time.rolled_from, told, language))
    yield clause["last_moment"].format(**moment(told.due, told, language))


def reason(told: "Explanation", language: str) -> str:
    return told.wait_reason[language == "en"]


def named(day: date, told: "Explanation", language: str) -> str:
    """৩ মে; with the year where it is not that of receipt."""
    words = day_month(day, language)
    return words if day.year == told.receipt_day.year else f"{words} {digits(day.year, language)}"


def moment(instant: datetime, told: "Explanation", language: str) -> dict[str, str]:
    local = instant.astimezone(TZ)
    return {"day": named(local.date(), told, language), "time": time_words(local, language)}


def counted(n: int, what: str, language: str) -> str:
    """১৬ দিন সাপ্তাহিক ছুটি; nothing for 0."""
    return f"{number(n, language)}{NO_BREAK}{COUNTS[language][what][n > 1]}" if n else ""


def duration(span: timedelta, language: str) -> str:
    """২ ঘণ্টা ৫ মিনিট, rounded up to the minute; nothing for 0."""
    hours, minutes = divmod(-(-span // timedelta(minutes=1)), 60)
    return " ".join(filter(None, (counted(hours, "hours", language), counted(minutes, "minutes", language))))
