"""Formats changes of times and fees in short words of both languages, where they are numbers: 3 → 5 working days."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ongikar.rules.bangla import digits, number
from ongikar.rules.promise_terms import OFFICE_TIME, UNITS

Words = tuple[str, str]

COUNTED = frozenset({"minutes", "hours", "working_days", "calendar_days", "weeks", "months"})
# As charters print it; the clock's own word says that holidays count.
PLAIN_DAY = "দিন"
TAKA = ("টাকা", "taka", "taka")


class Amount(NamedTuple):
    """A number, or a span, of one unit. `unit`: in Bangla, in English for one and for many."""

    low: float | None
    high: float
    unit: tuple[str, str, str]

    def figures(self, language: str) -> str:
        return "–".join(figure(each, language) for each in (self.low, self.high) if each is not None)

    def words(self) -> Words:
        bn, one, many = self.unit
        return f"{self.figures('bn')} {bn}", f"{self.figures('en')} {one if self.high == 1 else many}"


def figure(value: float, language: str) -> str:
    return number(int(value), language) if value == int(value) else digits(value, language)


def arrow(before: Amount, after: Amount) -> Words:
    """৩ → ৫ কার্যদিবস; with both units where they differ."""
    if before.unit != after.unit:
        (old_bn, old_en), (new_bn, new_en) = before.words(), after.words()
        return f"{old_bn} → {new_bn}", f"{old_en} → {new_en}"
    bn, one, many = after.unit
    return (
        f"{before.figures('bn')} → {after.figures('bn')} {bn}",
        f"{before.figures('en')} → {after.figures('en')} {one if after.high == 1 else many}",
    )


def time_amount(time: Mapping[str, Any]) -> Amount | None:
    """The number of a simple time; None where its words say more than a number."""
    kind, high = time.get("kind", ""), time.get("max")
    if kind not in COUNTED or not high or time.get("qualifier") or time.get("condition"):
        return None
    unit = OFFICE_TIME if kind == "hours" and time.get("office_time") else UNITS[kind]
    bn = PLAIN_DAY if kind == "calendar_days" else unit.bn
    return Amount(time.get("min"), high, (bn, unit.en, unit.en_many))


def fee_amount(fee: Mapping[str, Any]) -> Amount | None:
    if fee.get("kind") == "fixed" and fee.get("amount") is not None:
        return Amount(None, fee["amount"], TAKA)
    return None


def fee_most(fee: Mapping[str, Any]) -> float | None:
    """The most taka a person may have to pay; None where the fee names no amount."""
    if fee.get("kind") == "free":
        return 0.0
    if parts := [fee_most({"kind": "fixed", **part}) for part in fee.get("cases", ())]:
        known = [part for part in parts if part is not None]
        return max(known) if len(known) == len(parts) else None
    most = fee.get("max") if fee.get("kind") == "range" else fee.get("amount")
    return None if most is None else float(most)
