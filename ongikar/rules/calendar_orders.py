"""Describes one row of a calendar as an order: its days, its effect and its authority."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from .bangla import digits
from .calendar_rows import KINDS, OPTIONAL, WITHDRAWN, WORKING, CalendarFault, Closed, Hours, Row
from .hours_reading import read_hours
from .row_reading import fault, read_row

# Whose order a row is, the widest first.
SCOPES = ("national", "division", "district", "upazila", "office")
# Where a row names no scope, its kind tells.
USUAL_SCOPE = {"local": "office"}
LONGEST_ROW = timedelta(days=366)


class Order(NamedTuple):
    """A row read. `withdraws`: the memo of the only rows it takes back; "" for all of its own scope or a wider one."""

    row: Row
    kind: str
    scope: str
    memo: str
    source: str
    hours: Hours
    withdraws: str
    # How far a moon not yet sighted may move it; None where it is certain.
    margin: timedelta | None
    # Source and memo in Bangla; "" where the file has them in one wording only.
    said_in_bangla: tuple[str, str] = ("", "")

    @property
    def closes(self) -> bool:
        return self.kind not in (OPTIONAL, WORKING, WITHDRAWN)

    @property
    def reason(self) -> Closed:
        return Closed(
            self.kind, self.row.name_bn, self.row.name_en, self.source, self.memo, *self.said_in_bangla
        )

    def takes_back(self, earlier: "Order") -> bool:
        """An office's own closure is not taken back by a wider order that does not name it."""
        if self.withdraws:
            return earlier.memo == self.withdraws
        return SCOPES.index(earlier.scope) <= SCOPES.index(self.scope)


def read_order(item: Mapping[str, Any], where: str, years: Mapping[int, str]) -> Order:
    """Raises CalendarFault naming the row where it cannot stand."""
    kind = item.get("kind", "")
    if kind not in KINDS:
        raise CalendarFault(
            f"{where}: “{kind}” কোনো ধরনের ছুটি নয়", f"{where}: “{kind}” is no kind of day: {', '.join(KINDS)}", where
        )  # fmt: skip
    row = read_row(item, where, KINDS[kind])
    judge_year(row, item, years)
    scope = item.get("scope", USUAL_SCOPE.get(kind, SCOPES[0]))
    if scope not in SCOPES:
        raise fault(row, f"“{scope}” কোনো এলাকা নয়", f"has the unknown scope “{scope}”: {', '.join(SCOPES)}")
    margin = timedelta(days=1 if item.get("moon") else 0) if item.get("provisional") else None
    hours = read_hours(item.get("hours", ()), where)
    in_bangla = item.get("source_bn", ""), item.get("memo_bn", "")
    return Order(
        row, kind, scope, item.get("memo", ""), item.get("source", ""), hours, item.get("withdraws", ""), margin, in_bangla,
    )  # fmt: skip


def judge_year(row: Row, item: Mapping[str, Any], years: Mapping[int, str]) -> None:
    if row.last - row.first >= LONGEST_ROW:
        raise fault(row, "এক বছরের বেশি লম্বা", "is longer than a year")
    for day in (row.first, row.last):
        own = item.get("year", day.year)
        if day.year != own or (years and day.year not in years):
            raise fault(
                row,
                f"{digits(day.year)} সালের তারিখ, কিন্তু সালটি এই তালিকায় নেই",
                f"lies in {day.year}, a year this list does not hold",
            )
