"""Checks a calendar given as data, row by row: returns errors, which stop it, and warnings, which a clerk
should check.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple

from .hours import WEEKDAYS, read_message_hours, read_week, read_window
from .orders import Order, SettledOrders, read_order, settle_orders
from .reading import KNOWN_KEYS, ordinary_hours, read_settings, read_years, unknown_key
from .rows import WITHDRAWN, WORKING, CalendarFault, CalendarRow, Hours, row_fault

FAULT, DOUBT = "fault", "doubt"
# Later orders must name theirs; the days of the yearly list may be covered by the source of the whole.
NEEDS_MEMO = frozenset({WORKING, WITHDRAWN, "local"})


class CalendarFinding(NamedTuple):
    """`severity`: "fault" where the calendar cannot be used so, "doubt" where it can. `row` as in
    CalendarFault.
    """

    severity: str
    row: str
    bn: str
    en: str


def calendar_findings(data: Mapping[str, Any]) -> tuple[CalendarFinding, ...]:
    """Every finding, faults first, each in the order of the data. No fault: `Calendar.from_data` takes it."""
    findings = Findings()
    for key in sorted(data.keys() - KNOWN_KEYS):
        findings.add(FAULT, unknown_key(key))
    week = read_week_of(data.get("week", {}), findings)
    windows: list[tuple[CalendarRow, Hours]] = []
    for place, item in enumerate(data.get("windows", ()), start=1):
        if window := findings.try_read(partial(read_window, item, f"windows/{place}", windows)):
            windows.append(window)
    years = findings.try_read(partial(read_years, data.get("years", {}))) or {}
    findings.try_read(partial(read_settings, data))
    findings.try_read(partial(read_message_hours, data.get("messages", {})))
    orders = []
    for place, item in enumerate(data.get("days", ()), start=1):
        if order := findings.try_read(partial(read_order, item, f"days/{place}", years)):
            orders.append(order)
    settled = settle_orders(orders)
    for conflict in settled.conflicts():
        findings.add(FAULT, conflict)
    for doubt in doubts(orders, settled, week):
        findings.add(DOUBT, doubt)
    return tuple(sorted(findings.all, key=lambda finding: finding.severity == DOUBT))


class Findings:
    """Collects what reading one row after another refuses."""

    def __init__(self) -> None:
        self.all: list[CalendarFinding] = []

    def add(self, severity: str, fault: CalendarFault) -> None:
        self.all.append(CalendarFinding(severity, fault.row, fault.bn, fault.en))

    def try_read[T](self, read: Callable[[], T]) -> T | None:
        """What was read; None where it cannot stand."""
        try:
            return read()
        except CalendarFault as refused:
            self.add(FAULT, refused)
            return None


def read_week_of(data: Mapping[str, Any], findings: Findings) -> tuple[Hours, ...]:
    """The week, of which a day that cannot stand counts as closed."""
    before = len(findings.all)
    days = {name: findings.try_read(partial(read_week, {name: data[name]})) for name in data}
    week = tuple(read[place] if (read := days.get(name)) else () for place, name in enumerate(WEEKDAYS))
    if len(findings.all) == before:
        findings.try_read(partial(ordinary_hours, week))
    return week


def doubts(orders: Sequence[Order], settled: SettledOrders, week: Sequence[Hours]) -> Iterator[CalendarFault]:
    """What can be counted by, but looks like a slip of the pen."""
    for order in orders:
        if not order.memo and (order.kind in NEEDS_MEMO or not order.source):
            yield row_fault(order.row, "স্মারক নম্বর লেখা নেই", "names no memo")
        if order.kind == WORKING and all(week[(day - 1) % 7] for day in order.row.days()):
            yield row_fault(order.row, "দিনটি এমনিতেই কার্যদিবস", "is a working day in any week")
    for order in settled.idle:
        yield row_fault(order.row, "প্রত্যাহার করার মতো কিছু নেই", "takes back nothing")
    for earlier, later in combinations(orders, 2):
        if is_same_row(earlier, later):
            yield row_fault(
                later.row,
                f"একই কথা আগেও লেখা ({earlier.row.where})",
                f"says again what {earlier.row.where} says",
            )


def is_same_row(one: Order, other: Order) -> bool:
    """Two holidays of different names may share their dates; an ordered working day is one whatever it is
    called.
    """
    if (one.kind, one.row.first, one.row.last) != (other.kind, other.row.first, other.row.last):
        return False
    return one.kind in (WORKING, WITHDRAWN) or one.row.name_bn == other.row.name_bn
