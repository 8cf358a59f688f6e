"""A book as the paper it is printed on and as a spreadsheet: days are days, numbers are numbers, and nothing
written in it becomes a formula.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.papers.letterhead import letterhead
from ongikar.rules.bangla.text import fiscal_year_words

from .register_filter import NarrowedBook, narrow_book
from .registry import Book, Cell, CellRun, RegisterLine


def register_data(
    book: Book,
    office: Office,
    fiscal_year: int,
    shown: NarrowedBook | None = None,
    *,
    root: str = "",
) -> dict[str, Any]:
    """What `papers.pdf.render("register", …)` reads, in the language at hand. `shown`: what is left of the
    book; else all of it. `root`: that of the ledger, for the foot of each page.
    """
    shown = shown or narrow_book(book, office, fiscal_year, {})
    lines = list(shown.rows)
    return register_page_data(
        book,
        office,
        year_words(fiscal_year, shown),
        lines,
        note=" ".join(filter(None, (shown.summed_up, corrections_note(lines)))),
        root=root,
    )


def year_words(fiscal_year: int, shown: NarrowedBook) -> str:
    """The year and what else was chosen, for the head of a paper."""
    return ", ".join(filter(None, (fiscal_year_words(fiscal_year, language()), shown.words)))


def register_page_data(
    book: Book,
    office: Office,
    year: str,
    lines: list[RegisterLine],
    *,
    note: str,
    volume: str = "",
    root: str = "",
) -> dict[str, Any]:
    """The same of these lines alone. `volume`: which part of the book they are; empty, they are all of it.
    `root`: that of the ledger, for the foot of each page.
    """
    widths = book.widths or (1,) * len(book.columns)
    return {
        "language": language(),
        "office": letterhead(office),
        "title": book.words,
        "fiscal_year": year,
        "volume": volume,
        "columns": [
            {"label": heading, "width": width} for heading, width in zip(book.headings, widths, strict=True)
        ],
        "rows": [{"cells": [cell_data(cell) for cell in line.marked_cells]} for line in lines],
        "note": note,
        "root": root,
    }


def cell_data(cell: Cell) -> str | list[dict[str, Any]]:
    """A text, or where something of it is crossed out, its runs."""
    if cell.is_plain:
        return cell.text
    return [{"text": run.text, "struck": run.is_struck} for run in cell.runs]


def corrections_note(lines: list[RegisterLine]) -> str:
    """What the strokes on this paper mean; "" where it has none."""
    meanings = (
        (
            any(line.struck for line in lines),
            say(
                "কাটা দাগের ভুক্তি বাতিল; কারণ মন্তব্যের ঘরে। কোনো ভুক্তি মোছা হয় না।",
                "A line crossed out no longer holds; the reason is in its remarks. No line is ever removed.",
            ),
        ),
        (
            any(line.is_corrected for line in lines),
            say(
                "কাটা নাম, ঠিকানা বা মোবাইলের পাশে ঠিক করা লেখাটি; কবে কে ঠিক করেছেন, বন্ধনীতে।",
                "Beside a name, address or mobile crossed out stands the corrected one, with the day and by"
                " whom in brackets.",
            ),
        ),
    )
    return " ".join(words for is_so, words in meanings if is_so)


# A spreadsheet's column of width 1 holds about one letter; a book's width 1 is a hundredth of its line.
LETTER_WIDTH = 1.6
# Excel takes no longer text in a cell.
MOST_LETTERS = 32_767
# What a spreadsheet shows for a value: the figures of the book's language (5: Bengali; 445: its locale).
SHOWN_AS = {
    "bn": {date: "[$-5000445]d/m/yyyy", int: "[$-5000445]0"},
    "en": {date: "d/m/yyyy", int: "0"},
}


# How many lines on a sheet: a spreadsheet has room for 1,048,576, and what comes after them it drops unsaid.
MOST_LINES_A_SHEET = 1_000_000


def write_workbook(
    title: str,
    headings: list[str],
    lines: Iterable[RegisterLine],
    *,
    widths: tuple[int, ...] = (),
    totals: Iterable[tuple[str, int]] = (),
) -> bytes:
    """The XLSX file of a book that is made while somebody waits."""
    made = io.BytesIO()
    save_workbook(made, title, headings, lines, widths=widths, totals=totals)
    return made.getvalue()


def save_workbook(
    file: BinaryIO,
    title: str,
    headings: list[str],
    lines: Iterable[RegisterLine],
    *,
    widths: tuple[int, ...] = (),
    totals: Iterable[tuple[str, int]] = (),
    folder: Path | None = None,
) -> int:
    """Write the XLSX file; returns how many lines it has. Lines are written as they come and never held
    together: they wait in files of `folder` until all are there. `totals` stand below them.
    """
    # Two megabytes, which neither the worker nor most days of an office ever need.
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": folder and str(folder),
    }
    count, row, page = 0, 0, None
    with raising_disk_faults(), xlsxwriter.Workbook(file, options) as workbook:
        looks = CellFormats(workbook)
        for line in lines:
            if page is None or row > MOST_LINES_A_SHEET:
                page, row = begin_sheet(workbook, title, headings, widths), 1
            row, count = row + 1, count + 1
            for column, cell in enumerate(line.marked_cells):
                write_cell(page, row, column, cell, looks)
        if page is None:
            page, row = begin_sheet(workbook, title, headings, widths), 1
        # A line is left free, so that sorting the lines does not sort the totals in.
        for place, (words, number) in enumerate(totals, start=row + 2):
            page.write_number(place, 0, number, looks.of(int, False))
            page.write_string(place, 1, words, looks.of(str, False))
    return count


@contextmanager
def raising_disk_faults() -> Iterator[None]:
    """What the disk refused, as the disk said it: the writer wraps it in a fault of its own."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        yield
    except FileCreateError as fault:
        raise next((each for each in fault.args if isinstance(each, OSError)), fault) from None


