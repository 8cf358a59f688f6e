"""The sentence under a promise's bar: from when it counts, what did not count, and its last day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ongikar.rules.bangla.text import NO_BREAK, day_month, digits, grouped_number, time_words
from ongikar.rules.calendar.office_calendar import TZ

from .explanation import Explanation
from .terms import BY_DATE, IMMEDIATE, MINUTES, MONTHS, NTH_WORKING_DAY

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


def reasons_in_words(explained: Explanation, language: str) -> str:
    """৩০ কার্যদিবস: ১২ মার্চ থেকে গণনা; ১৬ দিন সাপ্তাহিক ছুটি, ৬ দিন সরকারি ছুটি; শেষ দিন ৩ মে."""
    clauses = list((time_clauses if explained.time else day_clauses)(explained, language))
    if explained.extended_by:
        n, days = (
            grouped_number(explained.extended_by, language),
            "days" if explained.extended_by > 1 else "day",
        )
        clauses.insert(-1, CLAUSES[language]["extended"].format(n=n, days=days))
    if explained.is_still_waiting:
        clauses.insert(-1, CLAUSES[language]["still_waiting"])
    if explained.provisional:
        clauses[-1] = CLAUSES[language]["provisional"].format(day=clauses[-1])
    return f"{explained.promise.words(language)}: {'; '.join(clauses)}"


def day_clauses(explained: Explanation, language: str) -> Iterator[str]:
    """For every unit that ends at the close of a day."""
    promise, parts, clause = explained.promise, explained.parts, CLAUSES[language]
    if explained.arrived:
        yield clause[explained.arrived].format(day=day_with_year(explained.receipt_day, explained, language))
    if promise.until and promise.until < explained.receipt_day:
        yield clause["passed"]
    if promise.unit not in (IMMEDIATE, BY_DATE, NTH_WORKING_DAY):
        # A month runs from the day of receipt; days count from the one after it.
        first = explained.receipt_day if promise.unit == MONTHS else explained.receipt_day + timedelta(days=1)
        yield clause["from"].format(day=day_with_year(first, explained, language))
    rolled = (explained.first_due_day or explained.due_day) > explained.last_day
    off = (
        []
        if rolled
        else [
            count_words(parts.weekly, "weekly", language),
            count_words(parts.holidays, "holidays", language),
        ]
    )
    waited = count_words(parts.waited, "days", language)
    off.append(waited and f"{waited} {wait_reason_words(explained, language)}")
    if any(off):
        yield ", ".join(filter(None, off))
    if rolled:
        yield clause["rolled"].format(day=day_with_year(explained.last_day, explained, language))
    last = "before_close" if promise.unit == IMMEDIATE else "last_day"
    yield clause[last].format(
        day=day_with_year(explained.due_day, explained, language), time=time_words(explained.due, language)
    )


def time_clauses(explained: Explanation, language: str) -> Iterator[str]:
    """For hours and minutes, which end at a moment."""
    promise, time, clause = explained.promise, explained.time, CLAUSES[language]
    assert time is not None
    yield clause["from_moment"].format(**instant_words(explained.received, explained, language))
    if promise.unit == MINUTES or promise.office_time:
        yield clause["office_time"]
    if waited := duration_words(time.waited, language):
        yield f"{waited} {wait_reason_words(explained, language)}"
    if time.rolled_from:
        yield clause["rolled_moment"].format(**instant_words(time.rolled_from, explained, language))
    yield clause["last_moment"].format(**instant_words(explained.due, explained, language))


def wait_reason_words(explained: Explanation, language: str) -> str:
    return explained.wait_reason[language == "en"]


def day_with_year(day: date, explained: Explanation, language: str) -> str:
    """৩ মে; with the year where it is not that of receipt."""
    words = day_month(day, language)
    return words if day.year == explained.receipt_day.year else f"{words} {digits(day.year, language)}"


def instant_words(instant: datetime, explained: Explanation, language: str) -> dict[str, str]:
    local = instant.astimezone(TZ)
    return {"day": day_with_year(local.date(), explained, language), "time": time_words(local, language)}


def count_words(n: int, what: str, language: str) -> str:
    """১৬ দিন সাপ্তাহিক ছুটি; nothing for 0."""
    return f"{grouped_number(n, language)}{NO_BREAK}{COUNTS[language][what][n > 1]}" if n else ""


def duration_words(span: timedelta, language: str) -> str:
    """২ ঘণ্টা ৫ মিনিট, rounded up to the minute; nothing for 0."""
    hours, minutes = divmod(-(-span // timedelta(minutes=1)), 60)
    return " ".join(
        filter(None, (count_words(hours, "hours", language), count_words(minutes, "minutes", language)))
    )
