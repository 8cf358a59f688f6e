"""The services as a sheet that opens anywhere: one row a service, both languages side by side."""

import csv
import io
from collections.abc import Callable
from typing import Any

from ongikar.charter.models import Service
from ongikar.rules.charter.compare.change import time_with_limit

Row = dict[str, Any]

# A spreadsheet takes a cell that begins so for a formula, and would run it.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
# Without it the usual spreadsheet reads UTF-8 as Latin letters.
MARK = "\ufeff"


def officer_value(key: str, part: str) -> Callable[[Row, Service], Any]:
    return lambda row, _: row[key][part]


# Heading → what stands under it, of a row of the reading and its service.
COLUMNS: dict[str, Callable[[Row, Service], Any]] = {
    "code": lambda row, _: row["code"],
    "category": lambda row, _: row["category"],
    "number": lambda row, _: row["number"],
    "name_bn": lambda row, _: row["name"],
    "name_en": lambda row, _: row["name_en"],
    "time_printed": lambda row, _: row["time"]["raw"],
    "time_kind": lambda row, _: time_with_limit(row["time"])["kind"],
    "time_most": lambda row, _: time_with_limit(row["time"])["max"],
    "papers_bn": lambda row, _: "; ".join(row["documents"]["items"]),
    "papers_en": lambda _, service: "; ".join(paper["en"] for paper in service.documents),
    "where_bn": lambda row, _: row["form_source"],
    "where_en": lambda _, service: service.form_source_en,
    "fee_kind": lambda row, _: row["fee"]["kind"],
    "fee_taka": lambda row, _: row["fee"].get("amount"),
    "fee_printed": lambda row, _: row["fee"]["raw"],
    "officer": officer_value("responsible", "post"),
    "officer_phone": officer_value("responsible", "phone"),
    "officer_email": officer_value("responsible", "email"),
    "superior": officer_value("superior", "post"),
    "superior_phone": officer_value("superior", "phone"),
    "superior_email": officer_value("superior", "email"),
}


def csv_of(reading: dict[str, Any], services: list[Service]) -> str:
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(COLUMNS)
    for row, service in zip(reading["services"], services, strict=True):
        sheet.writerow([harmless(value(row, service)) for value in COLUMNS.values()])
    return MARK + out.getvalue()


def harmless(value: Any) -> str:
    """Text that no spreadsheet computes; an apostrophe tells it so. None is an empty cell."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_BEGINS) else text
