"""One row of a calendar as an order, and what holds of each day when all orders are read in turn: the later
may take back the earlier.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import digits

from .hours import read_hours
from .rows import (
    KINDS,
    OPTIONAL,
    WITHDRAWN,
    WORKING,
    CalendarFault,
    CalendarRow,
    Closure,
    DayStatement,
    Hours,
    ProvisionalHoliday,
    read_row,
    row_fault,
)

# Whose order a row is, the widest first.
SCOPES = ("national", "division", "district", "upazila", "office")
# Where a row names no scope, its kind tells.
USUAL_SCOPE = {"local": "office"}
LONGEST_ROW = timedelta(days=366)


class Order(NamedTuple):
    """A row read. `withdraws`: the memo of the only rows it takes back; "" for all of its own scope or a
    wider one.
    """

    row: CalendarRow
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
    def reason(self) -> Closure:
        return Closure(
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
            f"{where}: “{kind}” কোনো ধরনের ছুটি নয়",
            f"{where}: “{kind}” is no kind of day: {', '.join(KINDS)}",
            where,
        )
    row = read_row(item, where, KINDS[kind])
    judge_year(row, item, years)
    scope = item.get("scope", USUAL_SCOPE.get(kind, SCOPES[0]))
    if scope not in SCOPES:
        raise row_fault(
            row, f"“{scope}” কোনো এলাকা নয়", f"has the unknown scope “{scope}”: {', '.join(SCOPES)}"
        )
    margin = timedelta(days=1 if item.get("moon") else 0) if item.get("provisional") else None
    hours = read_hours(item.get("hours", ()), where)
    in_bangla = item.get("source_bn", ""), item.get("memo_bn", "")
    return Order(
        row,
        kind,
        scope,
        item.get("memo", ""),
        item.get("source", ""),
        hours,
        item.get("withdraws", ""),
        margin,
        in_bangla,
    )


def judge_year(row: CalendarRow, item: Mapping[str, Any], years: Mapping[int, str]) -> None:
    if row.last - row.first >= LONGEST_ROW:
        raise row_fault(row, "এক বছরের বেশি লম্বা", "is longer than a year")
    for day in (row.first, row.last):
        own = item.get("year", day.year)
        if day.year != own or (years and day.year not in years):
            raise row_fault(
                row,
                f"{digits(day.year)} সালের তারিখ, কিন্তু সালটি এই তালিকায় নেই",
                f"lies in {day.year}, a year this list does not hold",
            )


class SettledOrders(NamedTuple):
    """The orders that stand, by day; `statements`: all that were given, by day. Optional holidays are in
    neither.
    """

    orders_in_force: dict[int, list[Order]]
    statements: dict[int, tuple[DayStatement, ...]]
    # Withdrawals that took nothing back.
    idle: tuple[Order, ...]

    @property
    def closures(self) -> dict[int, Closure]:
        return {
            day: reason
            for day, orders in self.orders_in_force.items()
            if (reason := merge_closures(order.reason for order in orders if order.closes))
        }

    @property
    def ordered_hours(self) -> dict[int, Hours]:
        """Ordered working days; of two orders for one day the later names the hours."""
        return {
            day: order.hours
            for day, orders in self.orders_in_force.items()
            for order in orders
            if order.kind == WORKING
        }

    @property
    def provisional_holidays(self) -> tuple[ProvisionalHoliday, ...]:
        """What is still provisional, unless all of its days were withdrawn."""
        orders = {order.row: order for orders in self.orders_in_force.values() for order in orders}
        return tuple(
            ProvisionalHoliday(row, order.margin) for row, order in orders.items() if order.margin is not None
        )

    def conflicts(self) -> Iterator[CalendarFault]:
        """Each ordered working day that is a holiday too, once for each row."""
        seen, all_closed = set[str](), self.closures
        for day, orders in sorted(self.orders_in_force.items()):
            for order in orders:
                if order.kind == WORKING and order.row.where not in seen and (closed := all_closed.get(day)):
                    seen.add(order.row.where)
                    yield row_fault(
                        order.row,
                        f"একই দিন ছুটিও আছে ({closed.name_bn})",
                        f"is also a holiday ({closed.name_en})",
                    )


def settle_orders(orders: Iterable[Order]) -> SettledOrders:
    """Take the orders in the order in which they were given."""
    standing: dict[int, list[Order]] = {}
    said: dict[int, list[DayStatement]] = {}
    idle: list[Order] = []
    for order in orders:
        if order.kind == OPTIONAL:
            continue
        took = 0
        for day in order.row.days():
            said.setdefault(day, []).append(DayStatement(order.kind, order.row))
            earlier = standing.setdefault(day, [])
            if order.kind != WITHDRAWN:
                earlier.append(order)
                continue
            left = [each for each in earlier if not order.takes_back(each)]
            took += len(earlier) - len(left)
            standing[day] = left
        if order.kind == WITHDRAWN and not took:
            idle.append(order)
    return SettledOrders(standing, {day: tuple(all_said) for day, all_said in said.items()}, tuple(idle))


def merge_closures(reasons: Iterable[Closure]) -> Closure | None:
    """The holidays of one day as one: May Day and Buddha Purnima fell together in 2026."""
    held: Closure | None = None
    for reason in reasons:
        if held is None:
            held = reason
        elif held.name_bn != reason.name_bn:
            held = held._replace(
                name_bn=f"{held.name_bn} ও {reason.name_bn}", name_en=f"{held.name_en} and {reason.name_en}"
            )
    return held