def begin_sheet(workbook: Any, title: str, headings: list[str], widths: tuple[int, ...]) -> Any:
    """A sheet with its head, ready for lines from the third row on."""
    page = workbook.add_worksheet()
    head = workbook.add_format(CellFormats.FRAME | {"bold": True, "bg_color": "#EEF5F0"})
    for column, width in enumerate(widths or (10,) * len(headings)):
        page.set_column(column, column, width * LETTER_WIDTH)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
    page.freeze_panes(2, 0)
    page.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
    for column, heading in enumerate(headings):
        page.write_string(1, column, heading, head)
    return page


class CellFormats:
    """The formats of one workbook, each made once: by kind of value and by whether it is crossed out."""

    FRAME = {"text_wrap": True, "valign": "top", "border": 1}

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.made: dict[tuple[type, bool], Any] = {}
        # For a run within a cell, which has no frame of its own.
        self.crossed_out = workbook.add_format({"font_strikeout": True})

    def of(self, kind: type, is_struck: bool) -> Any:
        if (kind, is_struck) not in self.made:
            look = self.FRAME | ({"font_strikeout": True} if is_struck else {})
            if shown_as := SHOWN_AS[language()].get(kind):
                look |= {"num_format": shown_as}
            self.made[kind, is_struck] = self.workbook.add_format(look)
        return self.made[kind, is_struck]


def write_cell(page: Any, row: int, column: int, cell: Cell, looks: CellFormats) -> None:
    """One cell by what it is. Only what we counted ourselves is a number or a day; what
    people wrote is text.
    """
    is_struck = any(run.is_struck for run in cell.runs)
    if isinstance(cell.value, date):
        page.write_datetime(row, column, datetime.combine(cell.value, time()), looks.of(date, is_struck))
    elif isinstance(cell.value, int):
        page.write_number(row, column, cell.value, looks.of(int, is_struck))
    elif len(runs := truncate_runs(cell.runs)) > 1 and is_struck:
        page.write_rich_string(row, column, *rich_text_fragments(runs, looks), looks.of(str, False))
    else:
        page.write_string(row, column, "".join(run.text for run in runs), looks.of(str, is_struck))


def rich_text_fragments(runs: list[CellRun], looks: CellFormats) -> list[Any]:
    """The runs as a rich text is written: a crossed-out one after its format."""
    return [
        part for run in runs for part in ((looks.crossed_out, run.text) if run.is_struck else (run.text,))
    ]


def truncate_runs(runs: Iterable[CellRun]) -> list[CellRun]:
    """The runs as far as a cell has room."""
    left, fitting = MOST_LETTERS, []
    for run in runs:
        if text := run.text[:left]:
            fitting.append(CellRun(text, run.is_struck))
            left -= len(text)
    return fitting
