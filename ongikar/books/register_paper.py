"""A book as the paper it is printed on: one year's lines for the register template."""

from collections.abc import Mapping
from typing import Any

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.papers.letterhead import letterhead
from ongikar.rules.bangla.text import fiscal_year_words

from .narrowing import narrow_book
from .registry import Book, Cell, RegisterLine


def register_data(
    book: Book, office: Office, fiscal_year: int, given: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What `papers.pdf.render("register", …)` reads, in the language at hand. `given`: what the book is
    narrowed by.
    """
    widths = book.widths or (1,) * len(book.columns)
    shown = narrow_book(book, office, fiscal_year, given or {})
    lines = list(shown.rows)
    return {
        "language": language(),
        "office": letterhead(office),
        "title": book.words,
        "fiscal_year": ", ".join(filter(None, (fiscal_year_words(fiscal_year, language()), shown.words))),
        "columns": [
            {"label": heading, "width": width} for heading, width in zip(book.headings, widths, strict=True)
        ],
        "rows": [{"cells": [cell_data(cell) for cell in line.marked]} for line in lines],
        "note": " ".join(filter(None, (shown.summed_up, corrections_note(lines)))),
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
