"""The functions that an expression may call: how many arguments each takes, and what it gives.

Those of XPath 1.0 give what XPath gives; the others are XLSForm's (getodk.org, "Form logic").
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .values import (
    Scalar,
    Value,
    each,
    is_empty,
    number_text,
    to_boolean,
    to_date,
    to_number,
    to_text,
)

# A pattern somebody wrote may take for ever on an answer somebody else wrote.
SECONDS_FOR_A_PATTERN = 0.05
MOST_POWER = 1e6


@dataclass(frozen=True, slots=True)
class Function:
    """`least` and `most`: how many arguments; None: as many as are given. `run`: from their values."""

    least: int
    most: int | None
    run: Callable[..., Value]


def answered_values(values: tuple[Value, ...]) -> list[Scalar]:
    """All that was answered among them: what nobody was asked, or left open, takes no part."""
    return [one for value in values for one in each(value) if not is_empty(one)]


def xpath_round(value: Value, places: Value = 0.0) -> float:
    """Half goes up, as XPath has it; to so many places behind the point."""
    number, digits = to_number(value), to_number(places)
    if math.isnan(number) or math.isinf(number) or math.isnan(digits):
        return number
    if not digits:
        return float(math.floor(number + 0.5))
    step = Decimal(1).scaleb(-max(-10, min(int(digits), 10)))
    return float(Decimal(number_text(number)).quantize(step, ROUND_HALF_UP))


def whole(value: Value, cut: Callable[[float], float]) -> float:
    number = to_number(value)
    return number if math.isnan(number) or math.isinf(number) else float(cut(number))


def power(base: Value, exponent: Value) -> float:
    one, other = to_number(base), to_number(exponent)
    if abs(one) > MOST_POWER or abs(other) > MOST_POWER:
        return math.nan
    try:
        result = one**other
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return math.nan if isinstance(result, complex) else result


def substring(text: Value, start: Value, length: Value | None = None) -> str:
    """From a place counted from 1, both ends rounded, as XPath has it."""
    said, first = to_text(text), xpath_round(start)
    end = math.inf if length is None else first + xpath_round(length)
    return "".join(letter for place, letter in enumerate(said, start=1) if first <= place < end)


def substr(text: Value, start: Value, end: Value | None = None) -> str:
    """From a place counted from 0 to before another, as XLSForm has it."""
    said = to_text(text)
    first = to_number(start)
    last = len(said) if end is None else to_number(end)
    if math.isnan(first) or math.isnan(last):
        return ""
    return said[max(int(first), 0) : max(int(last), 0)]


def translate(text: Value, letters: Value, others: Value) -> str:
    source, target = to_text(letters), to_text(others)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(source):
        table.setdefault(ord(letter), target[place] if place < len(target) else None)
    return to_text(text).translate(table)


def choices_in(value: Value) -> list[str]:
    return to_text(value).split()


def selected_at(value: Value, place: Value) -> str:
    chosen, number = choices_in(value), to_number(place)
    return chosen[int(number)] if 0 <= number < len(chosen) else ""


def matches(text: Value, pattern: Value) -> bool:
    """Whether the whole text fits; a pattern that takes too long fits nothing."""
    # It takes 9 MB, and few processes ever read a pattern that somebody wrote.
    import regex

    try:
        match = regex.fullmatch(to_text(pattern), to_text(text), timeout=SECONDS_FOR_A_PATTERN)
    except (TimeoutError, regex.error):
        return False
    return match is not None


def day_of(value: Value) -> Value:
    return to_date(value) or ""


def format_date(value: Value, pattern: Value) -> str:
    """%Y %y %m %n %d %e of a day; other signs stand for themselves."""
    day = to_date(value)
    if day is None:
        return ""
    parts = {
        "%Y": f"{day:%Y}",
        "%y": f"{day:%y}",
        "%m": f"{day:%m}",
        "%n": str(day.month),
        "%d": f"{day:%d}",
        "%e": str(day.day),
    }
    said = to_text(pattern)
    for sign, words in parts.items():
        said = said.replace(sign, words)
    return said


def format_moment(value: Value, pattern: Value) -> str:
    """As format_date, with %H %h %M %S of a day with its hour; of a day alone they are noughts."""
    number = to_number(value)
    if math.isnan(number):
        return ""
    seconds = round((number % 1) * 86_400)
    hour, minute, second = seconds // 3600, seconds % 3600 // 60, seconds % 60
    said = to_text(pattern)
    for sign, words in {
        "%H": f"{hour:02}",
        "%h": str(hour),
        "%M": f"{minute:02}",
        "%S": f"{second:02}",
    }.items():
        said = said.replace(sign, words)
    return format_date(math.floor(number) * 1.0, said)


def coalesce(first: Value, second: Value) -> Value:
    return second if is_empty(first) else first


def first_before(text: Value, mark: Value) -> str:
    before, mark_read, _ = to_text(text).partition(to_text(mark)) if to_text(mark) else ("", "", "")
    return before if mark_read else ""


def all_after(text: Value, mark: Value) -> str:
    return to_text(text).partition(to_text(mark))[2] if to_text(mark) else to_text(text)


FUNCTIONS: dict[str, Function] = {
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "not": Function(1, 1, lambda value: not to_boolean(value)),
    "boolean": Function(1, 1, to_boolean),
    "number": Function(1, 1, to_number),
    "string": Function(1, 1, to_text),
    "int": Function(1, 1, lambda value: whole(value, math.trunc)),
    "floor": Function(1, 1, lambda value: whole(value, math.floor)),
    "ceiling": Function(1, 1, lambda value: whole(value, math.ceil)),
    "round": Function(1, 2, xpath_round),
    "abs": Function(1, 1, lambda value: abs(to_number(value))),
    "pow": Function(2, 2, power),
    "sum": Function(1, None, lambda *values: float(sum(to_number(one) for one in answered_values(values)))),
    "count": Function(1, 1, lambda value: float(len(answered_values((value,))))),
    "count-non-empty": Function(1, 1, lambda value: float(len(answered_values((value,))))),
    "min": Function(1, None, lambda *values: min(map(to_number, answered_values(values)), default=math.nan)),
    "max": Function(1, None, lambda *values: max(map(to_number, answered_values(values)), default=math.nan)),
    "concat": Function(1, None, lambda *values: "".join(to_text(one) for v in values for one in each(v))),
    "join": Function(
        2, None, lambda mark, *values: to_text(mark).join(to_text(one) for one in answered_values(values))
    ),
    "string-length": Function(1, 1, lambda value: float(len(to_text(value)))),
    "contains": Function(2, 2, lambda text, part: to_text(part) in to_text(text)),
    "starts-with": Function(2, 2, lambda text, part: to_text(text).startswith(to_text(part))),
    "ends-with": Function(2, 2, lambda text, part: to_text(text).endswith(to_text(part))),
    "substring": Function(2, 3, substring),
    "substr": Function(2, 3, substr),
    "substring-before": Function(2, 2, first_before),
    "substring-after": Function(2, 2, all_after),
    "translate": Function(3, 3, translate),
    "normalize-space": Function(1, 1, lambda value: " ".join(to_text(value).split())),
    "selected": Function(2, 2, lambda value, choice: to_text(choice).strip() in choices_in(value)),
    "count-selected": Function(1, 1, lambda value: float(len(choices_in(value)))),
    "selected-at": Function(2, 2, selected_at),
    "regex": Function(2, 2, matches),
    "coalesce": Function(2, 2, coalesce),
    "date": Function(1, 1, day_of),
    "format-date": Function(2, 2, format_date),
    "format-date-time": Function(2, 2, format_moment),
    "decimal-date-time": Function(1, 1, to_number),
}
# These need more than the values of their arguments: evaluate.py runs them.
SPECIAL: dict[str, tuple[int, int]] = {
    "if": (3, 3),
    "today": (0, 0),
    "now": (0, 0),
    "position": (1, 1),
    "once": (1, 1),
    "uuid": (0, 0),
    "jr:choice-name": (2, 2),
    "indexed-repeat": (3, 3),
}
# What is known once for each filling and never again: once() keeps it.
OF_ONE_FILLING = frozenset({"uuid", "now", "today"})
