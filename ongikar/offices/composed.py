"""One calendar out of an office's files and the orders given since: later orders win, and nothing is edited."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from ongikar.rules.calendar_rows import GAZETTED
from ongikar.rules.calendar_scopes import NATIONAL, Seat, rows_of_office, scope_of

from .models import CalendarOrder

Data = dict[str, Any]
Row = Mapping[str, Any]
ONE_DAY = timedelta(days=1)


def composed(files: Data, orders: Iterable[CalendarOrder], seat: Seat) -> Data:
    """The data of the calendar; `files` is what the office's own files say.

    Raises CalendarFault for a row that does not say where it holds. What else is wrong, `calendar_findings` tells.
    """
    orders = sorted(orders, key=lambda order: order.memo_date)
    data = dict(files)
    ordered = [
        row | {"ordered": order.memo_date, "of": seat_name(order.scope, seat)}
        for order in orders
        for row in order.marked(order.days)
    ]
    data["days"] = rows_of_office([*(in_place(row, seat) for row in files.get("days", ())), *ordered], seat)
    windows = list(files.get("windows", ()))
    years = dict(files.get("years", {}))
    for order in orders:
        windows = replaced(windows, order.marked(order.windows))
        for year, authority in order.years.items():
            years[year] = GAZETTED if GAZETTED in (authority, years.get(year)) else authority
    data["windows"], data["years"] = windows, years
    return data


def in_place(row: Row, seat: Seat) -> Row:
    """A row of the office's own files: one of an area that does not name it is of the office's own."""
    if "of" in row:
        return row
    # Asked with a name in place, so that only an unknown scope is refused.
    scope = scope_of({**row, "of": seat.office}, "days")
    return {**row, "of": seat_name(scope, seat)}


def seat_name(scope: str, seat: Seat) -> str:
    return "" if scope == NATIONAL else getattr(seat, scope)


def replaced(windows: list[Row], later: list[Row]) -> list[Row]:
    """Dated hours with later ones laid over them: of the earlier, what lies outside the later's dates is left."""
    for window in later:
        windows = [piece for earlier in windows for piece in cut(earlier, window)]
    return [*windows, *later]


def cut(earlier: Row, later: Row) -> Iterator[Row]:
    (first, last), (start, end) = dates(earlier), dates(later)
    if last < start or end < first:
        yield earlier
        return
    if first < start:
        yield {**earlier, "to": (start - ONE_DAY).isoformat()}
    if end < last:
        yield {**earlier, "from": (end + ONE_DAY).isoformat()}


def dates(row: Row) -> tuple[date, date]:
    return date.fromisoformat(row["from"]), date.fromisoformat(row.get("to", row["from"]))
