"""One answer: from what was typed, in either script, to what is kept as JSON; and from that to the value that
expressions see.
"""

import math
import re
from collections.abc import Collection, Sequence
from datetime import date, time
from typing import Any

from ongikar.rules.bangla.text import digits, latin_digits, nfc
from ongikar.rules.typed_days import TypedFault, read_day
from ongikar.rules.typed_times import read_time

from .definition import (
    ACKNOWLEDGE,
    DATE,
    DECIMAL,
    GEOPOINT,
    INTEGER,
    MANY,
    NUMBERS,
    RANGE,
    SELECTS,
    TIME,
    UPLOADS,
    Question,
)
from .values import Scalar, number_text

# A questionnaire's text is a sentence or a page, never a book.
MOST_TEXT = 5_000
MOST_NUMBER = 10**12
PLACE = re.compile(r"(-?\d{1,3}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)(?:\s.*)?", re.ASCII)
YES = "yes"


def read_answer(question: Question, typed: Sequence[str], offered: Collection[str] = ()) -> Any:
    """What is kept of what was sent for a question, "" of nothing. `offered`: the names that may be chosen.

    Raises TypedFault. Files are no text and are read elsewhere.
    """
    said = [nfc(text).replace("\0", "").strip() for text in typed]
    if question.type == MANY:
        return read_many([text for text in said if text], offered)
    text = said[0] if said else ""
    if not text or question.type in UPLOADS:
        return ""
    if question.type in SELECTS:
        if text not in offered:
            raise TypedFault("তালিকা থেকে একটি বেছে নিন।", "Choose one from the list.")
        return text
    if question.type in NUMBERS:
        return read_number(question, text)
    if question.type == DATE:
        return read_day(text).isoformat()
    if question.type == TIME:
        return f"{read_time(text):%H:%M}"
    if question.type == GEOPOINT:
        return read_place(text)
    if question.type == ACKNOWLEDGE:
        return YES
    if len(text) > MOST_TEXT:
        raise TypedFault("লেখাটি ৫,০০০ অক্ষরের মধ্যে রাখুন।", "Keep this within 5,000 characters.")
    return text.replace("\r\n", "\n")


def read_many(chosen: list[str], offered: Collection[str]) -> Any:
    if any(name not in offered for name in chosen):
        raise TypedFault("তালিকা থেকে বেছে নিন।", "Choose from the list.")
    # In the order of the list and each once: what was ticked twice is one answer.
    return [name for name in offered if name in chosen] or ""


def read_number(question: Question, text: str) -> int | float:
    figures = latin_digits(text).replace(",", "").replace(" ", "")
    try:
        number = float(figures)
        if not math.isfinite(number) or not re.fullmatch(r"[-+]?\d*\.?\d+", figures, re.ASCII):
            raise ValueError
    except ValueError:
        raise TypedFault("সংখ্যায় লিখুন, যেমন ১২।", "Write a number, such as 12.") from None
    if abs(number) > MOST_NUMBER:
        raise TypedFault("সংখ্যাটি অনেক বড়। মিলিয়ে দেখুন।", "This number is far too large. Check it.")
    if question.type == INTEGER and number != int(number):
        raise TypedFault("পূর্ণ সংখ্যা লিখুন, দশমিক ছাড়া।", "Write a whole number, without a decimal point.")
    if question.type == RANGE:
        check_range(question, number)
    return int(number) if question.type != DECIMAL and number == int(number) else number


def range_of(question: Question) -> tuple[float, float, float]:
    """From, to, and by which step."""
    start, end, step = (
        float(question.parameters.get(name, usual))
        for name, usual in (("start", "1"), ("end", "10"), ("step", "1"))
    )
    return start, end, step


def check_range(question: Question, number: float) -> None:
    start, end, step = range_of(question)
    steps = (number - start) / step
    if not start <= number <= end or abs(steps - round(steps)) > 1e-9:
        least, most = number_text(start), number_text(end)
        by = "" if step == 1 else number_text(step)
        raise TypedFault(
            digits(f"{least} থেকে {most}-এর মধ্যে লিখুন{f', {by} করে বাড়িয়ে' if by else ''}।"),
            f"Write a number from {least} to {most}{f' in steps of {by}' if by else ''}.",
        )


def read_place(text: str) -> str:
    """Latitude and longitude in degrees; nought and nought is where a phone that knows nothing says it is."""
    match = PLACE.fullmatch(latin_digits(text))
    latitude, longitude = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    if not match or abs(latitude) > 90 or abs(longitude) > 180 or (latitude, longitude) == (0, 0):
        raise TypedFault(
            "অক্ষাংশ ও দ্রাঘিমাংশ লিখুন, যেমন ২৫.৭৪৩৯ ৮৯.২৭৫২",
            "Write latitude and longitude, such as 25.7439 89.2752",
        )
    return f"{number_text(latitude)} {number_text(longitude)}"


def as_value(question: Question, kept: Any) -> Scalar:
    """What expressions see of a kept answer; "" of none."""
    if kept is None or kept == "" or kept == []:
        return ""
    if isinstance(kept, bool):
        return kept
    if isinstance(kept, int | float):
        return float(kept)
    if isinstance(kept, list):
        return " ".join(map(str, kept))
    if isinstance(kept, dict):
        return str(kept.get("name") or kept.get("paper") or "")
    try:
        if question.type == DATE:
            return date.fromisoformat(kept)
        return time.fromisoformat(kept) if question.type == TIME else str(kept)
    except ValueError:
        return ""


def as_kept(value: Scalar) -> Any:
    """A computed value as JSON: a boolean stays one, a whole number has no point."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return int(value) if value == int(value) and abs(value) < 2**53 else value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value
