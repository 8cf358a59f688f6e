"""Batches and applications in words."""

import re
from datetime import date, datetime

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import date_words, day_month, digits, latin_digits, nfc
from ongikar.rules.calendar.office_calendar import TZ

from . import states
from .models import Batch

# The steps of a batch as its board shows them: what is done when it has left the state.
STATION_WORDS = {
    states.PLANNED: ("পরিকল্পনা", "Plan"),
    states.CALLED: ("আবেদন", "Applications"),
    states.CLOSED: ("যাচাই ও নম্বর", "Checks and marks"),
    states.FROZEN: ("তালিকা চূড়ান্ত", "List frozen"),
    states.RANKED: ("লটারি", "Draw"),
    states.OFFERING: ("ভর্তি", "Seats"),
    states.RUNNING: ("ক্লাস", "Classes"),
    states.FINISHED: ("শেষ", "Finished"),
    states.CERTIFIED: ("সনদ", "Certificates"),
}
WHY_NOT = {
    "too_young": ("বয়স কম", "too young"),
    "too_old": ("বয়স বেশি", "too old"),
    "too_low": ("শিক্ষাগত যোগ্যতা কম", "less schooling than asked"),
    "trained": ("এই কোর্স আগে করেছেন", "has completed this course before"),
    "late": ("সময়ের পরে এসেছে", "came after the last moment"),
}


def state_words(state: str) -> str:
    return say(*states.APPLICATION_WORDS[state])


def batch_title(batch: Batch) -> str:
    """আউটসোর্সিং ও আইসিটি প্রশিক্ষণ, ব্যাচ ৪."""
    return say("{course}, ব্যাচ {n}", "{course}, batch {n}", course=batch.course.title, n=batch.ordinal)


def batch_number(batch: Batch) -> str:
    """প্র-২০২৬-০৪ or T-2026-04."""
    number = batch.number
    return digits(number.replace("T-", "প্র-"), "bn") if language() == "bn" else number


NUMBER = re.compile(r"(?:T|প্র)?[-\s]*([0-9]{4})[-\s]+([0-9]{2,})")


def read_batch_number(typed: str) -> tuple[int, int] | None:
    """Year and serial of প্র-২০২৬-০৪, T-2026-04, t 2026 04 or 2026-04; None for what is none."""
    match = NUMBER.fullmatch(latin_digits(nfc(typed)).strip().upper())
    return (int(match[1]), int(match[2])) if match else None


def place_words(batch: Batch) -> str:
    return batch.place.in_words("name") if batch.place else batch.place_words


def size_words(batch: Batch) -> str:
    """Seats, hours and classes of a batch."""
    seats = say("{n} আসন", "{n} [seat|seats]", n=batch.seats)
    taught = say(
        "{h} ঘণ্টা, {c}টি ক্লাস",
        "{h} [hour|hours], {c} [class|classes]",
        h=batch.course.hours,
        c=batch.classes,
    )
    return f"{seats} · {taught}"


def days_words(batch: Batch) -> str:
    days = {"first": short_day(batch.starts_on), "last": short_day(batch.ends_on)}
    return say("{first} থেকে {last}", "{first} to {last}", **days)


def batch_line(batch: Batch) -> str:
    """Place, seats, hours, classes and days of a batch in one line."""
    return " · ".join(filter(None, (place_words(batch), size_words(batch), days_words(batch))))


def short_day(moment: date | datetime) -> str:
    """২ ডিসেম্বর."""
    return day_month(day_of(moment), language())


def long_day(moment: date | datetime) -> str:
    return date_words(day_of(moment), language(), weekday=True)


def day_of(moment: date | datetime) -> date:
    return moment.astimezone(TZ).date() if isinstance(moment, datetime) else moment


def ordinal_words(place: int) -> str:
    """The place on the waiting list."""
    return say("অপেক্ষায় {n} নম্বর", "waiting, number {n}", n=digits(place, language()))
