"""A page of a list that grows: so many rows, and whether others follow.

A page goes on from the key of the last row of the page before (a keyset), never from a count of rows: what
is added meanwhile shifts nothing, and an index finds it however far back it lies.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, DateTimeField, Model, Q, QuerySet

from ongikar.rules.calendar.office_calendar import TZ

# No key of a table has more digits; a longer one would overflow the database's integers.
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Page[Row]:
    """`last`: the row after which the next page goes on; None where nothing follows."""

    rows: list[Row]
    last: Row | None = None

    @property
    def last_key(self) -> str:
        """The primary key that the next page goes on from; "" on the last page."""
        row: Any = self.last
        return "" if row is None else str(row.pk)


def rows_and_next(rows: Any, size: int) -> Any:
    """The rows of a page and one more, to know of a next page without a count; of a query that is compiled
    once, whose answers `page_of` then parts.
    """
    return rows[: size + 1]


def page_of[Row](rows: Iterable[Row], size: int) -> Page[Row]:
    """The first rows, put in order by the caller. One row more than the page shows is read, to know of a next
    page without a count.
    """
    taken: list[Row]
    if isinstance(rows, QuerySet | Sequence):
        taken = list(rows_and_next(rows, size))
    else:
        taken = list(islice(rows, size + 1))
    shown = taken[:size]
    return Page(shown, shown[-1] if len(taken) > size else None)


def read_key(mark: str) -> int | None:
    """The primary key that an address goes on from; None of what is none."""
    return int(mark) if mark.isascii() and mark.isdigit() and len(mark) <= MOST_DIGITS else None


def page_before[Row: Model](
    rows: QuerySet[Row], mark: str | int | None, size: int, key: str = "pk"
) -> Page[Row]:
    """A page of the newest first, the rows before this key; from the beginning where it is none.

    The caller puts the rows in order by the index that they are found with, `key` descending.
    """
    before = read_key(mark) if isinstance(mark, str) else mark
    return page_of(rows if before is None else rows.filter(**{f"{key}__lt": before}), size)


def page_links(
    address: str,
    mark: object,
    following: object,
    *,
    asked: Mapping[str, Any] | None = None,
    name: str = "after",
) -> dict[str, str]:
    """What `core/next_page.html` shows. `mark`: of the page shown, if not the first; `following`: of the
    next, if there is one. `asked`: what the list was narrowed by, which every page of it keeps.
    """
    kept = dict(asked or {})
    first = f"{address}?{urlencode(kept)}" if kept else address
    return {
        "first_page": first if mark else "",
        "next_page": f"{address}?{urlencode({**kept, name: following})}" if following else "",
    }


def mark_of(record: Any, key: str) -> str:
    """What the next page of a list goes on from: the record's own key; of a moment, which another may have
    too, both; of a text the key of the row, at which that is looked up.
    """
    value = getattr(record, key)
    if isinstance(value, str):
        return str(record.pk)
    return f"{value.isoformat()}_{record.pk}" if isinstance(value, datetime) else str(value)


def rows_beyond(rows: QuerySet[Any], key: str, mark: str) -> QuerySet[Any]:
    """The rows of a list after the record of this mark, `key` descending, or ascending where it is a text;
    all of them where it is none.
    """
    if is_text(rows, key):
        return rows_after(rows, key, mark)
    moment, _, last = mark.rpartition("_")
    if not (last.isascii() and last.isdigit()) or bool(moment) != is_moment(rows, key):
        return rows
    last_key = int(last[:MOST_DIGITS])
    if not moment:
        return rows.filter(**{f"{key}__lt": last_key})
    try:
        at = datetime.fromisoformat(moment).astimezone(TZ)
    except (ValueError, OverflowError):
        return rows
    return rows.filter(Q(**{f"{key}__lt": at}) | Q(**{key: at}, pk__lt=last_key))


def rows_after(rows: QuerySet[Any], column: str, mark: str) -> QuerySet[Any]:
    """Of rows that stand by this column, and by their key where that is the same, those after the row of
    this key.
    """
    key = read_key(mark)
    last = None if key is None else rows.filter(pk=key).values_list(column, flat=True).first()
    if last is None:
        return rows
    return rows.filter(**{f"{column}__gte": last}).exclude(**{column: last, "pk__lte": key})


def is_text(rows: QuerySet[Any], key: str) -> bool:
    return isinstance(rows.model._meta.get_field(key), CharField)


def is_moment(rows: QuerySet[Any], key: str) -> bool:
    return isinstance(rows.model._meta.get_field(key), DateTimeField)
