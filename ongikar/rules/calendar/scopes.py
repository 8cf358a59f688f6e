"""Merges the calendar rows of the nation, a division, a district, an upazila and an office into that office's
calendar.

Rows are only ever added: a later order that changes a day is a row, and one that takes a day back is a row
of the kind "withdrawn". Each names its `scope`, whose it is (`of`: "rangpur"; the nation needs no name),
and `ordered`, the date of its memo.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from .orders import SCOPES, USUAL_SCOPE
from .rows import CalendarFault

NATIONAL = SCOPES[0]
# What only the merging reads; the calendar itself knows no places.
PLACE_KEYS = ("of", "ordered")


class Seat(NamedTuple):
    """Where an office sits: the name of its division, district and upazila, and its own."""

    division: str
    district: str
    upazila: str
    office: str


def rows_of_office(rows: Iterable[Mapping[str, Any]], seat: Seat) -> list[dict[str, Any]]:
    """The rows that bind the office, oldest order first, as `days` of its calendar; of one date the wider
    first.

    Rows without a date of order, as those of a year's list, come before all orders. Raises CalendarFault,
    naming the row by its place among all that were given, for an unknown scope, a missing name, or a date
    that is none.
    """
    bound = []
    for place, row in enumerate(rows, start=1):
        scope, ordered = scope_of(row, f"days/{place}"), ordered_on(row, f"days/{place}")
        if scope == NATIONAL or row["of"] == getattr(seat, scope):
            kept = {key: value for key, value in row.items() if key not in PLACE_KEYS}
            bound.append((ordered, SCOPES.index(scope), place, kept | {"scope": scope}))
    return [row for *_, row in sorted(bound, key=lambda each: each[:3])]


def scope_of(row: Mapping[str, Any], where: str) -> str:
    scope: str = row.get("scope", USUAL_SCOPE.get(row.get("kind", ""), NATIONAL))
    if scope not in SCOPES:
        raise CalendarFault(
            f"{where}: “{scope}” কোনো এলাকা নয়",
            f"{where}: unknown scope “{scope}”: {', '.join(SCOPES)}",
            where,
        )
    if scope != NATIONAL and not row.get("of"):
        raise CalendarFault(
            f"{where}: কোন এলাকা বা কার্যালয়ের আদেশ তা লেখা নেই",
            f"{where}: does not say which {scope} it is of",
            where,
        )
    return scope


def ordered_on(row: Mapping[str, Any], where: str) -> date:
    """The date of the order; before all others where there is none."""
    value = row.get("ordered", date.min)
    try:
        return (
            value.date()
            if isinstance(value, datetime)
            else value
            if isinstance(value, date)
            else date.fromisoformat(value)
        )
    except (TypeError, ValueError) as error:
        raise CalendarFault(
            f"{where}: আদেশের তারিখ “{value}” কোনো তারিখ নয়",
            f"{where}: the date of the order “{value}” is no date",
            where,
        ) from error
