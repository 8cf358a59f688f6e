"""Resolves what applies on each day when all orders are read in turn: a later order can revoke an earlier one."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .calendar_orders import Order
from .calendar_rows import OPTIONAL, WITHDRAWN, WORKING, CalendarFault, Closed, Hours, Said, Unannounced
from .row_reading import fault


class Settled(NamedTuple):
    """The orders that stand, by day; `said`: all that were given, by day. Optional holidays are in neither."""

    standing: dict[int, list[Order]]
    said: dict[int, tuple[Said, ...]]
    # Withdrawals that took nothing back.
    idle: tuple[Order, ...]

    @property
    def closed(self) -> dict[int, Closed]:
        return {
            day: reason for day, orders in self.standing.items()
            if (reason := together(order.reason for order in orders if order.closes))
        }  # fmt: skip

    @property
    def opened(self) -> dict[int, Hours]:
        """Ordered working days; of two orders for one day the later names the hours."""
        return {
            day: order.hours for day, orders in self.standing.items() for order in orders if order.kind == WORKING
        }  # fmt: skip

    @property
    def unannounced(self) -> tuple[Unannounced, ...]:
        """What is still provisional, unless all of its days were withdrawn."""
        orders = {order.row: order for orders in self.standing.values() for order in orders}
        return tuple(
            Unannounced(row, order.margin) for row, order in orders.items() if order.margin is not None
        )

    def conflicts(self) -> Iterator[CalendarFault]:
        """Each ordered working day that is a holiday too, once for each row."""
        seen, all_closed = set[str](), self.closed
        for day, orders in sorted(self.standing.items()):
            for order in orders:
                if order.kind == WORKING and order.row.where not in seen and (closed := all_closed.get(day)):
                    seen.add(order.row.where)
                    yield fault(
                        order.row, f"একই দিন ছুটিও আছে ({closed.name_bn})", f"is also a holiday ({closed.name_en})"
                    )  # fmt: skip


def settle(orders: Iterable[Order]) -> Settled:
    """Take the orders in the order in which they were given."""
    standing: dict[int, list[Order]] = {}
    said: dict[int, list[Said]] = {}
    idle: list[Order] = []
    for order in orders:
        if order.kind == OPTIONAL:
            continue
        took = 0
        for day in order.row.days():
            said.setdefault(day, []).append(Said(order.kind, order.row))
            earlier = standing.setdefault(day, [])
            if order.kind != WITHDRAWN:
                earlier.append(order)
                continue
            left = [each for each in earlier if not order.takes_back(each)]
            took += len(earlier) - len(left)
            standing[day] = left
        if order.kind == WITHDRAWN and not took:
            idle.append(order)
    return Settled(standing, {day: tuple(all_said) for day, all_said in said.items()}, tuple(idle))


def together(reasons: Iterable[Closed]) -> Closed | None:
    """The holidays of one day as one: May Day and Buddha Purnima fell together in 2026."""
    held: Closed | None = None
    for reason in reasons:
        if held is None:
            held = reason
        elif held.name_bn != reason.name_bn:
            held = held._replace(
                name_bn=f"{held.name_bn} ও {reason.name_bn}", name_en=f"{held.name_en} and {reason.name_en}"
            )
    return held
