"""Compares the lengths of promised times, as far as they can be compared: minimum and maximum in days."""

from typing import Any, NamedTuple

Time = dict[str, Any]

MINUTE, HOUR, WEEK = 1 / 1440, 1 / 24, 7
# No number of working days is surely over before a number of calendar days: holidays can come between.
NEVER = float("inf")
DAYS = {
    "minutes": (MINUTE, MINUTE),
    "hours": (HOUR, HOUR),
    "working_days": (1, NEVER),
    "calendar_days": (1, 1),
    "weeks": (WEEK, WEEK),
    "months": (28, 31),
}
# The words a clock can start from only after at once has failed.
OF_OTHERS = {
    "immediate_or_working_days": "working_days",
    "immediate_or_calendar_days": "calendar_days",
}


class Length(NamedTuple):
    """`unit` and `amount` where there is one count, so that equal units are compared exactly."""

    least: float
    most: float
    unit: str
    amount: int


def length(time: Time) -> Length | None:
    """The longest a person may have to wait; None where no clock can count it."""
    if parts := time.get("cases") or time.get("stages"):
        lengths = [length(part) for part in parts]
        known = [each for each in lengths if each]
        if len(known) < len(lengths):
            return None
        if time.get("stages"):
            return Length(sum(each.least for each in known), sum(each.most for each in known), "", 0)
        return max(known)
    kind, amount = time.get("kind", ""), time.get("max")
    if kind == "immediate":
        return Length(0, 0, "immediate", 0)
    unit = OF_OTHERS.get(kind, kind)
    # A promise cannot be a minimum, nor "if possible".
    if unit not in DAYS or not amount or time.get("qualifier") in ("at_least", "if_possible"):
        return None
    least, most = DAYS[unit]
    if unit in ("hours", "minutes") and time.get("office_time"):
        most = NEVER
    return Length(least * amount, most * amount, unit, amount)


def is_longer(before: Time, after: Time) -> bool | None:
    """Whether `after` lets a person wait longer; None where that depends on the calendar, or cannot be counted."""
    old, new = length(before), length(after)
    if old is None or new is None:
        # To give up a countable promise is worse; to begin to count is better.
        return None if old is new else new is None
    if old.unit and old.unit == new.unit:
        return None if old.amount == new.amount else new.amount > old.amount
    if old[:2] == new[:2]:
        return None
    if new.most <= old.least:
        return False
    return True if new.least >= old.most else None
