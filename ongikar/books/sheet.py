"""A book as a spreadsheet: every cell a text, so that nothing written in it can ever act."""

import io
from collections.abc import Iterable

from .registry import Line

# A spreadsheet's column of width 1 holds about one letter; a book's width 1 is a hundredth of its line.
LETTERS = 1.6
# Excel takes no longer text in a cell.
MOST_LETTERS = 32_767


def sheet(title: str, headings: list[str], lines: Iterable[Line], *, widths: tuple[int, ...] = ()) -> bytes:
    """The XLSX file. Lines are written as they come and never held together."""
    # Two megabytes, which neither the worker nor most days of an office ever need.
    import xlsxwriter

    made = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as workbook:
        page = workbook.add_worksheet()
        look = {"text_wrap": True, "valign": "top", "border": 1}
        plain, struck = workbook.add_format(look), workbook.add_format(look | {"font_strikeout": True})
        head = workbook.add_format(look | {"bold": True, "bg_color": "#EEF5F0"})
        for column, width in enumerate(widths or (10,) * len(headings)):
            page.set_column(column, column, width * LETTERS)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, 1)
        page.freeze_panes(2, 0)
        page.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
        for column, heading in enumerate(headings):
            page.write_string(1, column, heading, head)
        for row, line in enumerate(lines, start=2):
            for column, (cell, is_struck) in enumerate(line.marked):
                page.write_string(row, column, cell[:MOST_LETTERS], struck if is_struck else plain)
    return made.getvalue()
