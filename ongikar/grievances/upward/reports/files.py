"""A report as a file: a spreadsheet with one sheet for each table, and the sheet to print and sign."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ongikar.books.register_exports import CellFormats, begin_sheet, write_cell
from ongikar.books.register_files import XLSX
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.papers.letterhead import letterhead
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

from .periods import Period
from .report import report_title
from .tables import ReportTable

__all__ = ["XLSX", "report_data", "report_workbook"]


def counted_words(now: datetime) -> str:
    """Of which day the figures are."""
    day = date_words(now.astimezone(TZ).date(), language(), weekday=False)
    return say("হিসাবের দিন: {day}", "Counted on: {day}", day=day)


def report_workbook(office: Office, period: Period, tables: list[ReportTable], now: datetime) -> bytes:
    """Figures are figures and words are words: nothing that somebody wrote becomes a formula."""
    # Two megabytes, which most days of an office never need.
    import xlsxwriter

    made = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(made, options) as workbook:
        looks = CellFormats(workbook)
        for table in tables:
            title = f"{office.name}: {report_title(period)}, {period.words}"
            title = f"{title} · {table.title} · {counted_words(now)}"
            page = begin_sheet(workbook, title, table.headings, table.widths)
            for row, line in enumerate(table.lines, start=2):
                for column, cell in enumerate(line.marked_cells):
                    write_cell(page, row, column, cell, looks)
    return made.getvalue()


def report_data(
    office: Office, period: Period, tables: list[ReportTable], now: datetime
) -> Mapping[str, Any]:
    """What the template `report` reads. It is signed by whoever answers for grievances."""
    signer = office.posts.filter(role=Post.GRO).order_by("pk").first()
    return {
        "language": language(),
        "office": letterhead(office),
        "title": report_title(period),
        "period": period.words,
        "counted": counted_words(now),
        "tables": [
            {
                "title": table.title,
                "columns": [
                    {"label": heading, "width": width}
                    for heading, width in zip(table.headings, table.widths, strict=True)
                ],
                "rows": [{"cells": [cell.text for cell in line.marked_cells]} for line in table.lines],
                "note": table.note,
            }
            for table in tables
        ],
        "signer": signer.title if signer else "",
    }
