"""Reads one dated row of a calendar, and words the fault of one that cannot stand."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from .bangla import date_words
from .calendar_rows import CalendarFault, Row


def read_row(data: Mapping[str, Any], where: str, names: tuple[str, str] = ("", "")) -> Row:
    first, last = read_date(data.get("from"), where), read_date(data.get("to", data.get("from")), where)
    row = Row(first, last, where, data.get("name_bn") or names[0], data.get("name_en") or names[1])
    if first > last:
        raise fault(row, "শেষ দিনটি প্রথম দিনের আগে", "ends before it begins")
    return row


def read_date(value: Any, where: str) -> date:
    try:
        return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else date.fromisoformat(value)  # fmt: skip
    except (ValueError, TypeError) as error:
        raise CalendarFault(
            f"{where}: “{value}” কোনো তারিখ নয়", f"{where}: “{value}” is no date", where
        ) from error


def fault(row: Row, bn: str, en: str) -> CalendarFault:
    """The sentence about a row, naming it by its place, its name and its first day."""
    return CalendarFault(
        f"{row.where} ({row.name_bn}, {date_words(row.first, 'bn', weekday=False)}): {bn}",
        f"{row.where} ({row.name_en}, {date_words(row.first, 'en', weekday=False)}) {en}", row.where,
    )  # fmt: skip
