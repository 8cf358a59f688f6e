"""Times and fees in short words of both languages, and how long a promised time is, so far as two of them can
be told apart.
"""

from typing import NamedTuple

from ongikar.rules.bangla.text import digits, grouped_number
from ongikar.rules.charter.reading_types import ParsedFee, ParsedTime
from ongikar.rules.promise.terms import OFFICE_TIME, UNITS

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


class WaitLength(NamedTuple):
    """`unit` and `amount` where there is one count, so that equal units are compared exactly."""

    least: float
    most: float
    unit: str
    amount: int


def wait_length(time: ParsedTime) -> WaitLength | None:
    """The longest a person may have to wait; None where no clock can count it."""
    if parts := time.get("cases") or time.get("stages"):
        lengths = [wait_length(part) for part in parts]
        known = [each for each in lengths if each]
        if len(known) < len(lengths):
            return None
        if time.get("stages"):
            return WaitLength(sum(each.least for each in known), sum(each.most for each in known), "", 0)
        return max(known)
    kind, amount = time.get("kind", ""), time.get("max")
    if kind == "immediate":
        return WaitLength(0, 0, "immediate", 0)
    unit = OF_OTHERS.get(kind, kind)
    # A promise cannot be a minimum, nor "if possible".
    if unit not in DAYS or not amount or time.get("qualifier") in ("at_least", "if_possible"):
        return None
    least, most = DAYS[unit]
    if unit in ("hours", "minutes") and time.get("office_time"):
        most = NEVER
    return WaitLength(least * amount, most * amount, unit, amount)


def is_longer(before: ParsedTime, after: ParsedTime) -> bool | None:
    """Whether `after` lets a person wait longer; None where that depends on the calendar, or cannot be
    counted.
    """
    old, new = wait_length(before), wait_length(after)
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


Words = tuple[str, str]

COUNTED = frozenset({"minutes", "hours", "working_days", "calendar_days", "weeks", "months"})
# As charters print it; the clock's own word says that holidays count.
PLAIN_DAY = "দিন"
TAKA = ("টাকা", "taka", "taka")


class UnitAmount(NamedTuple):
    """A number, or a span, of one unit. `unit`: in Bangla, in English for one and for many."""

    low: float | None
    high: float
    unit: tuple[str, str, str]

    def figures(self, language: str) -> str:
        return "–".join(figure_words(each, language) for each in (self.low, self.high) if each is not None)

    def words(self) -> Words:
        bn, one, many = self.unit
        return f"{self.figures('bn')} {bn}", f"{self.figures('en')} {one if self.high == 1 else many}"


def figure_words(value: float, language: str) -> str:
    return grouped_number(int(value), language) if value == int(value) else digits(value, language)


def arrow_words(before: UnitAmount, after: UnitAmount) -> Words:
    """৩ → ৫ কার্যদিবস; with both units where they differ."""
    if before.unit != after.unit:
        (old_bn, old_en), (new_bn, new_en) = before.words(), after.words()
        return f"{old_bn} → {new_bn}", f"{old_en} → {new_en}"
    bn, one, many = after.unit
    return (
        f"{before.figures('bn')} → {after.figures('bn')} {bn}",
        f"{before.figures('en')} → {after.figures('en')} {one if after.high == 1 else many}",
    )


def time_amount(time: ParsedTime) -> UnitAmount | None:
    """The number of a simple time; None where its words say more than a number."""
    kind, high = time.get("kind", ""), time.get("max")
    if kind not in COUNTED or not high or time.get("qualifier") or time.get("condition"):
        return None
    unit = OFFICE_TIME if kind == "hours" and time.get("office_time") else UNITS[kind]
    bn = PLAIN_DAY if kind == "calendar_days" else unit.bn
    return UnitAmount(time.get("min"), high, (bn, unit.en, unit.en_many))


def fee_amount(fee: ParsedFee) -> UnitAmount | None:
    amount = fee.get("amount")
    return UnitAmount(None, amount, TAKA) if fee.get("kind") == "fixed" and amount is not None else None


def fee_most(fee: ParsedFee) -> float | None:
    """The most taka a person may have to pay; None where the fee names no amount."""
    if fee.get("kind") == "free":
        return 0.0
    if parts := [fee_most({"kind": "fixed", **part}) for part in fee.get("cases", ())]:
        known = [part for part in parts if part is not None]
        return max(known) if len(known) == len(parts) else None
    most = fee.get("max") if fee.get("kind") == "range" else fee.get("amount")
    return None if most is None else float(most)
