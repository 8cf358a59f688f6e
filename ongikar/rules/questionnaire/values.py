"""The values of expressions and how one becomes another: XPath 1.0, with days and times that count.

A boolean stays one: what was computed as false is never the text "false", which would be true.
"""

import math
from datetime import date, datetime, time
from decimal import Decimal

from ongikar.rules.calendar.office_calendar import TZ

Scalar = str | float | bool | date | time
# What a question of a repeat is, seen from outside: its answers, one after another, without empty ones.
Value = Scalar | list[Scalar]

EPOCH = date(1970, 1, 1).toordinal()
DAY_MINUTES = 24 * 60
NUMBER_SIGNS = frozenset("0123456789.-")


def first_of(value: Value) -> Scalar:
    """Of several the first, as XPath has it; "" of none."""
    if isinstance(value, list):
        return value[0] if value else ""
    return value


def to_text(value: Value) -> str:
    single = first_of(value)
    if isinstance(single, bool):
        return "true" if single else "false"
    if isinstance(single, float):
        return number_text(single)
    if isinstance(single, time):
        return f"{single:%H:%M}"
    return single.isoformat() if isinstance(single, date) else single


def number_text(number: float) -> str:
    """As XPath writes numbers: no exponent, and no point where there is nothing behind it."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    return f"{Decimal(repr(number)):f}"


def to_number(value: Value) -> float:
    single = first_of(value)
    if isinstance(single, bool):
        return 1.0 if single else 0.0
    if isinstance(single, float):
        return single
    if isinstance(single, date):
        return float(single.toordinal() - EPOCH)
    if isinstance(single, time):
        return (single.hour * 60 + single.minute) / DAY_MINUTES
    return text_number(single)


def text_number(text: str) -> float:
    """A number as XPath reads it, or as a day; NaN of anything else."""
    text = text.strip(" \t\r\n")
    if text and NUMBER_SIGNS.issuperset(text):
        try:
            return math.nan if text.startswith("--") else float(text)
        except ValueError:
            return day_number(text)
    return moment_number(text) if "T" in text else math.nan


def day_number(text: str) -> float:
    try:
        return float(date.fromisoformat(text).toordinal() - EPOCH) if len(text) == 10 else math.nan
    except ValueError:
        return math.nan


def moment_number(text: str) -> float:
    """A day with its hour, as phones and now() write it: days since 1970, in the office's own time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return math.nan
    local = moment.astimezone(TZ) if moment.tzinfo else moment
    seconds = (local.hour * 60 + local.minute) * 60 + local.second
    return local.toordinal() - EPOCH + seconds / (DAY_MINUTES * 60)


def to_boolean(value: Value) -> bool:
    single = first_of(value)
    if isinstance(single, bool):
        return single
    if isinstance(single, float):
        return single != 0 and not math.isnan(single)
    return single != ""


def to_date(value: Value) -> date | None:
    single = first_of(value)
    if isinstance(single, date):
        return single
    if isinstance(single, float) and not math.isnan(single) and not math.isinf(single):
        ordinal = int(single) + EPOCH
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    try:
        return date.fromisoformat(to_text(single)[:10])
    except ValueError:
        return None


def is_empty(value: Value) -> bool:
    """Whether there is nothing: no answer, or a number that came to none."""
    single = first_of(value)
    return single == "" or (isinstance(single, float) and math.isnan(single))


def compare(sign: str, left: Value, right: Value) -> bool:
    """Of several answers one is enough, as XPath has it."""
    return any(compare_two(sign, one, other) for one in each(left) for other in each(right))


def each(value: Value) -> list[Scalar]:
    return value if isinstance(value, list) else [value]


def compare_two(sign: str, left: Scalar, right: Scalar) -> bool:
    if sign in ("=", "!="):
        return is_equal(left, right) == (sign == "=")
    one, other = as_counted(left, right), as_counted(right, left)
    match sign:
        case "<":
            return one < other
        case "<=":
            return one <= other
        case ">":
            return one > other
    return one >= other


def is_equal(left: Scalar, right: Scalar) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return as_counted(left, right) == as_counted(right, left)


def as_counted(value: Scalar, other: Scalar) -> float:
    """Its number; a text beside a time is read as one."""
    if isinstance(value, str) and isinstance(other, time):
        try:
            return to_number(time.fromisoformat(value))
        except ValueError:
            return math.nan
    return to_number(value)
