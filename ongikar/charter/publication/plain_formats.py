"""The published charter as open data and plain text: sheets with one row a service and one row a step of the
ladder, the official table as HTML and as text.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any, Literal

from ongikar.charter.models import Service, Tier
from ongikar.rules.charter.compare.change import time_with_limit
from ongikar.rules.charter.reading_types import CharterReading, ParsedService

from .official_table import Lines
from .sheet import Sheet, SheetTable

# A spreadsheet takes a cell that begins so for a formula, and would run it.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
# Without it the usual spreadsheet reads UTF-8 as Latin letters.
MARK = "\ufeff"


def officer_value(
    key: Literal["responsible", "superior"], part: Literal["post", "phone", "email"]
) -> Callable[[ParsedService, Service], Any]:
    return lambda row, _: row[key][part]


# Heading → what stands under it, of a row of the reading and its service.
COLUMNS: dict[str, Callable[[ParsedService, Service], Any]] = {
    "code": lambda _, service: service.code,
    "category": lambda row, _: row["category"],
    "number": lambda row, _: row["number"],
    "name_bn": lambda row, _: row["name"],
    "name_en": lambda _, service: service.name_en,
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


# The same of a step of the ladder. A window left empty is that of the office's own rules.
TIER_COLUMNS: dict[str, Callable[[Tier], Any]] = {
    "tier": lambda tier: tier.number,
    "when_bn": lambda tier: tier.when_bn,
    "when_en": lambda tier: tier.when_en,
    "title_bn": lambda tier: tier.title_bn,
    "title_en": lambda tier: tier.title_en,
    "post_bn": lambda tier: tier.post.title_bn,
    "post_en": lambda tier: tier.post.title_en,
    "limit_unit": lambda tier: tier.promise.unit,
    "limit_amount": lambda tier: tier.promise.amount or None,
    "may_extend_working_days": lambda tier: tier.may_extend,
    "appeal_window_days": lambda tier: tier.window_days,
    "alternate_bn": lambda tier: tier.alternate and tier.alternate.title_bn,
    "alternate_en": lambda tier: tier.alternate and tier.alternate.title_en,
    "address_bn": lambda tier: tier.address_bn,
    "address_en": lambda tier: tier.address_en,
    "phone": lambda tier: tier.phone,
    "email": lambda tier: tier.email,
    "web": lambda tier: tier.web,
}


def csv_of(reading: CharterReading, services: list[Service]) -> str:
    rows = zip(reading["services"], services, strict=True)
    return csv_sheet(COLUMNS, ([value(*row) for value in COLUMNS.values()] for row in rows))


def ladder_csv(tiers: Iterable[Tier]) -> str:
    return csv_sheet(TIER_COLUMNS, ([value(tier) for value in TIER_COLUMNS.values()] for tier in tiers))


def csv_sheet(headings: Iterable[str], rows: Iterable[list[Any]]) -> str:
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(headings)
    sheet.writerows([harmless(value) for value in row] for row in rows)
    return MARK + out.getvalue()


def harmless(value: Any) -> str:
    """Text that no spreadsheet computes; an apostrophe tells it so. None is an empty cell."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_BEGINS) else text


# The portal's editor keeps attributes of old and drops style sheets; what it drops only makes the table
# plainer.
TABLE = '<table border="1" cellspacing="0" cellpadding="5" width="100%" style="border-collapse:collapse">'


def html_of(sheet: Sheet) -> str:
    """The whole charter from the title to the signature. It says its encoding, so that it also opens as a
    file.
    """
    parts = [
        f'<meta charset="utf-8">\n<div lang="{sheet.language}">',
        f"<h2>{escape(sheet.title)}</h2>",
        f"<p>{html_lines(sheet.office)}</p>",
        f"<p>{escape(sheet.edition)}</p>",
        f"<h3>{escape(sheet.headings[1])}</h3>",
        *(f"<p><b>{escape(name)}:</b> {escape(text)}</p>" for name, text in (sheet.vision, sheet.mission)),
        f"<h3>{escape(sheet.headings[2])}</h3>",
        *(html_table(each, sheet) for each in sheet.services),
        f"<h3>{escape(sheet.headings[3])}</h3>",
        f"<p>{escape(sheet.subordinate)}</p>",
        f"<h3>{escape(sheet.headings[4])}</h3>",
        html_table(sheet.expectations, sheet),
        f"<h3>{escape(sheet.headings[5])}</h3>",
        html_table(sheet.tiers, sheet),
        *([f"<p>{html_lines(sheet.tier_terms)}</p>"] if sheet.tier_terms else []),
    ]
    if sheet.signatory:
        parts.append(f'<p align="right">{html_lines([sheet.signed, *sheet.signatory])}</p>')
    return "\n".join([*parts, "</div>\n"])


def html_table(each: SheetTable, sheet: Sheet) -> str:
    """Headings and number row as the form prints them; the columns' widths stand in the first row."""
    heading = f"<h4>{escape(each.heading)}</h4>\n" if each.heading else ""
    titles = "".join(
        f'<th scope="col" width="{width:g}%">{escape(title)}</th>'
        for title, width in zip(each.columns, each.widths, strict=True)
    )
    numbers = "".join(f'<td align="center">({sheet.number(n)})</td>' for n in range(1, len(each.columns) + 1))
    numbered = f"<tr>{numbers}</tr>\n" if each.is_numbered else ""
    rows = "\n".join(
        f"<tr>{''.join(f'<td>{html_lines(cell)}</td>' for cell in row.cells)}</tr>" for row in each.rows
    )
    return (
        f"{heading}{TABLE}\n<thead>\n<tr>{titles}</tr>\n{numbered}</thead>\n"
        f'<tbody valign="top">\n{rows}\n</tbody>\n</table>'
    )


def html_lines(cell: Lines) -> str:
    return "<br>".join(map(escape, cell))


def sheet_as_text(sheet: Sheet) -> str:
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.title, *sheet.office, sheet.edition, "")
    yield sheet.headings[1]
    for name, text in (sheet.vision, sheet.mission):
        yield f"{name}: {one_line(text)}"
    yield from ("", sheet.headings[2])
    for each in sheet.services:
        yield from ("", each.heading, *_rows(each, sheet))
    yield from ("", sheet.headings[3], sheet.subordinate, "", sheet.headings[4])
    yield from _rows(sheet.expectations, sheet)
    yield from ("", sheet.headings[5], *_rows(sheet.tiers, sheet))
    if sheet.tier_terms:
        yield from ("", *sheet.tier_terms)
    if sheet.signatory:
        yield from ("", sheet.signed, *sheet.signatory)


def _rows(table: SheetTable, sheet: Sheet) -> Iterator[str]:
    yield "\t".join(table.columns)
    if table.is_numbered:
        yield "\t".join(f"({sheet.number(n)})" for n in range(1, len(table.columns) + 1))
    for row in table.rows:
        yield "\t".join(one_line(" ".join(cell)) for cell in row.cells)


def one_line(text: str) -> str:
    """A tab or a line break inside a cell would open another."""
    return " ".join(text.split())
