"""Finds cells that contradict one another: a time or a fee that another cell of the row
states differently.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.reading_types import Finding, ParsedFee, ParsedService

from .findings import make_finding, service_path
from .services import is_countable

# Only what is surely a limit: days of work, or days with "within". Ages, courses and photos have other words.
LIMIT = re.compile(
    nfc(
        r"(?P<days>\d{1,3})\s*(?:\([^)\d]*\)\s*)?(?:(?P<working>(?:কার্য|কর্ম)\s*দিবস)(?:ের"
        r"|এর)?(?:\s*মধ্যে)?|(?:দিন|দিবস)(?:ের|এর)?\s*মধ্যে)"
    )
)
DAYS = {"working_days": 7 / 5, "calendar_days": 1}
MONEY = re.compile(nfc(r"(\d[\d,]*)\s*(?:/\s*[-=]|টাকা)"))
PAID = re.compile(nfc(r"ফি|চালান|মূল্য|খরচ|স্ট্যাম্প|পে-?\s*অর্ডার|ড্রাফট"))


class PrintedLimit(NamedTuple):
    """A limit in some cell of the row."""

    unit: str
    days: int
    words: str
    cell: str


def judge_cells(service: ParsedService) -> Iterator[Finding]:
    yield from _time(service)
    yield from _fee(service)


def _time(service: ParsedService) -> Iterator[Finding]:
    time, where = service["time"], f"{service_path(service)}/time"
    for limit in _limits(service):
        if not is_countable(time):
            yield make_finding("time.elsewhere", where, limit.cell, limit.words)
        elif _is_another(limit, time["kind"], time["max"]):
            yield make_finding("time.contradiction", where, f"{time['raw']} / {limit.cell}")


def _limits(service: ParsedService) -> Iterator[PrintedLimit]:
    """The first limit of each cell beside the time and the fee, which have faults of their own for it."""
    for cell in (service["name"], service["method"] or "", *service["extras"].values()):
        if match := LIMIT.search(latin_digits(nfc(cell))):
            unit = "working_days" if match["working"] else "calendar_days"
            # Latin digits keep every position: the printed text is cut at the same place.
            yield PrintedLimit(unit, int(match["days"]), nfc(cell)[match.start() : match.end()].strip(), cell)


def _is_another(limit: PrintedLimit, kind: str, most: int | None) -> bool:
    """A step may be shorter than the whole; longer, or the same figure in another unit,
    cannot both be true.
    """
    if kind not in DAYS or most is None:
        return False
    if limit.unit != kind and limit.days == most:
        return True
    return limit.days * DAYS[limit.unit] > most * DAYS[kind]


def _fee(service: ParsedService) -> Iterator[Finding]:
    fee, where = service["fee"], f"{service_path(service)}/fee"
    for cell in (service["documents"]["raw"], service["method"] or "", *service["extras"].values()):
        text = latin_digits(nfc(cell))
        amounts = {int(amount.replace(",", "") or 0) for amount in MONEY.findall(text)}
        if not amounts or not PAID.search(text):
            continue
        if fee["kind"] == "free" or (fee["kind"] == "fixed" and fee["amount"] not in amounts):
            yield make_finding("fee.contradiction", where, f"{fee['raw']} / {cell}")
    if _is_paid(fee) and not fee.get("payment_methods"):
        yield make_finding("fee.no_method", where, fee["raw"])


def _is_paid(fee: ParsedFee) -> bool:
    """Whether some amount is to be paid, whatever the case."""
    if fee["kind"] == "cases":
        return any(_is_paid(case) for case in fee["cases"])
    return fee["kind"] in ("fixed", "range", "percent")
